// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the checks say often: damage one row, look, and let the damage go again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/domain/checks.h"
#include "server/domain/people/directory.h"
#include "tests/support/world.h"

namespace fika::domain {

// The world's people were put below the directory: list them as add_person() would have.
inline void list_everybody(tests::World& world) {
  ASSERT_TRUE(world.write([&](storage::Transaction& txn) -> Status {
    TRY(const auto people, storage::all_of<v1::Person>(txn, world.organisation()));
    for (const v1::Person& person : people) {
      v1::Person nameless = person;
      nameless.clear_name();
      CHECKED(change_person(txn, nameless, person));
    }
    return {};
  }));
}

inline std::vector<std::string> findings_of(const Capability& capability,
                                            const storage::Reader& reader) {
  storage::Findings findings;
  const Status looked = capability.check(reader, findings);
  EXPECT_TRUE(looked) << looked.error().detail;
  return findings.sentences();
}

struct Damage {
  std::string fault;  // what is to be found
  std::function<Status(storage::Transaction& txn)> work;
};

// Each damage by itself is found; without one there is nothing to find. Nothing is kept of them:
// the check looks at the command that does the damage, which is then refused.
inline void expect_found(tests::World& world, const Capability& capability,
                         const std::vector<Damage>& damages) {
  EXPECT_EQ(findings_of(capability, *world.read()), std::vector<std::string>());
  for (const Damage& damage : damages) {
    SCOPED_TRACE(damage.fault);
    storage::Findings findings;
    const Status refused = world.write([&](storage::Transaction& txn) -> Status {
      CHECKED(damage.work(txn));
      CHECKED(capability.check(txn, findings));
      return fail(Code::kState, "only a test");
    });
    EXPECT_EQ(refused.error().detail, "only a test");
    EXPECT_GE(findings.count(damage.fault), 1U) << testing::PrintToString(findings.sentences());
  }
}

// Damages of the usual kinds.
inline Damage without_row(std::string fault, const storage::IndexTable& table, std::string key) {
  return {std::move(fault), [table, key = std::move(key)](storage::Transaction& txn) -> Status {
            EXPECT_TRUE(storage::find_index(txn, table, key).value());
            txn.erase_index(table, key);
            return {};
          }};
}
inline Damage with_row(std::string fault, const storage::IndexTable& table, std::string key,
                       std::string value = {}) {
  return {
      std::move(fault),
      [table, key = std::move(key), value = std::move(value)](storage::Transaction& txn) -> Status {
        txn.put_index(table, key, value);
        return {};
      }};
}
template <class M>
Damage with_entity(std::string fault, const M& entity) {
  return {std::move(fault), [entity](storage::Transaction& txn) { return txn.put(entity); }};
}

inline std::string pair_key(const Id& first, const Id& second) {
  return storage::KeyWriter().id(first).id(second).take();
}
inline std::string count_of(std::uint64_t number) {
  return storage::KeyWriter().u64(number).take();
}
inline std::string bytes_of(const Id& id) { return std::string(id.bytes()); }

}  // namespace fika::domain
