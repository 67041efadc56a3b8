// SPDX-License-Identifier: GPL-3.0-or-later
// Making a community and changing what it says of itself.
#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "server/domain/communities/handlers.h"
#include "server/domain/communities/requests.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

using Languages = google::protobuf::RepeatedPtrField<std::string>;

constexpr std::size_t kLanguageTagMax = 35;  // as RFC 5646 recommends

// The form of a BCP 47 tag: letters first, then parts of letters and digits.
bool is_language_tag(std::string_view tag) {
  if (tag.empty() || tag.size() > kLanguageTagMax) return false;
  const auto is_letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string_view first = tag.substr(0, tag.find('-'));
  if (first.size() < 2 || !std::ranges::all_of(first, is_letter)) return false;
  for (std::size_t length = 0; const char c : tag) {
    length = c == '-' ? 0 : length + 1;
    if (length > 8 || (c != '-' && !is_letter(c) && !is_digit(c))) return false;
  }
  return tag.back() != '-' && tag.find("--") == std::string_view::npos;
}

Status set_languages(v1::Community& community, const Languages& languages) {
  if (languages.size() > kCommunityLanguagesMax) {
    return fail(Code::kInvalid, "A community has at most {} languages; {} were given.",
                kCommunityLanguagesMax, languages.size());
  }
  community.clear_languages();
  for (const std::string& tag : languages) {
    if (!is_language_tag(tag)) {
      return fail(Code::kInvalid, "A language is not a BCP 47 tag. Write it as in sv or en-GB.");
    }
    if (std::ranges::find(community.languages(), tag) == community.languages().end()) {
      community.add_languages(tag);
    }
  }
  return {};
}

Status set_openness(v1::Community& community, v1::Openness openness) {
  if (openness == v1::OPENNESS_UNSPECIFIED || !v1::Openness_IsValid(openness)) {
    return fail(Code::kInvalid, "A community is open, on request or private. Choose one of them.");
  }
  community.set_openness(openness);
  return {};
}

Status set_name(v1::Community& community, std::string_view name) {
  TRY(std::string checked, checked_line(name, kCommunityNameMax, "The community's name"));
  community.set_name(std::move(checked));
  return {};
}

Status set_purpose(v1::Community& community, std::string_view purpose) {
  TRY(std::string checked, checked_purpose(purpose));
  community.set_purpose(std::move(checked));
  return {};
}

Status set_theme(v1::Community& community, std::string_view theme) {
  TRY(std::string checked, checked_optional_line(theme, kCommunityThemeMax, "The theme"));
  community.set_theme(std::move(checked));
  return {};
}

Status set_rhythm(v1::Community& community, std::string_view rhythm) {
  TRY(std::string checked, checked_optional_line(rhythm, kCommunityRhythmMax, "The rhythm"));
  community.set_rhythm(std::move(checked));
  return {};
}

// Nobody needs to wait for what everybody may do.
Status admit_all_waiting(Command& command, const Id& community) {
  TRY(const auto waiting, waiting_requests(command.txn, community));
  for (const v1::JoinRequest& request : waiting) {
    TRY(const Id asker, Id::parse(request.person()));
    TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {asker}));
    if (!person || person->deactivated() || person->role() == v1::ROLE_GUEST) {
      CHECKED(settle_join_request(command.txn, community, asker));
      continue;
    }
    CHECKED(admit_member(command.txn, community, *person));
    CHECKED(tell_answer(command.txn, community, asker, command.actor.person));
  }
  return {};
}

}  // namespace

Result<std::string> checked_purpose(std::string_view purpose) {
  if (purpose.empty() || (is_utf8(purpose) && trim(purpose).empty())) return std::string();
  constexpr std::size_t kBytesPerCharacterMax = 4;
  CHECKED(check_body(purpose, kBytesPerCharacterMax * kCommunityPurposeMax, "The purpose"));
  purpose = trim(purpose);
  if (utf8_length(purpose) > kCommunityPurposeMax) {
    return fail(Code::kInvalid, "The purpose is {} characters long; at most {} fit.",
                utf8_length(purpose), kCommunityPurposeMax);
  }
  return std::string(purpose);
}

Result<v1::Community> find_community(const storage::Reader& reader, std::string_view id) {
  TRY(const Id community, Id::parse(id, "community"));
  TRY(auto entity, storage::find<v1::Community>(reader, community));
  if (!entity) return fail(Code::kNotFound, "There is no such thing, or you may not see it.");
  return *std::move(entity);
}

