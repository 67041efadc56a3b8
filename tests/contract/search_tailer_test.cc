// SPDX-License-Identifier: GPL-3.0-or-later
// What the search index must do as a tailer, and what is its own: roots that move, what depends on
// another entity, damage, compaction, and that it comes to the same however it was filled.
#include <fstream>
#include <map>
#include <random>
#include <xapian.h>

#include <gtest/gtest.h>

#include "tests/contract/search_subject.h"
#include "tests/contract/tailer_contract.h"

namespace fika::storage {
namespace {

INSTANTIATE_TYPED_TEST_SUITE_P(Search, TailerContract, SearchSubject);

class SearchTailers : public ::testing::Test {
 protected:
  void SetUp() override {
    for (std::uint64_t i = 0; i < 3; ++i) {
      ASSERT_TRUE(bed_.commit(
          [&](Transaction& txn) { return start_thread(txn, thread(i), test_scope(i)); }));
    }
  }
  static Id thread(std::uint64_t number) { return test_id(10 + number); }
  void put(std::uint64_t thread_number, std::uint64_t number, const std::string& text) {
    ASSERT_TRUE(bed_.commit([&](Transaction& txn) {
      return txn.put(message_of(thread(thread_number), test_id(number), text));
    }));
  }
  // Takes in what is new, a commit at a time.
  void take_in(const std::filesystem::path& folder, std::size_t lines_max = 2000) {
    SearchTailer tailer(folder);
    TailerRunner runner(*bed_.store, tailer, {.lines_max = lines_max});
    runner.start();
    ASSERT_TRUE(runner.wait_for(bed_.store->head().seq, std::chrono::seconds(60)));
  }
  void expect_as_made_anew() {
    const TempFolder fresh;
    take_in(fresh.path());
    EXPECT_EQ(spelt_out(output_.path()), spelt_out(fresh.path()));
  }
  // The file that `current` names, with the database's own files in it.
  std::filesystem::path current() const {
    std::ifstream file(output_.path() / "current");
    std::string name;
    file >> name;
    return output_.path() / name;
  }
  std::size_t folders() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(output_.path())) {
      if (entry.is_directory()) ++count;
    }
    return count;
  }
  bool is_on_the_disk(std::string_view word) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(output_.path())) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      if (bytes.find(word) != std::string::npos) return true;
    }
    return false;
  }

  TestBed bed_;
  TempFolder output_;
};

TEST_F(SearchTailers, ComeToTheSameHoweverTheyWereFilled) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::string> words = {
      "mentor", "mötet",     "kunskapsdelning", "vaccine", "e-post", "readFile",
      "学习",   "projektet", "kylskåp",         "C++",     "Anna's", "1.4.22"};
  const auto any = [&](std::size_t count) { return random() % count; };
  std::set<std::pair<std::uint64_t, std::uint64_t>> there;
  for (int step = 0; step < 240; ++step) {
    const std::uint64_t number = 100 + any(40);
    const std::uint64_t in = number % 3;
    switch (any(10)) {
      case 0:
        ASSERT_TRUE(bed_.commit(
            [&](Transaction& txn) { return txn.set_scope(thread(any(3)), test_scope(any(5))); }));
        break;
      case 1:
        ASSERT_TRUE(bed_.commit([&](Transaction& txn) {
          return txn.put(thread_of(thread(in), "Title with " + words[any(words.size())]));
        }));
        break;
      case 2:
      case 3:
        if (there.erase({in, number}) == 0) break;
        ASSERT_TRUE(bed_.commit([&](Transaction& txn) {
          return txn.erase<v1::Message>(thread(in), {test_id(number)});
        }));
        break;
      default: {
        std::string text;
        for (std::size_t i = any(9) + 1; i > 0; --i) text += words[any(words.size())] + " ";
        put(in, number, text);
        there.insert({in, number});
      }
    }
    if (any(20) == 0) take_in(output_.path(), 1 + any(8));
  }
  take_in(output_.path());
  EXPECT_EQ(spelt_out(output_.path()).size(), there.size());
  expect_as_made_anew();
}

TEST_F(SearchTailers, TakeWhatMovedAlongWithItsRoot) {
  put(0, 100, "Keep it cold");
  put(1, 101, "Keep it warm");
  take_in(output_.path());
  ASSERT_TRUE(
      bed_.commit([&](Transaction& txn) { return txn.set_scope(thread(0), test_scope(7)); }));
  take_in(output_.path());
  const auto all = spelt_out(output_.path());
  ASSERT_EQ(all.size(), 2U);
  std::size_t moved = 0;
  for (const std::string& text : all) {
    if (text.find("2=" + scope_bytes(test_scope(7))) != std::string::npos) ++moved;
  }
  EXPECT_EQ(moved, 1U);
  expect_as_made_anew();
}

