// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/render.h"

#include <algorithm>
#include <md4c.h>

#include "server/render/emitter.h"
#include "server/render/first_look.h"

namespace fika::render {
namespace {

// Indented lines are no code: who pastes some has no fence in mind, and mentions in them count.
constexpr unsigned kDialect = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                              MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;

struct Run {
  Emitter emitter;
  std::size_t callbacks = 0;

  // What each callback answers: -1 ends the parsing. (md4c 0.4.8 may lose a positive answer.)
  int verdict() {
    ++callbacks;
    return emitter.is_over() ? -1 : 0;
  }
};

Run& run_of(void* user) { return *static_cast<Run*>(user); }

// Nothing may be thrown through md4c, which is C; short of memory the process ends.
int on_enter_block(MD_BLOCKTYPE type, void* detail, void* user) noexcept {
  run_of(user).emitter.enter(type, detail);
  return run_of(user).verdict();
}
int on_leave_block(MD_BLOCKTYPE type, void*, void* user) noexcept {
  run_of(user).emitter.leave(type);
  return run_of(user).verdict();
}
int on_enter_span(MD_SPANTYPE type, void* detail, void* user) noexcept {
  run_of(user).emitter.enter(type, detail);
  return run_of(user).verdict();
}
int on_leave_span(MD_SPANTYPE type, void*, void* user) noexcept {
  run_of(user).emitter.leave(type);
  return run_of(user).verdict();
}
int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) noexcept {
  run_of(user).emitter.text(type, {text, size});
  return run_of(user).verdict();
}

}  // namespace

Result<std::string> render_message(std::string_view markdown, const RenderContext& context) {
  if (!may_hold_markup(markdown) || is_nested_too_deeply(markdown)) return std::string();

  MD_PARSER parser{};
  parser.flags = kDialect;
  parser.enter_block = &on_enter_block;
  parser.leave_block = &on_leave_block;
  parser.enter_span = &on_enter_span;
  parser.leave_span = &on_leave_span;
  parser.text = &on_text;

  const std::size_t bytes_max =
      std::min(kHtmlBytesMax, kHtmlBytesFree + kHtmlGrowthMax * markdown.size());
  // md4c 0.4.8 may look a byte past the end, and believe what it sees there. It sees an empty line.
  const std::string padded = std::string(markdown) + "\n\n";
  const std::string_view seen = std::string_view(padded).substr(0, markdown.size() + 1);
  Run run{.emitter = Emitter(seen, context, bytes_max)};
  const int outcome = md_parse(seen.data(), static_cast<MD_SIZE>(seen.size()), &parser, &run);
  if (context.effort != nullptr) {
    *context.effort = {.parses = 1, .callbacks = run.callbacks, .bytes = run.emitter.bytes_spent()};
  }
  if (run.emitter.is_over()) return std::string();
  if (outcome != 0) {
    return fail(Code::kInternal,
                "The text could not be read. Try again; if that does not help, "
                "post it in parts.");
  }
  if (run.emitter.is_plain()) return std::string();
  return run.emitter.take();
}

}  // namespace fika::render
