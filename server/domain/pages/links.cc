// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/links.h"

#include "server/domain/pages/rows.h"

namespace fika::domain {
namespace {

std::string to_title(std::string_view title, const Id& page) {
  return storage::KeyWriter().text_part(folded(title)).id(page).take();
}

std::string to_page(std::string_view target, const Id& page) {
  return storage::KeyWriter().id(Id::from_bytes(target)).id(page).take();
}

}  // namespace

Result<store::v1::StoredLinks> links_of(const storage::Reader& reader, const Id& page) {
  TRY(auto links, storage::find_index_as<store::v1::StoredLinks>(reader, kPageLinks, page.bytes()));
  return links ? *std::move(links) : store::v1::StoredLinks();
}

Status put_links(storage::Transaction& txn, const Id& page, const store::v1::StoredLinks& links) {
  TRY(const store::v1::StoredLinks old, links_of(txn, page));
  std::string now = links.SerializeAsString();
  if (now == old.SerializeAsString()) return {};
  for (const std::string& title : old.titles()) {
    txn.erase_index(kLinksToTitle, to_title(title, page));
  }
  for (const std::string& target : old.pages()) {
    txn.erase_index(kLinksToPage, to_page(target, page));
  }
  for (const std::string& title : links.titles()) {
    txn.put_index(kLinksToTitle, to_title(title, page), {});
  }
  for (const std::string& target : links.pages()) {
    txn.put_index(kLinksToPage, to_page(target, page), {});
  }
  if (now.empty()) {
    txn.erase_index(kPageLinks, page.bytes());
  } else {
    txn.put_index(kPageLinks, page.bytes(), std::move(now));
  }
  return {};
}

}  // namespace fika::domain
