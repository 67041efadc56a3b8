// SPDX-License-Identifier: GPL-3.0-or-later
// The wiki. A page belongs to a community or to the whole organisation (its place) and stands in a
// tree there; its text is Markdown, kept as revisions that never change. Whoever sees the place
// reads; members of it write, in the organisation's place all but guests. Archived communities are
// closed to writing. Administrators read no private community's pages.
//
// The Page entity carries no text, so a save sends little to those who look on. A page that is
// thrown away keeps its sub-pages with it and is erased after 30 days. A title that a page has had
// leads to it for ever; what a [[link]] means is decided when it is read, for whoever reads.
//
// Every index row but a page's former titles and its links follows from the Page alone: rows.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fika/v1/pages.pb.h>
#include <optional>
#include <string>

#include "base/result.h"
#include "server/domain/method.h"
#include "server/domain/page_trash.h"
#include "storage/index.h"

namespace fika::domain {

inline constexpr std::size_t kPageBytesMax = 512 * 1024;  // of Markdown
inline constexpr std::size_t kPageTitleMax = 200;         // characters
inline constexpr std::size_t kPageTemplateNameMax = 80;   // characters
inline constexpr std::size_t kPageSummaryMax = 200;       // characters
inline constexpr std::size_t kPageLanguageMax = 35;       // characters
inline constexpr int kPageTagsMax = 20;
inline constexpr std::size_t kPageTagMax = 40;  // characters
inline constexpr int kPageSourcesMax = 20;
inline constexpr std::size_t kPageRankBytesMax = 200;
// Titles that a page has or had, in any place.
inline constexpr std::size_t kPageTitlesMax = 500;
// So many go to another place in one command.
inline constexpr std::size_t kMovedPagesMax = 300;
// Titles and pages that one text is known to link to; what comes behind them is shown as a link and
// not listed.
inline constexpr int kPageLinksMax = 1000;
inline constexpr std::int64_t kTrashKeptMs = std::int64_t{30} * 24 * 60 * 60 * 1000;

// Rows that follow from a Page; `place` is its scope, 17 bytes. See rows.h.
// place parent:16 rank NUL page:16 -> nothing; the parent nil at the top. Not for what was thrown
// away itself.
inline constexpr storage::IndexTable kPageChildren{.number = 600, .name = "page_children"};
// place inverted revised_at_ms:u64 page:16 -> nothing
inline constexpr storage::IndexTable kRecentPages{.number = 601, .name = "recent_pages"};
// place folded tag NUL page:16 -> nothing
inline constexpr storage::IndexTable kPageTags{.number = 602, .name = "page_tags"};
// place inverted trashed_at_ms:u64 page:16 -> nothing
inline constexpr storage::IndexTable kPageTrash{.number = 603, .name = "page_trash"};
// original:16 page:16 -> nothing
inline constexpr storage::IndexTable kPageTranslations{.number = 604, .name = "page_translations"};
// thread or message:16 page:16 -> nothing
inline constexpr storage::IndexTable kPagesBySource{.number = 605, .name = "pages_by_source"};
// folded title NUL place former:u8 page:16 -> nothing; former titles stay
inline constexpr storage::IndexTable kPageTitles{.number = 606, .name = "page_titles"};
// page:16 place folded title -> nothing: the same the other way round
inline constexpr storage::IndexTable kTitlesOfPage{.number = 607, .name = "titles_of_page"};

// What belongs to a page's history.
// page:16 number:u64 -> store.v1.StoredRevision
inline constexpr storage::IndexTable kRevisions{.number = 610, .name = "page_revisions"};
// page:16 number:u64 -> store.v1.StoredText
inline constexpr storage::IndexTable kPageTexts{.number = 611, .name = "page_texts"};
// page:16 person:16 -> nothing: who has written a revision of it
inline constexpr storage::IndexTable kContributors{.number = 612, .name = "page_contributors"};

// Where the newest text leads.
// page:16 -> store.v1.StoredLinks
inline constexpr storage::IndexTable kPageLinks{.number = 620, .name = "page_links"};
// folded title NUL page:16 -> nothing
inline constexpr storage::IndexTable kLinksToTitle{.number = 621, .name = "links_to_title"};
// target:16 page:16 -> nothing
inline constexpr storage::IndexTable kLinksToPage{.number = 622, .name = "links_to_page"};

Capability pages();

// A page's Markdown; nothing without such a page or revision. 0 is the newest revision. Whoever
// calls has asked relation_to().
Result<std::optional<std::string>> page_text(const storage::Reader& reader, const Id& page,
                                             std::uint64_t revision = 0);

}  // namespace fika::domain
