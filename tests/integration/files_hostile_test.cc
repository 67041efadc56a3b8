// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers try with files: pictures that are more or less than they seem, names that would
// write headers, and ids, links and moves that would show what somebody may not see.
#include <fika/v1/communities.pb.h>
#include <fika/v1/pages.pb.h>

#include "tests/integration/files_fixture.h"
#include "tests/support/sample_files.h"

namespace fika::tests {
namespace {

using FilesHostile = FilesOverHttp;

// How the other side of a refusal looks: the sentence, or nothing when it was accepted.
std::string refusal(Served& served, const Account& who, std::string_view method,
                    const google::protobuf::Message& request) {
  const HttpAnswer answer = served.http().call(who.secret, method, request);
  return answer.status == 200 ? std::string() : answer.body;
}

TEST_F(FilesHostile, PicturesAreServedAsTheyWereWrittenAnewAndNothingBehindThem) {
  const Account amina = served->add_person("Amina");
  const std::string script = "<script>alert(1)</script>";
  const v1::File file = upload(amina, "map.png", sample_picture("wide.png") + script);
  EXPECT_EQ(file.width(), 800U);
  EXPECT_TRUE(file.has_thumbnail());
  const HttpAnswer whole = served->http().send("GET", place(amina, file.id()));
  EXPECT_EQ(header(whole, "content-type"), "image/png");
  EXPECT_TRUE(header(whole, "content-disposition").starts_with("inline; "));
  EXPECT_EQ(whole.body.find(script), std::string::npos);
  EXPECT_EQ(whole.body.find("Secret place"), std::string::npos);
  const HttpAnswer small = served->http().send("GET", place(amina, file.id(), "?thumbnail"));
  EXPECT_EQ(header(small, "content-type"), "image/webp");
  EXPECT_LT(small.body.size(), whole.body.size());
  for (const HttpAnswer* answer : {&whole, &small}) {
    EXPECT_TRUE(header(*answer, "content-security-policy").starts_with("sandbox; default-src"));
    EXPECT_EQ(header(*answer, "x-content-type-options"), "nosniff");
  }
  const v1::File broken = upload(amina, "map.gif", "GIF89a" + script);
  const HttpAnswer download = served->http().send("GET", place(amina, broken.id()));
  EXPECT_EQ(header(download, "content-type"), "application/octet-stream");
  EXPECT_TRUE(header(download, "content-disposition").starts_with("attachment; "));
}

TEST_F(FilesHostile, APictureThatIsAFloodIsRefusedAndOthersAreServedMeanwhile) {
  const Account amina = served->add_person("Amina");
  const std::string flood = sample_picture("flood.png");
  const std::string id = begin(amina, "map.png", flood.size());
  ASSERT_EQ(send_piece(amina, id, 0, flood).status, 204);
  v1::FinishUploadRequest request;
  request.set_id(id);
  const std::string said = refusal(*served, amina, "FileService/FinishUpload", request);
  EXPECT_NE(said.find("30000 x 30000 pixels"), std::string::npos) << said;
  EXPECT_EQ(upload(amina, "map.png", sample_picture("small-to-send.png")).width(), 7000U);
  EXPECT_EQ(served->http().send("GET", "/readyz").body, "ready\n");
}

TEST_F(FilesHostile, NamesNeitherLeaveTheirHeaderNorTheirFolder) {
  const Account amina = served->add_person("Amina");
  for (const std::string name : {"../../etc/passwd", "a\\..\\b", "a\r\nSet-Cookie: x=1", "a\nb",
                                 "a\tb", "..", "", " ", "a\x7f"}) {
    v1::BeginUploadRequest request;
    request.set_id(fresh_id());
    request.set_name(name);
    request.set_size_bytes(1);
    EXPECT_NE(refusal(*served, amina, "FileService/BeginUpload", request), "") << name;
  }
  for (const std::string name :
       {"\"; filename=\"evil.html", "\xe2\x80\xaegnp.exe", "caf\xc3\xa9.txt", "a;b=c,d%0d%0ae",
        "<svg onload=alert(1)>.txt", "=1+1;calc!A1.csv", "-rf", "con.txt"}) {
    const v1::File file = upload(amina, name, "words");
    const HttpAnswer answer = served->http().send("GET", place(amina, file.id(), "?download"));
    EXPECT_EQ(answer.status, 200) << name;
    const std::string said = header(answer, "content-disposition");
    EXPECT_TRUE(said.starts_with("attachment; filename=\"")) << said;
    EXPECT_EQ(std::count(said.begin(), said.end(), '"'), 2) << said;
    EXPECT_TRUE(std::all_of(said.begin(), said.end(), [](char c) { return c >= ' ' && c <= '~'; }))
        << said;
    EXPECT_EQ(header(answer, "set-cookie"), "");
  }
}

TEST_F(FilesHostile, WhoLosesAccessLosesItAtOnceWhateverLinksTheyHave) {
  const Account amina = served->add_person("Amina");
  const Account ben = served->add_person("Ben");
  const Account carl = served->add_person("Carl");
  const std::string secret = served->community(amina, v1::OPENNESS_PRIVATE, "Secret");
  served->add_member(amina, secret, ben.id);
  const v1::File file = upload(amina, "plan.txt", "words");
  const std::string thread = served->thread(amina, secret, "[plan](/files/" + file.id() + ")");
  EXPECT_EQ(served->http().send("GET", "/files/" + file.id(), signed_in(carl)).status, 404);
  // Whoever names the id in a place of their own comes to nothing.
  const std::string mine = served->community(carl, v1::OPENNESS_OPEN, "Mine");
  served->thread(carl, mine, "![x](/files/" + file.id() + ")");
  EXPECT_EQ(served->http().send("GET", "/files/" + file.id(), signed_in(carl)).status, 404);
  const std::string path = place(ben, file.id());
  EXPECT_EQ(served->http().send("GET", path).status, 200);
  EXPECT_EQ(served->http().send("GET", path, signed_in(carl)).status, 200)
      << "a link stands for the person it was made for, for two hours at most";
  v1::LeaveCommunityRequest leave;
  leave.set_community(secret);
  served->tell<v1::LeaveCommunityReply>(ben, "CommunityService/LeaveCommunity", leave);
  EXPECT_EQ(served->http().send("GET", path).status, 404);
  EXPECT_EQ(served->http().send("GET", "/files/" + file.id(), signed_in(ben)).status, 404);
  std::string forged = path;
  forged[forged.size() / 2] = forged[forged.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_EQ(served->http().send("GET", forged).status, 404);
}

TEST_F(FilesHostile, APageThatMovesToAPrivatePlaceTakesItsFilesAlong) {
  const Account amina = served->add_person("Amina");
  const Account ben = served->add_person("Ben");
  const std::string open = served->community(amina, v1::OPENNESS_OPEN, "Open");
  const std::string secret = served->community(amina, v1::OPENNESS_PRIVATE, "Closed");
  const v1::File file = upload(amina, "plan.txt", "words");
  v1::CreatePageRequest create;
  create.set_id(fresh_id());
  create.set_community(open);
  create.set_title("Plan");
  create.set_text("![plan](/files/" + file.id() + ")");
  served->tell<v1::Page>(amina, "PageService/CreatePage", create);
  const std::string path = place(ben, file.id());
  EXPECT_EQ(served->http().send("GET", path).status, 200);
  v1::MovePageRequest move;
  move.set_page(create.id());
  move.set_community(secret);
  served->tell<v1::Page>(amina, "PageService/MovePage", move);
  EXPECT_EQ(served->http().send("GET", path).status, 404);
  EXPECT_EQ(served->http().send("GET", "/files/" + file.id(), signed_in(ben)).status, 404);
  EXPECT_EQ(served->http().send("GET", path, signed_in(amina)).status, 404) << "it is Ben's link";
  EXPECT_EQ(served->http().send("GET", "/files/" + file.id(), signed_in(amina)).status, 307);
}

TEST(FilesOnAFullDisk, AreRefusedWithAnAnswerAndTheRestGoesOn) {
  Served served({"--disk-reserve-bytes", "9000000000000000000"});
  const Account amina = served.add_person("Amina");
  v1::BeginUploadRequest request;
  request.set_id(fresh_id());
  request.set_name("a");
  request.set_size_bytes(1);
  served.tell<v1::Upload>(amina, "FileService/BeginUpload", request);
  const HttpAnswer answer = served.http().send("PATCH", "/uploads/" + request.id(),
                                               {{"Authorization", "Bearer " + amina.secret},
                                                {"Content-Type", "application/offset+octet-stream"},
                                                {"Upload-Offset", "0"}},
                                               "x");
  EXPECT_EQ(answer.status, 507);
  EXPECT_NE(answer.body.find("disk is nearly full"), std::string::npos) << answer.body;
  served.community(amina, v1::OPENNESS_OPEN, "Still here");
}

}  // namespace
}  // namespace fika::tests
