// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/fields.h"

#include <algorithm>
#include <fika/v1/messages.pb.h>
#include <fika/v1/threads.pb.h>
#include <set>

#include "base/composed.h"
#include "base/text.h"
#include "server/domain/members.h"
#include "server/domain/pages/rows.h"
#include "server/domain/pages/tree.h"
#include "server/domain/visibility.h"

namespace fika::domain {
namespace {

std::set<std::string> folded_set(const auto& texts) {
  std::set<std::string> set;
  for (const std::string& text : texts) set.insert(folded(text));
  return set;
}

// Composing can make it longer, if only of characters that few have.
Result<std::string> composed_line(std::string_view text, std::size_t size_max,
                                  std::string_view what) {
  TRY(const std::string line, checked_line(text, size_max, what));
  return checked_line(composed(line), size_max, what);
}

Status check_source(const storage::Reader& reader, const Actor& actor, const Id& source) {
  TRY(const auto place, storage::place_of(reader, source));
  const bool is_talk = place && (place->kind == storage::entity_type<v1::Thread>().kind() ||
                                 place->kind == storage::entity_type<v1::Message>().kind());
  if (is_talk) {
    TRY(const Relation relation, relation_to(reader, actor, place->root));
    if (relation >= Relation::kSees) return {};
  }
  return fail(Code::kNotFound,
              "A thread or message that the page grew from is not there, or you may not see it.");
}

}  // namespace

Result<std::string> checked_page_title(std::string_view title) {
  return composed_line(title, kPageTitleMax, "The title");
}

Result<std::string> checked_page_language(std::string_view language) {
  TRY(std::string tag, checked_optional_line(language, kPageLanguageMax, "The language"));
  constexpr std::string_view kTagSigns =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  if (tag.find_first_not_of(kTagSigns) == tag.npos) return tag;
  return fail(Code::kInvalid, "The language is no tag such as sv or en-GB. Write one, or none.");
}

Result<std::vector<std::string>> checked_tags(const Texts& tags) {
  if (tags.size() > kPageTagsMax) {
    return fail(Code::kInvalid, "{} tags are too many; a page has at most {}.", tags.size(),
                kPageTagsMax);
  }
  std::vector<std::string> checked;
  std::set<std::string> known;
  for (const std::string& tag : tags) {
    TRY(std::string line, composed_line(tag, kPageTagMax, "A tag"));
    if (line == "." || line == "..") {
      return fail(Code::kInvalid,
                  "A tag cannot be \"{}\": no address can end so. Write a word, or leave it out.",
                  line);
    }
    if (known.insert(folded(line)).second) checked.push_back(std::move(line));
  }
  return checked;
}

Result<std::string> checked_owner(const Command& command, const Place& place,
                                  const std::string& owner, const std::string& present) {
  if (owner.empty() || owner == present) return owner;
  TRY(const Id id, Id::parse(owner, "The owner"));
  TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {id}));
  Relation relation = Relation::kStranger;
  if (person && !person->deactivated() && !person->former_colleague()) {
    Actor reader;
    reader.person = id;
    reader.role = person->role();
    TRY(relation, relation_to_scope(command.txn, reader, place));
  }
  if (relation < Relation::kSees) {
    return fail(Code::kNotFound,
                "The owner is not there, or may not see the page. Name somebody else, or nobody.");
  }
  return id.text();
}

Status name_owner(Command& command, const PlacedPage& page) {
  if (page.page.owner().empty() || page.place.kind != v1::SCOPE_KIND_COMMUNITY) return {};
  TRY(const Id id, Id::parse(page.page.owner()));
  TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {id}));
  if (!person) return {};
  CHECKED(remember_member(command.txn, page.place, *person));
  return {};
}

Result<std::vector<std::string>> checked_sources(const storage::Reader& reader, const Actor& actor,
                                                 const Texts& sources) {
  if (sources.size() > kPageSourcesMax) {
    return fail(Code::kInvalid, "A page names at most {} threads and messages that it grew from.",
                kPageSourcesMax);
  }
  std::vector<std::string> known;
  for (const std::string& source : sources) {
    TRY(const Id id, Id::parse(source, "A source"));
    CHECKED(check_source(reader, actor, id));
    if (std::ranges::find(known, id.text()) == known.end()) known.push_back(id.text());
  }
  return known;
}

Status set_translation(const storage::Reader& reader, const Actor& actor,
                       std::string_view translation_of, std::uint64_t translated_revision,
                       v1::Page& page) {
  if (translation_of.empty()) {
    if (translated_revision == 0) return {};
    return fail(Code::kInvalid, "The page is no translation, so it has no translated revision.");
  }
  TRY(const v1::Page original, named_page(reader, translation_of, "The original"));
  TRY(const Id id, Id::parse(original.id()));
  TRY(const Relation relation, relation_to(reader, actor, id));
  if (relation < Relation::kSees) {
    return fail(Code::kNotFound, "There is no such page, or you may not see it.");
  }
  if (original.id() == page.id()) {
    return fail(Code::kInvalid, "A page is no translation of itself. Name another one.");
  }
  if (translated_revision > original.revision()) {
    return fail(Code::kInvalid, "The original has no revision {}; its newest is {}.",
                translated_revision, original.revision());
  }
  page.set_translation_of(original.id());
  page.set_translated_revision(translated_revision == 0 ? original.revision()
                                                        : translated_revision);
  return {};
}

std::optional<std::string> merged_field(const std::string& base, const std::string& yours,
                                        const std::string& theirs) {
  if (yours == base || yours == theirs) return theirs;
  if (theirs == base) return yours;
  return std::nullopt;
}

std::vector<std::string> merged_tags(const Texts& base, const std::vector<std::string>& yours,
                                     const Texts& theirs) {
  const std::set<std::string> were = folded_set(base), are = folded_set(yours);
  std::vector<std::string> merged;
  std::set<std::string> known;
  const auto add = [&](const std::string& tag) {
    if (known.insert(folded(tag)).second) merged.push_back(tag);
  };
  if (std::ranges::equal(base, theirs)) return yours;
  for (const std::string& tag : theirs) {
    const bool was_taken = were.contains(folded(tag)) && !are.contains(folded(tag));
    if (!was_taken) add(tag);
  }
  for (const std::string& tag : yours) {
    if (!were.contains(folded(tag))) add(tag);
  }
  return merged;
}

}  // namespace fika::domain
