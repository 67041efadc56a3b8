// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/content/text_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <expat.h>
#include <map>
#include <memory>
#include <unistd.h>
#include <vector>

#include <zip.h>

#include "base/text.h"

namespace fika::content {
namespace {

constexpr std::size_t kOutputBytesMax = std::size_t{1} << 20;
constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::uint64_t kUnpackedBytesMax = std::uint64_t{128} << 20;  // of all parts together
constexpr zip_uint64_t kEntriesMax = 20'000;
constexpr std::size_t kDepthMax = 1'000;

// What people wrote, out of the XML of either family. Nobody declares anything of their own there:
// a text that does is given up at once, before it can name itself a thousand times over.
class WordsOfXml {
 public:
  WordsOfXml(std::string& words, std::size_t bytes_max)
      : words_(words), bytes_max_(bytes_max), parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char**) {
          static_cast<WordsOfXml*>(self)->begin(name);
        },
        [](void* self, const XML_Char* name) { static_cast<WordsOfXml*>(self)->end(name); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const XML_Char* text, int size) {
      static_cast<WordsOfXml*>(self)->text({text, static_cast<std::size_t>(size)});
    });
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
          static_cast<WordsOfXml*>(self)->stop();
        });
  }

  // False when it is over: it is no XML, or there are words enough.
  bool take(std::string_view piece, bool is_last) {
    return XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()),
                     is_last ? 1 : 0) == XML_STATUS_OK;
  }

 private:
  struct Free {
    void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
  };

  static std::string_view local(std::string_view name) {
    return name.substr(name.rfind(':') == name.npos ? 0 : name.rfind(':') + 1);
  }
  // OpenDocument keeps what was struck out beside what is there; Word says where tabs stop.
  static bool is_silent(std::string_view name) {
    return name == "tracked-changes" || name == "tabs";
  }
  void stop() { XML_StopParser(parser_.get(), XML_FALSE); }

  void begin(std::string_view whole) {
    const std::string_view name = local(whole);
    if (++depth_ > kDepthMax) return stop();
    if (is_silent(name)) ++silent_;
    if (name == "tab" || name == "s") put(" ");
    if (name == "br" || name == "line-break" || name == "cr") put("\n");
    // w:t and a:t and a sheet's t hold words; in OpenDocument the paragraph itself does.
    const bool is_open_document = whole == "text:p" || whole == "text:h";
    if (name == "t" || is_open_document) ++within_;
  }

  void end(std::string_view whole) {
    const std::string_view name = local(whole);
    --depth_;
    if (is_silent(name) && silent_ > 0) --silent_;
    const bool is_open_document = whole == "text:p" || whole == "text:h";
    if ((name == "t" || is_open_document) && within_ > 0) --within_;
    if (name == "p" || name == "h" || name == "si" || name == "is") put("\n");
    if (name == "tc" || name == "table-cell") put("\n");
  }

  void text(std::string_view text) {
    if (within_ > 0 && silent_ == 0) put(text);
  }

  void put(std::string_view text) {
    if (silent_ > 0) return;
    if (text == "\n" && (words_.empty() || words_.back() == '\n')) return;
    words_ += text;
    if (words_.size() > bytes_max_) stop();
  }

  std::string& words_;
  const std::size_t bytes_max_;
  const std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::size_t depth_ = 0, within_ = 0, silent_ = 0;
};

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// Where a part stands in the reading order; nothing for what holds no words of people.
// "ppt/slides/slide12.xml" comes after "ppt/slides/slide2.xml".
struct Order {
  std::size_t family;
  std::uint64_t number;
  auto operator<=>(const Order&) const = default;
};
std::optional<Order> order_of(std::string_view name) {
  constexpr std::array<std::string_view, 8> kFamilies = {
      "content",          "word/document",      "word/footnotes",
      "word/endnotes",    "ppt/slides/slide",   "ppt/notesSlides/notesSlide",
      "xl/sharedStrings", "xl/worksheets/sheet"};
  constexpr std::string_view kEnding = ".xml";
  if (!name.ends_with(kEnding)) return std::nullopt;
  name.remove_suffix(kEnding.size());
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    if (!name.starts_with(kFamilies[i])) continue;
    const std::string_view rest = name.substr(kFamilies[i].size());
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    const bool is_whole =
        rest.empty() || (error == std::errc() && end == rest.data() + rest.size());
    if (is_whole) return Order{i, number};
  }
  return std::nullopt;
}

