// SPDX-License-Identifier: GPL-3.0-or-later
// A certificate that the server makes for itself, for a local network without a certificate
// authority: browsers then give the page a secure context once a person has accepted it.
#pragma once

#include <string>

#include "base/result.h"

namespace fika::web {

struct SelfSigned {
  std::string certificate_file;
  std::string key_file;  // readable by its owner only
};

// The certificate in `folder`, made now (EC P-256, good for localhost, the loopback addresses and
// this machine's name) unless one is there that lasts another day. kUnavailable if it cannot be
// written.
Result<SelfSigned> self_signed_certificate(const std::string& folder);

}  // namespace fika::web
