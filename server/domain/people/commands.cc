// SPDX-License-Identifier: GPL-3.0-or-later
// What people do with their own profile.
#include "base/text.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/handlers.h"
#include "server/domain/people/people.h"
#include "server/domain/people/profile_fields.h"

namespace fika::domain {
namespace {

Status change_profile(v1::Person& person, const v1::UpdateProfileRequest& request) {
  if (request.has_name()) {
    TRY(*person.mutable_name(), checked_person_name(request.name()));
  }
  if (request.has_pronouns()) {
    TRY(*person.mutable_pronouns(),
        checked_optional_line(request.pronouns(), kPronounsSizeMax, "The pronouns"));
  }
  if (request.has_site()) {
    TRY(*person.mutable_site(), checked_optional_line(request.site(), kSiteSizeMax, "The site"));
  }
  if (request.has_unit()) {
    TRY(*person.mutable_unit(), checked_optional_line(request.unit(), kUnitSizeMax, "The unit"));
  }
  if (request.replace_languages()) {
    TRY(const auto languages, checked_languages(request.languages()));
    person.mutable_languages()->Assign(languages.begin(), languages.end());
  }
  return {};
}

Status change_settings(v1::PersonSettings& settings, const v1::UpdateProfileRequest& request) {
  if (request.has_time_zone()) {
    TRY(*settings.mutable_time_zone(), checked_time_zone(request.time_zone()));
  }
  if (request.has_interface_language()) {
    TRY(*settings.mutable_interface_language(),
        checked_interface_language(request.interface_language()));
  }
  if (request.has_typing_off()) settings.set_typing_off(request.typing_off());
  if (request.has_here_now_off()) settings.set_here_now_off(request.here_now_off());
  return {};
}

}  // namespace

Result<v1::Me> update_profile(Command& command, const v1::UpdateProfileRequest& request) {
  const Id& id = command.actor.person;
  TRY(const auto person_before, person_with(command.txn, command.organisation, id));
  TRY(const auto found, storage::find<v1::PersonSettings>(command.txn, id));
  v1::PersonSettings settings = found.value_or(v1::PersonSettings{});
  settings.set_person(id.text());
  v1::Me me;
  *me.mutable_person() = person_before;
  CHECKED(change_profile(*me.mutable_person(), request));
  CHECKED(change_settings(settings, request));
  CHECKED(change_person(command.txn, person_before, me.person()));
  if (!found || found->SerializeAsString() != settings.SerializeAsString()) {
    CHECKED(command.txn.put(settings));
  }
  *me.mutable_settings() = std::move(settings);
  me.set_organisation(command.organisation.text());
  return me;
}

}  // namespace fika::domain
