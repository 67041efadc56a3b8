// SPDX-License-Identifier: GPL-3.0-or-later
// Pages against their rows, both ways; revisions against their texts. What is below an erased page,
// and its history, may still be on their way out: that alone is no finding.
#include <algorithm>

#include "server/domain/checks.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/links.h"
#include "server/domain/pages/merge_notice.h"
#include "server/domain/pages/message_links.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/rows.h"
#include "server/domain/pages/text.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16, kPlaceBytes = 17, kNumberBytes = 8;
constexpr RowForm kAnyForm{.key_min = 2 * kIdBytes};

class PagesCheck {
 public:
  PagesCheck(const storage::Reader& reader, storage::Findings& findings)
      : reader_(reader), findings_(findings) {}

  Status run() {
    CHECKED(
        each_entity<v1::Page>(reader_, [this](const v1::Page& page) { return see_page(page); }));
    for (const auto* table : {&kPageChildren, &kRecentPages, &kPageTags, &kPageTrash,
                              &kPageTranslations, &kPagesBySource}) {
      CHECKED(each_row(
          reader_, findings_, *table, kAnyForm,
          [this, table](std::string_view key, std::string_view) { return see_row(*table, key); }));
    }
    CHECKED(each_row(
        reader_, findings_, kTitlesOfPage, {.key_min = kIdBytes + kPlaceBytes + 1},
        [this](std::string_view key, std::string_view) { return see_title_of_page(key); }));
    CHECKED(each_row(reader_, findings_, kPageTitles, {.key_min = kPlaceBytes + kIdBytes + 3},
                     [this](std::string_view key, std::string_view) { return see_title(key); }));
    CHECKED(each_row(
        reader_, findings_, kRevisions,
        {.key_min = kIdBytes + kNumberBytes, .key_max = kIdBytes + kNumberBytes},
        [this](std::string_view key, std::string_view value) { return see_revision(key, value); }));
    CHECKED(check_merge_notices(reader_, findings_));
    return see_links();
  }

 private:
  Status see_page(const v1::Page& page) {
    findings_.looked_at("pages", 1);
    const Id id = id_or_nil(page.id());
    TRY(const Place place, place_of_page(reader_, page));
    TRY(const auto scope, storage::filed_scope_of(reader_, id));
    if (scope != place) findings_.add("A page is not in the scope of its place", id.text());
    TRY(const auto rows, rows_of_page(place, page));
    for (const PageRow& row : rows) {
      TRY(const bool is_there, has_index(reader_, *row.table, row.key));
      if (!is_there) {
        findings_.add(fmt::format("A page is missing in {}", row.table->name), id.text());
      }
    }
    const std::string title = title_key(folded(page.title()), place, TitleAge::kCurrent, id);
    TRY(const bool has_title, has_index(reader_, kPageTitles, title));
    if (!has_title) findings_.add("A page is not found by its title", id.text());
    TRY(const auto newest, find_revision(reader_, id, page.revision()));
    TRY(const auto later, find_revision(reader_, id, page.revision() + 1));
    if (!newest || later) {
      findings_.add("A page's newest revision is not its last one", id.text());
    } else if (newest->revision().title() != page.title() ||
               newest->revision().created_at_ms() != page.revised_at_ms()) {
      findings_.add("A page is not what its newest revision says", id.text());
    }
    TRY(const auto parent, storage::find<v1::Page>(reader_, id_or_nil(page.parent())));
    if (parent && page.trashed_at_ms() == 0 && parent->community() != page.community()) {
      findings_.add("A page stands below one of another place", id.text());
    }
    return {};
  }

  // All these tables' keys end with the page.
  Status see_row(const storage::IndexTable& table, std::string_view key) {
    const Id id = Id::from_bytes(key.substr(key.size() - kIdBytes));
    TRY(const auto page, storage::find<v1::Page>(reader_, id));
    bool is_right = false;
    if (page) {
      TRY(const Place place, place_of_page(reader_, *page));
      TRY(const auto rows, rows_of_page(place, *page));
      is_right = std::ranges::find(rows, PageRow{&table, std::string(key)}) != rows.end();
    }
    if (!is_right) {
      findings_.add(fmt::format("A page is listed in {} where it is not", table.name), id.text());
    }
    return {};
  }

  Status see_title_of_page(std::string_view key) {
    storage::KeyReader parts(key);
    const Id id = parts.id();
    const Place place = parts.scope();
    bool is_there = false;
    for (const TitleAge age : {TitleAge::kCurrent, TitleAge::kFormer}) {
      TRY(const bool is_found,
          has_index(reader_, kPageTitles, title_key(parts.rest(), place, age, id)));
      is_there = is_there || is_found;
    }
    if (!is_there) findings_.add("A page is not found by a title it had", id.text());
    return {};
  }

