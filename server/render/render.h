// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown as people write it in messages, made into HTML that can be shown as it is. md4c finds
// the structure; every tag and attribute that comes out is written here, from a short list that
// Message.html (proto/fika/v1/messages.proto) names. The client may rely on it and should not have
// to.
//
// Takes time in proportion to the text, but a 40 KB text that is made for it takes some ms: call it
// in the pool, never on the writer thread or a network core. Plain text costs one look at each
// byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::render {

inline constexpr std::size_t kHtmlBytesMax = 192 * 1024;
// How much longer than its text the HTML may be. Ordinary markup needs up to 3 times, a row of
// short table cells 7.
inline constexpr std::size_t kHtmlGrowthMax = 8, kHtmlBytesFree = 1024;
inline constexpr std::size_t kDepthMax = 40;  // elements in each other
inline constexpr std::size_t kTableColumnsMax = 64;

// What a rendering took, for tests that hold it to its bounds without a clock.
struct Effort {
  std::size_t parses = 0;     // 1 when md4c was asked at all
  std::size_t callbacks = 0;  // what it told us
  std::size_t bytes = 0;      // written and looked at, whether or not anything came of it
};

struct RenderContext {
  // The address that people reach this server at, such as "https://fika.example.org", without a
  // slash at its end. Links to it become paths. Empty: not known, and such links lead outside.
  std::string_view origin = {};
  // @thread and @community tell somebody here; so they are marked.
  bool has_group_mentions = true;
  Effort* effort = nullptr;
};

// Empty when the text is to be shown as it stands, as Message.html says: there is no markup in it,
// or too much. `markdown` is well-formed UTF-8. kInternal when memory is short.
Result<std::string> render_message(std::string_view markdown, const RenderContext& context);

}  // namespace fika::render
