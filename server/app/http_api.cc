// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/http_api.h"

#include <fika/v1/sign_in.pb.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "base/text.h"
#include "server/app/url.h"
#include "server/domain/sign_in/authenticate.h"
#include "server/web/origin.h"

namespace fika::app {
namespace {

constexpr std::string_view kApiPrefix = "/api/";
constexpr std::int64_t kCookieAgeS = 90LL * 24 * 3600;

Result<rpc::Encoding> encoding_named(std::string_view name) {
  if (name == "json") return rpc::Encoding::kJson;
  if (name == "proto") return rpc::Encoding::kProto;
  return fail(Code::kInvalid, "Send application/json or application/proto.");
}

std::string_view media_type(std::string_view content_type) {
  return trim(content_type.substr(0, content_type.find(';')));
}

Result<rpc::Encoding> encoding_of_content(std::string_view content_type) {
  constexpr std::string_view kApplication = "application/";
  const std::string type = to_lower_ascii(media_type(content_type));
  if (!type.starts_with(kApplication)) return encoding_named({});
  return encoding_named(std::string_view(type).substr(kApplication.size()));
}

bool is_plain(std::string_view coding) {
  return coding.empty() || to_lower_ascii(trim(coding)) == "identity";
}

// An answer whose status says more than its code does.
web::Response refusal(int status, const Error& error, std::string_view name,
                      std::string_view value) {
  web::Response response = error_response(error);
  response.status = status;
  response.headers.emplace_back(name, value);
  return response;
}

Status fill_from_query(std::string_view query, rpc::Call& call) {
  const auto encoding = query_parameter(query, "encoding");
  TRY(call.encoding, encoding_named(encoding.value_or("")));
  const auto message = query_parameter(query, "message");
  if (!message) return fail(Code::kInvalid, "The parameter message is missing.");
  call.payload = *message;
  if (query_parameter(query, "base64").value_or("") == "1") {
    TRY(call.payload, from_base64url(*message));
  }
  call.must_be_query = true;
  return {};
}

// SignedIn puts the secret into a cookie that scripts cannot read; SignOut takes it away.
void set_cookie(const rpc::Answer& answer, bool is_tls, web::Response& response) {
  std::string value;
  std::int64_t age_s = 0;
  if (answer.type == v1::SignedIn::descriptor() && answer.message) {
    value = static_cast<const v1::SignedIn&>(*answer.message).secret();
    age_s = kCookieAgeS;
  } else if (answer.type != v1::SignOutReply::descriptor()) {
    return;
  }
  response.headers.emplace_back("Set-Cookie",
                                fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}",
                                            kSignInCookie, value, age_s, is_tls ? "; Secure" : ""));
}

}  // namespace

Result<domain::Actor> actor_of(const web::Request& request, const storage::Store& store,
                               const Id& organisation, std::int64_t now_ms) {
  return actor_of(request, *store.snapshot(), organisation, now_ms);
}

Result<domain::Actor> actor_of(const web::Request& request, const storage::Reader& reader,
                               const Id& organisation, std::int64_t now_ms) {
  constexpr std::string_view kBearer = "Bearer ";
  const std::string_view authorization = request.header("authorization");
  std::string secret;
  if (authorization.starts_with(kBearer)) {
    secret = authorization.substr(kBearer.size());
  } else if (!authorization.empty()) {
    return fail(Code::kUnauthenticated, "Send the token as \"Authorization: Bearer TOKEN\".");
  } else if (const auto cookie = request.cookie(kSignInCookie)) {
    const bool needs_origin = request.method != "GET" && request.method != "HEAD";
    const bool is_upgrade = !request.header("upgrade").empty();
    if ((needs_origin || is_upgrade) &&
        !web::origin_allowed(request.header("origin"), request.header("host"), request.is_tls)) {
      return fail(Code::kForbidden, "The request comes from another site's page and is refused.");
    }
    // A sign-in that has ended makes a stranger, not an error: who is locked out must be able to
    // sign in again, and no script can take the cookie away.
    auto actor = domain::authenticate(reader, organisation, *cookie, now_ms);
    if (!actor && actor.error().code == Code::kUnauthenticated) return domain::Actor{};
    return actor;
  }
  if (secret.empty()) return domain::Actor{};
  return domain::authenticate(reader, organisation, secret, now_ms);
}

std::optional<web::Response> refuse_form(const web::Request& request,
                                         std::optional<bool> is_query) {
  const bool is_get = request.method == "GET" || request.method == "HEAD";
  if (request.method != "POST" && (!is_get || is_query == false)) {
    return refusal(405,
                   {Code::kInvalid, is_query == true ? "Call this method by POST or GET."
                                                     : "Call this method by POST."},
                   "Allow", is_query == true ? "GET, HEAD, POST" : "POST");
  }
  const std::string coding = is_get ? query_parameter(request.query, "compression").value_or("")
                                    : std::string(request.header("content-encoding"));
  if (!is_plain(coding)) {
    return refusal(code_info(Code::kUnimplemented).http_status,
                   {Code::kUnimplemented,
                    "Compressed requests are not understood. Send it as it is: the one encoding "
                    "supported is identity."},
                   "Accept-Encoding", "identity");
  }
  if (is_get) return std::nullopt;
  const auto encoding = encoding_of_content(request.header("content-type"));
  if (encoding) return std::nullopt;
  return refusal(415, encoding.error(), "Accept-Post", "application/json, application/proto");
}

std::string_view method_in(std::string_view path) { return path.substr(kApiPrefix.size()); }

Result<rpc::Call> call_of(web::Request&& request, domain::Actor actor) {
  rpc::Call call;
  call.method = method_in(request.path);
  call.actor = std::move(actor);
  call.address_prefix = request.address_prefix;
  call.client_id = request.header("idempotency-key");
  if (request.method == "POST") {
    TRY(call.encoding, encoding_of_content(request.header("content-type")));
    call.payload = std::move(request.body);
  } else {
    CHECKED(fill_from_query(request.query, call));
  }
  return call;
}

web::Response response_of(const Result<rpc::Answer>& result, rpc::Encoding encoding, bool is_tls) {
  if (!result) return error_response(result.error());
  web::Response response;
  response.content_type =
      encoding == rpc::Encoding::kJson ? "application/json" : "application/proto";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.headers.emplace_back("Fika-Seq", std::to_string(result->seq));
  set_cookie(*result, is_tls, response);
  response.body = result->payload;
  return response;
}

Error told(const Error& error) {
  if (!code_info(error.code).is_server_fault) return error;
  spdlog::error("a call failed: {}", error.detail);
  return {error.code,
          "Something is wrong in the server, and its log says what. Tell your administrator."};
}

web::Response error_response(const Error& fault) {
  const Error error = told(fault);
  const CodeInfo info = code_info(error.code);
  web::Response response;
  response.status = info.http_status;
  response.content_type = "application/json";
  response.headers.emplace_back("Cache-Control", "no-store");
  if (const std::uint32_t wait_ms = retry_after_ms(error); wait_ms != 0) {
    response.headers.emplace_back("Retry-After", std::to_string((wait_ms + 999) / 1000));
  }
  const boost::json::value body = {{"code", std::string(info.connect)}, {"message", error.detail}};
  response.body = boost::json::serialize(body);
  return response;
}

}  // namespace fika::app
