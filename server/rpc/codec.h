// SPDX-License-Identifier: GPL-3.0-or-later
// A call's bytes to its message and back: protobuf or protobuf's JSON mapping. JSON is first held
// to RFC 8259 and a depth, because protobuf's own parser is more generous than the standard.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "base/result.h"

namespace fika::rpc {

enum class Encoding { kProto, kJson };

// kInvalid with what is wrong. Unknown JSON fields are refused: a misspelt one is a mistake.
Result<std::unique_ptr<google::protobuf::Message>> decode(
    const google::protobuf::Message& prototype, std::string_view payload, Encoding encoding);
std::string encode(const google::protobuf::Message& message, Encoding encoding);

}  // namespace fika::rpc
