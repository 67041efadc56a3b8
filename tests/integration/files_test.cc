// SPDX-License-Identifier: GPL-3.0-or-later
// Files over HTTP: in by pieces, out by ranges, and nothing of them that a browser would run.
#include <fika/v1/sign_in.pb.h>

#include "tests/integration/files_fixture.h"

namespace fika::tests {
namespace {

TEST_F(FilesOverHttp, ComeInByPiecesAndGoOnWhereTheyWereCut) {
  const Account amina = served->add_person("Amina");
  std::string content(1'200'000, '\0');
  for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<char>(i * 31 % 251);
  const std::string id = begin(amina, "plan.bin", content.size());
  EXPECT_EQ(send_piece(amina, id, 0, content.substr(0, 500'000)).status, 204);
  const HttpAnswer again = send_piece(amina, id, 0, content.substr(0, 500'000));
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(header(again, "upload-offset"), "500000");
  served->server().kill_hard();
  ASSERT_TRUE(served->restart({}));
  const HttpAnswer asked = served->http().send("HEAD", "/uploads/" + id, signed_in(amina));
  EXPECT_EQ(asked.status, 200);
  EXPECT_EQ(header(asked, "upload-offset"), "500000");
  EXPECT_EQ(header(asked, "upload-length"), "1200000");
  EXPECT_EQ(send_piece(amina, id, 500'000, content.substr(500'000, 500'000)).status, 204);
  EXPECT_EQ(send_piece(amina, id, 1'000'000, content.substr(1'000'000)).status, 204);
  EXPECT_EQ(finish(amina, id).size_bytes(), content.size());
  const std::string path = place(amina, id);
  const HttpAnswer whole = served->http().send("GET", path);
  EXPECT_EQ(whole.status, 200);
  EXPECT_TRUE(whole.body == content);
  const HttpAnswer part = served->http().send("GET", path, {{"Range", "bytes=999999-1000002"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(header(part, "content-range"), "bytes 999999-1000002/1200000");
  EXPECT_TRUE(part.body == content.substr(999'999, 4));
  EXPECT_EQ(served->http().send("GET", path, {{"Range", "bytes=1200000-"}}).status, 416);
  EXPECT_EQ(served->http().send("GET", path, {{"If-None-Match", header(whole, "etag")}}).status,
            304);
}

TEST_F(FilesOverHttp, TheEndSentAgainIsAnsweredAgain) {
  const Account amina = served->add_person("Amina");
  const std::string id = begin(amina, "a.txt", 5);
  EXPECT_EQ(send_piece(amina, id, 0, "words").status, 204);
  v1::FinishUploadRequest request;
  request.set_id(id);
  const auto first =
      served->tell<v1::File>(amina, "FileService/FinishUpload", request, "the very end");
  const auto again =
      served->tell<v1::File>(amina, "FileService/FinishUpload", request, "the very end");
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(
      served->http().call(amina.secret, "FileService/FinishUpload", request, "another one").status,
      404)
      << "another command finds no upload";
}

TEST_F(FilesOverHttp, APieceIsRefusedWithTheReason) {
  const Account amina = served->add_person("Amina");
  const Account ben = served->add_person("Ben");
  const std::string id = begin(amina, "a", 10);
  EXPECT_EQ(send_piece(ben, id, 0, "abc").status, 404);
  EXPECT_EQ(send_piece(amina, fresh_id(), 0, "abc").status, 404);
  EXPECT_EQ(send_piece(amina, id, 0, "01234567890").status, 429) << "longer than announced";
  EXPECT_EQ(send_piece(amina, id, 0, std::string(600'000, 'x')).status, 413);
  EXPECT_EQ(served->http().send("PATCH", "/uploads/" + id, signed_in(amina), "abc").status, 415);
  EXPECT_EQ(served->http()
                .send("PATCH", "/uploads/" + id,
                      signed_in(amina, {{"Content-Type", "application/offset+octet-stream"},
                                        {"Upload-Offset", "-1"}}),
                      "abc")
                .status,
            400);
  EXPECT_EQ(served->http().send("DELETE", "/uploads/" + id, signed_in(amina)).status, 405);
  EXPECT_EQ(served->http().send("PATCH", "/uploads/" + id).status, 404) << "nobody";
}

TEST_F(FilesOverHttp, ATokenForReadingSendsNothing) {
  const Account amina = served->add_person("Amina");
  const std::string id = begin(amina, "a", 3);
  v1::CreateTokenRequest request;
  request.set_id(fresh_id());
  request.set_name("reader");
  request.set_scope(v1::TOKEN_SCOPE_READ);
  const auto token =
      served->tell<v1::CreateTokenReply>(amina, "SignInService/CreateToken", request);
  const Account reader{amina.id, token.secret()};
  EXPECT_EQ(send_piece(reader, id, 0, "abc").status, 403);
  EXPECT_EQ(served->http().send("HEAD", "/uploads/" + id, signed_in(reader)).status, 200);
  EXPECT_EQ(send_piece(amina, id, 0, "abc").status, 204);
}

TEST_F(FilesOverHttp, NothingOfThemRunsInABrowser) {
  const Account amina = served->add_person("Amina");
  const std::string drawing =
      "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script/></svg>";
  const std::vector<std::pair<std::string, std::string>> hostile = {
      {"a.svg", drawing},
      {"A.SVG.png", drawing},
      {"page.pdf", "<html><script>alert(1)</script>"},
      {"x.png", "<!doctype html><script>alert(1)</script>"},
      {"<img src=x onerror=alert(1)>.txt", "words"},
      {"a\"; filename=\"b.html", "words"},
      {"r\xc3\xa4ksm\xc3\xb6rg\xc3\xa5s", "x"},
  };
  for (const auto& [name, content] : hostile) {
    const v1::File stored = upload(amina, name, content);
    const HttpAnswer answer = served->http().send("GET", place(amina, stored.id()));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, content);
    EXPECT_EQ(header(answer, "content-type"), "application/octet-stream") << name;
    EXPECT_TRUE(header(answer, "content-disposition").starts_with("attachment; filename=\""));
    EXPECT_EQ(header(answer, "content-disposition").find('<'), std::string::npos);
    EXPECT_TRUE(
        header(answer, "content-security-policy").starts_with("sandbox; default-src 'none'"));
    EXPECT_EQ(header(answer, "x-content-type-options"), "nosniff");
  }
}

TEST_F(FilesOverHttp, ALinkStandsForOnePersonAsTheyAreNow) {
  const Account amina = served->add_person("Amina");
  const Account ben = served->add_person("Ben");
  const v1::File file = upload(amina, "a.txt", "words");
  EXPECT_EQ(served->http().send("GET", "/files/" + file.id(), signed_in(ben)).status, 404);
  EXPECT_EQ(served->http().send("GET", "/files/" + file.id()).status, 404) << "nobody";
  EXPECT_EQ(served->http().send("GET", "/files/" + fresh_id(), signed_in(amina)).status, 404);
  EXPECT_EQ(served->http().send("GET", "/files/../etc/passwd", signed_in(amina)).status, 404);
  EXPECT_EQ(served->http().send("GET", "/f/abc").status, 404);
  const std::string path = place(amina, file.id());
  EXPECT_EQ(served->http().send("GET", path).status, 200);
  v1::DeactivatePersonRequest deactivate;
  deactivate.set_person(amina.id);
  served->tell<v1::Person>(served->admin(), "PeopleService/DeactivatePerson", deactivate);
  EXPECT_EQ(served->http().send("GET", path).status, 404) << "asked anew at each request";
}

TEST_F(FilesOverHttp, ALinkEndsWithTheSignInItWasMadeFor) {
  const Account amina = served->add_person("Amina");
  const Account elsewhere{amina.id, served->sign_in(amina.id)};
  const v1::File file = upload(amina, "a.txt", "words");
  const HttpAnswer led = served->http().send("GET", "/files/" + file.id(), signed_in(amina));
  EXPECT_EQ(header(led, "cache-control"), "no-store");
  const std::string path = header(led, "location"), other = place(elsewhere, file.id());
  EXPECT_EQ(served->http().send("GET", path).status, 200);
  served->tell<v1::SignOutReply>(amina, "SignInService/SignOut", v1::SignOutRequest());
  EXPECT_EQ(served->http().send("GET", path).status, 404);
  EXPECT_EQ(served->http().send("GET", other).status, 200) << "another device's";
}

TEST_F(FilesOverHttp, ALinkEndsWithTheTokenItWasMadeFor) {
  const Account amina = served->add_person("Amina");
  const v1::File file = upload(amina, "a.txt", "words");
  v1::CreateTokenRequest request;
  request.set_id(fresh_id());
  request.set_name("reader");
  request.set_scope(v1::TOKEN_SCOPE_READ);
  const auto token =
      served->tell<v1::CreateTokenReply>(amina, "SignInService/CreateToken", request);
  const std::string path = place({amina.id, token.secret()}, file.id());
  EXPECT_EQ(served->http().send("GET", path).status, 200);
  v1::RevokeTokenRequest revocation;
  revocation.set_id(request.id());
  served->tell<v1::RevokeTokenReply>(amina, "SignInService/RevokeToken", revocation);
  EXPECT_EQ(served->http().send("GET", path).status, 404);
}

}  // namespace
}  // namespace fika::tests
