// SPDX-License-Identifier: GPL-3.0-or-later
// One commit as the live feed carries it: each scope's Delta encoded once, on the writer thread,
// and shared by every core and reader.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/change_log.h"

namespace fika::v1 {
class ServerFrame;
}

namespace fika::feed {

// A WebSocket frame, header and all; immutable.
using Frame = std::shared_ptr<const std::string>;
// Puts the transport's header in front of a payload. Any thread.
using FrameMaker = std::function<Frame(std::string_view payload)>;

struct ScopeFrame {
  storage::Scope scope;
  Frame delta;
  // The same followed by the commit's frame: for a reader whom only this scope concerns, one send.
  Frame delta_and_commit;
};

struct AccessChange {
  Id person;
  storage::Scope scope;
  bool is_gained = false;
};

struct Publication {
  std::uint64_t seq = 0;
  std::vector<ScopeFrame> scopes;
  std::vector<AccessChange> access;
  // Scopes to be given anew to whoever holds them from before, or to be dropped by them.
  std::vector<storage::Scope> regranted;
  std::vector<std::string> ended_secrets;  // hashes whose sign-in or token is no more
  storage::CommitSummary summary;          // for roots that are watched one by one
};

std::shared_ptr<const Publication> make_publication(storage::CommitSummary&& summary,
                                                    const FrameMaker& make_frame);

// A frame's payload; deflated above 1 KB when that makes it smaller.
std::string encode(const v1::ServerFrame& frame);
std::string encode_small(const v1::ServerFrame& frame);  // never deflated: for what is sent live

}  // namespace fika::feed
