// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that decides who may see what. Live feed, resume, search, files, previews and
// exports all ask relation_to(); nothing else looks at openness or membership to decide about
// reading.
#pragma once

#include <optional>

#include "base/result.h"
#include "server/domain/actor.h"
#include "storage/reader.h"

namespace fika::domain {

// How a person stands to a root, each including the ones before it.
enum class Relation {
  kStranger,  // may not know that it exists
  kKnows,     // sees the listing of an on-request community, and no more
  kSees,      // reads and searches it
  kMember,    // belongs to it: a community's or conversation's member, or the person itself
  kSteward,   // looks after the community
};

// As things stand in `reader`. Unknown and erased roots have only strangers, and so, but for the
// members of its place, has a page in the trash.
Result<Relation> relation_to(const storage::Reader& reader, const Actor& actor, const Id& root);
// The same where the scope of the root has been looked up.
Result<Relation> relation_to_root(const storage::Reader& reader, const Actor& actor, const Id& root,
                                  const storage::Scope& scope);
Result<Relation> relation_to_scope(const storage::Reader& reader, const Actor& actor,
                                   const storage::Scope& scope);

// The root that decides about `id`: itself if it is a root, otherwise the one it is filed under.
Result<std::optional<Id>> root_of(const storage::Reader& reader, const Id& id);

}  // namespace fika::domain
