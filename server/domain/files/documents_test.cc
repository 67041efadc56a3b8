// SPDX-License-Identifier: GPL-3.0-or-later
// What files are found by.
#include "server/domain/files/documents.h"

#include <atomic>
#include <memory>
#include <random>
#include <thread>

#include "base/text.h"
#include "server/content/turn.h"
#include "server/domain/files/files_for_tests.h"
#include "server/domain/search/search_fixture_for_tests.h"

namespace fika::domain {
namespace {

struct FileWords : FilesTest {
  void TearDown() override {
    EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
  }
  std::string words(const Id& file) { return must(words_of_file(*world_.read(), file)); }
  std::vector<search::Document> documents(const Id& file, std::size_t times = 1) {
    search::Document holder;
    holder.root = holder.id = world_.fresh_id();
    std::vector<search::Document> out;
    EXPECT_TRUE(add_file_documents(*world_.read(), holder,
                                   std::vector<v1::File>(times, known(amina_, file)), out));
    return out;
  }
};

TEST_F(FileWords, AreReadWhenTheFileComesAndGoWithIt) {
  const Id list = upload(amina_, "pump,well\nblue,deep\n");
  EXPECT_EQ(words(list), "pump,well\nblue,deep");
  EXPECT_EQ(words(upload(amina_, std::string_view("\0\1\2\3", 4))), "");
  wait(kUnheldMs);
  EXPECT_EQ(words(list), "") << "nothing held it";
}

TEST_F(FileWords, AreDoneWithoutWhileOthersAreBeingRead) {
  std::atomic<bool> is_line_full = false;
  auto busy = std::make_unique<content::Turn>();
  const auto wait_for_a_turn = [&] {
    const content::Turn turn;
    if (turn.is_mine()) return;
    is_line_full = true;
    is_line_full.notify_one();
  };
  // One of them waits, so that there is no place for the other.
  std::jthread first(wait_for_a_turn), second(wait_for_a_turn);
  is_line_full.wait(false);
  const Id manual = upload(amina_, "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
  EXPECT_EQ(known(amina_, manual).media_type(), "application/pdf");
  EXPECT_EQ(words(manual), "");
  busy.reset();
}

TEST_F(FileWords, OfALongTextAreItsBeginning) {
  std::mt19937 random(1);
  std::string noise = "Dear all,\n";
  while (noise.size() < 600'000) noise += static_cast<char>('!' + random() % 90);
  const Id loud = upload(amina_, noise);
  ASSERT_EQ(known(amina_, loud).media_type(), "text/plain");
  const std::string kept = words(loud);
  EXPECT_GT(kept.size(), 100'000U);
  EXPECT_TRUE(noise.starts_with(kept));
  std::string prose;
  while (prose.size() < 600'000) prose += "Smörj lagren på pumpen. ";
  const std::string most = words(upload(amina_, prose));
  EXPECT_GT(most.size(), std::size_t{511} * 1024);
  EXPECT_TRUE(prose.starts_with(most) && is_utf8(most));
}

TEST_F(FileWords, MakeDocumentsInParts) {
  const auto small = documents(upload(amina_, "Two words"));
  ASSERT_EQ(small.size(), 1U);
  EXPECT_EQ(small[0].kind, search::Kind::kFile);
  EXPECT_EQ(small[0].title, "map.png") << "its name";
  EXPECT_EQ(small[0].text, "Two words");
  EXPECT_EQ(small[0].anchor, "");
  std::string prose;
  while (prose.size() < 30'000) prose += "Smörj lagren på pumpen. ";
  const Id file = upload(amina_, prose);
  const auto parts = documents(file);
  ASSERT_EQ(parts.size(), 4U);
  std::string all;
  for (const search::Document& part : parts) {
    EXPECT_TRUE(is_utf8(part.text));
    all += part.text;
  }
  EXPECT_EQ(all, words(file));
  EXPECT_EQ(parts[3].anchor, "4");
  EXPECT_LE(documents(file, 100).size(), 200U + 100U) << "beyond a bound by their names";
  const auto nothing = documents(upload(amina_, std::string_view("\0\1\2\3", 4)));
  ASSERT_EQ(nothing.size(), 1U) << "its name is found all the same";
  EXPECT_EQ(nothing[0].text, "");
}

struct FilesAreFound : Searching {
  std::string upload(const Actor& who, const std::string& name, const std::string& content) {
    v1::BeginUploadRequest begin;
    begin.set_id(world_.fresh_id().text());
    begin.set_name(name);
    begin.set_size_bytes(content.size());
    tell<v1::Upload>(who, "BeginUpload", begin);
    const Id id = *Id::parse(begin.id());
    EXPECT_TRUE(world_.files().uploads.append(id, 0, content, content.size()));
    v1::FinishUploadRequest finish;
    finish.set_id(begin.id());
    return tell<v1::File>(who, "FinishUpload", finish).id();
  }
};

TEST_F(FilesAreFound, ByTheirWordsWhereTheyAreHeld) {
  const std::string wells = community(anna_, v1::OPENNESS_OPEN);
  const std::string secret = community(anna_, v1::OPENNESS_PRIVATE, "Board");
  const std::string list = upload(anna_, "list.csv", "kalibrera,lager\n");
  const std::string inner = upload(anna_, "plan.txt", "kalibrera allt\n");
  const auto begun = thread(anna_, wells, "The pump hums", "[list](/files/" + list + ")");
  const v1::Page plan = page(anna_, secret, "Plan", "See [plan](/files/" + inner + ").");
  const auto reply = search(olle_, "kalibrera");
  ASSERT_EQ(reply.hits_size(), 1);
  EXPECT_EQ(reply.hits(0).kind(), v1::SEARCH_KIND_FILE);
  EXPECT_EQ(reply.hits(0).id(), list);
  EXPECT_EQ(reply.hits(0).root(), begun.thread().id());
  Ids both = {list, inner};
  std::ranges::sort(both);
  EXPECT_EQ(found(anna_, "kalibrera"), both);
  // The words go with the link to it.
  v1::SavePageRequest save;
  save.set_page(plan.id());
  save.set_base_revision(1);
  save.set_text("See nothing.");
  tell<v1::SavePageReply>(anna_, "SavePage", save);
  EXPECT_EQ(found(anna_, "kalibrera"), Ids{list});
}

}  // namespace
}  // namespace fika::domain
