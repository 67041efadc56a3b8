// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the page that are made from the protos, each as HTML. What a person wrote stands in
// page.html, which says where each part goes.
#pragma once

#include <string>

#include "proto/doc/schema.h"

namespace fika::doc {

// Links to every service and each of its methods.
std::string contents(const Schema& schema);
// Every service: its methods, then the types of its file that do not belong to one method.
std::string services(const Schema& schema);
// The frames of /sync and what they hold.
std::string frames(const Schema& schema);
// The table of entity kinds.
std::string entities(const Schema& schema);
// The table of error codes with their HTTP statuses.
std::string errors();

// <dl> of a message's fields, or a sentence that it has none.
std::string fields(const Descriptor& message);
// A message or an enum under a heading of `level`.
std::string type_section(const Descriptor& message, int level);
std::string type_section(const EnumDescriptor& type, int level);

// `page` with each {{name}} replaced by its part. Throws std::runtime_error for a name there is
// none of.
std::string filled(std::string_view page, const Schema& schema);

}  // namespace fika::doc