Result<v1::Community> standing_community(const storage::Reader& reader, std::string_view id) {
  TRY(v1::Community community, find_community(reader, id));
  TRY(const Id community_id, Id::parse(community.id()));
  CHECKED(check_stands(reader, community_id));
  return community;
}

Result<v1::Community> create_community(Command& command,
                                       const v1::CreateCommunityRequest& request) {
  TRY(const Id id, Id::parse(request.id(), "The community's id"));
  v1::Community community;
  community.set_id(id.text());
  CHECKED(set_name(community, request.name()));
  CHECKED(set_purpose(community, request.purpose()));
  CHECKED(set_theme(community, request.theme()));
  CHECKED(set_rhythm(community, request.rhythm()));
  CHECKED(set_languages(community, request.languages()));
  const bool is_unsaid = request.openness() == v1::OPENNESS_UNSPECIFIED;
  CHECKED(set_openness(community, is_unsaid ? v1::OPENNESS_OPEN : request.openness()));
  community.set_created_by(command.actor.person.text());
  community.set_created_at_ms(command.txn.time_ms());
  CHECKED(put_new_community(command.txn, community));
  TRY(const auto person,
      storage::find<v1::Person>(command.txn, command.organisation, {command.actor.person}));
  if (!person) return fail(Code::kUnauthenticated, "You are not signed in. Sign in again.");
  CHECKED(admit_member(command.txn, id, *person, true));
  return community;
}

Result<v1::Community> update_community(Command& command,
                                       const v1::UpdateCommunityRequest& request) {
  TRY(const v1::Community before, standing_community(command.txn, request.community()));
  v1::Community after = before;
  if (request.has_name()) CHECKED(set_name(after, request.name()));
  if (request.has_purpose()) CHECKED(set_purpose(after, request.purpose()));
  if (request.has_theme()) CHECKED(set_theme(after, request.theme()));
  if (request.has_rhythm()) CHECKED(set_rhythm(after, request.rhythm()));
  if (request.has_openness()) CHECKED(set_openness(after, request.openness()));
  if (request.replace_languages()) {
    CHECKED(set_languages(after, request.languages()));
  } else if (!request.languages().empty()) {
    return fail(Code::kInvalid, "Languages were given without replace_languages. Set it.");
  }
  if (after.SerializeAsString() == before.SerializeAsString()) return after;
  CHECKED(command.txn.put(after));
  CHECKED(refresh_listing(command.txn, after));
  if (after.openness() == v1::OPENNESS_OPEN && before.openness() != v1::OPENNESS_OPEN) {
    TRY(const Id id, Id::parse(after.id()));
    CHECKED(admit_all_waiting(command, id));
  }
  return after;
}

Result<v1::Community> set_archived(Command& command, const v1::SetArchivedRequest& request) {
  TRY(v1::Community community, standing_community(command.txn, request.community()));
  TRY(const Id id, Id::parse(community.id()));
  if (community.archived() != request.archived()) {
    community.set_archived(request.archived());
    CHECKED(command.txn.put(community));
    CHECKED(refresh_listing(command.txn, community));
  }
  TRY(const Relation relation, relation_to(command.txn, command.actor, id));
  if (relation >= Relation::kSees) return community;
  // An administrator manages without reading: the answer says what was done and no more.
  v1::Community answer;
  answer.set_id(community.id());
  answer.set_openness(community.openness());
  answer.set_archived(community.archived());
  return answer;
}

Result<v1::CommunityLevel> set_community_level(Command& command,
                                               const v1::SetCommunityLevelRequest& request) {
  TRY(const v1::Community community, standing_community(command.txn, request.community()));
  TRY(const Id id, Id::parse(community.id()));
  if (!v1::Level_IsValid(request.level())) {
    return fail(Code::kInvalid,
                "There is no such level. Choose all, followed, digest only or mute.");
  }
  v1::CommunityLevel level;
  level.set_person(command.actor.person.text());
  level.set_community(community.id());
  level.set_level(request.level());
  TRY(const auto present,
      storage::find<v1::CommunityLevel>(command.txn, command.actor.person, {id}));
  if (level.level() == v1::LEVEL_UNSPECIFIED) {
    CHECKED(command.txn.erase<v1::CommunityLevel>(command.actor.person, {id}));
  } else if (!present || present->level() != level.level()) {
    CHECKED(command.txn.put(level));
  }
  return level;
}

}  // namespace fika::domain