// Nothing when the part cannot be opened; else how many bytes came out of it.
std::optional<std::uint64_t> read_part(zip_t& zip, zip_uint64_t index, std::uint64_t unpacked_max,
                                       WordsOfXml& xml) {
  const std::unique_ptr<zip_file_t, Discard> file(zip_fopen_index(&zip, index, 0));
  if (!file) return std::nullopt;
  std::string piece(kPieceBytes, '\0');
  std::uint64_t size = 0;
  while (size < unpacked_max) {
    // What its directory says of its size counts for nothing.
    const zip_int64_t some = zip_fread(file.get(), piece.data(), piece.size());
    if (some <= 0) break;
    size += static_cast<std::uint64_t>(some);
    if (!xml.take(std::string_view(piece).substr(0, static_cast<std::size_t>(some)), false)) break;
  }
  return size;
}

std::string all_input() {
  std::string bytes, piece(kPieceBytes, '\0');
  while (true) {
    const ssize_t count = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (count <= 0) return bytes;
    bytes.append(piece, 0, static_cast<std::size_t>(count));
  }
}

}  // namespace

std::optional<std::string> text_of_office(std::string_view bytes, std::size_t bytes_max) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return std::nullopt;
  const std::unique_ptr<zip_t, Discard> zip(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!zip) {
    zip_source_free(source);
    return std::nullopt;
  }
  const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
  std::map<Order, zip_uint64_t> parts;
  for (zip_uint64_t i = 0; i < std::min(kEntriesMax, static_cast<zip_uint64_t>(count)); ++i) {
    const char* const name = zip_get_name(zip.get(), i, 0);
    const auto order = name == nullptr ? std::nullopt : order_of(name);
    if (order) parts.emplace(*order, i);
  }
  if (parts.empty()) return std::nullopt;
  std::string words;
  std::uint64_t left = kUnpackedBytesMax;
  bool has_any = false;
  for (const auto& [order, index] : parts) {
    WordsOfXml xml(words, bytes_max);
    const auto size = read_part(*zip, index, left, xml);
    has_any = has_any || (size && *size > 0);
    left -= std::min(left, size.value_or(0));
    if (words.size() > bytes_max || left == 0) break;
  }
  if (!has_any) return std::nullopt;
  if (words.size() > bytes_max) words.resize(bytes_max);
  return words;
}

std::string text_of_html(std::string_view html, std::size_t bytes_max) {
  const std::string lower = to_lower_ascii(html);
  const std::string_view small = lower;
  std::string words;
  std::size_t at = 0;
  while (at < html.size() && words.size() < bytes_max) {
    const std::size_t tag = std::min(html.find('<', at), html.size());
    words += html.substr(at, tag - at);
    if (tag == html.size()) break;
    std::string_view until = ">";
    if (small.substr(tag).starts_with("<!--")) until = "-->";
    for (const auto& [name, closing] :
         {std::pair<std::string_view, std::string_view>{"<script", "</script"},
          {"<style", "</style"}}) {
      if (small.substr(tag).starts_with(name)) until = closing;
    }
    const std::size_t end = small.find(until, tag + 1);
    if (end == small.npos) break;
    // The end of a script begins a tag of its own.
    at = until.starts_with('<') ? end : end + until.size();
    if (!words.ends_with(' ')) words += ' ';
  }
  const std::array<std::pair<std::string_view, std::string_view>, 6> kReferences = {
      {{"&lt;", "<"},
       {"&gt;", ">"},
       {"&quot;", "\""},
       {"&#39;", "'"},
       {"&nbsp;", " "},
       {"&amp;", "&"}}};
  std::string text;
  for (std::size_t i = 0; i < words.size();) {
    const std::string_view rest = std::string_view(words).substr(i);
    const auto* const found = std::ranges::find_if(
        kReferences, [&](const auto& reference) { return rest.starts_with(reference.first); });
    text += found == kReferences.end() ? rest.substr(0, 1) : found->second;
    i += found == kReferences.end() ? 1 : found->first.size();
  }
  if (text.size() > bytes_max) text.resize(bytes_max);
  return text;
}

std::optional<int> read_text_if_asked(int count, const char* const* words) {
  if (count != 3 || words[1] != kTextReader) return std::nullopt;
  const std::string_view type = words[2];
  const std::string input = all_input();
  const std::optional<std::string> text = type.contains("html")
                                              ? text_of_html(input, kOutputBytesMax)
                                              : text_of_office(input, kOutputBytesMax);
  if (!text) return 1;
  return std::fwrite(text->data(), 1, text->size(), stdout) == text->size() ? 0 : 1;
}

}  // namespace fika::content
