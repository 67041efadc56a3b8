// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in a picture's file besides the picture: where and when it was taken, by what, with
// which words, or another file behind it. Only the order of a file's parts is read here, never a
// picture: that is done elsewhere (picture.h).
#pragma once

#include <string>
#include <string_view>

namespace fika::content {

// Whether a PNG, JPEG, GIF or WebP holds nothing but its pixels and how they are to be shown, and
// ends where they end. What is written by read_picture() is bare; anything unknown is not.
bool is_bare(std::string_view bytes, std::string_view media_type);

// A WebP without its colour profile and without words of any kind; empty where it is none.
std::string bare_webp(std::string_view bytes);

}  // namespace fika::content
