// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/templates/quoting.h"

#include <algorithm>
#include <chrono>
#include <fika/v1/communities.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/threads.pb.h>

#include "base/text.h"
#include "server/domain/members.h"
#include "server/domain/templates/templates.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

std::string day_of(std::int64_t time_ms) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(time_ms)};
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

// At most kQuotedBytesMax, no character in two.
std::string_view beginning(std::string_view text) {
  std::size_t end = std::min(text.size(), kQuotedBytesMax);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return text.substr(0, end);
}

std::string quoted_lines(std::string_view text) {
  std::string quoted;
  for (;;) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    quoted += line.empty() ? ">" : "> ";
    quoted.append(line).append("\n");
    if (end == text.npos) return quoted;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Result<Origin> origin_of(const storage::Reader& reader, const Id& root) {
  TRY(const auto scope, storage::scope_of(reader, root));
  Origin origin{.id = root,
                .scope = scope.value_or(storage::Scope()),
                .path = {},
                .title = {},
                .community = {}};
  if (scope && scope->kind == v1::SCOPE_KIND_CONVERSATION && scope->id == root) {
    origin.path = "/conversations/" + root.text();
    return origin;
  }
  TRY(const auto thread, storage::find<v1::Thread>(reader, root));
  if (thread) {
    origin.path = "/threads/" + root.text();
    origin.title = thread->title();
    origin.community = thread->community();
    return origin;
  }
  TRY(const auto page, storage::find<v1::Page>(reader, root));
  if (page) {
    origin.path = "/p/" + root.text() + "/talk";
    origin.title = page->title();
    origin.community = page->community();
    return origin;
  }
  return fail(Code::kNotFound, "There is no such thread or message, or you may not see it.");
}

std::string plain_words(std::string_view text) {
  std::string words;
  for (const char sign : text) {
    if (std::string_view("\\`*_[]<>&~|").find(sign) != std::string_view::npos) words += '\\';
    words += sign;
  }
  return words;
}

Quoter::Quoter(const Query& query, std::string_view language)
    : query_(query), is_swedish_(to_lower_ascii(language.substr(0, language.find('-'))) == "sv") {}

std::string_view Quoter::word(std::string_view swedish, std::string_view english) const {
  return is_swedish_ ? swedish : english;
}

// As the caller would see it beside the message.
Result<std::string> Quoter::name_of(const Origin& origin, const std::string& author) {
  TRY(const Id id, Id::parse(author));
  std::string name;
  TRY(const auto member, storage::find<v1::Member>(query_.reader, origin.scope.id, {id}));
  if (member) name = member->name();
  if (name.empty() && !query_.actor.is_guest()) {
    TRY(const auto person, storage::find<v1::Person>(query_.reader, query_.organisation, {id}));
    if (person) name = person->name();
  }
  return name.empty() || name == kFormerColleague
             ? std::string(word("Tidigare kollega", kFormerColleague))
             : name;
}

std::string Quoter::mention(const std::string& author) const {
  return fmt::format("[@{}](/people/{})", plain_words(names_.at(author)), author);
}

Result<std::string> Quoter::quote(const Origin& origin, const v1::Message& message) {
  if (!names_.contains(message.author())) {
    TRY(names_[message.author()], name_of(origin, message.author()));
    authors_.push_back(message.author());
  }
  if (std::ranges::find(origins_, origin.id, &Origin::id) == origins_.end()) {
    origins_.push_back(origin);
  }
  const std::string_view text = trim(message.text());
  std::string shown(beginning(text));
  if (shown.size() < text.size()) {
    has_cut_ = true;
    shown += " …";
  }
  // The author stands outside of the quote: an open code fence in it ends with it.
  return fmt::format("{}\n— {}, [{}]({}/{})\n\n", quoted_lines(shown), mention(message.author()),
                     day_of(message.created_at_ms()), origin.path, message.id());
}

std::string Quoter::credits() const {
  if (authors_.empty()) return {};
  std::string places, people;
  for (const Origin& origin : origins_) {
    const std::string title = origin.title.empty()
                                  ? std::string(word("ett samtal", "a conversation"))
                                  : plain_words(origin.title);
    places += fmt::format("{}[{}]({})", places.empty() ? "" : ", ", title, origin.path);
  }
  for (std::size_t i = 0; i < authors_.size(); ++i) {
    const bool is_last = i + 1 == authors_.size();
    people += i == 0 ? "" : is_last ? word(" och ", " and ") : ", ";
    people += mention(authors_[i]);
  }
  return is_swedish_ ? fmt::format("Ur {}, av {}.", places, people)
                     : fmt::format("From {}, by {}.", places, people);
}

}  // namespace fika::domain
