// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/message_links.h"

#include <algorithm>
#include <fika/v1/messages.pb.h>

#include "server/domain/checks.h"

namespace fika::domain {
namespace {

constexpr std::string_view kPath = "/p/";
constexpr std::size_t kIdCharacters = 36, kIdBytes = 16;

// A refusal is a sentence that takes time to make, and a text may hold the path thousands of times.
bool may_be_id(std::string_view word) {
  return word.size() == kIdCharacters && word[8] == '-' && word[13] == '-' && word[14] == '7';
}

std::string row_of(const Id& page, const Id& message) {
  return storage::KeyWriter().id(page).id(message).take();
}

}  // namespace

// Read from the bytes, not from the Markdown, as files are: a path in code counts, too.
std::vector<Id> linked_pages(std::string_view text) {
  std::vector<Id> pages;
  std::size_t at = text.find(kPath);
  while (at != std::string_view::npos && pages.size() < kLinkedPagesMax) {
    at += kPath.size();
    const std::string_view word = text.substr(at, kIdCharacters);
    if (may_be_id(word)) {
      const auto id = Id::parse(word);
      if (id && std::ranges::find(pages, *id) == pages.end()) pages.push_back(*id);
    }
    at = text.find(kPath, at);
  }
  return pages;
}

void follow_page_links(storage::Transaction& txn, const Id& message, std::string_view before,
                       std::string_view after) {
  const auto old = linked_pages(before), now = linked_pages(after);
  for (const Id& page : old) {
    if (std::ranges::find(now, page) == now.end()) {
      txn.erase_index(kMessagesByPage, row_of(page, message));
    }
  }
  for (const Id& page : now) {
    if (std::ranges::find(old, page) == old.end()) {
      txn.put_index(kMessagesByPage, row_of(page, message), {});
    }
  }
}

Status check_message_links(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(each_entity<v1::Message>(reader, [&](const v1::Message& message) -> Status {
    for (const Id& page : linked_pages(message.text())) {
      TRY(const bool is_there,
          has_index(reader, kMessagesByPage, row_of(page, id_or_nil(message.id()))));
      if (!is_there) findings.add("A message is not found by the page it links to", message.id());
    }
    return {};
  }));
  return each_row(reader, findings, kMessagesByPage, row_form(2 * kIdBytes, 0),
                  [&](std::string_view key, std::string_view) -> Status {
                    storage::KeyReader parts(key);
                    const Id page = parts.id(), id = parts.id();
                    TRY(const auto place, storage::place_of(reader, id));
                    std::vector<Id> pages;
                    if (place) {
                      TRY(const auto message,
                          storage::find<v1::Message>(reader, place->root, {id}));
                      if (message) pages = linked_pages(message->text());
                    }
                    if (std::ranges::find(pages, page) == pages.end()) {
                      findings.add("A message is listed by a page it does not link to", id.text());
                    }
                    return {};
                  });
}

}  // namespace fika::domain
