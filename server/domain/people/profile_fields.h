// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a profile, checked at the door: each gives the value to store, or kInvalid with a
// sentence for the person.
#pragma once

#include <fika/v1/people.pb.h>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/repeated_field.h>

#include "base/result.h"

namespace fika::domain {

Result<std::string> checked_person_name(std::string_view name);
// In lower case, ASCII; empty stays empty. It is checked for form alone: only a mail could prove
// more.
Result<std::string> checked_email(std::string_view email);
// An IANA name in form, such as Europe/Stockholm, or UTC.
Result<std::string> checked_time_zone(std::string_view name);
Result<std::string> checked_interface_language(std::string_view tag);
// BCP 47 tags in form; a tag that comes twice is kept once.
Result<std::vector<std::string>> checked_languages(
    const google::protobuf::RepeatedPtrField<std::string>& tags);
Status check_role(v1::Role role);

}  // namespace fika::domain
