// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of any length and number that read a little like those people wrote: each word is followed
// by one that follows it somewhere in the real texts, so words are as common, and stand as often
// beside each other, as there. Now and then comes a word that was never seen, as names and numbers
// do. Equal seeds, equal texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fika::bench {

class Chain {
 public:
  void learn(std::string_view text);
  // Something was learnt; no learn() after this.
  bool seal();
  std::string words(std::size_t count, std::mt19937_64& random) const;

 private:
  // What was learnt, word after word; a 0 stands between two texts.
  std::vector<std::uint32_t> sequence_{0};
  std::vector<std::string> words_{""};
  std::unordered_map<std::string, std::uint32_t> numbers_;
  // Where each word stands in sequence_: of word n those from first_[n] on to first_[n + 1].
  std::vector<std::uint32_t> places_, first_;
};

}  // namespace fika::bench
