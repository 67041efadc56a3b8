// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/wikitext_kept.h"

#include <charconv>

namespace fika::cli::wiki {
namespace {

constexpr char kBegin = '\x01', kEnd = '\x02';
constexpr int kDepthOfPiecesMax = 50;

std::size_t number_in(std::string_view sign) {
  std::size_t number = 0;
  std::from_chars(sign.data() + 1, sign.data() + sign.size() - 1, number);
  return number;
}

}  // namespace

std::string KeptPieces::keep(std::string markdown, bool is_block) {
  pieces_.push_back({std::move(markdown), is_block});
  return kBegin + std::to_string(pieces_.size() - 1) + kEnd;
}

std::size_t KeptPieces::size_of(std::string_view text) {
  if (text.empty() || text.front() != kBegin) return 0;
  const std::size_t end = text.substr(0, 24).find(kEnd);
  return end == std::string_view::npos ? 0 : end + 1;
}

bool KeptPieces::is_block(std::string_view sign) const {
  const std::size_t number = number_in(sign);
  return number < pieces_.size() && pieces_[number].is_block;
}

std::string KeptPieces::put_back(std::string_view text) const {
  std::string all(text);
  // A piece holds only pieces that were kept before it, each once: every round ends a level.
  for (int depth = 0; depth < kDepthOfPiecesMax && all.find(kBegin) != std::string::npos; ++depth) {
    std::string next;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t size = size_of(std::string_view(all).substr(at));
      if (size == 0) {
        const std::size_t end = all.find(kBegin, at + 1);
        next.append(all, at, end == std::string::npos ? std::string::npos : end - at);
        if (end == std::string::npos) break;
        at = end;
        continue;
      }
      const std::size_t number = number_in(std::string_view(all).substr(at, size));
      if (number < pieces_.size()) next += pieces_[number].markdown;
      at += size;
    }
    all = std::move(next);
  }
  std::erase_if(all, [](char c) { return c == kBegin || c == kEnd; });
  return all;
}

}  // namespace fika::cli::wiki
