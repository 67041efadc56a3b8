// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/render.h"

#include <algorithm>
#include <md4c.h>

#include "server/render/emitter.h"
#include "server/render/first_look.h"
#include "server/render/parse.h"

namespace fika::render {
namespace {

// Indented lines are no code: who pastes some has no fence in mind, and mentions in them count.
constexpr unsigned kDialect = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                              MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;

}  // namespace

Result<std::string> render_message(std::string_view markdown, const RenderContext& context) {
  if (!may_hold_markup(markdown) || is_nested_too_deeply(markdown)) return std::string();

  const std::size_t bytes_max =
      std::min(kHtmlBytesMax, kHtmlBytesFree + kHtmlGrowthMax * markdown.size());
  const Source source(markdown);
  Emitter emitter(source.text(), context, bytes_max);
  const Reading reading = parse(source.text(), kDialect, emitter);
  if (context.effort != nullptr) {
    *context.effort = {.parses = 1, .callbacks = reading.callbacks, .bytes = emitter.bytes_spent()};
  }
  if (emitter.is_over()) return std::string();
  if (!reading.is_done) {
    return fail(Code::kInternal,
                "The text could not be read. Try again; if that does not help, "
                "post it in parts.");
  }
  if (emitter.is_plain()) return std::string();
  return emitter.take();
}

}  // namespace fika::render
