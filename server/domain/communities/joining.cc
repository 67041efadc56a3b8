// SPDX-License-Identifier: GPL-3.0-or-later
// Coming in, going out, and who looks after a community.
#include "base/text.h"
#include "server/domain/communities/handlers.h"
#include "server/domain/communities/requests.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

struct Named {
  Id community, person;
  v1::Person profile;
};

// The community and the person a steward's request names. Stewards see everybody in the
// organisation.
template <class Request>
Result<Named> named_in(const Command& command, const Request& request) {
  CHECKED(standing_community(command.txn, request.community()));
  TRY(const Id community, Id::parse(request.community()));
  TRY(const Id person, Id::parse(request.person(), "person"));
  TRY(auto profile, storage::find<v1::Person>(command.txn, command.organisation, {person}));
  if (!profile) return fail(Code::kNotFound, "There is no such person, or you may not see them.");
  return Named{community, person, *std::move(profile)};
}

bool is_active(const v1::Person& person) {
  return !person.deactivated() && !person.former_colleague();
}

Status check_active(const v1::Person& person) {
  if (is_active(person)) return {};
  return fail(Code::kState, "{} has no active account. Choose somebody who can sign in.",
              person.name());
}

// One who looks after it remains, unless it is archived and needs no looking after.
Status check_may_go(const storage::Reader& reader, const v1::Community& community,
                    const Id& person) {
  if (community.archived()) return {};
  TRY(const Id id, Id::parse(community.id()));
  TRY(const auto stewards, stewards_of(reader, id, 2));
  if (stewards.size() != 1 || stewards.front() != person) return {};
  return fail(
      Code::kState,
      "The community's only steward cannot leave. Make somebody else a steward, or archive the "
      "community, first.");
}

Result<bool> has_active_steward(const Command& command, const Id& community) {
  TRY(const auto stewards, stewards_of(command.txn, community, SIZE_MAX));
  for (const Id& steward : stewards) {
    TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {steward}));
    if (person && is_active(*person)) return true;
  }
  return false;
}

Result<bool> has_active_colleague(const Command& command, const Id& community) {
  TRY(const auto members, storage::all_of<v1::Member>(command.txn, community));
  for (const v1::Member& member : members) {
    if (member.left() || member.guest()) continue;
    TRY(const Id id, Id::parse(member.person()));
    TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {id}));
    if (person && is_active(*person)) return true;
  }
  return false;
}

// An administrator who is no steward may name one for a community that has lost all of its own,
// from among its members: not to read what is private, but so that it does not stay without. Only
// when nobody is left who could be named does somebody come in from outside.
Status name_from_outside(Command& command, const Named& named) {
  TRY(const bool is_cared_for, has_active_steward(command, named.community));
  if (is_cared_for) {
    return fail(Code::kForbidden,
                "Only a steward can do this, and the community has one. Ask there.");
  }
  TRY(const auto member, storage::find<v1::Member>(command.txn, named.community, {named.person}));
  if (member && !member->left()) return {};
  TRY(const bool has_colleague, has_active_colleague(command, named.community));
  if (has_colleague) {
    return fail(Code::kState, "{} is not a member. Name one of the members.", named.profile.name());
  }
  CHECKED(admit_member(command.txn, named.community, named.profile));
  return {};
}

}  // namespace

Result<v1::JoinCommunityReply> join_community(Command& command,
                                              const v1::JoinCommunityRequest& request) {
  TRY(const v1::Community community, standing_community(command.txn, request.community()));
  TRY(const Id id, Id::parse(community.id()));
  TRY(const std::string note, checked_optional_line(request.note(), kJoinNoteMax, "The note"));
  const Id& caller = command.actor.person;
  v1::JoinCommunityReply reply;
  TRY(const Relation relation, relation_to(command.txn, command.actor, id));
  reply.set_joined(relation >= Relation::kMember || community.openness() == v1::OPENNESS_OPEN);
  if (relation >= Relation::kMember) return reply;
  if (!reply.joined()) {
    CHECKED(ask_to_join(command.txn, id, caller, note));
    return reply;
  }
  TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {caller}));
  if (!person) return fail(Code::kUnauthenticated, "You are not signed in. Sign in again.");
  CHECKED(admit_member(command.txn, id, *person));
  return reply;
}

Result<v1::LeaveCommunityReply> leave_community(Command& command,
                                                const v1::LeaveCommunityRequest& request) {
  TRY(const v1::Community community, standing_community(command.txn, request.community()));
  TRY(const Id id, Id::parse(community.id()));
  const Id& caller = command.actor.person;
  CHECKED(check_may_go(command.txn, community, caller));
  CHECKED(dismiss_member(command.txn, id, caller));
  CHECKED(settle_join_request(command.txn, id, caller));
  return v1::LeaveCommunityReply{};
}

Result<v1::AnswerJoinRequestReply> answer_join_request(
    Command& command, const v1::AnswerJoinRequestRequest& request) {
  TRY(const Named named, named_in(command, request));
  TRY(const bool waited, settle_join_request(command.txn, named.community, named.person));
  if (!waited) {
    return fail(Code::kNotFound,
                "Nobody of that name waits any more. Another steward may have answered.");
  }
  if (request.accept()) {
    CHECKED(check_active(named.profile));
    CHECKED(admit_member(command.txn, named.community, named.profile));
  }
  CHECKED(tell_answer(command.txn, named.community, named.person, command.actor.person));
  return v1::AnswerJoinRequestReply{};
}

Result<v1::Member> add_member_by_steward(Command& command, const v1::AddMemberRequest& request) {
  TRY(const Named named, named_in(command, request));
  CHECKED(check_active(named.profile));
  return admit_member(command.txn, named.community, named.profile);
}

Result<v1::RemoveMemberReply> remove_member_by_steward(Command& command,
                                                       const v1::RemoveMemberRequest& request) {
  TRY(const v1::Community community, standing_community(command.txn, request.community()));
  TRY(const Named named, named_in(command, request));
  TRY(const auto member, storage::find<v1::Member>(command.txn, named.community, {named.person}));
  if (!member) return fail(Code::kNotFound, "That person is not a member of this community.");
  CHECKED(check_may_go(command.txn, community, named.person));
  CHECKED(dismiss_member(command.txn, named.community, named.person));
  return v1::RemoveMemberReply{};
}

Result<v1::Member> set_steward(Command& command, const v1::SetStewardRequest& request) {
  TRY(const v1::Community community, standing_community(command.txn, request.community()));
  TRY(const Named named, named_in(command, request));
  if (request.steward()) {
    CHECKED(check_active(named.profile));
    if (named.profile.role() == v1::ROLE_GUEST) {
      return fail(Code::kState, "A guest cannot be a steward. Choose a colleague.");
    }
  }
  TRY(const Relation relation, relation_to(command.txn, command.actor, named.community));
  if (relation < Relation::kSteward) {
    if (!request.steward()) {
      return fail(Code::kForbidden,
                  "Only a steward can do this. Name one first, if there is none.");
    }
    CHECKED(name_from_outside(command, named));
  }
  if (!request.steward()) CHECKED(check_may_go(command.txn, community, named.person));
  return change_steward(command.txn, named.community, named.person, request.steward());
}

}  // namespace fika::domain
