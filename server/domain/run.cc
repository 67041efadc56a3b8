// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/run.h"

#include "base/check.h"

namespace fika::domain {
namespace {

std::unexpected<Error> sign_in_first() {
  return fail(Code::kUnauthenticated,
              "You are not signed in, or the sign-in has ended. Sign in again.");
}

std::unexpected<Error> not_found() {
  return fail(Code::kNotFound, "There is no such thing, or you may not see it.");
}

Status check_caller(const Actor& actor, const Method& method) {
  const v1::TokenScope needed = method.query ? v1::TOKEN_SCOPE_READ : v1::TOKEN_SCOPE_WRITE;
  if (actor.scope < needed) {
    return fail(Code::kForbidden, "This token may only read. Make one that may write.");
  }
  switch (method.policy.caller) {
    case Caller::kAnyone:
    case Caller::kGuest:
      return {};
    case Caller::kMember:
      if (actor.is_guest())
        return fail(Code::kForbidden, "Guests cannot do this. Ask a colleague.");
      return {};
    case Caller::kAdmin:
      if (!actor.is_admin()) {
        return fail(
            Code::kForbidden,
            "Only an administrator can do this; with a token, one made for administration.");
      }
      return {};
  }
  FIKA_CHECK(false);
}

Status check_relation(const storage::Reader& reader, const Actor& actor, const Method& method,
                      const Message& request) {
  const Policy& policy = method.policy;
  const std::string field_name(policy.root_field);
  const auto* field = request.GetDescriptor()->FindFieldByName(field_name);
  FIKA_CHECK(field != nullptr);
  TRY(const Id id, Id::parse(request.GetReflection()->GetString(request, field), field_name));
  // Mostly it is a root, whose scope then is looked up once: this is asked of every call.
  TRY(auto scope, storage::scope_of(reader, id));
  std::optional<Id> root = id;
  if (!scope) {
    TRY(root, root_of(reader, id));
    if (!root) return not_found();
    TRY(scope, storage::scope_of(reader, *root));
  }
  if (policy.admin_may && actor.is_admin()) return {};
  Relation relation = Relation::kStranger;
  if (scope) {
    TRY(relation, relation_to_root(reader, actor, *root, *scope));
  }
  if (relation >= policy.relation) return {};
  if (relation < Relation::kSees) return not_found();
  if (policy.relation == Relation::kMember) {
    return fail(Code::kForbidden, "Only members can do this. Join first.");
  }
  return fail(Code::kForbidden, "Only a steward can do this. Ask one.");
}

constexpr std::string_view kMovedMeanwhile =
    "This was changed by somebody else at every attempt to save. Try again in a moment.";

}  // namespace

std::unexpected<Error> prepare_again() { return fail(Code::kAborted, "{}", kMovedMeanwhile); }

// Nothing else says these words.
bool is_prepare_again(const Error& error) {
  return error.code == Code::kAborted && error.detail == kMovedMeanwhile;
}

Result<Actor> present_actor(const storage::Reader& reader, const Id& organisation,
                            const Actor& actor) {
  TRY(const auto person, storage::find<v1::Person>(reader, organisation, {actor.person}));
  if (!person || person->deactivated()) return sign_in_first();
  Actor present = actor;
  present.role = person->role();
  return present;
}

Result<Actor> check_policy(const storage::Reader& reader, const Id& organisation,
                           const Actor& actor, const Method& method, const Message& request) {
  if (method.policy.caller == Caller::kAnyone) return actor;
  if (actor.is_anonymous()) return sign_in_first();
  TRY(Actor present, present_actor(reader, organisation, actor));
  CHECKED(check_caller(present, method));
  if (!method.policy.root_field.empty()) {
    CHECKED(check_relation(reader, present, method, request));
  }
  return present;
}

Result<std::unique_ptr<Message>> run_query(const Method& method, const Query& query,
                                           const Message& request) {
  TRY(const Actor actor,
      check_policy(query.reader, query.organisation, query.actor, method, request));
  const Query checked{query.reader, actor,        query.organisation,
                      query.now_ms, query.folder, query.search};
  return method.query(checked, request);
}

Result<std::unique_ptr<Message>> run_command(const Method& method, const Command& command,
                                             const Message& request) {
  TRY(const Actor actor,
      check_policy(command.txn, command.organisation, command.actor, method, request));
  Command checked{command.txn, actor, command.organisation, command.prepared};
  return method.command(checked, request);
}

}  // namespace fika::domain
