// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/media_type.h"

#include <algorithm>
#include <array>
#include <magic.h>
#include <memory>
#include <utility>

#include "base/text.h"

namespace fika::content {
namespace {

constexpr std::string_view kUnknown = "application/octet-stream";

constexpr std::array<std::string_view, 15> kShown = {
    "text/vtt",   "image/png",  "image/jpeg", "image/gif",  "image/webp",
    "image/avif", "audio/mpeg", "audio/ogg",  "audio/wav",  "audio/x-wav",
    "audio/flac", "audio/mp4",  "video/mp4",  "video/webm", "video/ogg"};

// What phones record, by the names that browsers know.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kBetterNames = {
    {{"audio/x-m4a", "audio/mp4"}, {"video/x-m4v", "video/mp4"}, {"audio/x-flac", "audio/flac"}}};

struct Close {
  void operator()(magic_set* open) const { magic_close(open); }
};

// Reading its patterns takes milliseconds, and it is not safe for two threads at a time.
magic_set* magic_of_thread() {
  thread_local const std::unique_ptr<magic_set, Close> open = [] {
    std::unique_ptr<magic_set, Close> made(magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS));
    if (made && magic_load(made.get(), nullptr) != 0) made.reset();
    return made;
  }();
  return open.get();
}

bool is_media_type(std::string_view text) {
  return text.contains('/') && text.size() <= 100 && std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
                  c == '+' || c == '.' || c == '_';
         });
}

}  // namespace

std::string media_type_of(std::string_view beginning) {
  magic_set* const magic = magic_of_thread();
  const char* const found =
      magic == nullptr ? nullptr : magic_buffer(magic, beginning.data(), beginning.size());
  std::string type = to_lower_ascii(found == nullptr ? std::string_view() : found);
  for (const auto& [found_name, name] : kBetterNames) {
    if (type == found_name) return std::string(name);
  }
  return is_media_type(type) ? type : std::string(kUnknown);
}

bool is_shown_in_place(std::string_view media_type) {
  return std::ranges::find(kShown, media_type) != kShown.end();
}

}  // namespace fika::content
