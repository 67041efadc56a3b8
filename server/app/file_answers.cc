// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/file_answers.h"

#include <fmt/format.h>

#include "server/app/byte_range.h"
#include "server/app/http_api.h"
#include "server/content/media_type.h"

namespace fika::app {
namespace {

// Nothing of it runs, asks or is framed, whatever its type turns out to be.
constexpr std::string_view kPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

class BlobSource final : public web::BodySource {
 public:
  BlobSource(storage::BlobReader blob, ByteRange range, rpc::Pool& pool)
      : blob_(std::make_shared<storage::BlobReader>(std::move(blob))), range_(range), pool_(pool) {}

  std::uint64_t size_bytes() const override { return range_.length; }
  void read(std::uint64_t offset, std::size_t length, Done done) override {
    // The work keeps the file, not the source: the connection may end while it waits.
    const Status queued = pool_.submit([blob = blob_, from = range_.first + offset, length, done] {
      done(blob->read(from, length));
    });
    if (!queued) done(std::unexpected(queued.error()));
  }

 private:
  std::shared_ptr<storage::BlobReader> blob_;
  const ByteRange range_;
  rpc::Pool& pool_;
};

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_';
}

}  // namespace

std::string disposition(std::string_view kind, std::string_view name) {
  std::string plain;
  std::string encoded;
  for (const char c : name) {
    plain += is_plain(c) || c == ' ' ? c : '_';
    encoded += is_plain(c)
                   ? std::string(1, c)
                   : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return fmt::format("{}; filename=\"{}\"; filename*=UTF-8''{}", kind, plain, encoded);
}

web::Response file_answer(const web::Request& request, const ServedFile& file,
                          const storage::Blobs& blobs, rpc::Pool& pool) {
  auto blob = blobs.read(file.blob);
  if (!blob) return error_response(blob.error());
  const std::uint64_t size = blob->size_bytes();
  const std::string tag = '"' + file.blob + '"';
  const bool is_shown = content::is_shown_in_place(file.media_type);
  web::Response response;
  response.headers = {
      {"etag", tag},
      {"cache-control", "private, max-age=3600"},
      {"accept-ranges", "bytes"},
      {"content-security-policy", std::string(kPolicy)},
      {"content-disposition",
       disposition(is_shown && !file.is_download ? "inline" : "attachment", file.name)},
  };
  if (request.header("if-none-match").contains(tag)) {
    response.status = 304;
    return response;
  }
  response.content_type = is_shown ? file.media_type : "application/octet-stream";
  const std::string_view condition = request.header("if-range");
  const AskedRange asked = condition.empty() || condition == tag
                               ? asked_range(request.header("range"), size)
                               : AskedRange{};
  ByteRange range{0, size};
  if (!asked.is_whole && !asked.range) {
    response.status = 416;
    response.headers.emplace_back("content-range", fmt::format("bytes */{}", size));
    return response;
  }
  if (!asked.is_whole) {
    range = *asked.range;
    response.status = 206;
    response.headers.emplace_back(
        "content-range",
        fmt::format("bytes {}-{}/{}", range.first, range.first + range.length - 1, size));
  }
  response.source = std::make_shared<BlobSource>(*std::move(blob), range, pool);
  return response;
}

}  // namespace fika::app