TEST_F(SearchTailers, MakeAnewWhatIsDamaged) {
  for (std::uint64_t i = 0; i < 50; ++i) put(0, 100 + i, "Keep it cold " + std::to_string(i));
  take_in(output_.path());
  for (const auto& entry : std::filesystem::directory_iterator(current())) {
    // All that stands behind each file's first bytes, or nothing is left at all.
    std::filesystem::resize_file(entry.path(), 20);
  }
  put(0, 200, "One more");
  take_in(output_.path());
  EXPECT_EQ(spelt_out(output_.path()).size(), 51U);
  EXPECT_EQ(folders(), 1U);
}

TEST_F(SearchTailers, MakeAnewWhatIsFoundDamagedWhileItIsOpen) {
  for (std::uint64_t i = 0; i < 200; ++i) put(0, 100 + i, "Keep it cold " + std::to_string(i));
  take_in(output_.path());
  SearchTailer tailer(output_.path());
  TailerRunner runner(*bed_.store, tailer, {});
  runner.start();
  ASSERT_TRUE(runner.wait_for(bed_.store->head().seq, std::chrono::seconds(60)));
  for (const auto& entry : std::filesystem::directory_iterator(current())) {
    const auto size = std::filesystem::file_size(entry.path());
    std::ofstream(entry.path(), std::ios::binary) << std::string(size, '\x5a');
  }
  put(0, 500, "One more");
  ASSERT_TRUE(runner.wait_for(bed_.store->head().seq, std::chrono::seconds(60)));
  runner.stop();
  EXPECT_FALSE(runner.poison());
  EXPECT_EQ(spelt_out(output_.path()).size(), 201U);
}

TEST_F(SearchTailers, MakeAnewWhatAQuestionFindsDamagedThoughNothingIsNew) {
  for (std::uint64_t i = 0; i < 50; ++i) put(0, 100 + i, "Keep it cold " + std::to_string(i));
  take_in(output_.path());
  SearchTailer tailer(output_.path());
  const std::filesystem::path before = current();
  for (const auto& entry : std::filesystem::directory_iterator(before)) {
    std::filesystem::resize_file(entry.path(), 20);
  }
  TailerRunner runner(*bed_.store, tailer, {});
  search::Question question;
  question.terms = {{.text = "cold"}};
  const search::Asker asker{.scopes = {test_scope(0)}, .may_see = [](const Id&) { return true; }};
  EXPECT_FALSE(tailer.index().ask(question, asker));
  EXPECT_TRUE(tailer.is_lost());
  runner.start();
  ASSERT_TRUE(runner.wait_for(bed_.store->head().seq, std::chrono::seconds(60)));
  EXPECT_FALSE(tailer.is_lost());
  EXPECT_TRUE(tailer.index().ask(question, asker));
  EXPECT_NE(current(), before);
}

TEST_F(SearchTailers, MakeAnewWhatIsOfAnotherVersionAndAreNotAskedBefore) {
  put(0, 100, "Keep it cold");
  take_in(output_.path());
  for (const char* const name : {"fika_version", "fika_features"}) {
    {
      Xapian::WritableDatabase database(current().string());
      database.set_metadata(name, "of the year 2040");
      database.commit();
    }
    const std::filesystem::path before = current();
    {
      SearchTailer tailer(output_.path());
      EXPECT_EQ(tailer.cursor()->epoch, "");
      const auto answer = tailer.index().ask({}, {});
      ASSERT_FALSE(answer);
      EXPECT_EQ(answer.error().code, Code::kUnavailable);
    }
    take_in(output_.path());
    EXPECT_NE(current(), before);
  }
  expect_as_made_anew();
}

TEST_F(SearchTailers, MakeWordsAnewWithAnotherWordListAndAreAskedMeanwhile) {
  put(0, 100, "Kunskapsdelning");
  take_in(output_.path());
  const std::filesystem::path list = output_.path() / "words.dic";
  std::ofstream(list) << "kunskap/v\ndelning/Y\n";
  auto index =
      search::Index::open({.folder = output_.path(), .swedish_words = list}, message_rows());
  ASSERT_TRUE(index) << index.error().detail;
  EXPECT_EQ((*index)->size(), 1U);
  EXPECT_EQ((*index)->tailer().cursor()->epoch, "");
  search::Question question;
  question.terms = {{.text = "delning"}};
  const search::Asker asker{.scopes = {test_scope(0)}, .may_see = [](const Id&) { return true; }};
  EXPECT_EQ((*index)->ask(question, asker)->hits.size(), 0U);
  const auto snapshot = bed_.store->snapshot();
  ASSERT_TRUE((*index)->tailer().reset(*snapshot, {bed_.store->epoch(), snapshot->seq()}));
  EXPECT_EQ((*index)->ask(question, asker)->hits.size(), 1U);
}

