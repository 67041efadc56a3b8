// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/login_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace fika::cli {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const char* variable, const char* below_home) {
  const char* folder = std::getenv(variable);
  if (folder != nullptr && *folder == '/') return fs::path(folder) / "fika";
  const char* home = std::getenv("HOME");
  return fs::path(home == nullptr ? "." : home) / below_home / "fika";
}

// The value of a line `name = "value"`. Neither addresses nor secrets hold quotes.
std::string value_in(const std::string& line, std::string_view name) {
  if (!line.starts_with(std::string(name) + " = \"") || !line.ends_with('"')) return {};
  return line.substr(name.size() + 4, line.size() - name.size() - 5);
}

}  // namespace

fs::path config_folder() { return folder_of("XDG_CONFIG_HOME", ".config"); }
fs::path state_folder() { return folder_of("XDG_STATE_HOME", ".local/state"); }

Login read_login(const fs::path& folder) {
  std::ifstream file(folder / "login.toml");
  Login login;
  for (std::string line; std::getline(file, line);) {
    if (const std::string url = value_in(line, "url"); !url.empty()) login.url = url;
    if (const std::string secret = value_in(line, "secret"); !secret.empty()) login.secret = secret;
  }
  return login;
}

Status write_login(const fs::path& folder, const Login& login) {
  return write_file(folder / "login.toml",
                    fmt::format("url = \"{}\"\nsecret = \"{}\"\n", login.url, login.secret), true);
}

void erase_login(const fs::path& folder) {
  std::error_code ignored;
  fs::remove(folder / "login.toml", ignored);
}

Status write_file(const fs::path& path, std::string_view text, bool is_private) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  fs::path making = path;
  making += ".making";
  const int fd = ::open(making.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                        is_private ? 0600 : 0644);
  bool good = fd >= 0;
  while (good && !text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    good = written > 0;
    if (good) text.remove_prefix(static_cast<std::size_t>(written));
  }
  const int why = errno;
  if (fd >= 0) ::close(fd);
  if (good) {
    fs::rename(making, path, error);
    good = !error;
  }
  if (!good)
    return fail(Code::kInvalid, "{} cannot be written: {}.", path.string(), std::strerror(why));
  return {};
}

}  // namespace fika::cli
