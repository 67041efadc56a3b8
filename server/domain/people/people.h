// SPDX-License-Identifier: GPL-3.0-or-later
// People: members, guests and service accounts of the organisation, each a root of its own scope
// that holds what only the person sees. Everybody changes the own profile; administrators add
// people, give roles and deactivate. Members see each other; guests see Member entities where they
// were invited, and of this folder themselves alone. Nobody is deleted here: a deactivated person
// keeps the name under what they wrote. To look people up or to add one from elsewhere, use
// directory.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "server/domain/method.h"

namespace fika::domain {

inline constexpr std::size_t kPersonNameSizeMax = 80;  // code points; so are the next three
inline constexpr std::size_t kPronounsSizeMax = 40;
inline constexpr std::size_t kSiteSizeMax = 80;
inline constexpr std::size_t kUnitSizeMax = 80;
inline constexpr int kPersonLanguagesMax = 10;
inline constexpr std::uint32_t kPeoplePageSize = 100;
inline constexpr std::uint32_t kPeoplePageSizeMax = 500;

Capability people();

}  // namespace fika::domain
