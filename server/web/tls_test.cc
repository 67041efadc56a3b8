// SPDX-License-Identifier: GPL-3.0-or-later
// TLS with a certificate of the server's own making, over real loopback sockets.
#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "server/web/client_for_tests.h"
#include "server/web/server.h"
#include "server/web/server_for_tests.h"

namespace fika::web {
namespace {

constexpr std::uint8_t kBinaryFrame = 0x82;

class TemporaryFolder {
 public:
  TemporaryFolder() : path_(::mkdtemp(name_)) {}
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  char name_[32] = "/tmp/fika-web-XXXXXX";
  std::string path_;
};

TEST(Tls, CarriesHttpAndWebSockets) {
  const TemporaryFolder folder;
  RunningServer running(Config{.tls_self_signed_dir = folder.path() + "/tls"});
  struct stat status{};
  ASSERT_EQ(::stat((folder.path() + "/tls/self-signed.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);

  TestClient client(running.port());
  ASSERT_TRUE(client.start_tls());
  EXPECT_EQ(client.ask("GET /x HTTP/1.1\r\nHost: t\r\n\r\n").body, "/x||");
  EXPECT_EQ(client.ask("GET /large HTTP/1.1\r\nHost: t\r\n\r\n").body, std::string(3 << 20, 'l'));
  ASSERT_TRUE(client.open_websocket("/sync?hello"));
  EXPECT_EQ(client.read_frame().payload, "hello");
  for (const std::size_t size : {5U, 70'000U, 1'000'000U}) {
    client.send_frame(kBinaryFrame, std::string(size, 't'));
    EXPECT_EQ(client.read_frame().payload, std::string(size, 't'));
  }
  client.send_frame(0x88, "\x03\xe8");
  EXPECT_EQ(client.read_close(), 1000U);
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Tls, WaitsForSlowReaders) {
  const TemporaryFolder folder;
  RunningServer running(Config{.tls_self_signed_dir = folder.path()});
  TestClient client(running.port(), 4096);
  ASSERT_TRUE(client.start_tls());
  ASSERT_TRUE(client.open_websocket());
  client.send_frame(kBinaryFrame, "flood");
  client.send_frame(kBinaryFrame, "waiting");
  for (int i = 0; i < 128; ++i) ASSERT_EQ(client.read_frame().payload.size(), 64U << 10);
  EXPECT_TRUE(running.app.signals.wait_for("drained"));
  EXPECT_TRUE(running.app.signals.wait_for("asked"));
}

TEST(Tls, KeepsItsSelfSignedCertificate) {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/self-signed.crt";
  {
    const RunningServer running(Config{.tls_self_signed_dir = folder.path()});
  }
  const auto made = std::filesystem::last_write_time(file);
  {
    const RunningServer running(Config{.tls_self_signed_dir = folder.path()});
  }
  EXPECT_EQ(std::filesystem::last_write_time(file), made);
}

TEST(Tls, RefusesFilesItCannotUse) {
  EchoApp app;
  EXPECT_EQ(Server::listen(Config{.port = 0, .tls_certificate_file = "/nowhere"}, app).error().code,
            Code::kInvalid);
  EXPECT_EQ(
      Server::listen(
          Config{.port = 0, .tls_certificate_file = "/nowhere", .tls_key_file = "/nowhere"}, app)
          .error()
          .code,
      Code::kInvalid);
}

TEST(Tls, LetsGoOfClientsThatSpeakPlainHttp) {
  const TemporaryFolder folder;
  RunningServer running(Config{.tls_self_signed_dir = folder.path()});
  TestClient client(running.port());
  client.write("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
  client.read_to_end();
  TestClient other(running.port());
  EXPECT_TRUE(other.start_tls());
}

}  // namespace
}  // namespace fika::web
