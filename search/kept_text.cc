// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/kept_text.h"

#include <cstddef>

#include "search/schema.h"

namespace fika::search {
namespace {

// Each part is its length, seven bits a byte and the lowest first, and its bytes.
void add_part(std::string& data, std::string_view part) {
  std::size_t size = part.size();
  while (size >= 0x80) {
    data += static_cast<char>((size & 0x7f) | 0x80);
    size >>= 7;
  }
  data += static_cast<char>(size);
  data += part;
}

bool take_part(std::string_view& data, std::string_view& part) {
  std::size_t size = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    if (data.empty()) return false;
    const auto byte = static_cast<unsigned char>(data.front());
    data.remove_prefix(1);
    size |= static_cast<std::size_t>(byte & 0x7f) << shift;
    if (byte < 0x80) {
      if (size > data.size()) return false;
      part = data.substr(0, size);
      data.remove_prefix(size);
      return true;
    }
  }
  return false;
}

std::string_view cut(std::string_view text, std::size_t size_max) {
  if (text.size() <= size_max) return text;
  while (size_max > 0 && (static_cast<unsigned char>(text[size_max]) & 0xc0) == 0x80) --size_max;
  return text.substr(0, size_max);
}

}  // namespace

std::string encode(const KeptText& kept) {
  std::string data;
  data.reserve(kept.text.size() + kept.title.size() + kept.heading.size() + 128);
  add_part(data, storage::KeyWriter().u32(kept.entity_kind).id(kept.entity_root).take());
  add_part(data, kept.entity_key);
  add_part(data, kept.id.bytes());
  add_part(data, kept.anchor);
  add_part(data, kept.title);
  add_part(data, kept.heading);
  add_part(data, cut(kept.text, kKeptTextBytesMax));
  return data;
}

Result<KeptText> decode_kept_text(std::string_view data) {
  std::string_view entity, key, id, anchor, title, heading, text;
  const bool is_whole = take_part(data, entity) && take_part(data, key) && take_part(data, id) &&
                        take_part(data, anchor) && take_part(data, title) &&
                        take_part(data, heading) && take_part(data, text);
  if (!is_whole || entity.size() != 20 || id.size() != 16) {
    return fail(Code::kDataLoss, "A document of the search index cannot be read.");
  }
  storage::KeyReader reader(entity);
  KeptText kept;
  kept.entity_kind = reader.u32();
  kept.entity_root = reader.id();
  kept.entity_key = key;
  kept.id = Id::from_bytes(id);
  kept.anchor = anchor;
  kept.title = title;
  kept.heading = heading;
  kept.text = text;
  return kept;
}

}  // namespace fika::search
