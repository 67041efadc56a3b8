// SPDX-License-Identifier: GPL-3.0-or-later
// Which messages of a batch are to be shown, each exactly once: every message has an ordinal in its
// root, given once and never reused, so one number a root says what has been shown. It holds
// through losses, restarts, Partial and Bootstrap alike. Pure, but for the fetching that its caller
// does.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/failure.h"
#include "clients/cli/sync/link.h"
#include "fika/v1/messages.pb.h"

namespace fika::cli::sync {

// What is followed; both empty: everything.
struct Target {
  std::optional<ScopeKey> scope;
  std::string root;  // 16 bytes of a thread or conversation
};

class Follower {
 public:
  // Root (16 bytes) to the ordinal up to which messages have been shown.
  using Shown = std::map<std::string, std::uint64_t>;
  // All messages of a root after an ordinal, oldest first.
  using Fetch = std::function<Outcome<std::vector<v1::Message>>(const std::string& root,
                                                                std::uint64_t after)>;

  // `is_first_visit`: what is there already is not shown, as nobody has been away.
  Follower(Target target, Shown shown, bool is_first_visit)
      : target_(std::move(target)), shown_(std::move(shown)), is_first_visit_(is_first_visit) {}

  // The messages to show now, by time. After a failed fetch nothing has changed: apply it again.
  Outcome<std::vector<v1::Message>> apply(const Batch& batch, const Fetch& fetch);
  const Shown& shown() const { return shown_; }

 private:
  struct Found {
    std::uint64_t last_ordinal = 0;
    std::map<std::uint64_t, v1::Message> messages;  // by ordinal
  };
  bool wants_scope(const v1::Scope& scope) const;
  bool wants_root(const std::string& root) const;
  void read_put(const v1::Put& put, std::map<std::string, Found>& found) const;
  // Shown before, or as if: what a newly visible root holds already is not news.
  static void take_as_shown(const std::map<std::string, Found>& found, Shown& shown);
  static void lower_to(const std::map<std::string, Found>& found, Shown& shown);

  const Target target_;
  Shown shown_;
  bool is_first_visit_;
};

}  // namespace fika::cli::sync
