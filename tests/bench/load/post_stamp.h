// SPDX-License-Identifier: GPL-3.0-or-later
// What a post's text carries so that each reader can tell which post it is and how long it took:
// its number and the time at which it was due to be sent. The rest is filler up to the wanted size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fika::bench {

struct PostStamp {
  std::uint64_t number;
  std::int64_t due_ns;  // now_ns() of the load generator
};

// Plain ASCII of at least 46 bytes.
std::string stamped_text(const PostStamp& stamp, std::size_t size);
// Nothing when `text` was not made by stamped_text.
std::optional<PostStamp> read_stamp(std::string_view text);

}  // namespace fika::bench
