// SPDX-License-Identifier: GPL-3.0-or-later
// bootstrap(s) + deltas(s..t) equals bootstrap(t), and nothing a client holds is invisible at t:
// for random commands of people who join, leave, come back as guests, move threads about, split and
// merge them and whole communities, write pages, move them and throw them away; with clients that
// lose their connections anywhere, read slowly, fall behind and return, and with answers that are
// read at one time and arrive at another.
#include <cstdlib>
#include <deque>
#include <fika/v1/sync.pb.h>
#include <random>

#include <gtest/gtest.h>

#include "server/domain/registry/registry.h"
#include "server/domain/run.h"
#include "server/domain/scopes.h"
#include "server/feed/catch_up.h"
#include "server/feed/entity_kinds.h"
#include "storage/entities.h"
#include "tests/integration/random_commands.h"
#include "tests/integration/replica.h"
#include "tests/support/world.h"

namespace fika::tests {
namespace {

feed::Frame framed(std::string_view payload) {
  return std::make_shared<const std::string>(
      storage::KeyWriter().u32(static_cast<std::uint32_t>(payload.size())).text(payload).take());
}

class Scene {
 public:
  explicit Scene(std::uint64_t seed)
      : world_(domain::registry()), random_(seed), commands_(world_, seed) {
    feed::HubConfig config;
    config.organisation = world_.organisation();
    config.make_frame = framed;
    // Small enough that each of the three tiers is met.
    config.limits = {.lines_max = 1 + below(40), .bytes_max = 20'000, .scan_lines_max = 100};
    config.run_aside = [this](std::function<void()> work, std::function<void()> done) {
      if (!is_settling_ && below(8) == 0) return false;
      asides_.push_back({std::move(work), std::move(done)});
      return true;
    };
    hub_ = std::make_unique<feed::Hub>(world_.store(), world_.clock(), std::move(config));
    world_.on_commit([this](const storage::CommitSummary& summary) {
      const std::lock_guard lock(mutex_);
      publications_.push_back(feed::make_publication(storage::CommitSummary(summary), framed));
    });
    for (const domain::Actor& actor : commands_.people()) {
      replicas_.push_back(std::make_unique<Replica>(*hub_, actor));
    }
  }

  void step() {
    commands_.step();
    // A core may be some commits behind the writer.
    if (below(3) != 0) publish(below(4));
    if (!asides_.empty() && below(2) == 0) run_aside(below(asides_.size()));
    if (below(10) == 0) hub_->revive();
    Replica& replica = *replicas_[below(replicas_.size())];
    switch (below(8)) {
      case 0:
        if (replica.is_connected()) replica.disconnect();
        break;
      case 1:
      case 2:
        if (!replica.is_connected()) replica.connect();
        break;
      case 3:
        if (replica.is_connected()) replica.stall(true);
        break;
      case 4:
        replica.stall(false);
        if (replica.is_connected()) replica.drained();
        break;
      default:
        replica.read(below(6));
        break;
    }
  }

  // Everybody is online and has read everything.
  void settle() {
    is_settling_ = true;
    commands_.finish_jobs();
    // Reading leads to questions, and answers to more reading.
    for (int round = 0; round < 8; ++round) {
      publish(publications_.size());
      hub_->revive();
      while (!asides_.empty()) run_aside(0);
      for (const auto& replica : replicas_) {
        if (replica->is_closed()) replica->disconnect();
        if (!replica->is_connected()) replica->connect();
        replica->stall(false);
        replica->drained();
        replica->read(1'000'000);
      }
    }
    is_settling_ = false;
    ASSERT_TRUE(asides_.empty());
  }

  void check() {
    storage::Findings findings;
    for (const domain::Capability& capability : domain::registry()) {
      // The world's people were put below their directory.
      if (!capability.check || capability.service == "fika.v1.PeopleService") continue;
      ASSERT_TRUE(capability.check(*world_.read(), findings).has_value());
    }
    EXPECT_EQ(findings.sentences(), std::vector<std::string>());
    for (const auto& replica : replicas_) {
      ASSERT_NO_FATAL_FAILURE(check_has_all(*replica));
      ASSERT_NO_FATAL_FAILURE(check_holds_nothing_else(*replica));
    }
  }

  std::size_t accepted() const { return commands_.accepted(); }
  std::size_t merged() const { return commands_.merged(); }
  std::size_t saved() const { return commands_.saved(); }
  const std::vector<std::unique_ptr<Replica>>& replicas() const { return replicas_; }

 private:
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }

  // First the reading, some time later its arrival at the core; others may overtake it.
  void run_aside(std::size_t at) {
    Aside& aside = asides_[at];
    if (aside.work) return std::exchange(aside.work, nullptr)();
    const std::function<void()> done = std::move(aside.done);
    asides_.erase(asides_.begin() + static_cast<std::ptrdiff_t>(at));
    done();
  }

