// SPDX-License-Identifier: GPL-3.0-or-later
// The Connect protocol's unary form over HTTP (connectrpc.com/docs/protocol), and who is asking.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/domain/actor.h"
#include "server/rpc/dispatcher.h"
#include "server/web/server.h"
#include "storage/store.h"

namespace fika::app {

inline constexpr std::string_view kSignInCookie = "fika_sign_in";

// The actor of a bearer token or of the sign-in cookie; anonymous without either. A cookie counts
// only when the Origin header, if the browser sent one or the method needs one, is our own.
Result<domain::Actor> actor_of(const web::Request& request, const storage::Reader& reader,
                               const Id& organisation, std::int64_t now_ms);
Result<domain::Actor> actor_of(const web::Request& request, const storage::Store& store,
                               const Id& organisation, std::int64_t now_ms);

// The answer to a request that is none of the protocol's by its verb, its content type or its
// compression: 405 with Allow, 415 with Accept-Post, or unimplemented with Accept-Encoding, as
// Connect has it. Nothing for all others. `is_query` as the dispatcher says.
std::optional<web::Response> refuse_form(const web::Request& request, std::optional<bool> is_query);

// The name of the method that a path below /api/ calls.
std::string_view method_in(std::string_view path);
// A request to /api/... that refuse_form() has let through, as a call; kInvalid for what is wrong
// in it.
Result<rpc::Call> call_of(web::Request&& request, domain::Actor actor);

web::Response response_of(const Result<rpc::Answer>& result, rpc::Encoding encoding, bool is_tls);
web::Response error_response(const Error& error);
// The error as a client may read it: what went wrong in the server is logged instead.
Error told(const Error& error);

}  // namespace fika::app
