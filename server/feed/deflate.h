// SPDX-License-Identifier: GPL-3.0-or-later
// Raw deflate (RFC 1951) for large frames. zlib, wrapped once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::feed {

std::string deflate_raw(std::string_view plain);
// kInvalid when it is no deflate stream or would be longer than `size_max`.
Result<std::string> inflate_raw(std::string_view deflated, std::size_t size_max);

}  // namespace fika::feed
