// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/files/files_for_tests.h"

namespace fika::domain {
namespace {

using tests::kAccepted;

TEST_F(FilesTest, AFileIsWhatItsBytesSayUnderTheNameItCameWith) {
  const Id id = upload(amina_);
  const v1::File file = known(amina_, id);
  EXPECT_EQ(file.id(), id.text());
  EXPECT_EQ(file.name(), "map.png");
  EXPECT_EQ(file.media_type(), "text/plain");
  EXPECT_EQ(file.size_bytes(), kWords.size());
  const auto stored = must(readable_file(*world_.read(), amina_, id));
  EXPECT_EQ(world_.files().blobs.read(stored.blob())->read(0, 100), kWords);
}

TEST_F(FilesTest, AnAnnouncementIsRefusedWithWhatToDo) {
  for (const std::string& name :
       std::vector<std::string>{"", "a/b", "a\\b", "..", ".", std::string(201, 'n')}) {
    EXPECT_EQ(world_.refusal(amina_, "BeginUpload", announcement(1, name)), Code::kInvalid) << name;
  }
  EXPECT_EQ(world_.refusal(amina_, "BeginUpload", announcement(kFileBytesMax + 1)), Code::kInvalid);
  EXPECT_EQ(world_.refusal(Actor(), "BeginUpload", announcement(1)), Code::kUnauthenticated);
  v1::BeginUploadRequest request = announcement(1);
  request.set_id("x");
  EXPECT_EQ(world_.refusal(amina_, "BeginUpload", request), Code::kInvalid);
}

TEST_F(FilesTest, AnnouncedAgainItIsTheSameUploadAndAnotherIsRefused) {
  v1::BeginUploadRequest request = announcement(10);
  const v1::Upload first = must(world_.call<v1::Upload>(amina_, "BeginUpload", request));
  const v1::Upload again = must(world_.call<v1::Upload>(amina_, "BeginUpload", request));
  EXPECT_EQ(again.expires_at_ms(), first.expires_at_ms());
  EXPECT_EQ(world_.refusal(ben_, "BeginUpload", request), Code::kExists);
  request.set_size_bytes(11);
  EXPECT_EQ(world_.refusal(amina_, "BeginUpload", request), Code::kExists);
  request.set_id(upload(amina_).text());
  EXPECT_EQ(world_.refusal(amina_, "BeginUpload", request), Code::kExists);
}

TEST_F(FilesTest, AnUploadIsItsPersonsAlone) {
  const v1::Upload announced = begin(amina_, 3);
  v1::CancelUploadRequest cancel;
  cancel.set_id(announced.id());
  EXPECT_EQ(world_.refusal(ben_, "CancelUpload", cancel), Code::kNotFound);
  EXPECT_EQ(finish(ben_, announced.id()).error().code, Code::kNotFound);
  EXPECT_EQ(finish(amina_, announced.id()).error().code, Code::kAborted) << "nothing has come";
  EXPECT_TRUE(world_.call<v1::CancelUploadReply>(amina_, "CancelUpload", cancel));
  EXPECT_EQ(finish(amina_, announced.id()).error().code, Code::kNotFound);
}

TEST_F(FilesTest, TwentyAreOnTheirWayAtATime) {
  for (std::size_t i = 0; i < kUploadsAtATimeMax; ++i) begin(amina_, 1);
  EXPECT_EQ(world_.refusal(amina_, "BeginUpload", announcement(1)), Code::kLimit);
  EXPECT_EQ(world_.refusal(ben_, "BeginUpload", announcement(1)), kAccepted);
  wait(kUploadMs);
  EXPECT_EQ(world_.refusal(amina_, "BeginUpload", announcement(1)), kAccepted);
  EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
}

TEST_F(FilesTest, WhatAPersonKeepsIsBounded) {
  upload(amina_);
  EXPECT_TRUE(world_.write([&](storage::Transaction& txn) {
    txn.put_index(kRoomOfPerson, bytes_of(amina_.person),
                  count_of(kFileBytesOfPersonMax) + count_of(1) + count_of(0));
    return Status();
  }));
  EXPECT_EQ(world_.refusal(amina_, "BeginUpload", announcement(1)), Code::kLimit);
  EXPECT_EQ(world_.refusal(amina_, "BeginUpload", announcement(0)), kAccepted);
}

TEST_F(FilesTest, FilesWithoutBytesAreBoundedByTheirNumberGuestsToo) {
  upload(guest_, "");
  const auto have = [&](std::uint64_t count) {
    EXPECT_TRUE(world_.write([&](storage::Transaction& txn) {
      txn.put_index(kRoomOfPerson, bytes_of(guest_.person),
                    count_of(0) + count_of(count) + count_of(0));
      return Status();
    }));
  };
  have(kFilesOfPersonMax - 1);
  const v1::Upload last = begin(guest_, 0);
  EXPECT_EQ(world_.refusal(guest_, "BeginUpload", announcement(0)), Code::kLimit);
  EXPECT_TRUE(finish(guest_, last.id())) << "what has begun is finished";
}

TEST_F(FilesTest, AFolderOfOldCountsWhatAPersonHasOnce) {
  upload(amina_);
  begin(amina_, 5);
  const auto row = [&] {
    return storage::find_index(*world_.read(), kRoomOfPerson, bytes_of(amina_.person)).value();
  };
  const auto known = row();
  ASSERT_TRUE(known);
  EXPECT_EQ(*known, count_of(kWords.size() + 5) + count_of(2) + count_of(1));
  EXPECT_TRUE(world_.write([&](storage::Transaction& txn) {
    txn.erase_index(kRoomOfPerson, bytes_of(amina_.person));
    return Status();
  }));
  begin(amina_, 7);
  EXPECT_EQ(row(), count_of(kWords.size() + 12) + count_of(3) + count_of(2));
  wait(kUploadMs);
  EXPECT_EQ(row(), count_of(0) + count_of(0) + count_of(0)) << "all of it went";
  EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
}

TEST_F(FilesTest, AFileThatNothingHoldsIsItsUploadersAndGoesAfterADay) {
  const Id id = upload(amina_);
  EXPECT_TRUE(reads(amina_, id));
  EXPECT_FALSE(reads(ben_, id));
  EXPECT_FALSE(reads(world_.admin(), id));
  EXPECT_FALSE(reads(Actor(), id));
  const std::string blob = must(readable_file(*world_.read(), amina_, id)).blob();
  EXPECT_TRUE(must(is_blob_used(*world_.read(), blob)));
  wait(kUnheldMs);
  EXPECT_FALSE(reads(amina_, id));
  EXPECT_FALSE(must(is_blob_used(*world_.read(), blob)));
  EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
}

TEST_F(FilesTest, WhoSeesAHolderReadsTheFileWhereverItIsFiledNow) {
  const Id secret = room_.community(v1::OPENNESS_PRIVATE);
  const Id open = room_.community(v1::OPENNESS_OPEN);
  room_.join(secret, amina_);
  room_.join(open, guest_);
  const Id thread = room_.thread(amina_, secret);
  const Id message = *Id::parse(room_.say(amina_, thread).id());
  const Id file = upload(amina_);
  EXPECT_EQ(hold(amina_, message, {file}).size(), 1U);
  EXPECT_TRUE(reads(amina_, file));
  EXPECT_FALSE(reads(ben_, file));
  EXPECT_FALSE(reads(world_.admin(), file)) << "managing is not reading";
  EXPECT_TRUE(world_.write(
      [&](storage::Transaction& txn) { return txn.set_scope(thread, community_scope(open)); }));
  EXPECT_TRUE(reads(ben_, file));
  EXPECT_TRUE(reads(guest_, file)) << "a guest who is in it";
  EXPECT_TRUE(world_.write(
      [&](storage::Transaction& txn) { return txn.set_scope(thread, community_scope(secret)); }));
  room_.leave(secret, amina_);
  EXPECT_FALSE(reads(amina_, file)) << "its uploader, once out of the community that holds it";
}

TEST_F(FilesTest, NobodyComesToAFileByNamingItsId) {
  const Id secret = room_.community(v1::OPENNESS_PRIVATE);
  const Id open = room_.community(v1::OPENNESS_OPEN);
  room_.join(secret, amina_);
  room_.join(open, ben_);
  const Id hidden = *Id::parse(room_.say(amina_, room_.thread(amina_, secret)).id());
  const Id shown = *Id::parse(room_.say(ben_, room_.thread(ben_, open)).id());
  const Id file = upload(amina_);
  EXPECT_TRUE(hold(ben_, shown, {file, world_.fresh_id()}).empty());
  hold(amina_, hidden, {file});
  EXPECT_TRUE(hold(ben_, shown, {file}).empty());
  EXPECT_FALSE(reads(ben_, file));
}

TEST_F(FilesTest, AHolderHoldsWhatItNamesNowAndNoMore) {
  const Id open = room_.community(v1::OPENNESS_OPEN);
  room_.join(open, amina_);
  const Id message = *Id::parse(room_.say(amina_, room_.thread(amina_, open)).id());
  const Id first = upload(amina_), second = upload(amina_, "words");
  hold(amina_, message, {first, second});
  EXPECT_TRUE(reads(ben_, first));
  hold(amina_, message, {second});
  EXPECT_FALSE(reads(ben_, first));
  EXPECT_TRUE(reads(ben_, second));
  EXPECT_TRUE(reads(amina_, first)) << "its uploader may put it back";
  wait(kUnheldMs);
  EXPECT_FALSE(reads(amina_, first));
  EXPECT_TRUE(reads(ben_, second));
  let_go(message);
  EXPECT_FALSE(reads(ben_, second));
  EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
}

TEST_F(FilesTest, AMessageHoldsTheFilesItsTextNames) {
  const Id open = room_.community(v1::OPENNESS_OPEN);
  room_.join(open, amina_);
  const Id thread = room_.thread(amina_, open);
  const Id map = upload(amina_), plan = upload(amina_, "words");
  const v1::Message message = room_.say(amina_, thread, "![map](/files/" + map.text() + ")");
  EXPECT_TRUE(reads(ben_, map));
  EXPECT_FALSE(reads(ben_, plan));
  v1::EditMessageRequest edit;
  edit.set_message(message.id());
  edit.set_text("[plan](/files/" + plan.text() + ")");
  must(world_.call<v1::Message>(amina_, "EditMessage", edit));
  EXPECT_FALSE(reads(ben_, map));
  EXPECT_TRUE(reads(ben_, plan));
  v1::DeleteMessageRequest deletion;
  deletion.set_message(message.id());
  must(world_.call<v1::Message>(amina_, "DeleteMessage", deletion));
  EXPECT_FALSE(reads(ben_, plan));
  EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
}

TEST_F(FilesTest, TheSameContentStaysAsLongAsAnyoneHasIt) {
  const Id first = upload(amina_), second = upload(ben_);
  const auto blob = must(readable_file(*world_.read(), amina_, first)).blob();
  EXPECT_EQ(must(readable_file(*world_.read(), ben_, second)).blob(), blob);
  EXPECT_TRUE(world_.write([&](storage::Transaction& txn) -> Status {
    TRY(const auto count, erase_files_of(txn, amina_.person, 100));
    EXPECT_EQ(count, 1U);
    return {};
  }));
  EXPECT_FALSE(reads(amina_, first));
  EXPECT_TRUE(must(is_blob_used(*world_.read(), blob)));
}

TEST_F(FilesTest, OnesThatAreHeldOutliveTheirUploader) {
  const Id open = room_.community(v1::OPENNESS_OPEN);
  room_.join(open, amina_);
  const Id message = *Id::parse(room_.say(amina_, room_.thread(amina_, open)).id());
  const Id file = upload(amina_);
  hold(amina_, message, {file});
  EXPECT_TRUE(world_.write([&](storage::Transaction& txn) -> Status {
    TRY(const auto count, erase_files_of(txn, amina_.person, 100));
    EXPECT_EQ(count, 1U);
    return {};
  }));
  EXPECT_TRUE(reads(ben_, file));
  EXPECT_EQ(must(readable_file(*world_.read(), ben_, file)).author(), "");
  EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
}

TEST(FilesIn, AreThePathsThatATextNamesEachOnce) {
  const Id one = Id::make(1), two = Id::make(2);
  const std::string text = "![map](/files/" + one.text() + ") and [plan](/files/" + two.text() +
                           "?download), again /files/" + one.text() + " /files/nothing /files/";
  EXPECT_EQ(files_in(text), (std::vector<Id>{one, two}));
  EXPECT_TRUE(files_in("").empty());
  std::string many;
  for (int i = 0; i < 300; ++i) many += "/files/" + Id::make(i).text() + ' ';
  EXPECT_EQ(files_in(many).size(), kFilesOfHolderMax);
}

TEST_F(FilesTest, TheCheckFindsWhatDoesNotAgree) {
  const Id open = room_.community(v1::OPENNESS_OPEN);
  room_.join(open, amina_);
  const Id message = *Id::parse(room_.say(amina_, room_.thread(amina_, open)).id());
  const Id file = upload(amina_);
  hold(amina_, message, {file});
  const Id upload = *Id::parse(begin(amina_, 5).id());
  const auto blob = must(readable_file(*world_.read(), amina_, file)).blob();
  const std::string blob_key = storage::KeyWriter().text_part(blob).id(file).take();
  const Id stray = world_.fresh_id();
  expect_found(
      world_, files(),
      {without_row("A file does not count against its author's room", kFilesOfPerson,
                   pair_key(amina_.person, file)),
       without_row("An upload does not count against its person's room", kFilesOfPerson,
                   pair_key(amina_.person, upload)),
       without_row("A file's content would be cleared away", kFilesOfBlob, blob_key),
       without_row("A file is held on one side only", kHoldersOfFile, pair_key(file, message)),
       without_row("A file is held on one side only", kFilesOfHolder, pair_key(message, file)),
       without_row("A blob is kept for a file that is not there", kFiles, bytes_of(file)),
       with_row("Somebody's room is taken by a file that is not there", kFilesOfPerson,
                pair_key(amina_.person, stray), count_of(1)),
       with_row("What a person's files come to is not what is written of it", kRoomOfPerson,
                bytes_of(amina_.person), count_of(1) + count_of(2) + count_of(1)),
       with_row("A file is held by something that is not there", kFilesOfHolder,
                pair_key(stray, file)),
       with_row("A row of an index cannot be read", kFiles, bytes_of(stray), "\xff\xff")});
}

}  // namespace
}  // namespace fika::domain
