// SPDX-License-Identifier: GPL-3.0-or-later
// Difficult texts come back byte for byte or are refused whole, by whichever encoding they came.
#include <algorithm>
#include <fika/v1/sign_in.pb.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/util/json_util.h>

#include "tests/integration/served.h"

namespace fika::tests {
namespace {

// Decodes by the numbers, on purpose unlike the table the server goes by.
bool is_well_formed(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : 4;
    if (lead >= 0x80 && lead >> 6 == 2) return false;
    if (lead >= 0xf8 || at + size > text.size()) return false;
    std::uint32_t point = size == 1 ? lead : lead & (0x7fU >> size);
    for (std::size_t i = 1; i < size; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      if (next >> 6 != 2) return false;
      point = point << 6 | (next & 0x3fU);
    }
    constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kLeast[size] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
      return false;
    at += size;
  }
  return true;
}

std::vector<std::string> built_in_texts() {
  return {"undefined",
          "NaN",
          "0x0",
          "'; DROP TABLE users; --",
          "<script>alert(1)</script>",
          "😍 👩‍👩‍👧‍👦 🇸🇪",
          "مرحبا",
          "\u202etest\u202c",
          "Ω≈ç√∫˜µ≤≥÷",
          "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
          "田中さんにあげて下さい",
          "\ufeff",
          "%s%n",
          "../../../etc/passwd",
          "\"\\\"",
          " leading and trailing ",
          "\u00a0",
          "a\tb",
          "a\nb",
          "a\x01"
          "b",
          std::string("a\0b", 3),
          "",
          "\ufffe",
          std::string(50'000, 'x')};
}

std::vector<std::string> naughty_strings() {
  std::vector<std::string> texts = built_in_texts();
  const auto file = shared_data() / "naughty-strings" / "blns.json";
  if (!std::filesystem::exists(file)) return texts;
  const boost::json::value list = boost::json::parse(file_contents(file));
  for (const boost::json::value& text : list.as_array()) {
    texts.emplace_back(std::string_view(text.as_string()));
  }
  return texts;
}

std::vector<std::string> malformed_texts() {
  return {"\x80",         "\xbf",         "a\xc0\xaf",        "\xe0\x80\xaf", "\xf0\x80\x80\xaf",
          "\xed\xa0\x80", "\xed\xb0\x80", "\xf4\x90\x80\x80", "\xfe",         "\xff",
          "\xc3",         "\xe2\x82",     "\xf0\x9f\x98",     "ok \xc3( ok"};
}

// The lines of the stress test; those that are well-formed are to be accepted.
std::vector<std::string> stress_lines() {
  std::vector<std::string> lines = malformed_texts();
  const auto folder = shared_data() / "utf8";
  if (!std::filesystem::exists(folder)) return lines;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    const std::string bytes = file_contents(entry.path());
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
      lines.push_back(bytes.substr(at, end - at));
      at = end + 1;
    }
  }
  return lines;
}

class TextRoundTrip : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    served = new Served({"--no-rate-limits"});
    community = served->community(served->admin(), v1::OPENNESS_OPEN);
    thread = served->thread(served->admin(), community, "Texts");
  }
  static void TearDownTestSuite() {
    delete served;
    served = nullptr;
  }
  // What the server made of a request in one of the encodings. The request's fields are JSON pairs
  // already for JSON, as a text that is no UTF-8 could not be put into a message of protobuf's
  // JSON.
  template <class Reply>
  static std::optional<Reply> tell(const std::string& method,
                                   const google::protobuf::Message& request,
                                   const std::string& json, bool is_json) {
    const std::string& secret = served->admin().secret;
    const HttpAnswer answer = is_json ? served->http().call_json(secret, method, json)
                                      : served->http().call(secret, method, request);
    if (answer.status != 200) {
      EXPECT_EQ(answer.status, 400) << answer.body;
      EXPECT_EQ(error_code(answer), "invalid_argument") << answer.body;
      return {};
    }
    Reply reply;
    EXPECT_TRUE(is_json ? google::protobuf::util::JsonStringToMessage(answer.body, &reply).ok()
                        : reply.ParseFromString(answer.body))
        << method;
    return reply;
  }
  static std::optional<v1::Message> post(const std::string& text, bool is_json) {
    v1::PostMessageRequest request;
    request.set_id(fresh_id());
    request.set_root(thread);
    const std::string json = fmt::format(R"({{"id":"{}","root":"{}","text":{}}})", request.id(),
                                         thread, json_string(text));
    request.set_text(text);
    return tell<v1::Message>("MessageService/PostMessage", request, json, is_json);
  }
  static std::optional<v1::Thread> rename(const std::string& text, bool is_json) {
    v1::RenameThreadRequest request;
    request.set_thread(thread);
    request.set_title(text);
    const std::string json =
        fmt::format(R"({{"thread":"{}","title":{}}})", thread, json_string(text));
    return tell<v1::Thread>("ThreadService/RenameThread", request, json, is_json);
  }
  static std::optional<v1::Community> name(const std::string& text, bool is_json) {
    v1::UpdateCommunityRequest request;
    request.set_community(community);
    request.set_name(text);
    const std::string json =
        fmt::format(R"({{"community":"{}","name":{}}})", community, json_string(text));
    return tell<v1::Community>("CommunityService/UpdateCommunity", request, json, is_json);
  }
  // The other encoding than it was written in.
  static std::string read_text(const std::string& message, bool is_json) {
    v1::GetMessageRequest request;
    request.set_message(message);
    const auto stored = tell<v1::Message>("MessageService/GetMessage", request,
                                          fmt::format(R"({{"message":"{}"}})", message), is_json);
    return stored ? stored->text() : "(unreadable)";
  }
  static std::string without_blanks(std::string_view text) {
    constexpr std::string_view kBlanks[] = {" ",      "\t",     "\n",     "\v",     "\f",
                                            "\r",     "\u00a0", "\u2000", "\u2001", "\u2002",
                                            "\u2003", "\u2004", "\u2005", "\u2006", "\u2007",
                                            "\u2008", "\u2009", "\u200a", "\u3000"};
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view blank : kBlanks) {
        if (text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
        if (text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
      }
    }
    return std::string(text);
  }

  static inline Served* served = nullptr;
  static inline std::string community, thread;
};

