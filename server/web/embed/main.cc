// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a .cc file that holds a folder of files, plain and gzipped, as a table of StaticFile. A
// program of the build (cmake/embed_files.cmake), so that building needs no script interpreter.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>
#include <zlib.h>

#include <fmt/format.h>

namespace {

std::string_view content_type(const std::filesystem::path& file) {
  static const std::map<std::string, std::string_view> kTypes = {
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".webp", "image/webp"},
      {".woff2", "font/woff2"},
      {".wasm", "application/wasm"},
  };
  const auto found = kTypes.find(file.extension().string());
  if (found == kTypes.end()) {
    throw std::runtime_error(fmt::format("{} has no known content type", file.string()));
  }
  return found->second;
}

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("cannot read {}", file.string()));
  return {std::istreambuf_iterator<char>(in), {}};
}

// zlib's gzip form carries no time and no name, so the same files always give the same bytes.
std::string gzip(const std::string& plain) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, 9, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::runtime_error("zlib could not be started");
  }
  std::string packed(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  std::string source = plain;  // zlib's interface wants it writable
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib failed");
  return packed;
}

// FNV-1a: the tag must differ when the file does, and nobody gains by making it not.
std::uint64_t hash(std::string_view bytes) {
  std::uint64_t value = 0xcbf29ce484222325;
  for (const char c : bytes) {
    value ^= static_cast<std::uint8_t>(c);
    value *= 0x100000001b3;
  }
  return value;
}

// Three octal digits always, so that a digit behind an escape is never taken into it.
std::string literal(std::string_view bytes) {
  std::string out = "\"";
  std::size_t column = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool is_plain = byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\' && c != '?';
    out += is_plain ? std::string(1, c) : fmt::format("\\{:03o}", byte);
    if (++column % 4096 == 0) out += "\"\n\"";
  }
  return out + '"';
}

void embed(const std::string& out_path, const std::string& name,
           const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::string out =
      "#pragma clang diagnostic ignored \"-Woverlength-strings\"\n"
      "#include \"server/web/static_files.h\"\n\n"
      "namespace fika::web {\n\n";
  out += fmt::format("std::span<const StaticFile> {}_files();\n\n", name);
  out += fmt::format("std::span<const StaticFile> {}_files() {{\n", name);
  out += fmt::format("  static constexpr std::array<StaticFile, {}> kFiles = {{{{\n", files.size());
  for (const auto& file : files) {
    const std::string plain = read(file);
    std::string packed = gzip(plain);
    // What hardly shrinks (pictures, fonts) is not worth unpacking.
    if (packed.size() > plain.size() / 10 * 9) packed.clear();
    const std::string path = std::filesystem::relative(file, folder).generic_string();
    out += fmt::format(
        "{{\"/{}\", \"{}\", \"{:016x}\", {},\nstd::string_view({}, {}),\nstd::string_view({}, "
        "{})}},\n",
        path, content_type(file), hash(plain), path.starts_with("assets/"), literal(plain),
        plain.size(), literal(packed), packed.size());
  }
  out += "  }};\n  return kFiles;\n}\n\n}  // namespace fika::web\n";
  std::ofstream file(out_path, std::ios::binary);
  file << out;
  if (!file.flush()) throw std::runtime_error(fmt::format("cannot write {}", out_path));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: {} OUT.cc NAME FOLDER\n", argv[0]);
    return 2;
  }
  try {
    embed(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}: {}\n", argv[0], error.what());
    return 1;
  }
}
