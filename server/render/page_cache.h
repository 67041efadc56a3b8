// SPDX-License-Identifier: GPL-3.0-or-later
// Rendered pages that are likely to be asked for again, as they are before a reader's titles come
// in. One for the server, in memory alone; any thread. What was used longest ago goes first.
//
// A page is known by the BLAKE2b-256 hash of its text, so that it is found again in another
// revision, and a page that is erased leaves nothing that leads to it. erase() takes it out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "server/render/page.h"

namespace fika::render {

using KeptPage = std::shared_ptr<const RenderedPage>;

// 32 bytes: what a page's text is known by.
std::string text_hash(std::string_view markdown);

class PageCache {
 public:
  // Of the origin all pages are rendered with; see RenderContext.
  explicit PageCache(std::size_t bytes_max, std::string origin = {})
      : bytes_max_(bytes_max), origin_(std::move(origin)) {}

  // Nothing when the page is not kept. `hash` as text_hash() has it.
  KeptPage find(std::string_view hash);
  // As render_page(), which is asked only if the page is not kept. Two threads that ask at once may
  // both render it.
  Result<KeptPage> page_of(std::string_view markdown);
  // The same where the hash is known already.
  Result<KeptPage> page_of(std::string_view markdown, std::string hash);
  void erase(std::string_view hash);

  struct Figures {
    std::size_t pages, bytes;
    std::uint64_t hits, misses;
  };
  Figures figures() const;

 private:
  struct Entry {
    std::string key;
    KeptPage page;
    std::size_t bytes;
  };
  void keep(std::string key, const KeptPage& page);
  void drop(std::list<Entry>::iterator entry);

  const std::size_t bytes_max_;
  const std::string origin_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // the latest used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> places_;
  std::size_t bytes_ = 0;
  std::uint64_t hits_ = 0, misses_ = 0;
};

}  // namespace fika::render
