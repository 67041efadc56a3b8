// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the wiki as they are read: GET /p/ID by 32 connections that stay open, beside nginx with
// the very same bytes in files.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "tests/bench/load/load.h"
#include "tests/bench/moments/server_process.h"

namespace fika::bench {

// By variant: "fika" and, if `nginx` names a program, "nginx". Each serves 200 pages of some 10 KB
// in turn on core 0. The measurement fails when an answer is not the page. kNotFound when the
// program is not there.
Result<std::vector<std::pair<std::string, Figures>>> measure_pages(
    const Programs& programs, const std::string& nginx, const std::filesystem::path& texts,
    std::uint64_t seed, double seconds);

}  // namespace fika::bench
