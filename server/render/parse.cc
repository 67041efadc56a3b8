// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/parse.h"

#include <md4c.h>

namespace fika::render {
namespace {

struct Run {
  Emitter& emitter;
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

Reading parse(std::string_view text, unsigned flags, Emitter& emitter) {
  MD_PARSER parser{};
  parser.flags = flags;
  parser.enter_block = &on_enter_block;
  parser.leave_block = &on_leave_block;
  parser.enter_span = &on_enter_span;
  parser.leave_span = &on_leave_span;
  parser.text = &on_text;
  Run run{.emitter = emitter};
  const int outcome = md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &run);
  return {.is_done = outcome == 0, .callbacks = run.callbacks};
}

}  // namespace fika::render
