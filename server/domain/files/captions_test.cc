// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "server/domain/files/files_for_tests.h"

namespace fika::domain {
namespace {

constexpr std::string_view kSound("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x44\xac\0\0", 28);
constexpr std::string_view kCaptions = "WEBVTT\n\n00:00.000 --> 00:01.000\nGood morning\n";

struct CaptionsTest : FilesTest {
  const Id open = room_.community(v1::OPENNESS_OPEN);
  const Id secret = room_.community(v1::OPENNESS_PRIVATE);
  void SetUp() override {
    room_.join(open, amina_);
    room_.join(secret, amina_);
  }
  void TearDown() override {
    EXPECT_EQ(findings_of(files(), *world_.read()), std::vector<std::string>());
  }
  static v1::SetCaptionsRequest request(const Id& file, const Id& captions) {
    v1::SetCaptionsRequest asked;
    asked.set_file(file.text());
    if (!captions.is_nil()) asked.set_captions(captions.text());
    return asked;
  }
  Result<v1::File> set(const Actor& who, const Id& file, const Id& captions) {
    return world_.call<v1::File>(who, "SetCaptions", request(file, captions));
  }
  Code refused(const Actor& who, const Id& file, const Id& captions) {
    return world_.refusal(who, "SetCaptions", request(file, captions));
  }
  v1::Page page(const Actor& who, const Id& file) {
    v1::CreatePageRequest request;
    request.set_id(world_.fresh_id().text());
    request.set_community(open.text());
    request.set_title("Talks " + request.id());
    request.set_text(fmt::format("![talk](/files/{})", file.text()));
    return must(world_.call<v1::Page>(who, "CreatePage", request));
  }
  v1::Message say(const Id& community, const Id& file) {
    return room_.say(amina_, room_.thread(amina_, community),
                     fmt::format("![talk](/files/{})", file.text()));
  }
};

TEST_F(CaptionsTest, AreReadByWhoeverReadsTheFile) {
  const Id sound = upload(amina_, kSound), captions = upload(amina_, kCaptions);
  ASSERT_EQ(known(amina_, sound).media_type(), "audio/x-wav");
  say(open, sound);
  EXPECT_FALSE(reads(ben_, captions));
  EXPECT_EQ(must(set(amina_, sound, captions)).captions(), captions.text());
  EXPECT_TRUE(reads(ben_, captions));
  EXPECT_FALSE(reads(guest_, captions));
  wait(kUnheldMs);
  EXPECT_TRUE(reads(ben_, captions)) << "they are held";
  EXPECT_EQ(must(set(amina_, sound, Id())).captions(), "");
  EXPECT_FALSE(reads(ben_, captions));
  wait(kUnheldMs);
  EXPECT_FALSE(reads(amina_, captions));
}

TEST_F(CaptionsTest, SetLaterAreToldOfByTheMessagesThatHoldTheFile) {
  const Id sound = upload(amina_, kSound), captions = upload(amina_, kCaptions);
  const Id message = *Id::parse(say(open, sound).id());
  const auto told = [&] {
    const auto place = storage::place_of(*world_.read(), message).value();
    const auto held = storage::find<v1::Message>(*world_.read(), place->root, {message}).value();
    EXPECT_EQ(held->files_size(), 1);
    return held->files(0).captions();
  };
  EXPECT_EQ(told(), "");
  must(set(amina_, sound, captions));
  EXPECT_EQ(told(), captions.text());
  const auto row = [&] {
    return storage::find_index(*world_.read(), kCaptionsOfFile, bytes_of(sound)).value();
  };
  EXPECT_EQ(row(), bytes_of(captions));
  must(set(amina_, sound, Id()));
  EXPECT_EQ(told(), "");
  EXPECT_EQ(row(), "") << "that they went is told too";
}

TEST_F(CaptionsTest, OtherThanIsToldAreFoundByTheCheck) {
  const Id sound = upload(amina_, kSound), captions = upload(amina_, kCaptions);
  must(set(amina_, sound, captions));
  expect_found(
      world_, files(),
      {with_row("A file has other captions than is told of it", kCaptionsOfFile, bytes_of(sound))});
}

TEST_F(CaptionsTest, GoWithTheFile) {
  const Id sound = upload(amina_, kSound), captions = upload(amina_, kCaptions);
  const v1::Message message = say(secret, sound);
  must(set(amina_, sound, captions));
  EXPECT_FALSE(reads(ben_, captions));
  v1::DeleteMessageRequest deletion;
  deletion.set_message(message.id());
  must(world_.call<v1::Message>(amina_, "DeleteMessage", deletion));
  wait(kUnheldMs);
  EXPECT_FALSE(reads(amina_, sound));
  wait(kUnheldMs);
  EXPECT_FALSE(reads(amina_, captions));
}

TEST_F(CaptionsTest, AreSetByWhoSentTheFileOrMayWriteItsPage) {
  const Id sound = upload(amina_, kSound);
  say(open, sound);
  const Id bens = upload(ben_, kCaptions);
  EXPECT_EQ(refused(ben_, sound, bens), Code::kForbidden);
  EXPECT_EQ(refused(guest_, sound, bens), Code::kNotFound);
  page(amina_, sound);
  EXPECT_EQ(refused(ben_, sound, bens), Code::kForbidden) << "not a member, he reads only";
  room_.join(open, ben_);
  EXPECT_TRUE(set(ben_, sound, bens));
}

TEST_F(CaptionsTest, AreNotSetByWhoNamesTheFileInWordsOfTheirOwn) {
  room_.join(open, ben_);
  const Id sound = upload(amina_, kSound), bens = upload(ben_, kCaptions);
  say(open, sound);
  page(ben_, sound);
  room_.say(ben_, room_.thread(ben_, open), fmt::format("![talk](/files/{})", sound.text()));
  EXPECT_EQ(refused(ben_, sound, bens), Code::kForbidden);
  EXPECT_EQ(known(amina_, sound).captions(), "");
}

TEST_F(CaptionsTest, OfAnImportedPageAreSetByWhoMayWriteIt) {
  room_.join(open, ben_);
  const Actor admin = world_.admin();
  room_.join(open, admin);
  const Id brought = upload(admin, kSound), sound = upload(amina_, kSound);
  const Id bens = upload(ben_, kCaptions);
  for (const Id& file : {brought, sound}) {
    const Actor& sender = file == sound ? amina_ : admin;
    room_.say(sender, room_.thread(sender, open), "/files/" + file.text());
    v1::Page held = page(ben_, file);
    EXPECT_EQ(refused(ben_, file, bens), Code::kForbidden);
    held.set_imported(true);
    EXPECT_TRUE(world_.write([&](storage::Transaction& txn) { return txn.put(held); }));
  }
  EXPECT_TRUE(set(ben_, brought, bens));
  EXPECT_EQ(refused(ben_, sound, bens), Code::kForbidden) << "it did not come with an import";
}

TEST_F(CaptionsTest, StayAsTheyAreOnceTheUploaderIsErased) {
  room_.join(open, ben_);
  const Id sound = upload(amina_, kSound), bens = upload(ben_, kCaptions);
  page(amina_, sound);
  EXPECT_TRUE(set(ben_, sound, bens));
  EXPECT_TRUE(world_.write([&](storage::Transaction& txn) -> Status {
    TRY(const auto rows, erase_files_of(txn, amina_.person, 100));
    EXPECT_EQ(rows, 1U);
    return {};
  }));
  EXPECT_EQ(refused(ben_, sound, Id()), Code::kForbidden);
  EXPECT_EQ(known(ben_, sound).captions(), bens.text());
}

TEST_F(CaptionsTest, AreWebvttAndOnlySoundAndVideoHaveThem) {
  const Id sound = upload(amina_, kSound), words = upload(amina_, "WEBVTTX no"),
           captions = upload(amina_, kCaptions), hidden = upload(ben_, kCaptions);
  EXPECT_EQ(refused(amina_, sound, words), Code::kInvalid);
  EXPECT_EQ(refused(amina_, sound, sound), Code::kInvalid);
  EXPECT_EQ(refused(amina_, captions, captions), Code::kInvalid);
  EXPECT_EQ(refused(amina_, sound, hidden), Code::kNotFound) << "nobody reads by naming an id";
  EXPECT_EQ(refused(amina_, sound, world_.fresh_id()), Code::kNotFound);
  EXPECT_EQ(refused(amina_, world_.fresh_id(), captions), Code::kNotFound);
  EXPECT_EQ(refused(Actor(), sound, captions), Code::kUnauthenticated);
  std::string large(kCaptions);
  large.resize(kCaptionsBytesMax + 1, ' ');
  EXPECT_EQ(refused(amina_, sound, upload(amina_, large)), Code::kInvalid);
  EXPECT_TRUE(set(amina_, sound, upload(amina_, "\xef\xbb\xbfWEBVTT")));
}

}  // namespace
}  // namespace fika::domain