TEST_F(SearchTailers, LeaveWhatWasBegunAndBrokeOff) {
  put(0, 100, "Keep it cold");
  take_in(output_.path());
  std::filesystem::create_directory(output_.path() / "generation-000099");
  std::ofstream(output_.path() / "generation-000099" / "iamglass") << "half of one";
  put(0, 101, "Keep it warm");
  take_in(output_.path());
  EXPECT_EQ(spelt_out(output_.path()).size(), 2U);
  EXPECT_EQ(folders(), 1U);
}

TEST_F(SearchTailers, LoseWhatWasErasedFromTheDiskWhenCompacted) {
  put(0, 100, "Keep it cold, whispered xyzzyplugh");
  put(0, 101, "Keep it warm");
  take_in(output_.path());
  EXPECT_TRUE(is_on_the_disk("xyzzyplugh"));
  ASSERT_TRUE(bed_.commit(
      [&](Transaction& txn) { return txn.erase<v1::Message>(thread(0), {test_id(100)}); }));
  take_in(output_.path());
  {
    SearchTailer tailer(output_.path());
    ASSERT_TRUE(tailer.index().compact());
    EXPECT_EQ(tailer.index().size(), 1U);
    EXPECT_EQ(tailer.cursor()->seq, bed_.store->head().seq);
  }
  EXPECT_FALSE(is_on_the_disk("xyzzyplugh"));
  EXPECT_EQ(folders(), 1U);
  expect_as_made_anew();
}

TEST_F(SearchTailers, BreakOffMakingAnIndexWhenTheyAreToStop) {
  put(0, 100, "Keep it cold");
  SearchTailer tailer(output_.path());
  tailer.abandon();
  const TailerCursor upto{bed_.store->epoch(), bed_.store->head().seq};
  const Status broken_off = tailer.reset(*bed_.store->snapshot(), upto);
  ASSERT_FALSE(broken_off);
  EXPECT_EQ(broken_off.error().code, Code::kUnavailable);
  EXPECT_EQ(tailer.cursor()->epoch, "");
  ASSERT_TRUE(tailer.reset(*bed_.store->snapshot(), upto));
  EXPECT_EQ(tailer.cursor()->seq, upto.seq);
  EXPECT_EQ(folders(), 1U);
}

TEST_F(SearchTailers, AnswerFromTheOldIndexUntilTheNextOneIsWhole) {
  put(0, 100, "Keep it cold");
  take_in(output_.path());
  SearchTailer tailer(output_.path());
  search::Question question;
  question.terms = {{.text = "cold"}};
  const search::Asker asker{.scopes = {test_scope(0)}, .may_see = [](const Id&) { return true; }};
  const auto hits = [&] {
    const auto answer = tailer.index().ask(question, asker);
    return answer ? answer->hits.size() : 99U;
  };
  EXPECT_EQ(hits(), 1U);
  put(0, 101, "Keep it cold, too");
  const auto snapshot = bed_.store->snapshot();
  tailer.abandon();
  EXPECT_FALSE(tailer.reset(*snapshot, {bed_.store->epoch(), snapshot->seq()}));
  EXPECT_EQ(hits(), 1U);
  ASSERT_TRUE(tailer.reset(*snapshot, {bed_.store->epoch(), snapshot->seq()}));
  EXPECT_GE(hits(), 1U);
  EXPECT_EQ(tailer.index().ask(question, asker)->seq, snapshot->seq());
}

TEST_F(SearchTailers, AreOpenOnlyOnce) {
  SearchTailer first(output_.path());
  const auto second =
      search::Index::open({.folder = output_.path(), .swedish_words = {}}, message_rows());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::kUnavailable);
}

TEST_F(SearchTailers, GoOnWhenOneEntityCannotBeRead) {
  put(0, 100, "Keep it cold");
  take_in(output_.path());
  ASSERT_TRUE(bed_.commit([&](Transaction& txn) -> Status {
    CHECKED(txn.put(message_of(thread(0), test_id(101), "Keep it warm")));
    txn.put_row(Table::kEntities,
                entity_key(entity_type<v1::Message>().kind(), thread(0), {test_id(100)}),
                "12345678\xff\xff\xff");
    return {};
  }));
  take_in(output_.path());
  EXPECT_EQ(SearchSubject::messages(output_.path()), std::set<Id>{test_id(101)});
}

}  // namespace
}  // namespace fika::storage
