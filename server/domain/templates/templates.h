// SPDX-License-Identifier: GPL-3.0-or-later
// Templates: what a page can be begun from, and drafts of pages that grow out of conversation. A
// template is a file; builtin/README.md says how one is written. Nothing of them is stored with the
// rest: a page remembers its template's name alone. Everybody may list them. A draft quotes what
// the caller sees and nothing else; it is a query, and whoever likes it creates the page.
#pragma once

#include <cstddef>
#include <filesystem>

#include "server/domain/method.h"

namespace fika::domain {

inline constexpr std::size_t kTemplateBytesMax = 32 * 1024;
inline constexpr std::size_t kTemplateNameMax = 80;  // characters, as the ones below
inline constexpr std::size_t kTemplateTitleMax = 80;
inline constexpr std::size_t kTemplateDescriptionMax = 300;
inline constexpr std::size_t kTemplateHintMax = 500;
inline constexpr int kTemplateFieldsMax = 20;
inline constexpr unsigned kTemplateLinesMax = 40;
inline constexpr unsigned kTemplateOrderMax = 999, kTemplateOrderDefault = 100;
inline constexpr std::size_t kOwnTemplatesMax = 200;  // files in the administrator's folder
inline constexpr std::size_t kOwnTemplatesBytesMax = 512 * 1024;  // of these: one answer has all

inline constexpr int kDraftedMessagesMax = 20;          // that a request may name
inline constexpr std::size_t kKeyMessagesMax = 8;       // that are taken of a thread
inline constexpr std::size_t kKeyPinnedMax = 4;         // of these, pinned ones
inline constexpr std::size_t kDraftedThreadMax = 2000;  // messages of a thread that are looked at
inline constexpr std::size_t kDraftedThreadBytesMax = 16 * 1024 * 1024;
inline constexpr std::size_t kQuotedBytesMax = 4000;  // of one message

Capability templates();

// Where the administrator's own are: read anew for each call. Said once, before anything is asked;
// without it there are none.
void read_own_templates_in(std::filesystem::path folder);

}  // namespace fika::domain
