// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/static_files.h"

#include <algorithm>
#include <zlib.h>

#include <gtest/gtest.h>

#include "server/web/security_headers.h"

namespace fika::web {
namespace {

Request get(std::string path, std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [present, value] : response.headers) {
    if (present == name) return value;
  }
  return {};
}

std::string unpack(std::string packed, std::size_t size_max) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string plain(size_max, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(plain.data());
  stream.avail_out = static_cast<uInt>(plain.size());
  inflate(&stream, Z_FINISH);
  plain.resize(stream.total_out);
  inflateEnd(&stream);
  return plain;
}

TEST(StaticFiles, HandsOutTheLandingPage) {
  const StaticFiles files(landing_files());
  const auto plain = files.answer(get("/"));
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->status, 200);
  EXPECT_EQ(plain->content_type, "text/html; charset=utf-8");
  EXPECT_NE(plain->body.find("Fika"), std::string::npos);
  EXPECT_EQ(header(*plain, "cache-control"), "no-cache");
  const auto packed = files.answer(get("/landing.html", {{"accept-encoding", "br, gzip;q=0.8"}}));
  ASSERT_TRUE(packed);
  EXPECT_EQ(header(*packed, "content-encoding"), "gzip");
  EXPECT_EQ(header(*packed, "vary"), "accept-encoding");
  EXPECT_NE(header(*packed, "etag"), header(*plain, "etag"));
  EXPECT_LT(packed->body.size(), plain->body.size());
  EXPECT_EQ(unpack(packed->body, plain->body.size() + 1), plain->body);
}

TEST(StaticFiles, SaysWhenTheClientHasTheFileAlready) {
  const StaticFiles files(landing_files());
  const std::string tag = header(*files.answer(get("/style.css")), "etag");
  for (const std::string& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
    const auto answer = files.answer(get("/style.css", {{"if-none-match", known}}));
    EXPECT_EQ(answer->status, 304) << known;
    EXPECT_EQ(answer->body, "");
    EXPECT_EQ(header(*answer, "etag"), tag);
  }
  EXPECT_EQ(files.answer(get("/style.css", {{"if-none-match", "\"other\""}}))->status, 200);
}

TEST(StaticFiles, LeavesOtherPathsToOthers) {
  const StaticFiles files(landing_files());
  EXPECT_FALSE(files.answer(get("/api/x")));
  EXPECT_FALSE(files.answer(get("/../index.html")));
  Request post = get("/");
  post.method = "POST";
  EXPECT_EQ(files.answer(post)->status, 405);
}

TEST(StaticFiles, KeepsAssetsForGood) {
  static constexpr std::array<StaticFile, 1> kFiles = {
      {{"/assets/a.1f3.js", "text/javascript", "t", true, "x", ""}}};
  const auto answer =
      StaticFiles(kFiles).answer(get("/assets/a.1f3.js", {{"accept-encoding", "gzip"}}));
  EXPECT_EQ(header(*answer, "cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(*answer, "content-encoding"), "");
  EXPECT_EQ(answer->body, "x");
}

TEST(StaticFiles, TheAppAnswersForEveryPlaceInsideIt) {
  static constexpr std::array<StaticFile, 2> kApp = {
      {{"/index.html", "text/html; charset=utf-8", "page", false, "<main>", ""},
       {"/assets/app.1f3.js", "text/javascript", "script", true, "x", ""}}};
  const StaticFiles files(landing_files(), kApp);
  for (const char* path : {"/", "/communities", "/communities/17", "/threads/17/", "/sign-in",
                           "/apiary", "/people/a%20b"}) {
    const auto answer = files.answer(get(path));
    ASSERT_TRUE(answer) << path;
    EXPECT_EQ(answer->body, "<main>") << path;
    EXPECT_EQ(header(*answer, "cache-control"), "no-cache") << path;
    EXPECT_EQ(header(*answer, "etag"), "\"page\"") << path;
  }
  for (const char* path :
       {"/api", "/api/x", "/assets/app.2e4.js", "/assets/x", "/sync", "/x.png"}) {
    EXPECT_FALSE(files.answer(get(path))) << path;
  }
  EXPECT_EQ(files.answer(get("/landing.html"))->status, 200);
  EXPECT_EQ(files.answer(get("/assets/app.1f3.js"))->body, "x");
}

TEST(StaticFiles, WithoutTheAppPlacesInsideItAreNowhere) {
  EXPECT_FALSE(StaticFiles(landing_files()).answer(get("/communities")));
}

TEST(StaticFiles, ReadsAcceptEncoding) {
  EXPECT_TRUE(accepts_gzip("gzip"));
  EXPECT_TRUE(accepts_gzip("br, GZIP ;q=0.5"));
  EXPECT_TRUE(accepts_gzip("*"));
  EXPECT_FALSE(accepts_gzip(""));
  EXPECT_FALSE(accepts_gzip("br"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0"));
  EXPECT_FALSE(accepts_gzip("gzip; q=0.000"));
}

TEST(StaticFiles, NeedNoScriptAndNoForeignHost) {
  for (const StaticFile& file : landing_files()) {
    EXPECT_EQ(file.identity.find("<script"), std::string_view::npos) << file.path;
    EXPECT_EQ(file.identity.find(" style="), std::string_view::npos) << file.path;
    EXPECT_EQ(file.identity.find("https://"), std::string_view::npos) << file.path;
  }
}

TEST(SecurityHeaders, LetNothingInlineAndNothingForeignIn) {
  Response response;
  add_security_headers(response, false);
  const std::string policy = header(response, "content-security-policy");
  for (const char* word : {"unsafe", "data:", "http", "*", "blob:"}) {
    EXPECT_EQ(policy.find(word), std::string::npos) << word;
  }
  EXPECT_NE(policy.find("require-trusted-types-for 'script'"), std::string::npos);
}

TEST(SecurityHeaders, LeaveWhatAPageSetItself) {
  Response response;
  response.headers.emplace_back("referrer-policy", "no-referrer");
  add_security_headers(response, false);
  EXPECT_EQ(header(response, "referrer-policy"), "no-referrer");
  EXPECT_EQ(header(response, "x-content-type-options"), "nosniff");
  EXPECT_TRUE(header(response, "content-security-policy").starts_with("default-src 'none'; "));
  EXPECT_EQ(header(response, "strict-transport-security"), "");
  add_security_headers(response, true);
  EXPECT_NE(header(response, "strict-transport-security"), "");
  EXPECT_EQ(std::count_if(response.headers.begin(), response.headers.end(),
                          [](const auto& h) { return h.first == "x-content-type-options"; }),
            1);
}

}  // namespace
}  // namespace fika::web
