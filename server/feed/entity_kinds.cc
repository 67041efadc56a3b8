// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/entity_kinds.h"

#include <fika/v1/options.pb.h>

#include <google/protobuf/descriptor.h>

#include "base/check.h"
#include "server/domain/registry/registry.h"

namespace fika::feed {
namespace {

using google::protobuf::Descriptor;
using Kinds = std::map<std::uint32_t, const Descriptor*>;

void add_file(const google::protobuf::FileDescriptor* file, Kinds& kinds) {
  for (int i = 0; i < file->message_type_count(); ++i) {
    const Descriptor* message = file->message_type(i);
    if (!message->options().HasExtension(v1::entity)) continue;
    const auto [place, is_fresh] =
        kinds.emplace(message->options().GetExtension(v1::entity).kind(), message);
    FIKA_CHECK(is_fresh || place->second == message);
  }
  for (int i = 0; i < file->dependency_count(); ++i) add_file(file->dependency(i), kinds);
}

}  // namespace

const Kinds& entity_kinds() {
  static const Kinds kinds = [] {
    Kinds found;
    for (const domain::Capability& capability : domain::registry()) {
      for (const domain::Method& method : capability.methods) {
        add_file(method.reply->GetDescriptor()->file(), found);
      }
    }
    return found;
  }();
  return kinds;
}

bool is_on_demand(std::uint32_t kind) {
  const auto found = entity_kinds().find(kind);
  return found != entity_kinds().end() &&
         found->second->options().GetExtension(v1::entity).on_demand();
}

}  // namespace fika::feed
