// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/file_door.h"

#include <fmt/format.h>

#include "server/app/byte_range.h"
#include "server/app/file_answers.h"
#include "server/app/http_api.h"
#include "server/domain/files/files.h"
#include "server/domain/run.h"
#include "server/domain/sign_in/authenticate.h"
#include "server/web/security_headers.h"

namespace fika::app {
namespace {

constexpr std::string_view kUploads = "/uploads/";
constexpr std::string_view kFiles = "/files/";
constexpr std::string_view kServed = "/f/";
constexpr std::string_view kPieceType = "application/offset+octet-stream";

Error absent() { return {Code::kNotFound, "There is no such file, or you may not see it."}; }

web::Response refuse_verb(std::string_view allowed) {
  web::Response response =
      error_response(Error{Code::kInvalid, "This path does not take that method."});
  response.status = 405;
  response.headers.emplace_back("allow", allowed);
  return response;
}

web::Response progress(int status, std::uint64_t offset) {
  web::Response response;
  response.status = status;
  response.headers = {{"upload-offset", std::to_string(offset)},
                      {"tus-resumable", "1.0.0"},
                      {"cache-control", "no-store"}};
  return response;
}

// What stands behind `prefix`, up to the next slash.
std::string_view segment(std::string_view path, std::string_view prefix) {
  path.remove_prefix(prefix.size());
  return path.substr(0, path.find('/'));
}

}  // namespace

FileDoor::FileDoor(storage::Store& store, const Clock& clock, const Id& organisation,
                   const storage::FileFolder& folder, DiskReserve reserve, rpc::Pool& pool)
    : store_(store),
      clock_(clock),
      organisation_(organisation),
      folder_(folder),
      reserve_(std::move(reserve)),
      pool_(pool) {}

bool FileDoor::is_for(std::string_view path) {
  return path.starts_with(kUploads) || path.starts_with(kServed) || path.starts_with(kFiles);
}

void FileDoor::handle(web::Request request, web::Reply reply) {
  const bool is_tls = request.is_tls;
  auto answer = [this, request = std::move(request), is_tls, reply] {
    web::Response response = request.path.starts_with(kFiles)    ? lead(request)
                             : request.path.starts_with(kServed) ? serve(request)
                             : request.method == "PATCH"         ? take_piece(request)
                                                                 : tell_upload(request);
    web::add_security_headers(response, is_tls);
    reply(std::move(response));
  };
  if (const Status queued = pool_.submit(answer); !queued) {
    web::Response response = error_response(queued.error());
    web::add_security_headers(response, is_tls);
    reply(std::move(response));
  }
}

Result<domain::Actor> FileDoor::asking(const web::Request& request) const {
  TRY(const domain::Actor actor, actor_of(request, store_, organisation_, clock_.now_ms()));
  if (actor.is_anonymous()) return std::unexpected(absent());
  return domain::present_actor(*store_.snapshot(), organisation_, actor);
}

web::Response FileDoor::lead(const web::Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return refuse_verb("GET, HEAD");
  const std::int64_t now_ms = clock_.now_ms();
  const auto actor = asking(request);
  if (!actor) return error_response(actor.error());
  const auto id = Id::parse(segment(request.path, kFiles));
  if (!id) return error_response(absent());
  const auto stored = domain::readable_file(*store_.snapshot(), *actor, *id);
  if (!stored) return error_response(stored.error());
  const FileLink link{.secret_hash = actor->secret_hash,
                      .file = *id,
                      .is_download = request.query == "download",
                      .is_thumbnail = request.query == "thumbnail"};
  web::Response response;
  response.status = 307;
  // The name is in the answer's Content-Disposition; in the path it would only be in the way. Not
  // kept: the next to sign in at this browser is led by a link of their own.
  response.headers = {{"location", fmt::format("{}{}", kServed, links_.token(link, now_ms))},
                      {"cache-control", "no-store"}};
  return response;
}

web::Response FileDoor::serve(const web::Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") return refuse_verb("GET, HEAD");
  const auto link = links_.read(segment(request.path, kServed), clock_.now_ms());
  if (!link) return error_response(absent());
  const auto reader = store_.snapshot();
  const auto actor =
      domain::authenticate_hash(*reader, organisation_, link->secret_hash, clock_.now_ms());
  if (!actor) return error_response(absent());
  const auto stored = domain::readable_file(*reader, *actor, link->file);
  if (!stored) return error_response(stored.error());
  // A small picture is its own thumbnail.
  const bool is_small = link->is_thumbnail && !stored->thumbnail().empty();
  const ServedFile file{
      .blob = is_small ? stored->thumbnail() : stored->blob(),
      .media_type = is_small ? "image/webp" : stored->file().media_type(),
      .name = stored->file().name(),
      .is_download = link->is_download,
  };
  return file_answer(request, file, folder_.blobs, pool_);
}

web::Response FileDoor::tell_upload(const web::Request& request) const {
  if (request.method != "HEAD" && request.method != "GET") return refuse_verb("HEAD, PATCH");
  const auto actor = asking(request);
  if (!actor) return error_response(actor.error());
  const auto id = Id::parse(segment(request.path, kUploads));
  if (!id) return error_response(absent());
  const auto upload = domain::own_upload(*store_.snapshot(), *actor, *id);
  if (!upload) return error_response(upload.error());
  const auto offset = folder_.uploads.size_bytes(*id);
  if (!offset) return error_response(offset.error());
  web::Response response = progress(200, *offset);
  response.headers.emplace_back("upload-length", std::to_string(upload->size_bytes()));
  return response;
}

Status FileDoor::check_disk(std::uint64_t more_bytes) const {
  std::error_code unknown;
  const auto space = std::filesystem::space(reserve_.folder, unknown);
  if (unknown || space.available >= reserve_.bytes + more_bytes) return {};
  return fail(Code::kLimit,
              "The disk is nearly full, and no more files are taken. What has come of this one is "
              "kept for a week; tell your administrator.");
}

web::Response FileDoor::take_piece(const web::Request& request) const {
  const auto actor = asking(request);
  if (!actor) return error_response(actor.error());
  if (actor->scope < v1::TOKEN_SCOPE_WRITE) {
    return error_response(Error{Code::kForbidden, "This token may only read."});
  }
  const auto id = Id::parse(segment(request.path, kUploads));
  if (!id) return error_response(absent());
  const auto upload = domain::own_upload(*store_.snapshot(), *actor, *id);
  if (!upload) return error_response(upload.error());
  if (request.header("content-type") != kPieceType) {
    web::Response response =
        error_response(Error{Code::kInvalid, fmt::format("Send a piece as {}.", kPieceType)});
    response.status = 415;
    return response;
  }
  const auto offset = number_in(request.header("upload-offset"));
  if (!offset) {
    return error_response(
        Error{Code::kInvalid, "The header Upload-Offset says where the piece begins, in bytes."});
  }
  if (request.body.size() > domain::kUploadPieceBytesMax) {
    web::Response response =
        error_response(Error{Code::kInvalid, fmt::format("A piece has at most {} bytes.",
                                                         domain::kUploadPieceBytesMax)});
    response.status = 413;
    return response;
  }
  // Kept once as it comes and once whole.
  if (const Status room = check_disk(2 * upload->size_bytes()); !room) {
    web::Response response = error_response(room.error());
    response.status = 507;
    return response;
  }
  const auto now_at = folder_.uploads.append(*id, *offset, request.body, upload->size_bytes());
  if (!now_at && now_at.error().code == Code::kAborted) {
    web::Response response = error_response(now_at.error());
    response.status = 409;
    if (const auto at = folder_.uploads.size_bytes(*id)) {
      response.headers.emplace_back("upload-offset", std::to_string(*at));
    }
    return response;
  }
  if (!now_at) return error_response(now_at.error());
  return progress(204, *now_at);
}

void FileDoor::sweep() const {
  const auto reader = store_.snapshot();
  const auto of_uploads = [&](const Id& id) {
    const auto row = storage::find_index(*reader, domain::kUploads, id.bytes());
    if (row && !*row) static_cast<void>(folder_.uploads.remove(id));
  };
  static_cast<void>(folder_.uploads.for_each(of_uploads));
  static_cast<void>(folder_.blobs.sweep([&](std::string_view blob) {
    const auto is_used = domain::is_blob_used(*store_.snapshot(), blob);
    return !is_used || *is_used;
  }));
}

}  // namespace fika::app
