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
  explicit Source(std::string_view markdown) : Source(markdown, 1) {}
  // Without a further line where the text ends one: code without an end would show it.
  static Source exact(std::string_view markdown) {
    return Source(markdown, markdown.ends_with('\n') ? 0 : 1);
  }
  std::string_view text() const { return std::string_view(padded_).substr(0, size_); }

 private:
  Source(std::string_view markdown, std::size_t more)
      : size_(markdown.size() + more), padded_(std::string(markdown) + "\n\n") {}

  std::size_t size_;
  std::string padded_;
};

struct Reading {
  bool is_done;  // false when the emitter was over before the text, or memory was short
  std::size_t callbacks;
};

// `text` is a Source's, and what `emitter` was told to read from. `flags` are md4c's.
Reading parse(std::string_view text, unsigned flags, Emitter& emitter);

}  // namespace fika::render
