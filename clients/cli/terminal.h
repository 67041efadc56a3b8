// SPDX-License-Identifier: GPL-3.0-or-later
// What a command says: results on stdout, everything else on stderr. With --json stdout gets
// exactly one JSON value a command (tail: one a message).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "clients/cli/failure.h"

namespace fika::cli {

// Protobuf's JSON mapping, fields at their default included, so that scripts find them.
std::string to_json(const google::protobuf::Message& message);
std::string json_text(std::string_view text);  // quoted and escaped

// Without what could steer a terminal.
std::string printable(std::string_view text);

class Terminal {
 public:
  explicit Terminal(bool is_json) : is_json_(is_json) {}

  bool is_json() const { return is_json_; }
  // A line for people; nothing with --json.
  void line(std::string_view text) const;
  // The one JSON value; nothing without --json.
  void json(std::string_view value) const;
  template <class List>
  void json_list(const List& list) const {
    std::string text;
    for (const auto& each : list) text += (text.empty() ? "" : ",\n ") + to_json(each);
    json("[" + text + "]");
  }
  // For people, on stderr, always.
  static void note(std::string_view text);
  // Reads a line from the terminal without showing it.
  static Outcome<std::string> ask_secret(std::string_view prompt);
  static Outcome<std::string> ask(std::string_view prompt);

 private:
  const bool is_json_;
};

// How far long work is: a bar on a terminal, a plain line now and then elsewhere.
class Progress {
 public:
  Progress(std::string what, std::uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void advance(std::uint64_t by);

 private:
  void show(bool is_end);

  const std::string what_;
  const std::uint64_t total_;
  const bool is_terminal_;
  std::uint64_t done_ = 0;
  std::uint64_t shown_ = 0;  // in tenths (plain) or percent (bar), plus one
};

}  // namespace fika::cli
