// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a file that people sent, so that it is found by what it says: of PDF, of documents,
// slides and sheets as Word, LibreOffice and their like save them, of web pages, and of plain text.
// What takes more than looking at bytes is done by programs of their own, in bounds (child.h): for
// PDF that of poppler, for the rest this very program, started anew (text_reader.h).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika::content {

// What a longer text is cut to.
inline constexpr std::size_t kTextBytesMax = std::size_t{1} << 20;

// Whether a file of this type may have words that can be read.
bool may_have_text(std::string_view media_type);
// Whether the program for it, if it takes one, is on this machine.
bool can_read_text(std::string_view media_type);

// UTF-8 without control signs but line ends; empty for what holds no words. kInvalid when it cannot
// be read: it is broken, or something else than it says. kUnavailable when other files are being
// read, or the programs for it cannot be started: try later. Takes up to half a minute, one file at
// a time, pictures (picture.h) among them.
Result<std::string> text_of(const std::filesystem::path& file, std::string_view media_type);
// Of a file's content.
Result<std::string> text_in(std::string_view content, std::string_view media_type);

}  // namespace fika::content
