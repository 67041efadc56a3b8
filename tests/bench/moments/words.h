// SPDX-License-Identifier: GPL-3.0-or-later
// Texts, titles and names that compress like those of people: words of real chat lines in random
// order, and names put together from common ones. Random order has no phrases to find again, so
// what is made here compresses a little less well than what people write, never better. Equal
// seeds, equal texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "base/result.h"

namespace fika::bench {

class Words {
 public:
  // `folder` holds .jsonl files whose lines have a "text".
  static Result<Words> load(const std::filesystem::path& folder, std::uint64_t seed);
  Words(std::vector<std::string> pool, std::uint64_t seed);

  // `least` to `most` words, the first one with a capital.
  std::string sentence(std::size_t least, std::size_t most);
  // A text of about so many bytes.
  std::string text(std::size_t bytes);
  std::string person_name();
  std::string community_name();
  std::string site();
  std::string unit();

  // From 0 to below `below`, each as likely.
  std::size_t any(std::size_t below);
  // From 0 to below `below`, the first ones far likelier: as few people write most of what is said.
  std::size_t mostly_first(std::size_t below);

 private:
  std::vector<std::string> pool_;
  std::mt19937_64 random_;
};

}  // namespace fika::bench
