// SPDX-License-Identifier: GPL-3.0-or-later
// The search index: one folder that can be thrown away and made anew from the entities at any time.
// A tailer fills it; any number of threads ask it. Everything of Xapian stays in this folder's .cc
// files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/document_row.h"
#include "search/question.h"
#include "storage/tailer.h"

namespace fika::search {

struct IndexOptions {
  std::filesystem::path folder;  // made if it is not there; holds nothing else
  // A list of words by which compounds are taken apart; empty or not there: none are.
  std::filesystem::path swedish_words = "/usr/share/hunspell/sv_SE.dic";
  // Of the disk, which stays free when an index is made: the store needs it more.
  std::uint64_t disk_reserve_bytes = 256 << 20;
  // Deleted text stays on the disk until there are so many documents of it, or half as many as
  // there are.
  std::uint64_t deleted_max = 50'000;
};

// A word or title by which something can be found.
struct Suggestion {
  Kind kind = Kind::kPage;
  Id id, root;
  std::string title;
  Id community;
};

class Index {
 public:
  // An index of another version or with a feature this program does not know is made anew; so is
  // a damaged one. kUnavailable with a sentence when the folder is in use or cannot be written.
  static Result<std::unique_ptr<Index>> open(const IndexOptions& options,
                                             std::vector<DocumentRow> rows);
  virtual ~Index() = default;

  // What fills it; run it with a storage::TailerRunner. Lives as long as the index.
  virtual storage::Tailer& tailer() = 0;

  // Any thread, as the two below. kInvalid with a sentence for a question beyond the limits of
  // question.h; kUnavailable when the index is being made and holds nothing yet.
  virtual Result<Answer> ask(const Question& question, const Asker& asker) const = 0;
  // Titles, names and tags that begin so or hold a word that does, best first; for a palette.
  virtual Result<std::vector<Suggestion>> suggest(std::string_view typed, std::uint32_t limit,
                                                  const Asker& asker) const = 0;
  // Threads and pages about the same as this text; `except` is left out.
  virtual Result<std::vector<Hit>> similar(std::string_view title, std::string_view text,
                                           const Id& except, std::uint32_t limit,
                                           const Asker& asker) const = 0;

  // Text that was deleted leaves the disk; it can be asked meanwhile, and what comes in waits.
  // Seconds for a large index. Any thread.
  virtual Status compact() = 0;

  // Documents in it; for /metrics.
  virtual std::uint64_t size() const = 0;
};

}  // namespace fika::search
