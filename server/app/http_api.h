// SPDX-License-Identifier: GPL-3.0-or-later
// The Connect protocol's unary form over HTTP (connectrpc.com/docs/protocol), and who is asking.
#pragma once

#include <string>

#include "base/result.h"
#include "server/domain/actor.h"
#include "server/rpc/dispatcher.h"
#include "server/web/server.h"
#include "storage/store.h"

namespace fika::app {

inline constexpr std::string_view kSignInCookie = "fika_sign_in";

// The actor of a bearer token or of the sign-in cookie; anonymous without either. A cookie counts
// only when the Origin header, if the browser sent one or the method needs one, is our own.
Result<domain::Actor> actor_of(const web::Request& request, const storage::Store& store,
                               const Id& organisation, std::int64_t now_ms);

// A request to /api/... as a call; kInvalid for what Connect does not allow.
Result<rpc::Call> call_of(web::Request&& request, domain::Actor actor);

web::Response response_of(const Result<rpc::Answer>& result, rpc::Encoding encoding, bool is_tls);
web::Response error_response(const Error& error);
// The error as a client may read it: what went wrong in the server is logged instead.
Error told(const Error& error);

}  // namespace fika::app
