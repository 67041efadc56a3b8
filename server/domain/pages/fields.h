// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on a page besides its text, checked as it comes in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/domain/pages/rows.h"

namespace fika::domain {

using Texts = google::protobuf::RepeatedPtrField<std::string>;

// Titles and tags are composed, so that what looks the same is the same.
Result<std::string> checked_page_title(std::string_view title);
// A BCP 47 tag by its letters; which languages there are is not ours to say. May be empty.
Result<std::string> checked_page_language(std::string_view language);
// Each trimmed, none twice, whatever its case; in their order.
Result<std::vector<std::string>> checked_tags(const Texts& tags);
// Empty, or a person with an account who sees the place; `present` stays whoever it is. kNotFound
// otherwise.
Result<std::string> checked_owner(const Command& command, const Place& place,
                                  const std::string& owner, const std::string& present);
// Guests draw names from Member entities: the owner gets one that is marked left, if the place is a
// community they never belonged to.
Status name_owner(Command& command, const PlacedPage& page);
// Threads and messages that the actor sees; kNotFound otherwise.
Result<std::vector<std::string>> checked_sources(const storage::Reader& reader, const Actor& actor,
                                                 const Texts& sources);
// Sets both fields of `page` from a request; kNotFound unless the actor sees the original.
Status set_translation(const storage::Reader& reader, const Actor& actor,
                       std::string_view translation_of, std::uint64_t translated_revision,
                       v1::Page& page);

// Three versions of a field: what only one side changed holds. Nothing when both did, differently.
std::optional<std::string> merged_field(const std::string& base, const std::string& yours,
                                        const std::string& theirs);
// `theirs` with what `yours` adds to and takes from `base`.
std::vector<std::string> merged_tags(const Texts& base, const std::vector<std::string>& yours,
                                     const Texts& theirs);

}  // namespace fika::domain
