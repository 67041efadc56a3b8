// SPDX-License-Identifier: GPL-3.0-or-later
// Captions of sound and video: a file that the other holds, so that whoever may read the one may
// read the other. Captions have none themselves, so nothing goes in a circle.
#include "base/text.h"
#include "server/domain/files/handlers.h"
#include "server/domain/messages/messages.h"
#include "server/domain/pages/writing.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

constexpr std::string_view kMark = "WEBVTT";

bool has_captions(const v1::File& file) {
  return file.media_type().starts_with("audio/") || file.media_type().starts_with("video/");
}

bool is_webvtt(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!text.starts_with(kMark) || !is_utf8(text)) return false;
  text.remove_prefix(kMark.size());
  return text.empty() || text.front() == ' ' || text.front() == '\t' || text.front() == '\n' ||
         text.front() == '\r';
}

std::unexpected<Error> not_webvtt() {
  return fail(Code::kInvalid,
              "Captions are a text file in the form WebVTT, which begins with the word WEBVTT, of "
              "at most {} MB. Send them so.",
              kCaptionsBytesMax >> 20);
}

Result<bool> may_write(const storage::Reader& reader, const Actor& actor, const Id& holder) {
  TRY(const auto page, storage::find<v1::Page>(reader, holder));
  if (page) return writable_page(reader, actor, holder.text()).has_value();
  TRY(const auto place, storage::place_of(reader, holder));
  if (!place || place->kind != storage::entity_type<v1::Message>().kind()) return false;
  TRY(const Relation relation, relation_to(reader, actor, place->root));
  if (relation < Relation::kSees) return false;
  TRY(const auto message, storage::find<v1::Message>(reader, place->root, {holder}));
  return message && message->author() == actor.person.text();
}

Status check_may_caption(const storage::Reader& reader, const Actor& actor, const Id& id,
                         const store::v1::StoredFile& file) {
  if (file.author() == actor.person.bytes()) return {};
  TRY(const auto holders, holders_of(reader, id));
  for (const Id& holder : holders) {
    TRY(const bool may, may_write(reader, actor, holder));
    if (may) return {};
  }
  return fail(Code::kForbidden,
              "Captions are set by who sent the file, who wrote the message it is in, or who may "
              "write the page. Ask one of them.");
}

}  // namespace

Result<std::string> prepare_captions(const Query& query, const v1::SetCaptionsRequest& request) {
  if (request.captions().empty()) return std::string();
  TRY(const Id id, Id::parse(request.captions(), "The captions"));
  TRY(const auto captions, readable_file(query.reader, query.actor, id));
  if (query.folder == nullptr) return fail(Code::kUnavailable, "Files are not kept here.");
  if (captions.file().size_bytes() > kCaptionsBytesMax) return not_webvtt();
  TRY(const storage::BlobReader content, query.folder->blobs.read(captions.blob()));
  TRY(const std::string text, content.read(0, kCaptionsBytesMax));
  if (!is_webvtt(text)) return not_webvtt();
  // Content never changes: the command need not look again.
  return captions.blob();
}

Result<v1::File> set_captions(Command& command, const v1::SetCaptionsRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const Id id, Id::parse(request.file(), "The file"));
  TRY(auto stored, readable_file(txn, command.actor, id));
  CHECKED(check_may_caption(txn, command.actor, id, stored));
  if (!has_captions(stored.file())) {
    return fail(Code::kInvalid, "Only sound and video have captions; this file is {}.",
                stored.file().media_type());
  }
  std::vector<Id> wanted;
  if (!request.captions().empty()) {
    TRY(const Id captions, Id::parse(request.captions(), "The captions"));
    TRY(const auto known, readable_file(txn, command.actor, captions));
    if (known.blob() != command.prepared || has_captions(known.file())) return not_webvtt();
    wanted.push_back(captions);
  }
  CHECKED(hold_files(txn, command.actor, id, wanted));
  stored.mutable_file()->set_captions(request.captions());
  txn.put_index(kFiles, id.bytes(), stored.SerializeAsString());
  return stored.file();
}

}  // namespace fika::domain
