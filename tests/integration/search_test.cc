// SPDX-License-Identifier: GPL-3.0-or-later
// Searching a running server: how soon a post is found, what a kill, a lost index, a backup and an
// erasure leave, and what hostile questions come to.
#include <fika/v1/erasure.pb.h>
#include <fika/v1/search.pb.h>

#include <fmt/format.h>

#include "tests/integration/served.h"

namespace fika::tests {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kOptions = {"--no-rate-limits", "--stop-spread-ms", "0"};

class SearchServed : public ::testing::Test {
 protected:
  v1::SearchReply search(const Account& who, const std::string& query,
                         std::uint64_t after_seq = 0) {
    v1::SearchRequest request;
    request.set_query(query);
    request.set_after_seq(after_seq);
    const HttpAnswer answer = served_.http().call(who.secret, "SearchService/Search", request);
    v1::SearchReply reply;
    // Right after a start the index is still being opened.
    EXPECT_TRUE(answer.status == 200 || answer.status == 503) << answer.body;
    if (answer.status == 200) EXPECT_TRUE(reply.ParseFromString(answer.body));
    return reply;
  }
  bool finds(const Account& who, const std::string& query, const std::string& id) {
    const v1::SearchReply reply = search(who, query);
    return std::ranges::any_of(reply.hits(), [&](const auto& hit) { return hit.id() == id; });
  }
  bool comes_to_find(const Account& who, const std::string& query, const std::string& id) {
    return becomes_true([&] { return finds(who, query, id); });
  }
  bool comes_to_lose(const Account& who, const std::string& query) {
    return becomes_true([&] { return search(who, query).hits().empty(); });
  }
  ProgramOutput fika(const Account& who, std::vector<std::string> words) {
    const fs::path program = fs::path(FIKA_SERVER_PROGRAM).parent_path() / "fika";
    words.insert(words.begin(), program.string());
    return run_program(words, {"FIKA_URL=" + served_.server().url(), "FIKA_TOKEN=" + who.secret,
                               "XDG_CONFIG_HOME=" + served_.server().base().string()});
  }
  fs::path index() { return served_.server().folder() / "search"; }
  // Whether the bytes stand in a file of the index.
  bool is_on_disk(const std::string& bytes) {
    for (const auto& entry : fs::recursive_directory_iterator(index())) {
      if (entry.is_regular_file() && file_contents(entry.path()).contains(bytes)) return true;
    }
    return false;
  }

