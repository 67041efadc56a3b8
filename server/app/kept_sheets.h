// SPDX-License-Identifier: GPL-3.0-or-later
// Finished documents of wiki pages that are likely to be asked for again, and what is known of who
// reads. Who may see a page is none of its business: that is asked before. Any thread.
//
// A document is good for all who see the same places in the same language, until a commit changes
// something that documents are made of; then what is older counts no more. In memory alone.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/id.h"
#include "storage/change_log.h"

namespace fika::app {

struct KeptSheet {
  std::shared_ptr<const std::string> body;
  std::shared_ptr<const std::string> lines;  // of its headers
  std::string tag;                           // quoted
  std::string slug;                          // the address's, percent-encoded
};

// What a document depends on besides the page.
struct Reading {
  std::string sight;     // of the places the reader sees, 16 bytes
  std::string language;  // the person's own setting
};

class KeptSheets {
 public:
  explicit KeptSheets(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // Nothing unless it is kept and still true.
  std::shared_ptr<const KeptSheet> find(std::string_view key);
  // As it was at commit `seq`.
  void keep(std::string key, std::shared_ptr<const KeptSheet> sheet, std::uint64_t seq);
  std::optional<Reading> reading_of(const Id& person);
  void keep_reading(const Id& person, Reading reading, std::uint64_t seq);

  // A commit is durable. Writer thread, before its commands are answered.
  void note(const storage::CommitSummary& commit);
  // Gives the memory of what counts no more back: erased words do not stay behind.
  void drop_stale();

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const KeptSheet> sheet;
    std::uint64_t seq;
  };
  struct KnownReader {
    Reading reading;
    std::uint64_t seq;
  };
  static std::size_t bytes_of(const Entry& entry);
  bool is_stale(std::uint64_t seq) const { return seq < changed_seq_.load(); }
  void drop(std::list<Entry>::iterator entry);

  const std::size_t bytes_max_;
  std::atomic<std::uint64_t> changed_seq_{0};
  std::mutex mutex_;
  std::list<Entry> entries_;  // the latest used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> places_;
  std::unordered_map<std::string, KnownReader> readers_;  // by the person's 16 bytes
  std::size_t bytes_ = 0;
  std::uint64_t dropped_below_ = 0;
};

}  // namespace fika::app
