// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/dump_bytes.h"

#include <bzlib.h>
#include <cstring>
#include <fstream>

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;

using Take = std::function<Status(std::string_view)>;

class Unpacker {
 public:
  explicit Unpacker(const Take& take) : take_(take) {}
  ~Unpacker() {
    if (is_open_) BZ2_bzDecompressEnd(&stream_);
  }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  Status add(std::string& packed) {
    char* next = packed.data();
    auto left = static_cast<unsigned>(packed.size());
    while (left > 0) {
      if (!is_open_) {
        std::memset(&stream_, 0, sizeof stream_);
        if (BZ2_bzDecompressInit(&stream_, 0, 0) != BZ_OK) return damaged();
        is_open_ = true;
      }
      stream_.next_in = next;
      stream_.avail_in = left;
      stream_.next_out = buffer_;
      stream_.avail_out = sizeof buffer_;
      const int done = BZ2_bzDecompress(&stream_);
      if (done != BZ_OK && done != BZ_STREAM_END) return damaged();
      next = stream_.next_in;
      left = stream_.avail_in;
      const std::size_t size = sizeof buffer_ - stream_.avail_out;
      bytes_ += size;
      if (bytes_ > kDumpBytesMax) return fail(Code::kInvalid, "The dump unpacks to too much.");
      CHECKED(take_(std::string_view(buffer_, size)));
      // Large dumps are many packed parts, one behind the other.
      if (done == BZ_STREAM_END) {
        BZ2_bzDecompressEnd(&stream_);
        is_open_ = false;
      }
    }
    return {};
  }
  Status finish() const { return is_open_ ? damaged() : Status(); }

 private:
  static Status damaged() { return fail(Code::kInvalid, "The packed dump is damaged or cut off."); }

  const Take& take_;
  bz_stream stream_{};
  bool is_open_ = false;
  std::uint64_t bytes_ = 0;
  char buffer_[kPieceBytes];
};

}  // namespace

Status each_piece(const std::filesystem::path& path, const Take& take) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(Code::kInvalid, "{} cannot be read.", path.string());
  const bool is_packed = path.extension() == ".bz2";
  Unpacker unpacker(take);
  std::string piece;
  do {
    piece.resize(kPieceBytes);
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(file.gcount()));
    if (is_packed) {
      CHECKED(unpacker.add(piece));
    } else {
      CHECKED(take(piece));
    }
  } while (file);
  if (file.bad()) return fail(Code::kInvalid, "{} cannot be read to its end.", path.string());
  return unpacker.finish();
}

}  // namespace fika::cli::wiki