  Served served_{kOptions};
  Account anna_ = served_.add_person("Anna");
  Account olle_ = served_.add_person("Olle");
  std::string wells_ = served_.community(anna_, v1::OPENNESS_OPEN);
};

TEST_F(SearchServed, APostIsFoundByItsAuthorAtOnceAndSoonByOthers) {
  const std::string thread = served_.thread(anna_, wells_, "About rabarbersaft");
  ASSERT_TRUE(comes_to_find(olle_, "rabarbersaft", thread)) << "the index is open";
  for (int i = 0; i < 5; ++i) {
    v1::PostMessageRequest request;
    request.set_id(fresh_id());
    request.set_root(thread);
    request.set_text(fmt::format("nougat{}", i));
    const HttpAnswer posted =
        served_.http().call(anna_.secret, "MessageService/PostMessage", request);
    ASSERT_EQ(posted.status, 200) << posted.body;
    const std::uint64_t seq = std::stoull(posted.headers.at("fika-seq"));
    const v1::SearchReply reply = search(anna_, request.text(), seq);
    ASSERT_EQ(reply.hits_size(), 1);
    EXPECT_EQ(reply.hits(0).id(), request.id());
  }
  const std::string message = served_.post(anna_, thread, "almond");
  EXPECT_TRUE(becomes_true([&] { return finds(olle_, "almond", message); }, 1'000));
}

TEST_F(SearchServed, AnEditAndADeletionAreFollowed) {
  const std::string thread = served_.thread(anna_, wells_, "Sweets");
  const std::string message = served_.post(anna_, thread, "almond");
  ASSERT_TRUE(comes_to_find(olle_, "almond", message));
  v1::EditMessageRequest edit;
  edit.set_message(message);
  edit.set_text("nougat");
  served_.tell<v1::Message>(anna_, "MessageService/EditMessage", edit);
  EXPECT_TRUE(comes_to_find(olle_, "nougat", message));
  EXPECT_TRUE(comes_to_lose(olle_, "almond"));
  v1::DeleteMessageRequest away;
  away.set_message(message);
  served_.tell<v1::Message>(anna_, "MessageService/DeleteMessage", away);
  EXPECT_TRUE(search(olle_, "nougat").hits().empty()) << "at once";
}

TEST_F(SearchServed, WhatMovesIsFoundByThoseWhoSeeItThere) {
  const std::string closed = served_.community(anna_, v1::OPENNESS_PRIVATE, "Closed");
  const std::string thread = served_.thread(anna_, wells_, "almond");
  const std::string message = served_.post(anna_, thread, "nougat");
  ASSERT_TRUE(comes_to_find(olle_, "nougat", message));
  v1::MoveThreadRequest move;
  move.set_thread(thread);
  move.set_community(closed);
  served_.tell<v1::Thread>(anna_, "ThreadService/MoveThread", move);
  EXPECT_TRUE(search(olle_, "nougat").hits().empty()) << "at once";
  EXPECT_TRUE(comes_to_find(anna_, "nougat in:Closed", message));
  served_.add_member(anna_, closed, olle_.id);
  EXPECT_TRUE(comes_to_find(olle_, "nougat", message));
}

TEST_F(SearchServed, ItGoesOnAfterAKillAndMakesALostIndexAnew) {
  const std::string before = served_.thread(anna_, wells_, "almond");
  ASSERT_TRUE(comes_to_find(olle_, "almond", before));
  const std::string during = served_.thread(anna_, wells_, "nougat");
  served_.server().kill_hard();
  ASSERT_TRUE(served_.restart(kOptions));
  EXPECT_TRUE(comes_to_find(olle_, "nougat", during));
  EXPECT_TRUE(finds(olle_, "almond", before));
  served_.server().kill_hard();
  ASSERT_GT(fs::remove_all(index()), 0U);
  ASSERT_TRUE(served_.restart(kOptions));
  EXPECT_TRUE(comes_to_find(olle_, "nougat", during));
  EXPECT_TRUE(finds(olle_, "almond", before));
}

TEST_F(SearchServed, BackupsLeaveTheIndexOutAndWhatIsRestoredCanBeSearched) {
  const std::string thread = served_.thread(anna_, wells_, "almond");
  ASSERT_TRUE(comes_to_find(olle_, "almond", thread));
  const fs::path backup = served_.server().base() / "backup";
  const fs::path restored = served_.server().base() / "restored";
  ASSERT_EQ(
      fika_server({"backup", "--data", served_.server().folder().string(), "--to", backup.string()})
          .exit_code,
      0);
  EXPECT_FALSE(fs::exists(backup / "search"));
  ASSERT_EQ(served_.server().stop(), 0);
  ASSERT_EQ(
      fika_server({"restore", "--from", backup.string(), "--data", restored.string()}).exit_code,
      0);
  served_.server().serve_from(restored);
  ASSERT_TRUE(served_.restart(kOptions));
  EXPECT_TRUE(comes_to_find(olle_, "almond", thread));
  ASSERT_EQ(served_.server().stop(), 0);
  const ProgramOutput verify = fika_server({"verify", "--data", restored.string()});
  EXPECT_EQ(verify.exit_code, 0) << verify.out << verify.error;
}

TEST_F(SearchServed, WhatIsErasedLeavesTheIndexAndItsFiles) {
  const std::string thread = served_.thread(anna_, wells_, "Sweets");
  served_.add_member(anna_, wells_, olle_.id);
  const std::string message = served_.post(olle_, thread, "rabarbersaftglass");
  ASSERT_TRUE(comes_to_find(anna_, "rabarbersaftglass", message));
  ASSERT_TRUE(is_on_disk("rabarbersaftglass")) << "as this test looks for it";
  const ProgramOutput erased =
      fika_server({"erase", "--data", served_.server().folder().string(), "--person", olle_.id});
  ASSERT_EQ(erased.exit_code, 0) << erased.error;
  EXPECT_TRUE(search(anna_, "rabarbersaftglass").hits().empty());
  EXPECT_TRUE(search(anna_, "olle").hits().empty());
  EXPECT_FALSE(is_on_disk("rabarbersaftglass"));
}

TEST_F(SearchServed, AnErasureInAFolderThatNobodyServesThrowsTheIndexAway) {
  const std::string thread =
      served_.thread(olle_, served_.community(olle_, v1::OPENNESS_OPEN), "rabarbersaftglass");
  ASSERT_TRUE(comes_to_find(anna_, "rabarbersaftglass", thread));
  ASSERT_EQ(served_.server().stop(), 0);
  const ProgramOutput erased =
      fika_server({"erase", "--data", served_.server().folder().string(), "--person", olle_.id});
  ASSERT_EQ(erased.exit_code, 0) << erased.error;
  EXPECT_FALSE(fs::exists(index()));
}

TEST_F(SearchServed, HostileQuestionsEndInAnAnswerOrAClearRefusal) {
  served_.thread(anna_, wells_, "almond");
  ASSERT_TRUE(becomes_true([&] { return !search(anna_, "almond").hits().empty(); }));
  v1::SearchRequest request;
  request.set_query(std::string(1 << 20, 'a'));
  EXPECT_EQ(served_.http().call(anna_.secret, "SearchService/Search", request).status / 100, 4);
  request.set_query("almond");
  request.set_limit(1'000'000'000);
  const HttpAnswer many = served_.http().call(anna_.secret, "SearchService/Search", request);
  EXPECT_EQ(many.status, 400) << many.body;
  EXPECT_NE(many.body.find("at most 50"), std::string::npos) << many.body;
  request.set_limit(0);
  request.set_after_seq(UINT64_MAX);
  EXPECT_EQ(served_.http().call(anna_.secret, "SearchService/Search", request).status, 200);
  request.set_after_seq(0);
  std::string words;
  for (int i = 0; i < 166; ++i) words += fmt::format("w{} ", i);
  for (const std::string& query :
       {std::string("a* b* c*"), words, std::string("\"\"\" ( AND OR NOT -\" in: from:\"\" :"),
        std::string("NOT x"), std::string("foo AND"), std::string("-almond"), std::string("*")}) {
    request.set_query(query);
    request.set_partial(true);
    request.set_with_facets(true);
    EXPECT_EQ(served_.http().call(anna_.secret, "SearchService/Search", request).status, 200)
        << query;
  }
}

TEST_F(SearchServed, TheCommandLineFindsAndSaysWhenThereIsNothing) {
  const std::string thread = served_.thread(anna_, wells_, "Almond [31;1m paste");
  ASSERT_TRUE(comes_to_find(olle_, "almond", thread));
  const ProgramOutput found = fika(olle_, {"search", "almond", "--in", "Wells", "--from", "anna"});
  EXPECT_EQ(found.exit_code, 0) << found.error;
  EXPECT_NE(found.out.find(thread), std::string::npos) << found.out;
  EXPECT_EQ(found.out.find('\033'), std::string::npos) << "nothing but words where it is piped";
  const ProgramOutput json = fika(olle_, {"search", "almond", "--limit", "1", "--json"});
  EXPECT_NE(json.out.find("\"id\":\"" + thread + "\""), std::string::npos) << json.out;
  const ProgramOutput nothing = fika(olle_, {"search", "kalibrera", "X9"});
  EXPECT_EQ(nothing.exit_code, 0);
  EXPECT_EQ(nothing.out, "");
  EXPECT_EQ(nothing.error, "Nobody has written this yet.\n");
  EXPECT_EQ(fika(olle_, {"search"}).exit_code, 2);
  EXPECT_EQ(fika(olle_, {"search", "a", "--limit", "1000"}).exit_code, 2);
}

TEST_F(SearchServed, ABrowserIsToldHowToSearchFromItsAddressBar) {
  const HttpAnswer answer =
      served_.http().send("GET", "/opensearch.xml", {{"Host", "fika.example.org"}});
  ASSERT_EQ(answer.status, 200);
  EXPECT_NE(answer.headers.at("content-type").find("application/opensearchdescription+xml"),
            std::string::npos);
  EXPECT_NE(answer.body.find("http://fika.example.org/search?q={searchTerms}"), std::string::npos)
      << answer.body;
}

}  // namespace
}  // namespace fika::tests
