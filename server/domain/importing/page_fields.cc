// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/importing/page_fields.h"

#include "base/text.h"
#include "server/domain/pages/fields.h"
#include "server/domain/visibility.h"

namespace fika::domain {
namespace {

// Who is no account here, or may not see the page, keeps none: the page comes all the same.
Result<std::string> owner_for(Batch& batch, const std::string& owner, const PlacedPage& placed) {
  if (owner.empty()) return std::string();
  TRY(const Id id, Id::parse(owner, "The owner"));
  TRY(const auto person, known_person(batch, id));
  if (!person) return std::string();
  auto checked = checked_owner(batch.command, placed.place, (*person)->id(), placed.page.owner());
  if (!checked && checked.error().code == Code::kNotFound) return std::string();
  return checked;
}

// A page that the caller may see, or an id that nothing has yet.
Result<bool> may_be_original(const Command& command, const Id& original) {
  TRY(const auto place, storage::place_of(command.txn, original));
  if (!place) return true;
  TRY(const auto page, storage::find<v1::Page>(command.txn, original));
  TRY(const Relation relation, relation_to(command.txn, command.actor, original));
  return page && relation >= Relation::kSees;
}

}  // namespace

Status set_fields(Batch& batch, const v1::ImportedPage& imported,
                  const v1::ImportedRevision& revision, PlacedPage& placed) {
  const bool has_own = revision.has_fields();
  const v1::ImportedFields& own = revision.fields();
  v1::Page& page = placed.page;
  TRY(*page.mutable_title(), checked_page_title(has_own ? own.title() : imported.title()));
  TRY(*page.mutable_language(),
      checked_page_language(has_own ? own.language() : imported.language()));
  TRY(const auto tags, checked_tags(has_own ? own.tags() : imported.tags()));
  page.mutable_tags()->Assign(tags.begin(), tags.end());
  TRY(std::string owner, owner_for(batch, has_own ? own.owner() : imported.owner(), placed));
  page.set_owner(std::move(owner));
  return {};
}

Status set_origin(Batch& batch, const v1::ImportedPage& imported, v1::Page& page) {
  TRY(*page.mutable_template_name(),
      checked_optional_line(imported.template_name(), kPageTemplateNameMax, "The template"));
  if (imported.translation_of().empty()) return {};
  TRY(const Id original, Id::parse(imported.translation_of(), "The original"));
  if (original.text() == page.id()) {
    return fail(Code::kInvalid, "A page is no translation of itself. Name another one.");
  }
  TRY(const bool is_allowed, may_be_original(batch.command, original));
  if (!is_allowed) return {};
  page.set_translation_of(original.text());
  page.set_translated_revision(std::max<std::uint64_t>(imported.translated_revision(), 1));
  return {};
}

std::vector<std::string_view> titles_in(const v1::ImportedPage& imported, int from) {
  std::vector<std::string_view> titles;
  for (int i = from; i < imported.revisions_size(); ++i) {
    const v1::ImportedRevision& revision = imported.revisions(i);
    if (!revision.has_fields()) continue;
    if (titles.empty() || titles.back() != revision.fields().title()) {
      titles.push_back(revision.fields().title());
    }
  }
  return titles;
}

Result<std::uint32_t> add_former_titles(storage::Transaction& txn, const PlacedPage& placed,
                                        const std::vector<std::string_view>& titles) {
  TRY(const Id id, Id::parse(placed.page.id()));
  std::size_t count = 0;
  std::uint32_t added = 0;
  const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
  if (!titles.empty()) {
    CHECKED(storage::scan_index(txn, kTitlesOfPage, range, [&](std::string_view, std::string_view) {
      return ++count < kPageTitlesMax;
    }));
  }
  for (const std::string_view former : titles) {
    TRY(const std::string title, checked_page_title(former));
    const std::string words = folded(title);
    const std::string row = storage::KeyWriter().id(id).scope(placed.place).text(words).take();
    TRY(const auto present, storage::find_index(txn, kTitlesOfPage, row));
    if (present) continue;
    if (++count > kPageTitlesMax) {
      return fail(Code::kLimit, "It would have more than {} titles. Leave some redirects out.",
                  kPageTitlesMax);
    }
    txn.put_index(kPageTitles, title_key(words, placed.place, TitleAge::kFormer, id), {});
    txn.put_index(kTitlesOfPage, row, {});
    ++added;
  }
  return added;
}

}  // namespace fika::domain
