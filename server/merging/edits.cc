// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/edits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <git2/diff.h>
#include <git2/errors.h>
#include <git2/global.h>
#include <string>

namespace fika::merging {
namespace {

// The library counts who has begun with it; it ends with the process.
class Library {
 public:
  Library() : is_there_(git_libgit2_init() > 0) {}
  ~Library() { git_libgit2_shutdown(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  bool is_there() const { return is_there_; }

 private:
  const bool is_there_;
};

std::string as_lines(Numbers numbers) {
  std::string lines;
  lines.reserve(numbers.size() * 6);
  for (const std::uint32_t number : numbers) {
    std::array<char, 9> digits{};
    const auto [end, error] = std::to_chars(digits.begin(), digits.end() - 1, number, 16);
    *end = '\n';
    lines.append(digits.begin(), end + 1);
  }
  return lines;
}

// Git names the place before an empty stretch, and counts from 1.
Range places(int start, int count, std::size_t shift) {
  const std::size_t begin = static_cast<std::size_t>(count == 0 ? start : start - 1) + shift;
  return {begin, begin + static_cast<std::size_t>(count)};
}

struct Found {
  std::vector<Edit>& list;
  std::size_t shift;
};

int take_hunk(const git_diff_delta*, const git_diff_hunk* hunk, void* payload) {
  Found& found = *static_cast<Found*>(payload);
  found.list.push_back({places(hunk->old_start, hunk->old_lines, found.shift),
                        places(hunk->new_start, hunk->new_lines, found.shift)});
  return 0;
}

// What is left of two sequences without their common ends.
struct Middle {
  Range before, after;
  std::size_t size() const { return before.size() + after.size(); }
};

Middle middle_of(Numbers before, Numbers after) {
  const auto [left, right] = std::ranges::mismatch(before, after);
  const auto begin = static_cast<std::size_t>(left - before.begin());
  std::size_t old_end = before.size(), new_end = after.size();
  while (old_end > begin && new_end > begin && before[old_end - 1] == after[new_end - 1]) {
    --old_end;
    --new_end;
  }
  return {{begin, old_end}, {begin, new_end}};
}

Numbers part_of(Numbers all, Range places) { return all.subspan(places.begin, places.size()); }

}  // namespace

Result<Edits> edits_between(Numbers before, Numbers after, std::size_t compared_max) {
  Edits edits;
  Middle middle = middle_of(before, after);
  if (middle.size() == 0) return edits;
  const bool is_plain = middle.before.is_empty() || middle.after.is_empty();
  edits.is_exact = is_plain || middle.size() <= compared_max;
  if (is_plain || !edits.is_exact) {
    edits.list.push_back({middle.before, middle.after});
    return edits;
  }
  // The library aligns changes a little better when it sees the ends, too.
  if (before.size() + after.size() <= compared_max)
    middle = {{0, before.size()}, {0, after.size()}};
  const std::string old_lines = as_lines(part_of(before, middle.before));
  const std::string new_lines = as_lines(part_of(after, middle.after));
  static const Library library;
  git_diff_options options;
  bool is_done =
      library.is_there() && git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION) == 0;
  if (is_done) {
    // Never GIT_DIFF_MINIMAL: it takes sixteen times as long on texts made for it.
    options.flags = GIT_DIFF_FORCE_TEXT;
    options.context_lines = 0;
    options.interhunk_lines = 0;
    Found found{edits.list, middle.before.begin};
    is_done = git_diff_buffers(old_lines.data(), old_lines.size(), nullptr, new_lines.data(),
                               new_lines.size(), nullptr, &options, nullptr, nullptr, &take_hunk,
                               nullptr, &found) == 0;
  }
  if (is_done) return edits;
  return fail(Code::kInternal, "The two texts could not be compared. Try again in a while.");
}

}  // namespace fika::merging
