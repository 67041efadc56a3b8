// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/text_of.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include "base/text.h"
#include "server/content/child.h"
#include "server/content/text_reader.h"
#include "server/content/turn.h"

namespace fika::content {
namespace {

constexpr const char* kPdfProgram = "/usr/bin/pdftotext";
// This program maps its libraries, and a sanitizer's memory is not to be counted at all.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define FIKA_IS_SANITIZED
#endif
#endif
#ifdef FIKA_IS_SANITIZED
constexpr std::uint64_t kReaderMemoryBytes = std::uint64_t{1} << 47;
#else
constexpr std::uint64_t kReaderMemoryBytes = 1'500'000'000;
#endif
constexpr std::uint64_t kPdfMemoryBytes = 1'000'000'000;
constexpr std::chrono::seconds kTime{20};

constexpr std::string_view kOpenXml = "application/vnd.openxmlformats-officedocument.";
constexpr std::string_view kOpenDocument = "application/vnd.oasis.opendocument.";
constexpr std::string_view kPdf = "application/pdf";

bool is_office(std::string_view media_type) {
  return media_type.starts_with(kOpenXml) || media_type.starts_with(kOpenDocument);
}

bool is_html(std::string_view media_type) {
  return media_type == "text/html" || media_type == "application/xhtml+xml";
}

// Where this program stands, also after another was put in its place.
std::string own_program() {
  std::error_code error;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string() : path.string();
}

// As far as it goes into what is kept.
Result<std::string> beginning_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(kTextBytesMax, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!stream && !stream.eof()) return fail(Code::kInvalid, "The file cannot be read.");
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

// The program that says the words of such a file; without words where none is needed.
struct Reader {
  std::vector<std::string> command;
  std::uint64_t memory_bytes = 0;
};
Reader reader_for(std::string_view media_type) {
  if (media_type == kPdf) {
    return {{kPdfProgram, "-q", "-enc", "UTF-8", "-eol", "unix", "-", "-"}, kPdfMemoryBytes};
  }
  if (!is_office(media_type) && !is_html(media_type)) return {};
  return {{own_program(), std::string(kTextReader), std::string(media_type)}, kReaderMemoryBytes};
}

template <class Open>
Result<std::string> said_by(const Reader& reader, const Open& open) {
  const Turn turn;
  if (!turn.is_mine()) {
    return fail(Code::kUnavailable, "Other files are being read. Try again in a moment.");
  }
  if (!is_program(reader.command.front())) {
    return fail(Code::kUnavailable, "The program that reads such files is not on this machine.");
  }
  TRY(const ChildInput input, open());
  return run_child(reader.command, input,
                   {.memory_bytes = reader.memory_bytes,
                    .time = kTime,
                    .output_bytes = kTextBytesMax,
                    .is_beginning_enough = true});
}

// Letters that stand for themselves in the encoding that old programs wrote.
std::string from_latin(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xc0 | byte >> 6);
      text += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  return text;
}

// Without the part of a sign that may stand at the end of what was cut.
void end_with_whole_sign(std::string& text) {
  std::size_t lead = text.size();
  while (lead > 0 && text.size() - lead < 4 && (text[lead - 1] & '\xc0') == '\x80') --lead;
  if (lead == 0) return;
  const auto byte = static_cast<std::uint8_t>(text[lead - 1]);
  const std::size_t size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
  if (text.size() - lead + 1 < size) text.resize(lead - 1);
}

std::string cut(std::string text) {
  if (text.size() < kTextBytesMax) return text;
  text.resize(kTextBytesMax);
  end_with_whole_sign(text);
  return text;
}

std::string cleaned(std::string whole) {
  std::string text = cut(std::move(whole));
  if (!is_utf8(text)) text = cut(from_latin(text));
  std::erase(text, '\r');
  for (char& c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (c == '\f') c = '\n';
    if ((byte < 0x20 && c != '\n') || byte == 0x7f) c = ' ';
  }
  return std::string(trim(text));
}

}  // namespace

bool may_have_text(std::string_view media_type) {
  return media_type == kPdf || is_office(media_type) || is_html(media_type) ||
         media_type.starts_with("text/") || media_type == "application/json";
}

bool can_read_text(std::string_view media_type) {
  if (!may_have_text(media_type)) return false;
  const Reader reader = reader_for(media_type);
  return reader.command.empty() || is_program(reader.command.front());
}

Result<std::string> text_of(const std::filesystem::path& file, std::string_view media_type) {
  if (!may_have_text(media_type)) return std::string();
  const Reader reader = reader_for(media_type);
  std::string text;
  if (reader.command.empty()) {
    TRY(text, beginning_of(file));
  } else {
    TRY(text, said_by(reader, [&] { return ChildInput::of_file(file); }));
  }
  return cleaned(std::move(text));
}

Result<std::string> text_in(std::string_view content, std::string_view media_type) {
  if (!may_have_text(media_type)) return std::string();
  const Reader reader = reader_for(media_type);
  std::string text(content.substr(0, reader.command.empty() ? kTextBytesMax : 0));
  if (!reader.command.empty()) {
    TRY(text, said_by(reader, [&] { return ChildInput::of(content); }));
  }
  return cleaned(std::move(text));
}

}  // namespace fika::content
