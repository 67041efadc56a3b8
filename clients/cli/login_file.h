// SPDX-License-Identifier: GPL-3.0-or-later
// Where `fika login` keeps the server's address and the secret: $XDG_CONFIG_HOME/fika/login.toml,
// for the owner's eyes only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::cli {

struct Login {
  std::string url;
  std::string secret;
};

std::filesystem::path config_folder();  // .../fika
std::filesystem::path state_folder();   // .../fika
// Empty when there is none.
Login read_login(const std::filesystem::path& folder);
Status write_login(const std::filesystem::path& folder, const Login& login);
void erase_login(const std::filesystem::path& folder);

// Appears under its name only when it is whole; readable by the owner alone if `is_private`.
Status write_file(const std::filesystem::path& path, std::string_view text, bool is_private);

}  // namespace fika::cli
