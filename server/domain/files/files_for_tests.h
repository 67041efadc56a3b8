// SPDX-License-Identifier: GPL-3.0-or-later
// People who upload, and what holds their files.
#pragma once

#include <string>
#include <vector>

#include "server/domain/checks_for_tests.h"
#include "server/domain/files/files.h"
#include "server/domain/messages/room_for_tests.h"
#include "server/domain/pages/pages.h"

namespace fika::domain {

inline constexpr std::string_view kWords = "A map in words.";

struct FilesTest : ::testing::Test {
  tests::Room room_{{files(), threads(), messages(), reading(), pages()}};
  tests::World& world_ = room_.world;
  Actor amina_ = world_.person("Amina");
  Actor ben_ = world_.person("Ben");
  Actor guest_ = world_.person("Guest", v1::ROLE_GUEST);

  v1::BeginUploadRequest announcement(std::uint64_t size, const std::string& name = "map.png") {
    v1::BeginUploadRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_name(name);
    request.set_size_bytes(size);
    return request;
  }
  v1::Upload begin(const Actor& who, std::uint64_t size) {
    return must(world_.call<v1::Upload>(who, "BeginUpload", announcement(size)));
  }
  Result<v1::File> finish(const Actor& who, const std::string& id) {
    v1::FinishUploadRequest request;
    request.set_id(id);
    return world_.call<v1::File>(who, "FinishUpload", request);
  }
  Id upload(const Actor& who, std::string_view content = kWords) {
    const Id id = *Id::parse(begin(who, content.size()).id());
    EXPECT_TRUE(world_.files().uploads.append(id, 0, content, content.size()));
    EXPECT_TRUE(finish(who, id.text()));
    return id;
  }
  v1::File known(const Actor& who, const Id& file) {
    v1::GetFileRequest request;
    request.set_id(file.text());
    return must(world_.call<v1::File>(who, "GetFile", request));
  }
  bool reads(const Actor& who, const Id& file) {
    return readable_file(*world_.read(), who, file).has_value();
  }
  std::vector<v1::File> hold(const Actor& who, const Id& holder, const std::vector<Id>& files) {
    std::vector<v1::File> held;
    EXPECT_TRUE(world_.write([&](storage::Transaction& txn) -> Status {
      TRY(held, hold_files(txn, who, holder, files));
      return {};
    }));
    return held;
  }
  void let_go(const Id& holder) {
    EXPECT_TRUE(
        world_.write([&](storage::Transaction& txn) { return let_go_of_files(txn, holder); }));
  }
  template <class T>
  static T must(Result<T> result) {
    EXPECT_TRUE(result) << (result ? "" : result.error().detail);
    return *std::move(result);
  }
  // Moves the clock and waits until the writer has done what fell due: it looks after each group.
  void wait(std::int64_t ms) {
    world_.clock().advance(ms);
    for (int i = 0; i < 2; ++i) {
      EXPECT_TRUE(world_.write([](storage::Transaction&) { return Status(); }));
    }
  }
};

}  // namespace fika::domain
