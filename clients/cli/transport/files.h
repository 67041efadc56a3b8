// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way to the server and back.
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"
#include "clients/cli/transport/calls.h"

namespace fika::cli {

// False when the server has the file already and shows it; then nothing is sent. A connection that
// breaks is taken up where the server stands.
Outcome<bool> upload_file(Calls& calls, const Id& id, const std::string& name,
                          std::string_view content);

Outcome<std::string> download_file(Calls& calls, std::string_view id);

}  // namespace fika::cli
