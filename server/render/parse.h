// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that calls md4c: it reads, an emitter writes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "server/render/emitter.h"

namespace fika::render {

// A text with what md4c wants to see behind it: 0.4.8 may look a byte past the end, and believe
// what it sees there. It sees an empty line.
class Source {
 public:
  explicit Source(std::string_view markdown) : padded_(std::string(markdown) + "\n\n") {}
  std::string_view text() const { return std::string_view(padded_).substr(0, padded_.size() - 1); }

 private:
  std::string padded_;
};

struct Reading {
  bool is_done;  // false when the emitter was over before the text, or memory was short
  std::size_t callbacks;
};

// `text` is a Source's, and what `emitter` was told to read from. `flags` are md4c's.
Reading parse(std::string_view text, unsigned flags, Emitter& emitter);

}  // namespace fika::render
