// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/people/profile_fields.h"

#include <algorithm>

#include "base/text.h"
#include "server/domain/people/people.h"

namespace fika::domain {
namespace {

// RFC 5321's limits: the whole with its angle brackets 256, the part before the @ 64.
constexpr std::size_t kEmailBytesMax = 254;
constexpr std::size_t kEmailLocalBytesMax = 64;
constexpr std::size_t kTimeZoneBytesMax = 64;
constexpr std::size_t kLanguageBytesMax = 35;

bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }
bool is_alphanumeric(char c) { return is_letter(c) || ('0' <= c && c <= '9'); }

// Dot-separated, nothing empty between the dots.
bool is_dotted(std::string_view text, std::string_view extra_characters) {
  char before = '.';
  for (const char c : text) {
    if (c == '.' && before == '.') return false;
    if (c != '.' && !is_alphanumeric(c) && extra_characters.find(c) == std::string_view::npos) {
      return false;
    }
    before = c;
  }
  return before != '.';
}

bool is_email(std::string_view email) {
  const std::size_t at = email.find('@');
  if (at == std::string_view::npos || email.size() > kEmailBytesMax || at > kEmailLocalBytesMax) {
    return false;
  }
  return is_dotted(email.substr(0, at), "!#$%&'*+-/=?^_`{|}~") &&
         is_dotted(email.substr(at + 1), "-");
}

bool is_time_zone(std::string_view name) {
  if (name == "UTC") return true;
  if (name.size() > kTimeZoneBytesMax || name.find('/') == std::string_view::npos) return false;
  char before = '/';
  for (const char c : name) {
    if (before == '/' && !is_letter(c)) return false;
    if (!is_alphanumeric(c) && std::string_view("_+-/").find(c) == std::string_view::npos) {
      return false;
    }
    before = c;
  }
  return before != '/';
}

bool is_language(std::string_view tag) {
  if (tag.size() > kLanguageBytesMax) return false;
  std::size_t length = 0;
  bool is_first = true;
  for (const char c : tag) {
    if (c == '-') {
      if (length == 0 || (is_first && length < 2)) return false;
      is_first = false;
      length = 0;
      continue;
    }
    if (++length > 8 || !(is_first ? is_letter(c) : is_alphanumeric(c))) return false;
  }
  return length > 0 && !(is_first && length < 2);
}

}  // namespace

Result<std::string> checked_person_name(std::string_view name) {
  return checked_line(name, kPersonNameSizeMax, "The name");
}

Result<std::string> checked_email(std::string_view email) {
  std::string lower = to_lower_ascii(trim(email));
  if (!lower.empty() && !is_email(lower)) {
    return fail(Code::kInvalid, "This is no e-mail address. Write it as name@example.org.");
  }
  return lower;
}

Result<std::string> checked_time_zone(std::string_view name) {
  if (!is_time_zone(name)) {
    return fail(Code::kInvalid, "This is no time zone. Write it as Europe/Stockholm, or UTC.");
  }
  return std::string(name);
}

Result<std::string> checked_interface_language(std::string_view tag) {
  if (tag != "sv" && tag != "en") {
    return fail(Code::kInvalid,
                "Fika is shown in Swedish (sv) or English (en). Choose one of them.");
  }
  return std::string(tag);
}

Result<std::vector<std::string>> checked_languages(
    const google::protobuf::RepeatedPtrField<std::string>& tags) {
  if (tags.size() > kPersonLanguagesMax) {
    return fail(Code::kInvalid, "These are {} languages; at most {} fit.", tags.size(),
                kPersonLanguagesMax);
  }
  std::vector<std::string> languages;
  for (const std::string& tag : tags) {
    if (!is_language(tag)) {
      return fail(Code::kInvalid, "A language is a tag such as sv, en-GB or se. Correct the list.");
    }
    if (std::find(languages.begin(), languages.end(), tag) == languages.end()) {
      languages.push_back(tag);
    }
  }
  return languages;
}

Status check_role(v1::Role role) {
  if (role == v1::ROLE_GUEST || role == v1::ROLE_MEMBER || role == v1::ROLE_ADMIN) return {};
  return fail(Code::kInvalid, "The role is missing. Choose guest, member or administrator.");
}

}  // namespace fika::domain
