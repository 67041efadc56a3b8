// SPDX-License-Identifier: GPL-3.0-or-later
// A served organisation whose people send files and ask for them.
#pragma once

#include <fika/v1/files.pb.h>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "tests/integration/served.h"

namespace fika::tests {

struct FilesOverHttp : ::testing::Test {
  static void SetUpTestSuite() { served = new Served({}); }
  static void TearDownTestSuite() {
    delete served;
    served = nullptr;
  }

  static Headers signed_in(const Account& who, Headers more = {}) {
    more.emplace_back("Authorization", "Bearer " + who.secret);
    return more;
  }
  static std::string begin(const Account& who, const std::string& name, std::size_t size) {
    v1::BeginUploadRequest request;
    request.set_id(fresh_id());
    request.set_name(name);
    request.set_size_bytes(size);
    return served->tell<v1::Upload>(who, "FileService/BeginUpload", request).id();
  }
  static HttpAnswer send_piece(const Account& who, const std::string& id, std::size_t offset,
                               std::string_view bytes) {
    return served->http().send("PATCH", "/uploads/" + id,
                               signed_in(who, {{"Content-Type", "application/offset+octet-stream"},
                                               {"Upload-Offset", std::to_string(offset)}}),
                               bytes);
  }
  static v1::File finish(const Account& who, const std::string& id) {
    v1::FinishUploadRequest request;
    request.set_id(id);
    return served->tell<v1::File>(who, "FileService/FinishUpload", request);
  }
  static v1::File upload(const Account& who, const std::string& name, std::string_view content) {
    const std::string id = begin(who, name, content.size());
    EXPECT_EQ(send_piece(who, id, 0, content).status, 204);
    return finish(who, id);
  }
  static std::string header(const HttpAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers) {
      if (key == name) return value;
    }
    return {};
  }
  // Where the file's bytes are served to this person.
  static std::string place(const Account& who, const std::string& id,
                           const std::string& query = {}) {
    const HttpAnswer led = served->http().send("GET", "/files/" + id + query, signed_in(who));
    EXPECT_EQ(led.status, 307) << led.body;
    return header(led, "location");
  }

  static inline Served* served = nullptr;
};

}  // namespace fika::tests
