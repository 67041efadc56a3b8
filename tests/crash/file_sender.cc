// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/file_sender.h"

#include <fika/v1/files.pb.h>

#include <gtest/gtest.h>

#include "base/clock.h"
#include "base/id.h"

namespace fika::tests {
namespace {

constexpr std::size_t kFileBytesMax = 300'000;
constexpr std::size_t kPieceBytes = 60'000;

std::string fresh_id() { return Id::make(SystemClock().now_ms()).text(); }

}  // namespace

void FileSender::connect(const cli::Url& url) {
  calls_ = std::make_unique<cli::Calls>(url, cli::StreamOptions{}, secret_);
  door_ = http_door(url, secret_);
}

FileSender::UnderWay FileSender::fresh_file() {
  UnderWay file;
  file.id = fresh_id();
  // Bytes that no two files share, and that nothing takes for a picture.
  file.content = "Bytes of " + file.id + "\n";
  const std::size_t size = std::uniform_int_distribution<std::size_t>(1, kFileBytesMax)(random_);
  while (file.content.size() < size) file.content += static_cast<char>('a' + random_() % 26);
  v1::BeginUploadRequest begin;
  begin.set_id(file.id);
  begin.set_name("bytes.txt");
  begin.set_size_bytes(file.content.size());
  file.begin = {"FileService/BeginUpload", begin.SerializeAsString(), fresh_id()};
  v1::FinishUploadRequest finish;
  finish.set_id(file.id);
  file.finish = {"FileService/FinishUpload", finish.SerializeAsString(), fresh_id()};
  return file;
}

std::optional<cli::HttpAnswer> FileSender::send(
    std::string_view method, const std::string& path,
    std::vector<std::pair<std::string, std::string>> headers, std::string_view body) {
  on_request_();
  auto answer = calls_->send(method, path, std::move(headers), body);
  if (!answer) return std::nullopt;
  return *std::move(answer);
}

cli::Outcome<Acknowledgement> FileSender::give(const Order& order) {
  on_request_();
  return door_->give(order);
}

bool FileSender::send_one() {
  if (!under_way_) {
    under_way_ = fresh_file();
  } else {
    ++went_on_;
  }
  const bool is_done = begin() && send_pieces() && finish();
  if (!is_done) {
    under_way_->is_lost = true;
    return false;
  }
  sent_.emplace(under_way_->id, std::move(under_way_->content));
  under_way_.reset();
  return true;
}

bool FileSender::begin() {
  const auto given = give(under_way_->begin);
  if (!given) EXPECT_EQ(given.error().exit, cli::Exit::kUnreachable) << given.error().sentence;
  return given.has_value();
}

bool FileSender::send_pieces() {
  const std::string path = "/uploads/" + under_way_->id;
  const auto asked = send("HEAD", path, {}, {});
  if (!asked) return false;
  // Whose end was done before the crash is no upload any more.
  if (asked->status == 404 && under_way_->is_lost) return true;
  EXPECT_EQ(asked->status, 200) << asked->body;
  if (asked->status != 200) return false;
  std::uint64_t offset = std::strtoull(asked->headers.at("upload-offset").c_str(), nullptr, 10);
  EXPECT_GE(offset, under_way_->acknowledged) << "a piece that was acknowledged is lost";
  while (offset < under_way_->content.size()) {
    const auto answer = send("PATCH", path,
                             {{"Content-Type", "application/offset+octet-stream"},
                              {"Upload-Offset", std::to_string(offset)}},
                             std::string_view(under_way_->content).substr(offset, kPieceBytes));
    if (!answer) return false;
    EXPECT_EQ(answer->status, 204) << answer->body;
    if (answer->status != 204) return false;
    offset = std::min<std::uint64_t>(offset + kPieceBytes, under_way_->content.size());
    under_way_->acknowledged = offset;
  }
  return true;
}

bool FileSender::finish() {
  const auto given = give(under_way_->finish);
  if (!given) {
    EXPECT_EQ(given.error().exit, cli::Exit::kUnreachable) << given.error().sentence;
    return false;
  }
  v1::File file;
  EXPECT_TRUE(file.ParseFromString(given->reply));
  EXPECT_EQ(file.size_bytes(), under_way_->content.size());
  return true;
}

void FileSender::expect_served() {
  for (const auto& [id, content] : sent_) {
    const auto led = send("GET", "/files/" + id, {}, {});
    ASSERT_TRUE(led && led->status == 307) << "a file is acknowledged and not there";
    const auto served = send("GET", led->headers.at("location"), {}, {});
    ASSERT_TRUE(served && served->status == 200);
    ASSERT_TRUE(served->body == content) << "a file holds something else";
  }
}

}  // namespace fika::tests
