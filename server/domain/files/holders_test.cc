// SPDX-License-Identifier: GPL-3.0-or-later
// Messages say which files they hold; pages hold those of all their revisions.
#include <fmt/format.h>

#include "server/domain/files/files_for_tests.h"

namespace fika::domain {
namespace {

using Names = std::vector<std::string>;

template <class Files>
Names names_of(const Files& files) {
  Names names;
  for (const v1::File& file : files) names.push_back(file.id());
  return names;
}

std::string link_to(const Id& file) { return fmt::format("[file](/files/{})", file.text()); }

struct HoldersTest : FilesTest {
  const Id open = room_.community(v1::OPENNESS_OPEN);
  const Id secret = room_.community(v1::OPENNESS_PRIVATE);

  void SetUp() override {
    room_.join(open, amina_);
    room_.join(secret, amina_);
  }
  void TearDown() override {
    EXPECT_EQ(findings_of(files(), *world_.read()), Names());
    EXPECT_EQ(findings_of(pages(), *world_.read()), Names());
  }

  v1::Message edit(const v1::Message& message, const std::string& text) {
    v1::EditMessageRequest request;
    request.set_message(message.id());
    request.set_text(text);
    return must(world_.call<v1::Message>(amina_, "EditMessage", request));
  }
  Result<v1::Page> try_page(const Actor& who, const Id& community, const std::string& text) {
    v1::CreatePageRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_community(community.text());
    request.set_title("Page " + request.id());
    request.set_text(text);
    return world_.call<v1::Page>(who, "CreatePage", request);
  }
  Id page(const Id& community, const std::string& text) {
    return *Id::parse(must(try_page(amina_, community, text)).id());
  }
  Result<v1::SavePageReply> save(const Actor& who, const Id& id, std::uint64_t base,
                                 const std::string& text) {
    v1::SavePageRequest request;
    request.set_page(id.text());
    request.set_base_revision(base);
    request.set_text(text);
    return world_.call<v1::SavePageReply>(who, "SavePage", request);
  }
  Names shown(const Id& id, std::uint64_t revision = 0) {
    v1::GetPageRequest request;
    request.set_page(id.text());
    request.set_revision(revision);
    return names_of(must(world_.call<v1::PageView>(amina_, "GetPage", request)).files());
  }
};

TEST_F(HoldersTest, AMessageSaysWhichFilesItHoldsInItsTextsOrder) {
  const Id thread = room_.thread(amina_, open);
  const Id map = upload(amina_), plan = upload(amina_, "words"), other = upload(ben_, "Ben's");
  const v1::Message message = room_.say(
      amina_, thread, link_to(plan) + link_to(other) + link_to(map) + link_to(world_.fresh_id()));
  EXPECT_EQ(names_of(message.files()), (Names{plan.text(), map.text()}));
  EXPECT_EQ(message.files(0).name(), "map.png");
  EXPECT_EQ(message.files(0).media_type(), "text/plain");
  EXPECT_EQ(names_of(edit(message, link_to(map)).files()), Names{map.text()});
  EXPECT_EQ(names_of(edit(message, "no more").files()), Names());
  edit(message, link_to(map));
  v1::DeleteMessageRequest deletion;
  deletion.set_message(message.id());
  EXPECT_EQ(must(world_.call<v1::Message>(amina_, "DeleteMessage", deletion)).files_size(), 0);
}

TEST_F(HoldersTest, APageKeepsTheFilesOfAllItsRevisions) {
  const Id map = upload(amina_), plan = upload(amina_, "words"), hidden = upload(ben_, "Ben's");
  const Id id = page(open, link_to(map) + link_to(hidden));
  EXPECT_EQ(shown(id), Names{map.text()});
  must(save(amina_, id, 1, link_to(plan)));
  EXPECT_EQ(shown(id), Names{plan.text()});
  EXPECT_EQ(shown(id, 1), Names{map.text()});
  EXPECT_TRUE(reads(ben_, map)) << "the history can be looked at";
  EXPECT_TRUE(reads(ben_, plan));
  EXPECT_TRUE(reads(ben_, hidden));
  EXPECT_FALSE(reads(amina_, hidden)) << "what its writer could not read, it does not hold";
  wait(kUnheldMs);
  EXPECT_TRUE(reads(ben_, map));
  v1::RestoreRevisionRequest back;
  back.set_page(id.text());
  back.set_revision(1);
  back.set_base_revision(2);
  must(world_.call<v1::Page>(amina_, "RestoreRevision", back));
  EXPECT_EQ(shown(id), Names{map.text()});
}

TEST_F(HoldersTest, APageShowsItsFilesAsWhatTheyAre) {
  const Id words = upload(amina_), hidden = upload(ben_, "Ben's");
  const Id id =
      page(open, fmt::format("![](/files/{}) ![x](/files/{})", words.text(), hidden.text()));
  v1::GetPageRequest request;
  request.set_page(id.text());
  const std::string html = must(world_.call<v1::PageView>(amina_, "GetPage", request)).html();
  EXPECT_EQ(html, fmt::format("<p><a href=\"/files/{}\" class=\"file\">map.png</a> <img "
                              "src=\"/files/{}\" loading=\"lazy\" alt=\"x\"></p>",
                              words.text(), hidden.text()));
}

TEST_F(HoldersTest, SavesThatMeetHoldWhatBothNamed) {
  room_.join(open, ben_);
  const Id map = upload(amina_), plan = upload(ben_, "words");
  const std::string base = "First.\n\nSecond.\n\nThird.\n";
  const Id id = page(open, base);
  must(save(amina_, id, 1, link_to(map) + "\n\n" + base));
  EXPECT_TRUE(must(save(ben_, id, 1, base + "\n" + link_to(plan) + "\n")).has_merge());
  EXPECT_EQ(shown(id), (Names{map.text(), plan.text()}));
  EXPECT_TRUE(reads(amina_, plan));
}

TEST_F(HoldersTest, APageThatMovesTakesTheReadersOfItsFilesWithIt) {
  const Id map = upload(amina_);
  const Id id = page(open, link_to(map));
  EXPECT_TRUE(reads(ben_, map));
  v1::MovePageRequest move;
  move.set_page(id.text());
  move.set_community(secret.text());
  must(world_.call<v1::Page>(amina_, "MovePage", move));
  EXPECT_FALSE(reads(ben_, map));
  EXPECT_TRUE(reads(amina_, map));
}

TEST_F(HoldersTest, APageThatIsErasedLetsItsFilesGo) {
  const Id map = upload(amina_), other = upload(amina_, "words");
  const Id id = page(open, link_to(map));
  page(open, link_to(other));
  v1::TrashPageRequest trash;
  trash.set_page(id.text());
  must(world_.call<v1::Page>(amina_, "TrashPage", trash));
  wait(kTrashKeptMs - 1000);
  EXPECT_TRUE(reads(amina_, map)) << "it may be brought back";
  wait(2000);
  EXPECT_FALSE(reads(ben_, map));
  wait(kUnheldMs);
  EXPECT_FALSE(reads(amina_, map));
  EXPECT_TRUE(reads(ben_, other));
}

TEST_F(HoldersTest, APageHoldsAThousandFilesAndNoMore) {
  const Id id = page(open, "Empty.");
  EXPECT_TRUE(world_.write([&](storage::Transaction& txn) {
    for (std::size_t i = 1; i < kFilesOfPageMax; ++i) {
      const Id file = Id::make(static_cast<std::int64_t>(i));
      txn.put_index(kFilesOfHolder, pair_key(id, file), {});
      txn.put_index(kHoldersOfFile, pair_key(file, id), {});
    }
    return Status();
  }));
  const Id last = upload(amina_), over = upload(amina_, "words");
  EXPECT_EQ(save(amina_, id, 1, link_to(last) + link_to(over)).error().code, Code::kLimit);
  EXPECT_TRUE(save(amina_, id, 1, link_to(last)));
  EXPECT_EQ(save(amina_, id, 2, link_to(over)).error().code, Code::kLimit);
  EXPECT_TRUE(save(amina_, id, 2, "Now without. " + link_to(last)));
}

}  // namespace
}  // namespace fika::domain
