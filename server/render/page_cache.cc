// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/page_cache.h"

#include <utility>

#include <sodium.h>

namespace fika::render {
namespace {

constexpr std::size_t kHashBytes = 32;

std::size_t bytes_of(const RenderedPage& page) {
  constexpr std::size_t kEntryBytes = 256;  // what maps and lists take beside it
  std::size_t bytes = kEntryBytes + sizeof page + page.html.capacity();
  for (const Heading& heading : page.outline) {
    bytes += sizeof heading + heading.id.size() + heading.text.size();
  }
  for (const PageLink& link : page.wikilinks) {
    bytes += sizeof link + link.target.size() + link.heading.size() + link.label.size();
  }
  for (const std::string& file : page.files) bytes += sizeof(std::string) + file.size();
  for (const std::string& path : page.paths) bytes += sizeof(std::string) + path.size();
  return bytes + page.holes.capacity() * sizeof(Hole);
}

}  // namespace

std::string text_hash(std::string_view markdown) {
  std::string hash(kHashBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(markdown.data()), markdown.size(),
                     nullptr, 0);
  return hash;
}

KeptPage PageCache::find(std::string_view hash) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(hash);
  if (place == places_.end()) {
    ++misses_;
    return nullptr;
  }
  ++hits_;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->page;
}

Result<KeptPage> PageCache::page_of(std::string_view markdown) {
  return page_of(markdown, text_hash(markdown));
}

Result<KeptPage> PageCache::page_of(std::string_view markdown, std::string hash) {
  if (KeptPage kept = find(hash)) return kept;
  TRY(RenderedPage page, render_page(markdown, {.origin = origin_}));
  page.html.shrink_to_fit();
  KeptPage made = std::make_shared<const RenderedPage>(std::move(page));
  keep(std::move(hash), made);
  return made;
}

void PageCache::keep(std::string key, const KeptPage& page) {
  const std::size_t bytes = bytes_of(*page) + key.size();
  if (bytes > bytes_max_) return;
  const std::lock_guard lock(mutex_);
  if (places_.contains(key)) return;
  while (bytes_ + bytes > bytes_max_) drop(std::prev(entries_.end()));
  entries_.push_front({std::move(key), page, bytes});
  places_.emplace(entries_.front().key, entries_.begin());
  bytes_ += bytes;
}

void PageCache::drop(std::list<Entry>::iterator entry) {
  bytes_ -= entry->bytes;
  places_.erase(entry->key);
  entries_.erase(entry);
}

void PageCache::erase(std::string_view hash) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(hash);
  if (place != places_.end()) drop(place->second);
}

PageCache::Figures PageCache::figures() const {
  const std::lock_guard lock(mutex_);
  return {entries_.size(), bytes_, hits_, misses_};
}

}  // namespace fika::render
