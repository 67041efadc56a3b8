// SPDX-License-Identifier: GPL-3.0-or-later
// A client that gives random commands and remembers what was acknowledged. Only it changes what it
// wrote, so that it knows what must be there. One command is under way at a time: when its answer
// is lost, it is sent again with the same client id.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/crash/door.h"
#include "tests/crash/held.h"

namespace fika::tests {

// What all have seen acknowledged, and may answer to.
class Board {
 public:
  std::string community, side;

  void add_thread(const std::string& thread);
  void add_message(const std::string& message);
  // One of the newest; empty if there is none.
  std::string any_thread(std::mt19937_64& random) const;
  std::string any_message(std::mt19937_64& random) const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> threads_, messages_;
};

struct Written {
  std::string root, text;
  std::uint64_t ordinal = 0;
  std::uint64_t seq = 0;  // of the last command that changed it
};

// A page of one's own, and what its newest revision says.
struct OwnPage {
  std::uint64_t revision = 0;
  std::string text;
};

class Colleague {
 public:
  // The board outlives this. `text_bytes` is how long each text is at least.
  Colleague(Board& board, std::string person, std::string secret, bool is_by_sync,
            std::size_t text_bytes, std::uint64_t seed);

  void connect(const cli::Url& url);
  // Gives one more command. False: the answer is lost, and the failure says how.
  bool give_one();
  // Sends again what is lost. `head` is where the server stood after its start: what it did before
  // it was killed has a seq up to there, what it does now one beyond.
  void send_lost_again(const Held& held, std::uint64_t head);
  // Gives the last acknowledged command once more: the same answer must come.
  void repeat_last();
  // Expects everything acknowledged, and nothing lost if `is_settled`.
  void expect_in(const Held& held, bool is_settled) const;

  const std::map<std::string, Written>& written() const { return written_; }
  const std::set<ReactionKey>& reactions() const { return reactions_; }
  const std::map<std::string, OwnPage>& pages() const { return pages_; }
  bool is_at_side() const { return is_at_side_; }
  const std::string& person() const { return person_; }
  std::uint64_t last_seq() const { return last_seq_; }
  const std::optional<cli::Failure>& failure() const { return failure_; }
  // Of those sent again: how many had been done before the crash, and how many had not.
  std::size_t lost_done() const { return lost_done_; }
  std::size_t lost_undone() const { return lost_undone_; }

 private:
  enum class Kind { kStart, kPost, kEdit, kReact, kUnreact, kJoin, kLeave, kPage };
  struct Deed {
    Order order;
    Kind kind = Kind::kPost;
    std::string root, message, text, emoji;
  };
  Deed choose();
  Deed start();
  Deed post();
  Deed edit();
  Deed react();
  Deed unreact();
  Deed join_or_leave();
  Deed write_page();
  std::size_t below(std::size_t end);
  std::string fresh_text();
  void note_page(const Deed& deed, const Acknowledgement& acknowledgement);
  void expect_pages_in(const Held& held) const;
  void note(const Deed& deed, const Acknowledgement& acknowledgement);
  bool is_done_in(const Held& held, const Deed& deed) const;

  Board& board_;
  const std::string person_, secret_;
  const bool is_by_sync_;
  const std::size_t text_bytes_;
  std::mt19937_64 random_;
  std::unique_ptr<Door> door_;
  std::map<std::string, Written> written_;
  std::vector<std::string> order_;  // of written_, the oldest first
  std::set<ReactionKey> reactions_;
  std::map<std::string, OwnPage> pages_;
  bool is_at_side_ = false;
  std::uint64_t last_seq_ = 0;
  std::uint64_t texts_ = 0;
  std::size_t lost_done_ = 0, lost_undone_ = 0;
  std::optional<Deed> lost_;
  std::optional<std::pair<Order, Acknowledgement>> last_;
  std::optional<cli::Failure> failure_;
};

}  // namespace fika::tests
