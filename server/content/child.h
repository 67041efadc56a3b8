// SPDX-License-Identifier: GPL-3.0-or-later
// A program that reads what strangers sent, held in bounds: it gets bytes on its standard input and
// says its answer on its standard output; it has little memory and time, writes no file and
// inherits nothing of the server. Where the system lets us take them away, it has no network
// either, and does not see the data folder. Any thread that may wait.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fika::content {

// What programs read, one after the other: bytes in memory that stand under no name on any disk, or
// a file that is opened for them.
class ChildInput {
 public:
  static Result<ChildInput> of(std::string_view bytes);
  // The file as it stands there. kInvalid when it cannot be opened.
  static Result<ChildInput> of_file(const std::filesystem::path& file);
  ChildInput(ChildInput&& other) noexcept;
  ChildInput& operator=(ChildInput&& other) noexcept;
  ~ChildInput();

 private:
  friend Result<std::string> run_child(const std::vector<std::string>& command,
                                       const ChildInput& input, const struct ChildBounds& bounds);
  explicit ChildInput(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

struct ChildBounds {
  std::uint64_t memory_bytes = 0;
  std::chrono::seconds time{0};  // on the clock, and of one processor
  std::size_t output_bytes = 0;
  // What came until it was stopped at one of these is its answer, if anything did.
  bool is_beginning_enough = false;
};

// What `command` wrote; its first word is a path. kInvalid when it failed or was stopped at a
// bound: what it was given is at fault. kUnavailable when it could not be started at all.
Result<std::string> run_child(const std::vector<std::string>& command, const ChildInput& input,
                              const ChildBounds& bounds);

// From now on, where the system allows.
void hide_from_children(const std::filesystem::path& folder);

bool is_program(const std::string& path);

}  // namespace fika::content
