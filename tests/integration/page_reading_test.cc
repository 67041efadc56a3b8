// SPDX-License-Identifier: GPL-3.0-or-later
// Wiki pages as the server writes them, at /p/ID: who gets what, and that words stay words.
#include <fika/v1/files.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "server/app/skeleton_for_tests.h"
#include "server/render/page_reader_for_tests.h"
#include "tests/integration/served.h"

namespace fika::tests {
namespace {

class PageReading : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { served = new Served({"--no-rate-limits"}); }
  static void TearDownTestSuite() {
    delete served;
    served = nullptr;
  }

  static Headers cookie(const Account& who, Headers more = {}) {
    more.emplace_back("Cookie", "fika_sign_in=" + who.secret);
    return more;
  }
  static HttpAnswer get(const Account& who, const std::string& path, Headers more = {}) {
    return served->http().send("GET", path, cookie(who, std::move(more)));
  }
  static std::string header(const HttpAnswer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers) {
      if (key == name) return value;
    }
    return {};
  }
  static v1::CreatePageRequest page_request(const std::string& community, const std::string& title,
                                            const std::string& text) {
    v1::CreatePageRequest request;
    request.set_id(fresh_id());
    request.set_community(community);
    request.set_title(title);
    request.set_text(text);
    return request;
  }
  static std::string page(const Account& who, const std::string& community,
                          const std::string& title, const std::string& text = {}) {
    return served
        ->tell<v1::Page>(who, "PageService/CreatePage", page_request(community, title, text))
        .id();
  }
  static std::string file(const Account& who, const std::string& name, std::string_view content) {
    v1::BeginUploadRequest begin;
    begin.set_id(fresh_id());
    begin.set_name(name);
    begin.set_size_bytes(content.size());
    served->tell<v1::Upload>(who, "FileService/BeginUpload", begin);
    const Headers headers = {{"Authorization", "Bearer " + who.secret},
                             {"Content-Type", "application/offset+octet-stream"},
                             {"Upload-Offset", "0"}};
    EXPECT_EQ(served->http().send("PATCH", "/uploads/" + begin.id(), headers, content).status, 204);
    v1::FinishUploadRequest finish;
    finish.set_id(begin.id());
    return served->tell<v1::File>(who, "FileService/FinishUpload", finish).id();
  }
  static void rename(const Account& who, const std::string& page, std::uint64_t base,
                     const std::string& title) {
    v1::SavePageRequest request;
    request.set_page(page);
    request.set_base_revision(base);
    request.set_title(title);
    served->tell<v1::SavePageReply>(who, "PageService/SavePage", request);
  }
  static bool has(const HttpAnswer& answer, std::string_view words) {
    return answer.body.find(words) != std::string::npos;
  }

  static inline Served* served = nullptr;
};

