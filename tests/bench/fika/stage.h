// SPDX-License-Identifier: GPL-3.0-or-later
// What a scenario needs to exist before it begins: a community with one thread for each room, a
// person of its own for each connection, signed in, and the cursor at which all of that is past.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "fika/v1/sync.pb.h"
#include "tests/bench/load/scenario.h"

namespace fika::bench {

struct StageRoom {
  Id community;
  Id thread;
};

struct StagePerson {
  Id id;
  std::string secret;  // for "Authorization: Bearer"
};

struct Stage {
  Id organisation;
  std::vector<StageRoom> rooms;
  std::vector<StagePerson> people;  // by the index of the connection
  v1::Cursor cursor;
};

// Over the server's own calls: communities and threads as the administrator, and each person by
// redeeming an invitation to their room. The server must be told to leave its rate limits out, as
// thousands of people join from one machine.
Result<Stage> set_stage(const Scenario& scenario, std::uint16_t port,
                        const std::string& admin_token);

}  // namespace fika::bench
