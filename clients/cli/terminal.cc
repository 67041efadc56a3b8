// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/terminal.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <termios.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <google/protobuf/util/json_util.h>

#include "base/text.h"

namespace fika::cli {

std::string to_json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(message, &text, options);
  return status.ok() ? text : "{}";
}

std::string json_text(std::string_view text) { return boost::json::serialize(text); }

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_c1 =
        byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
    if (is_c1) {
      ++i;
    } else if ((byte >= 0x20 && byte != 0x7f) || text[i] == '\n' || text[i] == '\t') {
      out += text[i];
    }
  }
  return out;
}

void Terminal::line(std::string_view text) const {
  if (!is_json_) std::cout << printable(text) << std::endl;
}
void Terminal::json(std::string_view value) const {
  if (is_json_) std::cout << value << std::endl;
}
void Terminal::note(std::string_view text) { std::cerr << printable(text) << std::endl; }

Outcome<std::string> Terminal::ask(std::string_view prompt) {
  std::cerr << prompt << std::flush;
  std::string line;
  if (!std::getline(std::cin, line)) {
    return give_up(Exit::kUsage, Code::kInvalid, "Nothing was typed.");
  }
  return line;
}

Outcome<std::string> Terminal::ask_secret(std::string_view prompt) {
  termios before{};
  const bool is_terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (is_terminal) {
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  auto line = ask(prompt);
  if (is_terminal) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << std::endl;
  }
  return line;
}

Progress::Progress(std::string what, std::uint64_t total)
    : what_(std::move(what)), total_(total), is_terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_ > 0) show(true);
}

void Progress::advance(std::uint64_t by) {
  done_ = std::min(done_ + by, total_);
  const std::uint64_t steps = is_terminal_ ? 100 : 10;
  const std::uint64_t now = 1 + (total_ == 0 ? steps : done_ * steps / total_);
  if (now == shown_) return;
  shown_ = now;
  show(false);
}

void Progress::show(bool is_end) {
  if (!is_terminal_) {
    if (!is_end) std::cerr << fmt::format("{}: {} of {}\n", what_, done_, total_);
    return;
  }
  constexpr std::uint64_t kWidth = 30;
  const std::uint64_t full = total_ == 0 ? kWidth : done_ * kWidth / total_;
  std::cerr << fmt::format("\r{} [{:<30}] {}/{}", what_, std::string(full, '#'), done_, total_);
  if (is_end) std::cerr << '\n';
  std::cerr << std::flush;
}

}  // namespace fika::cli
