// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/page_door.h"

#include <utility>
#include <zlib.h>

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.h"
#include "server/app/byte_range.h"
#include "server/app/http_api.h"
#include "server/app/page_html.h"
#include "server/app/page_sheet.h"
#include "server/app/url.h"
#include "server/domain/pages/pages.h"
#include "server/domain/pages/places.h"
#include "server/domain/visibility.h"
#include "server/web/response.h"
#include "server/web/security_headers.h"
#include "server/web/static_files.h"
#include "storage/entities.h"

namespace fika::app {
namespace {

constexpr std::size_t kKeptBytesMax = std::size_t{48} * 1024 * 1024;
constexpr int kPacking = 5;
constexpr std::string_view kVary = "accept-encoding, accept-language, authorization, cookie";

std::string hash_of(std::string_view bytes) {
  std::string hash(16, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                     0);
  return hash;
}

// Quoted, as ETag has it.
std::string tag_of(std::string_view body) {
  std::string tag = "\"";
  for (const char c : hash_of(body)) tag += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return tag + '"';
}

// As it is when zlib has no room for it.
std::string packed(const std::string& plain) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  if (deflateInit2(&stream, kPacking, Z_DEFLATED, kGzipWindow, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    return plain;
  }
  std::string made(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(made.data());
  stream.avail_out = static_cast<uInt>(made.size());
  const int ended = deflate(&stream, Z_FINISH);
  made.resize(stream.total_out);
  deflateEnd(&stream);
  return ended == Z_STREAM_END ? made : plain;
}

web::Response document(int status, std::string body) {
  web::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.headers = {{"cache-control", "private, no-store"}, {"vary", std::string(kVary)}};
  response.body = std::move(body);
  return response;
}

web::Response absent(const ReadingWords& words) {
  const Notice notice{
      .title = words.absent_title, .text = words.absent_text, .path = "/", .link = words.to_front};
  return document(404, notice_html(notice, words, app_parts()));
}

std::string query_part(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || std::string_view("-._~/").contains(c);
    encoded += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

web::Response sign_in_first(const web::Request& request) {
  const ReadingWords& words = reading_words({}, request.header("accept-language"));
  const std::string target =
      request.path + (request.query.empty() ? std::string() : "?" + request.query);
  const std::string path = "/sign-in?to=" + query_part(target);
  const Notice notice{.title = words.sign_in_title,
                      .text = words.sign_in_text,
                      .path = path,
                      .link = words.sign_in_title};
  // Without a web app there is no page to sign in at, and the notice has to do.
  web::Response response =
      document(web::app_files().empty() ? 401 : 303, notice_html(notice, words, {}));
  if (response.status == 303) response.headers.emplace_back("location", path);
  return response;
}

web::Response redirect(const std::string& path) {
  web::Response response;
  response.status = 302;
  response.headers = {{"location", path}, {"cache-control", "private, no-store"}};
  return response;
}

web::Response refuse_verb() {
  web::Response response = error_response(Error{Code::kInvalid, "This page can only be read."});
  response.status = 405;
  response.headers.emplace_back("allow", "GET, HEAD");
  return response;
}

std::string path_of(const Id& page, std::string_view slug) {
  return fmt::format("/p/{}{}{}", page.text(), slug.empty() ? "" : "/", slug);
}

// What comes with the page, and with saying that it is the same still.
web::Response bare_answer(std::string_view tag) {
  web::Response response;
  response.headers = {{"etag", std::string(tag)},
                      {"cache-control", "private, no-cache"},
                      {"vary", std::string(kVary)}};
  return response;
}

std::string lines_of(std::string_view tag, bool is_packed, bool is_tls) {
  web::Response response = bare_answer(tag);
  if (is_packed) response.headers.emplace_back("content-encoding", "gzip");
  web::add_security_headers(response, is_tls);
  return web::header_lines(response);
}

web::Response sheet_answer(const web::Request& request, const KeptSheet& sheet) {
  if (request.header("if-none-match").contains(sheet.tag)) {
    web::Response response = bare_answer(sheet.tag);
    response.status = 304;
    return response;
  }
  web::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.shared_lines = sheet.lines;
  response.shared_body = sheet.body;
  return response;
}

}  // namespace

// Somebody signed in asks for a page that they may see.
struct PageDoor::Asked {
  const web::Request& request;
  const storage::Reader& reader;
  const domain::Actor& actor;
  std::string_view slug;
  std::optional<std::string> revision;
  Id page;
  std::int64_t now_ms;
};

PageDoor::PageDoor(storage::Store& store, const Clock& clock, const Id& organisation,
                   rpc::Pool& pool)
    : store_(store),
      clock_(clock),
      organisation_(organisation),
      pool_(pool),
      sheets_(kKeptBytesMax) {}

void PageDoor::handle(web::Request request, web::Reply reply) {
  const bool is_tls = request.is_tls;
  const auto send = [is_tls, reply](web::Response response) {
    web::add_security_headers(response, is_tls);
    reply(std::move(response));
  };
  if (auto known = answer(request, false)) return send(*std::move(known));
  const Status queued =
      pool_.submit([this, request = std::move(request), send] { send(*answer(request, true)); });
  if (!queued) send(error_response(queued.error()));
}

std::optional<web::Response> PageDoor::answer(const web::Request& request, bool may_take_long) {
  if (request.method != "GET" && request.method != "HEAD") return refuse_verb();
  const std::int64_t now_ms = clock_.now_ms();
  const auto reader = store_.snapshot();
  const auto actor = actor_of(request, *reader, organisation_, now_ms);
  if (!actor) return error_response(actor.error());
  if (actor->is_anonymous()) return sign_in_first(request);
  const auto address = page_address(request.path);
  const auto id =
      address ? Id::parse(address->id) : Result<Id>(fail(Code::kInvalid, "There is no such page."));
  const auto relation = id ? domain::relation_to(*reader, *actor, *id)
                           : Result<domain::Relation>(domain::Relation::kStranger);
  if (!relation) return error_response(relation.error());
  if (*relation < domain::Relation::kSees) {
    if (!may_take_long) return std::nullopt;  // so that its language is the reader's
    const Asked asked{request, *reader, *actor, {}, {}, {}, now_ms};
    return absent(
        reading_words(reading_of(asked, true)->language, request.header("accept-language")));
  }
  const Asked asked{
      request, *reader, *actor, address->slug, query_parameter(request.query, "revision"),
      *id,     now_ms};
  return answer_known(asked, may_take_long);
}

std::optional<web::Response> PageDoor::answer_known(const Asked& asked, bool may_take_long) {
  const auto reading = reading_of(asked, may_take_long);
  if (!reading) return std::nullopt;
  const ReadingWords& words =
      reading_words(reading->language, asked.request.header("accept-language"));
  const bool is_packed = web::accepts_gzip(asked.request.header("accept-encoding"));
  std::string key(asked.page.bytes());
  key.append(words.language)
      .append(is_packed ? "z" : "-")
      .append(asked.request.is_tls ? "s" : "-")
      .append(reading->sight);
  if (!asked.revision) {
    if (const auto kept = sheets_.find(key)) {
      if (!asked.slug.empty() && asked.slug != kept->slug) {
        return redirect(path_of(asked.page, kept->slug));
      }
      return sheet_answer(asked.request, *kept);
    }
  }
  if (!may_take_long) return std::nullopt;
  if (const Status allowed = allow_ ? allow_(asked.actor) : Status(); !allowed) {
    return error_response(allowed.error());
  }
  return written(asked, *reading, std::move(key));
}

// All that decides which places a reader sees is told by the change log, so it is asked once.
std::optional<Reading> PageDoor::reading_of(const Asked& asked, bool may_take_long) {
  if (auto known = sheets_.reading_of(asked.actor.person)) return known;
  if (!may_take_long) return std::nullopt;
  Reading reading;
  const auto settings = storage::find<v1::PersonSettings>(asked.reader, asked.actor.person);
  if (settings && *settings) reading.language = (*settings)->interface_language();
  const domain::Query query{asked.reader, asked.actor, organisation_, asked.now_ms};
  const auto places = domain::visible_places(query);
  // Without an answer nobody shares it.
  std::string seen(places ? std::string_view() : asked.actor.person.bytes());
  if (places) {
    for (const domain::Place& place : *places) {
      seen.append(storage::KeyWriter().scope(place).take());
    }
  }
  reading.sight = hash_of(seen + (asked.actor.is_guest() ? "g" : "m"));
  sheets_.keep_reading(asked.actor.person, reading, asked.reader.seq());
  return reading;
}

web::Response PageDoor::written(const Asked& asked, const Reading& reading, std::string key) {
  const ReadingWords& words =
      reading_words(reading.language, asked.request.header("accept-language"));
  const auto revision =
      asked.revision ? number_in(*asked.revision) : std::optional(std::uint64_t{0});
  if (!revision) return absent(words);
  const domain::Query query{asked.reader, asked.actor, organisation_, asked.now_ms};
  const auto sheet = read_sheet(query, asked.page, *revision, words);
  if (!sheet) {
    const bool is_absent = sheet.error().code == Code::kNotFound;
    return is_absent ? absent(words) : error_response(sheet.error());
  }
  const bool is_packed = web::accepts_gzip(asked.request.header("accept-encoding"));
  std::string body = page_html(*sheet, words, app_parts());
  if (is_packed) body = packed(body);
  const std::string tag = tag_of(body);
  const auto made = std::make_shared<const KeptSheet>(
      KeptSheet{std::make_shared<const std::string>(std::move(body)),
                std::make_shared<const std::string>(lines_of(tag, is_packed, asked.request.is_tls)),
                tag, slug_of(sheet->view.page().title())});
  // What is in the trash is shown to some of those who see the same places.
  if (!asked.revision && !sheet->view.in_trash()) {
    sheets_.keep(std::move(key), made, asked.reader.seq());
  }
  if (!asked.slug.empty() && asked.slug != made->slug) {
    std::string path = path_of(asked.page, made->slug);
    if (asked.revision) path += fmt::format("?revision={}", *revision);
    return redirect(path);
  }
  return sheet_answer(asked.request, *made);
}

}  // namespace fika::app