TEST_F(TextRoundTrip, NaughtyMessagesComeBackByteForByteOrNotAtAll) {
  std::size_t kept = 0;
  std::size_t all = 0;
  for (const std::string& text : naughty_strings()) {
    for (const bool is_json : {false, true}) {
      ++all;
      const auto message = post(text, is_json);
      if (!message) continue;
      ++kept;
      ASSERT_EQ(message->text(), text);
      ASSERT_EQ(read_text(message->id(), !is_json), text);
    }
  }
  EXPECT_GT(kept * 100, all * 90) << kept << " of " << all << " were accepted";
}

TEST_F(TextRoundTrip, NaughtyTitlesAndNamesComeBackTrimmedOrNotAtAll) {
  bool is_json = false;
  std::size_t titles = 0;
  std::size_t names = 0;
  for (const std::string& text : naughty_strings()) {
    is_json = !is_json;
    if (const auto renamed = rename(text, is_json)) {
      ++titles;
      ASSERT_EQ(renamed->title(), without_blanks(text));
    }
    if (const auto named = name(text, is_json)) {
      ++names;
      ASSERT_EQ(named->name(), without_blanks(text));
    }
  }
  EXPECT_GT(titles, 10U);
  EXPECT_GT(names, 10U);
}

TEST_F(TextRoundTrip, MalformedUtf8IsAlwaysRefusedAndTheRestKept) {
  // protobuf complains of the requests that are wrong on purpose.
  const google::protobuf::LogSilencer silence;
  std::size_t malformed = 0;
  for (const std::string& line : stress_lines()) {
    const bool is_good = is_well_formed(line);
    malformed += is_good ? 0 : 1;
    for (const bool is_json : {false, true}) {
      const auto message = post(line, is_json);
      if (message) {
        ASSERT_TRUE(is_good) << "accepted as JSON " << is_json << ": " << line;
        ASSERT_EQ(message->text(), line);
      }
      if (is_good) continue;
      ASSERT_FALSE(rename(line, is_json).has_value()) << line;
      ASSERT_FALSE(name(line, is_json).has_value()) << line;
    }
  }
  EXPECT_GE(malformed, malformed_texts().size());
}

TEST_F(TextRoundTrip, LoneSurrogatesInJsonNeverBecomeText) {
  for (const char* escaped : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("a\udfffb")"}) {
    const std::string body =
        fmt::format(R"({{"id":"{}","root":"{}","text":{}}})", fresh_id(), thread, escaped);
    const HttpAnswer answer =
        served->http().call_json(served->admin().secret, "MessageService/PostMessage", body);
    EXPECT_EQ(answer.status, 400) << escaped << ": " << answer.body;
  }
}

TEST_F(TextRoundTrip, TheLastTextIsStillThereAfterKillNine) {
  const auto message = post("Ünïcödé 🫖 \u202e", false);
  ASSERT_TRUE(message);
  served->server().kill_hard();
  ASSERT_TRUE(served->restart({"--no-rate-limits"}));
  EXPECT_EQ(read_text(message->id(), true), "Ünïcödé 🫖 \u202e");
}

}  // namespace
}  // namespace fika::tests
