// SPDX-License-Identifier: GPL-3.0-or-later
// How people get in. A secret stands for a person: the sign-in of a device, an API token, a
// one-time link with its code; or for the right to become one, an invitation. Of a secret only the
// hash is kept, and of a password only what argon2id makes of it. Everybody manages the own
// devices, tokens and password; administrators make links and invitations. What a secret is worth
// is asked with authenticate.h, what it is made of stands in secrets.h; access.h takes it all away.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/clock.h"
#include "server/domain/method.h"

namespace fika::domain {

inline constexpr std::int64_t kSignInMs = 90 * kDayMs;
inline constexpr std::int64_t kSignInLinkMs = kDayMs;
inline constexpr std::int64_t kSignInCodeMs = 15 * kMinuteMs;
inline constexpr std::int64_t kInvitationMs = 7 * kDayMs;
inline constexpr std::int64_t kInvitationMsMax = 90 * kDayMs;
// So long it stands for the password.
inline constexpr std::int64_t kFreshSignInMs = 10 * kMinuteMs;
inline constexpr std::size_t kSignInsMax = 50;  // of a person
inline constexpr std::size_t kTokensMax = 50;   // of a person
inline constexpr std::size_t kInvitationsMax = 200;
inline constexpr std::uint32_t kInvitationUsesMax = 1000;
inline constexpr int kInvitationCommunitiesMax = 20;
inline constexpr std::size_t kDeviceSizeMax = 80;     // code points
inline constexpr std::size_t kTokenNameSizeMax = 80;  // code points

Capability sign_in();

}  // namespace fika::domain
