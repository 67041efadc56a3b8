// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/overlay.h"

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "storage/test_bed.h"

namespace fika::storage {
namespace {

using Rows = std::map<std::string, std::string>;
using Seen = std::vector<std::pair<std::string, std::string>>;

Seen scan(const Reader& reader, const Range& range, std::size_t count_max = 1000) {
  Seen seen;
  EXPECT_TRUE(reader.scan(Table::kIndex, range, [&](std::string_view key, std::string_view value) {
    seen.emplace_back(key, value);
    return seen.size() < count_max;
  }));
  return seen;
}

Seen expected(const Rows& rows, const Range& range, std::size_t count_max) {
  Seen seen;
  for (const auto& [key, value] : rows) {
    if (!key.starts_with(range.prefix)) continue;
    if (!range.bound.empty() && (range.reverse ? key >= range.bound : key < range.bound)) continue;
    seen.emplace_back(key, value);
  }
  if (range.reverse) std::ranges::reverse(seen);
  if (seen.size() > count_max) seen.resize(count_max);
  return seen;
}

// Few letters and short keys, so that rows meet, hide and erase each other. \xff has no successor.
std::string random_key(std::mt19937& random, std::size_t size_max) {
  constexpr char kLetters[] = {'a', 'b', 'c', '\xff'};
  std::string key;
  for (std::size_t size = random() % (size_max + 1); size > 0; --size)
    key += kLetters[random() % 4];
  return key;
}

TEST(Overlay, ReadsLikeOneTableWhateverIsStagedWhere) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int attempt = 0; attempt < 5; ++attempt) {
    TestBed bed;
    Rows model;
    const auto change = [&](const auto& put, const auto& erase) {
      for (int i = 0; i < 60; ++i) {
        std::string key = random_key(random, 4);
        if (key.empty()) continue;
        if (random() % 3 == 0) {
          model.erase(key);
          erase(std::move(key));
        } else {
          const std::string value = std::to_string(random());
          model[key] = value;
          put(std::move(key), value);
        }
      }
    };
    ASSERT_TRUE(bed.commit([&](Transaction& txn) -> Status {
      change([&](std::string key, std::string value) { txn.put_row(Table::kIndex, key, value); },
             [&](std::string key) { txn.erase_row(Table::kIndex, key); });
      return {};
    }));
    const auto snapshot = bed.store->snapshot();
    Overlay group(*snapshot);
    const auto change_overlay = [&](Overlay& overlay) {
      change([&](std::string key, std::string value) { overlay.put(Table::kIndex, key, value); },
             [&](std::string key) { overlay.erase(Table::kIndex, key); });
    };
    change_overlay(group);
    Overlay command(static_cast<const Reader&>(group));
    change_overlay(command);

    const auto compare = [&](const Reader& reader) {
      for (int i = 0; i < 800; ++i) {
        const Range range{.prefix = random_key(random, 2),
                          .bound = random_key(random, 4),
                          .reverse = random() % 2 == 0};
        const std::size_t count_max = 1 + random() % 20;
        ASSERT_EQ(scan(reader, range, count_max), expected(model, range, count_max))
            << "prefix '" << range.prefix << "' bound '" << range.bound << "' reverse "
            << range.reverse;
        const std::string key = random_key(random, 4);
        const auto row = reader.get(Table::kIndex, key);
        ASSERT_TRUE(row);
        const auto known = model.find(key);
        ASSERT_EQ(row->has_value(), known != model.end());
        if (*row) ASSERT_EQ(**row, known->second);
      }
    };
    compare(command);
    group.merge(std::move(command));
    compare(group);
  }
}

TEST(Overlay, ADroppedOneLeavesTheGroupAsItWas) {
  TestBed bed;
  const auto snapshot = bed.store->snapshot();
  Overlay group(*snapshot);
  group.put(Table::kIndex, "a", "1");
  {
    Overlay command(static_cast<const Reader&>(group));
    command.put(Table::kIndex, "a", "2");
    command.erase(Table::kIndex, "a");
  }
  EXPECT_EQ(scan(group, {}), (Seen{{"a", "1"}}));
}

TEST(Overlay, ScansOfOneTableDoNotSeeAnother) {
  TestBed bed;
  const auto snapshot = bed.store->snapshot();
  Overlay group(*snapshot);
  group.put(Table::kDue, "a", "1");
  EXPECT_TRUE(scan(group, {}).empty());
  EXPECT_FALSE(group.is_empty());
}

}  // namespace
}  // namespace fika::storage
