// SPDX-License-Identifier: GPL-3.0-or-later
// Pages through server/render: where a text leads, and what a reader is shown. In the pool.
#pragma once

#include <fika/store/v1/pages.pb.h>
#include <string>
#include <string_view>

#include "server/domain/pages/rows.h"
#include "server/render/page_cache.h"

namespace fika::domain {

// What was rendered lately, for this process: a function of the texts alone.
render::PageCache& rendered_pages();

// What a text leads to, as far as it is kept: see kPageLinksMax. kInvalid when it is more than the
// renderer takes.
Result<store::v1::StoredLinks> links_in(std::string_view text);

// A new text ready to be stored; not for the writer thread. `text` comes from checked_page_text().
Result<store::v1::PreparedText> prepared_text(std::string_view text);

// Sets html and outline of the view of a page in `place`, whose text has this hash and whose files
// are in the view. A text that cannot be rendered leaves them empty: it is shown as it stands.
Status render_for(const Query& query, const Place& place, std::string_view text,
                  const std::string& hash, const render::PageWords& words, v1::PageView& view);
// What a page itself says, in a language by its BCP 47 tag; English unless there is another.
render::PageWords page_words(std::string_view language);
// As GetPage, with these words.
Result<v1::PageView> view_of_page(const Query& query, const v1::GetPageRequest& request,
                                  const render::PageWords& words);

}  // namespace fika::domain
