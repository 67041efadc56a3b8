// SPDX-License-Identifier: GPL-3.0-or-later
// Swedish compounds taken apart by a list of words in hunspell's form, whose flags say what may
// begin and what may end a compound: kunskapsdelningen is kunskaps and delningen.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fika::search {

// Read once, then unchanged: any thread.
class SwedishWords {
 public:
  // Empty if the file is not there or holds no such list.
  explicit SwedishWords(const std::filesystem::path& list);

  bool is_empty() const { return beginnings_.empty(); }
  // Of the file's content: another list makes other parts.
  std::uint64_t fingerprint() const { return fingerprint_; }

  // The stems of the two or three parts that make up the whole word; none if it is no compound, or
  // short. Parts have four letters or more, and the last may be in any form.
  std::vector<std::string> parts(std::string_view folded_word) const;

 private:
  bool begins(std::string_view part) const;
  bool ends(std::string_view part) const;
  void take_entry(std::string_view word, std::string_view flags);

  // Hashes, sorted: a tenth of what the words themselves would take.
  std::vector<std::uint64_t> beginnings_;
  std::vector<std::uint64_t> ends_;  // of stems
  std::uint64_t fingerprint_ = 0;
};

}  // namespace fika::search
