// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/sync/state_file.h"

#include <charconv>
#include <fstream>
#include <sstream>

#include "clients/cli/login_file.h"

namespace fika::cli::sync {
namespace {

std::string to_hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

std::string from_hex(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

}  // namespace

// One word and its values a line: position EPOCH SEQ, held KIND ID, shown ROOT ORDINAL, then "end".
std::optional<State> read_state(const std::filesystem::path& path) {
  std::ifstream file(path);
  State state;
  bool is_whole = false;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (word == "position") {
      std::string epoch;
      words >> epoch >> state.position.seq;
      state.position.epoch = from_hex(epoch);
    } else if (word == "held") {
      int kind = 0;
      std::string id;
      words >> kind >> id;
      state.position.held.emplace(static_cast<v1::ScopeKind>(kind), from_hex(id));
    } else if (word == "shown") {
      std::string root;
      std::uint64_t ordinal = 0;
      words >> root >> ordinal;
      state.shown[from_hex(root)] = ordinal;
    } else if (word == "end") {
      is_whole = true;
    }
    if (words.fail()) return std::nullopt;
  }
  if (!is_whole || state.position.epoch.size() != 16) return std::nullopt;
  return state;
}

Status write_state(const std::filesystem::path& path, const State& state) {
  std::string text =
      fmt::format("position {} {}\n", to_hex(state.position.epoch), state.position.seq);
  for (const auto& [kind, id] : state.position.held) {
    text += fmt::format("held {} {}\n", static_cast<int>(kind), to_hex(id));
  }
  for (const auto& [root, ordinal] : state.shown) {
    text += fmt::format("shown {} {}\n", to_hex(root), ordinal);
  }
  return write_file(path, text + "end\n", true);
}

}  // namespace fika::cli::sync