TEST_F(PageReading, APageIsWholeWithoutAScript) {
  const Account amina = served->add_person("Amina");
  const std::string wells = served->community(amina, v1::OPENNESS_OPEN, "Wells");
  const std::string id = page(amina, wells, "How we dig",
                              "Dig **deep**.\n\n## Where\n\nAsk [[The map]].\n\n## When\n\nDry.\n");
  const std::string map = page(amina, wells, "The map", "See [it](/p/" + id + ").\n");
  const HttpAnswer answer = get(amina, "/p/" + id);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(header(answer, "content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(answer, "cache-control"), "private, no-cache");
  EXPECT_TRUE(header(answer, "content-security-policy").starts_with("default-src 'none';"));
  for (const std::string& part : std::vector<std::string>{
           "<title>How we dig – ", "<h1>How we dig</h1>", "<p>Dig <strong>deep</strong>.</p>",
           "<a href=\"/p/" + map + "\" class=\"page\">The map</a>", "<h2 id=\"h-where\">Where</h2>",
           "<a href=\"#h-when\">When</a>", " by Amina",
           "<a href=\"/communities/" + wells + "\">Wells</a>",
           "<a href=\"/p/" + map + "/the-map\">The map</a>",
           "<meta property=\"og:title\" content=\"How we dig\">", "<div id=\"app\">"}) {
    EXPECT_TRUE(has(answer, part)) << part << "\n" << answer.body;
  }
  EXPECT_EQ(
      served->http().send("GET", "/p/" + id, {{"Authorization", "Bearer " + amina.secret}}).status,
      200)
      << "a token reads too";
  EXPECT_EQ(served->http().send("POST", "/p/" + id, cookie(amina)).status, 405);
}

TEST_F(PageReading, IsSentOnceToWhoHasIt) {
  const Account amina = served->add_person("Amina");
  const std::string id = page(amina, {}, "Kept", "Words.\n");
  const HttpAnswer first = get(amina, "/p/" + id);
  const std::string tag = header(first, "etag");
  EXPECT_EQ(get(amina, "/p/" + id, {{"If-None-Match", tag}}).status, 304);
  const HttpAnswer packed = get(amina, "/p/" + id, {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(header(packed, "content-encoding"), "gzip");
  EXPECT_NE(header(packed, "etag"), tag);
  EXPECT_LT(packed.body.size(), first.body.size());
  rename(amina, id, 1, "Kept no more");
  const HttpAnswer after = get(amina, "/p/" + id, {{"If-None-Match", tag}});
  EXPECT_EQ(after.status, 200) << "a save is seen by whoever reads after it";
  EXPECT_TRUE(has(after, "<h1>Kept no more</h1>"));
}

TEST_F(PageReading, CaptionsThatComeLateReachAPageThatIsKept) {
  const Account amina = served->add_person("Amina");
  const std::string sound =
      file(amina, "talk.wav",
           std::string_view("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x44\xac\0\0", 28));
  const std::string captions =
      file(amina, "talk.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nGood morning\n");
  const std::string id = page(amina, {}, "Talks", "![talk](/files/" + sound + ")\n");
  const std::string player = "<audio src=\"/files/" + sound;
  EXPECT_TRUE(has(get(amina, "/p/" + id), player));
  const HttpAnswer before = get(amina, "/p/" + id);
  EXPECT_TRUE(has(before, player));
  EXPECT_FALSE(has(before, "<track"));
  v1::SetCaptionsRequest request;
  request.set_file(sound);
  request.set_captions(captions);
  served->tell<v1::File>(amina, "FileService/SetCaptions", request);
  const std::string track = "<track kind=\"captions\" src=\"/files/" + captions + "\">";
  EXPECT_TRUE(has(get(amina, "/p/" + id), track));
  EXPECT_TRUE(has(get(served->admin(), "/p/" + id), track)) << "for whoever reads it";
  request.clear_captions();
  served->tell<v1::File>(amina, "FileService/SetCaptions", request);
  EXPECT_FALSE(has(get(amina, "/p/" + id), "<track"));
}

TEST_F(PageReading, TheTitleInTheAddressIsSetRight) {
  const Account amina = served->add_person("Amina");
  const std::string id = page(amina, {}, "First name", "Words.\n");
  EXPECT_EQ(get(amina, "/p/" + id + "/first-name").status, 200);
  rename(amina, id, 1, "Second name");
  for (const char* way : {"cold", "kept"}) {
    const HttpAnswer moved = get(amina, "/p/" + id + "/first-name");
    EXPECT_EQ(moved.status, 302) << way;
    EXPECT_EQ(header(moved, "location"), "/p/" + id + "/second-name") << way;
  }
  EXPECT_EQ(get(amina, "/p/" + id + "/second-name").status, 200);
  EXPECT_EQ(header(get(amina, "/p/" + id + "/x?revision=1"), "location"),
            "/p/" + id + "/second-name?revision=1");
}

TEST_F(PageReading, AbsentAndForbiddenAreTheSame) {
  const Account amina = served->add_person("Amina");
  const Account ben = served->add_person("Ben");
  const Account guest = served->add_person("Guest", v1::ROLE_GUEST);
  const std::string inner = served->community(amina, v1::OPENNESS_PRIVATE, "Inner");
  const std::string secret = page(amina, inner, "Tulip", "Bulbs.\n");
  const std::string common = page(amina, {}, "Common", "Open.\n");
  EXPECT_EQ(get(amina, "/p/" + secret).status, 200);
  const HttpAnswer absent = get(ben, "/p/" + fresh_id());
  EXPECT_EQ(absent.status, 404);
  EXPECT_EQ(header(absent, "content-type"), "text/html; charset=utf-8");
  for (const std::string& path :
       {"/p/" + secret, "/p/" + secret + "/tulip", "/p/" + secret + "?revision=1", "/p/" + inner,
        std::string("/p/"), std::string("/p/x"), "/p/" + fresh_id() + "/a"}) {
    const HttpAnswer answer = get(ben, path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(answer.body, absent.body) << path;
    EXPECT_EQ(header(answer, "etag"), "") << path;
  }
  EXPECT_EQ(get(guest, "/p/" + common).status, 404);
  EXPECT_EQ(get(served->admin(), "/p/" + secret).status, 404);
  // Who may no longer see it does not see it, however often it has been read.
  served->add_member(amina, inner, ben.id);
  EXPECT_TRUE(has(get(ben, "/p/" + secret), "Bulbs"));
  v1::RemoveMemberRequest remove;
  remove.set_community(inner);
  remove.set_person(ben.id);
  served->tell<v1::RemoveMemberReply>(amina, "CommunityService/RemoveMember", remove);
  EXPECT_EQ(get(ben, "/p/" + secret).body, absent.body);
}

// Every kind of caller at a page of every kind of place.
TEST_F(PageReading, WhoSeesAPlaceReadsItsPages) {
  const Account steward = served->add_person("Steward");
  const Account inside = served->add_person("Inside");
  const Account outside = served->add_person("Outside");
  const Account guest = served->add_person("Guest", v1::ROLE_GUEST);
  const Account stray = served->add_person("Stray guest", v1::ROLE_GUEST);
  const Account left = served->add_person("Left");
  struct Place {
    v1::Openness openness;
    bool is_for_members, is_for_guests;  // that are in it
    bool is_for_all_members;
  };
  const std::vector<Place> places = {{v1::OPENNESS_UNSPECIFIED, true, false, true},
                                     {v1::OPENNESS_OPEN, true, true, true},
                                     {v1::OPENNESS_ON_REQUEST, true, true, false},
                                     {v1::OPENNESS_PRIVATE, true, true, false}};
  for (const Place& place : places) {
    SCOPED_TRACE(v1::Openness_Name(place.openness));
    std::string community;
    if (place.openness != v1::OPENNESS_UNSPECIFIED) {
      community = served->community(steward, place.openness, "Place");
      served->add_member(steward, community, inside.id);
      served->add_member(steward, community, guest.id);
    }
    const std::string path = "/p/" + page(steward, community, "Read", "Words.\n");
    const auto expected = [](bool may) { return may ? 200 : 404; };
    for (const char* way : {"cold", "kept"}) {
      SCOPED_TRACE(way);
      EXPECT_EQ(get(steward, path).status, 200);
      EXPECT_EQ(get(inside, path).status, expected(place.is_for_members));
      EXPECT_EQ(get(guest, path).status, expected(place.is_for_guests));
      EXPECT_EQ(get(outside, path).status, expected(place.is_for_all_members));
      EXPECT_EQ(get(served->admin(), path).status, expected(place.is_for_all_members));
      EXPECT_EQ(get(stray, path).status, 404);
    }
  }
  const std::string path = "/p/" + page(steward, {}, "Read", "Words.\n");
  EXPECT_EQ(get(left, path).status, 200);
  v1::DeactivatePersonRequest deactivate;
  deactivate.set_person(left.id);
  served->tell<v1::Person>(served->admin(), "PeopleService/DeactivatePerson", deactivate);
  const int sent_away = served->http().send("GET", path).status;
  EXPECT_NE(sent_away, 200);
  EXPECT_EQ(get(left, path).status, sent_away) << "as if nobody had signed in";
}

TEST_F(PageReading, WhatLinksHereIsToldToWhoMayKnow) {
  const Account amina = served->add_person("Amina");
  const Account ben = served->add_person("Ben");
  const std::string inner = served->community(amina, v1::OPENNESS_PRIVATE, "Inner");
  const std::string common = page(amina, {}, "Common", "See [[Hidden thing]].\n");
  page(amina, inner, "Hidden thing", "[c](/p/" + common + ")\n");
  const HttpAnswer inside = get(amina, "/p/" + common);
  EXPECT_TRUE(has(inside, "class=\"page\">Hidden thing</a>")) << inside.body;
  EXPECT_TRUE(has(inside, "/hidden-thing\">"));
  const HttpAnswer outside = get(ben, "/p/" + common);
  EXPECT_TRUE(has(outside, "class=\"wanted\"")) << outside.body;
  EXPECT_FALSE(has(outside, "/hidden-thing\">"));
  EXPECT_FALSE(has(outside, "Pages that link here"));
}

TEST_F(PageReading, WhereItIsTalkedOfIsTold) {
  const Account amina = served->add_person("Amina");
  const std::string wells = served->community(amina, v1::OPENNESS_OPEN, "Wells");
  const std::string id = page(amina, wells, "Depths", "Deep.\n");
  EXPECT_FALSE(has(get(amina, "/p/" + id), "Discussed in"));
  const std::string thread = served->thread(amina, wells, "How deep?");
  const std::string message = served->post(amina, thread, "See [depths](/p/" + id + ").");
  const HttpAnswer told = get(amina, "/p/" + id);
  EXPECT_TRUE(has(told, "<a href=\"/threads/" + thread + "/" + message + "\">How deep?</a>"))
      << told.body;
}

TEST_F(PageReading, WhoIsNotSignedInIsSentToSignIn) {
  const Account amina = served->add_person("Amina");
  const std::string id = page(amina, {}, "Quiet title", "Words.\n");
  const std::string there = "/p/" + id + "/x?revision=1";
  const HttpAnswer known = served->http().send("GET", there);
  EXPECT_TRUE(known.status == 303 || known.status == 401) << known.status;
  EXPECT_TRUE(has(known, "/sign-in?to=/p/" + id + "/x%3Frevision%3D1")) << known.body;
  EXPECT_FALSE(has(known, "Quiet"));
  const std::string nowhere = fresh_id();
  HttpAnswer unknown = served->http().send("GET", "/p/" + nowhere + "/x?revision=1");
  EXPECT_EQ(unknown.status, known.status);
  EXPECT_EQ(unknown.body.size(), known.body.size()) << "nothing of what is there";
  EXPECT_EQ(served->http().send("GET", there, {{"Cookie", "fika_sign_in=gone"}}).status,
            known.status);
  EXPECT_EQ(served->http().send("GET", there, {{"Authorization", "Bearer gone"}}).status, 401);
}

TEST_F(PageReading, OldRevisionsAndTheTrashSayWhatTheyAre) {
  const Account amina = served->add_person("Amina");
  const Account ben = served->add_person("Ben");
  const std::string wells = served->community(amina, v1::OPENNESS_OPEN, "Wells");
  const std::string id = page(amina, wells, "Then", "Once.\n");
  rename(amina, id, 1, "Now");
  const HttpAnswer old = get(ben, "/p/" + id + "?revision=1");
  EXPECT_EQ(old.status, 200);
  EXPECT_TRUE(has(old, "<h1>Then</h1>"));
  EXPECT_TRUE(has(old, "Read it as it is now"));
  EXPECT_EQ(get(ben, "/p/" + id + "?revision=3").status, 404);
  EXPECT_EQ(get(ben, "/p/" + id + "?revision=-1").status, 404);
  EXPECT_EQ(get(ben, "/p/" + id + "?revision=1e9").status, 404);
  v1::TrashPageRequest trash;
  trash.set_page(id);
  served->tell<v1::Page>(amina, "PageService/TrashPage", trash);
  EXPECT_EQ(get(ben, "/p/" + id).status, 404) << "he may not bring it back";
  EXPECT_TRUE(has(get(amina, "/p/" + id), "This page is in the trash."));
  EXPECT_EQ(get(ben, "/p/" + id).status, 404);
}

TEST_F(PageReading, SpeaksTheReadersLanguage) {
  const Account amina = served->add_person("Amina");
  const std::string id = page(amina, {}, "Two tongues", "a[^1]\n\n[^1]: b\n");
  EXPECT_TRUE(has(get(amina, "/p/" + id), "<html lang=\"en\""));
  const HttpAnswer swedish = get(amina, "/p/" + id, {{"Accept-Language", "sv-SE, en;q=0.5"}});
  EXPECT_TRUE(has(swedish, "<html lang=\"sv\""));
  EXPECT_TRUE(has(swedish, "Fotnoter"));
  EXPECT_TRUE(has(swedish, " av Amina"));
}

TEST_F(PageReading, HostileWordsStayWords) {
  const Account amina = served->add_person("Amina");
  const std::string harmless_id = page(amina, {}, "w", "w\n");
  const std::string harmless = app::skeleton_of(get(amina, "/p/" + harmless_id).body);
  std::vector<std::string> words = {"</title><script>alert(1)</script>", "\"><img src=x onerror=a>",
                                    "[x](javascript:alert(1))", "{{7*7}} ${7*7} <%= 1 %>"};
  for (const char* name : {"xss-payloads/payloads.txt", "naughty-strings/blns.txt"}) {
    std::ifstream file(shared_data() / name);
    for (std::string line; std::getline(file, line);) {
      if (!line.empty() && words.size() < 400) words.push_back(line);
    }
  }
  int read = 0;
  for (const std::string& word : words) {
    const auto titled = page_request({}, word, "w\n");
    if (served->http().call(amina.secret, "PageService/CreatePage", titled).status == 200) {
      const HttpAnswer answer = get(amina, "/p/" + titled.id());
      EXPECT_EQ(app::skeleton_of(answer.body), harmless) << word;
      ++read;
    }
  }
  for (const std::string& word : words) {
    const auto written = page_request({}, "w", word + "\n\n# " + word + "\n\n[[" + word + "]]\n");
    if (served->http().call(amina.secret, "PageService/CreatePage", written).status != 200)
      continue;
    const HttpAnswer answer = get(amina, "/p/" + written.id());
    ASSERT_EQ(answer.status, 200) << word;
    constexpr std::string_view kBegin = "tabindex=\"-1\">\n", kEnd = "</div>\n</article>";
    const std::size_t from = answer.body.find(kBegin) + kBegin.size();
    const std::size_t until = answer.body.rfind(kEnd);
    ASSERT_LT(from, until);
    const std::string text = answer.body.substr(from, until - from);
    if (text.starts_with("<p class=\"paper-notice\">")) continue;  // shown as it was written
    EXPECT_EQ(render::PageReader(text).fault(), "") << word;
    ++read;
  }
  EXPECT_GT(read, 4);
}

}  // namespace
}  // namespace fika::tests