  Status see_title(std::string_view key) {
    const std::size_t end = key.find('\0');
    if (end == key.npos || key.size() != end + 1 + kPlaceBytes + 1 + kIdBytes) return unreadable();
    storage::KeyReader parts(key);
    const std::string_view title = parts.text_part();
    const Place place = parts.scope();
    const auto age = static_cast<TitleAge>(parts.u8());
    const Id id = parts.id();
    TRY(const bool is_known,
        has_index(reader_, kTitlesOfPage,
                  storage::KeyWriter().id(id).scope(place).text(title).take()));
    TRY(const auto page, storage::find<v1::Page>(reader_, id));
    bool is_current = false;
    if (page) {
      TRY(const Place now, place_of_page(reader_, *page));
      is_current = now == place && folded(page->title()) == title;
    }
    if (!is_known || !page || is_current != (age == TitleAge::kCurrent)) {
      findings_.add("A title leads to a page that has it not", id.text());
    }
    return {};
  }

  Status see_revision(std::string_view key, std::string_view value) {
    findings_.looked_at("revisions", 1);
    TRY(const auto stored, row_as<store::v1::StoredRevision>(value));
    storage::KeyReader parts(key);
    const Id page = parts.id();
    const std::uint64_t number = parts.u64();
    TRY(const auto entity, storage::find<v1::Page>(reader_, page));
    if (!entity) return {};
    if (stored.revision().page() != page.text() || stored.revision().number() != number ||
        stored.text_number() > number || number > entity->revision()) {
      findings_.add("A revision stands where it does not belong", page.text());
    }
    TRY(const auto before, find_revision(reader_, page, number - 1));
    if (number > 1 && !before) findings_.add("A page's history has a gap", page.text());
    const auto text = text_of(reader_, page, stored);
    if (!text && text.error().code != Code::kDataLoss) return std::unexpected(text.error());
    if (!text || hash_of_text(*text) != stored.text_hash() ||
        text->size() != stored.revision().text_bytes()) {
      findings_.add("The text of a revision is not what was written", page.text());
    }
    return {};
  }

  Status see_links() {
    CHECKED(each_row(reader_, findings_, kPageLinks, {.key_min = kIdBytes, .key_max = kIdBytes},
                     [this](std::string_view key, std::string_view value) -> Status {
                       TRY(const auto links, row_as<store::v1::StoredLinks>(value));
                       for (const std::string& title : links.titles()) {
                         const std::string to =
                             storage::KeyWriter().text_part(folded(title)).text(key).take();
                         CHECKED(expect_link(kLinksToTitle, to, key));
                       }
                       for (const std::string& target : links.pages()) {
                         CHECKED(expect_link(kLinksToPage, target + std::string(key), key));
                       }
                       return {};
                     }));
    CHECKED(each_row(reader_, findings_, kLinksToTitle, {.key_min = kIdBytes + 2},
                     [this](std::string_view key, std::string_view) -> Status {
                       const auto title = key.substr(0, key.size() - kIdBytes - 1);
                       TRY(const auto links, links_from(key));
                       const auto& titles = links.titles();
                       if (std::ranges::find(titles, title, &folded) == titles.end()) stray(key);
                       return {};
                     }));
    return each_row(reader_, findings_, kLinksToPage, row_form(2 * kIdBytes, 0),
                    [this](std::string_view key, std::string_view) -> Status {
                      TRY(const auto links, links_from(key));
                      const auto& pages = links.pages();
                      const auto target = key.substr(0, kIdBytes);
                      if (std::ranges::find(pages, target) == pages.end()) stray(key);
                      return {};
                    });
  }
  Status expect_link(const storage::IndexTable& table, const std::string& row,
                     std::string_view page) {
    TRY(const bool is_there, has_index(reader_, table, row));
    if (!is_there) {
      findings_.add("A link is not found from where it leads", Id::from_bytes(page).text());
    }
    return {};
  }
  Result<store::v1::StoredLinks> links_from(std::string_view key) {
    return links_of(reader_, Id::from_bytes(key.substr(key.size() - kIdBytes)));
  }
  void stray(std::string_view key) {
    findings_.add("A link is listed that its page has not",
                  Id::from_bytes(key.substr(key.size() - kIdBytes)).text());
  }

  const storage::Reader& reader_;
  storage::Findings& findings_;
};

}  // namespace

Status check_pages(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(PagesCheck(reader, findings).run());
  return check_message_links(reader, findings);
}

}  // namespace fika::domain