  void publish(std::size_t count) {
    for (; count > 0; --count) {
      std::shared_ptr<const feed::Publication> next;
      {
        const std::lock_guard lock(mutex_);
        if (publications_.empty()) return;
        next = publications_.front();
        publications_.pop_front();
      }
      hub_->publish(next);
    }
  }

  void check_has_all(const Replica& replica) {
    const auto reader = world_.read();
    const auto actor = domain::present_actor(*reader, world_.organisation(), replica.actor());
    ASSERT_TRUE(actor.has_value());
    const domain::Query query{*reader, *actor, world_.organisation(), world_.clock().now_ms()};
    const auto fresh =
        feed::catch_up(query, {world_.store().epoch(), world_.store().floor()}, v1::Hello());
    ASSERT_TRUE(fresh.has_value() && fresh->has_bootstrap());
    EXPECT_EQ(static_cast<std::size_t>(fresh->bootstrap().snapshots_size()),
              replica.scopes().size());
    for (const v1::Snapshot& snapshot : fresh->bootstrap().snapshots()) {
      const auto scope = cli::sync::key_of(snapshot.scope());
      ASSERT_TRUE(replica.scopes().contains(scope)) << "a scope is missing";
      const HeldScope& held = replica.scopes().at(scope);
      for (const v1::Put& put : snapshot.puts()) {
        const std::string key = key_of_put(put);
        const auto found = held.find(key);
        storage::KeyReader parts(key);
        parts.u16();
        if (found == held.end()) {
          EXPECT_LE(put.version(), replica.known_from(scope, parts.id()))
              << "kind " << put.kind() << " was never told";
        } else {
          EXPECT_EQ(found->second.body, put.body()) << "kind " << put.kind() << " is out of date";
        }
      }
    }
  }

  void check_holds_nothing_else(const Replica& replica) {
    const auto reader = world_.read();
    for (const auto& [scope, held] : replica.scopes()) {
      for (const auto& [key, entity] : held) {
        const auto row = reader->get(storage::Table::kEntities, key);
        storage::KeyReader parts(key);
        const std::uint32_t kind = parts.u16();
        ASSERT_TRUE(row && *row) << "kind " << kind << " is held but is no more";
        EXPECT_EQ(storage::stored_entity(**row).body, entity.body)
            << "kind " << kind << " is stale";
        const auto present = storage::scope_of(*reader, parts.id());
        ASSERT_TRUE(present && *present);
        EXPECT_EQ(cli::sync::ScopeKey(static_cast<v1::ScopeKind>((*present)->kind),
                                      std::string((*present)->id.bytes())),
                  scope)
            << "kind " << kind << " is held in a scope it has left";
      }
    }
  }

  World world_;
  std::mt19937_64 random_;
  std::mutex mutex_;
  std::deque<std::shared_ptr<const feed::Publication>> publications_;
  struct Aside {
    std::function<void()> work, done;
  };
  std::vector<Aside> asides_;
  bool is_settling_ = false;
  std::unique_ptr<feed::Hub> hub_;
  RandomCommands commands_;
  std::vector<std::unique_ptr<Replica>> replicas_;
};

TEST(Sync, StateAndDeltasMakeLaterState) {
  const char* given = std::getenv("FIKA_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  const int rounds = std::getenv("FIKA_LONG") != nullptr ? 400 : 12;
  std::size_t accepted = 0;
  std::size_t merged = 0;
  std::size_t saved = 0;
  std::size_t resumed = 0;
  std::size_t partial = 0;
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("FIKA_SEED=" + std::to_string(seed + static_cast<std::uint64_t>(round)));
    Scene scene(seed + static_cast<std::uint64_t>(round));
    for (int part = 0; part < 4; ++part) {
      for (int i = 0; i < 60; ++i) scene.step();
      ASSERT_NO_FATAL_FAILURE(scene.settle());
      ASSERT_NO_FATAL_FAILURE(scene.check());
      if (::testing::Test::HasFailure()) return;
    }
    accepted += scene.accepted();
    merged += scene.merged();
    saved += scene.saved();
    for (const auto& replica : scene.replicas()) {
      resumed += replica->resumed();
      partial += replica->partial();
    }
  }
  // Were nearly all refused, or did nobody ever come back, the above would have shown nothing.
  EXPECT_GT(accepted, static_cast<std::size_t>(rounds) * 40);
  EXPECT_GT(merged, static_cast<std::size_t>(rounds) / 2);
  EXPECT_GT(saved, static_cast<std::size_t>(rounds));
  EXPECT_GT(resumed, static_cast<std::size_t>(rounds) * 5);
  EXPECT_GT(partial, static_cast<std::size_t>(rounds));
}

}  // namespace
}  // namespace fika::tests
