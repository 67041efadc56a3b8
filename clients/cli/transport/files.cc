// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/transport/files.h"

#include <algorithm>
#include <charconv>
#include <fika/v1/files.pb.h>

namespace fika::cli {
namespace {

constexpr int kBreaksMax = 5;

std::unexpected<Failure> refused(const HttpAnswer& answer, std::string_view what) {
  return give_up(Exit::kRefused, Code::kUnavailable, "{}: the server answered {}. {}", what,
                 answer.status, std::string_view(answer.body).substr(0, 300));
}

// How far the server has got.
Outcome<std::uint64_t> offset_of(Calls& calls, const std::string& path) {
  TRY(const HttpAnswer answer, calls.send("GET", path, {}, {}));
  const auto header = answer.headers.find("upload-offset");
  if (answer.status != 200 || header == answer.headers.end()) return refused(answer, path);
  std::uint64_t offset = 0;
  std::from_chars(header->second.data(), header->second.data() + header->second.size(), offset);
  return offset;
}

Outcome<void> send_pieces(Calls& calls, const v1::Upload& upload, std::string_view content) {
  const std::string path = "/uploads/" + upload.id();
  const std::size_t piece = std::max<std::size_t>(upload.piece_bytes_max(), 1);
  int breaks = 0;
  TRY(std::uint64_t offset, offset_of(calls, path));
  while (offset < content.size()) {
    const std::string_view some = content.substr(offset, piece);
    const auto answer = calls.send("PATCH", path,
                                   {{"Content-Type", "application/offset+octet-stream"},
                                    {"Upload-Offset", std::to_string(offset)}},
                                   some);
    if (answer && answer->status / 100 == 2) {
      offset += some.size();
      continue;
    }
    if (++breaks > kBreaksMax) {
      if (!answer) return std::unexpected(answer.error());
      return refused(*answer, "A piece of a file was not taken");
    }
    TRY(offset, offset_of(calls, path));
  }
  return {};
}

}  // namespace

Outcome<bool> upload_file(Calls& calls, const Id& id, const std::string& name,
                          std::string_view content) {
  v1::GetFileRequest known;
  known.set_id(id.text());
  const auto present = calls.ask<v1::File>("FileService/GetFile", known);
  if (present) return false;
  if (present.error().code != Code::kNotFound) return std::unexpected(present.error());
  v1::BeginUploadRequest begin;
  begin.set_id(id.text());
  begin.set_name(name);
  begin.set_size_bytes(content.size());
  TRY(const auto upload, calls.tell<v1::Upload>("FileService/BeginUpload", begin));
  CHECKED(send_pieces(calls, upload, content));
  v1::FinishUploadRequest finish;
  finish.set_id(id.text());
  CHECKED(calls.tell<v1::File>("FileService/FinishUpload", finish));
  return true;
}

Outcome<std::string> download_file(Calls& calls, std::string_view id) {
  TRY(HttpAnswer answer, calls.send("GET", fmt::format("/files/{}?download", id), {}, {}));
  const auto location = answer.headers.find("location");
  if (answer.status == 307 && location != answer.headers.end() &&
      location->second.starts_with("/f/")) {
    const std::string path = location->second;
    TRY(answer, calls.send("GET", path, {}, {}));
  }
  if (answer.status != 200) return refused(answer, "A file cannot be read");
  return std::move(answer.body);
}

}  // namespace fika::cli
