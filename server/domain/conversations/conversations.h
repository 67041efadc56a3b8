// SPDX-License-Identifier: GPL-3.0-or-later
// Direct messages between a fixed set of people, guests among them too. A conversation is a root of
// its own scope, seen by its participants and nobody else, administrators included. The same people
// always have one and the same conversation; adding somebody starts another that links back, so
// that nobody reads what was said before they came. One with oneself alone is for notes.
//
// Whom one may write to is whom one may see: colleagues see everybody in the organisation, guests
// those they share a community with. People who are deactivated later stay listed.
#pragma once

#include <cstddef>
#include <fika/v1/conversations.pb.h>

#include "server/domain/method.h"
#include "storage/index.h"

namespace fika::domain {

inline constexpr std::size_t kParticipantsMax = 50;  // the starter included
inline constexpr std::size_t kConversationsListedMax = 500;

// BLAKE2b-256 of the participants' ids in order:32 -> the conversation:16.
inline constexpr storage::IndexTable kByParticipants{.number = 220, .name = "by_participants"};

Capability conversations();

}  // namespace fika::domain
