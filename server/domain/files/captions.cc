// SPDX-License-Identifier: GPL-3.0-or-later
// Captions of sound and video: a file that the other holds, so that whoever may read the one may
// read the other. Captions have none themselves, so nothing goes in a circle.
#include "base/text.h"
#include "server/domain/files/handlers.h"
#include "server/domain/messages/messages.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/pages/pages.h"
#include "server/domain/pages/writing.h"
#include "storage/entities.h"
#include "storage/staging.h"

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

// Whether the file belongs to this page: its uploader has written in it, or it came with the import
// of the page. That somebody names the file on a page says nothing: whoever reads a file may.
Result<bool> belongs_to(const storage::Reader& reader, const v1::Page& page, const Id& id,
                        const Id& uploader) {
  const std::string row = storage::KeyWriter().id(id).id(uploader).take();
  TRY(const auto contributed, storage::find_index(reader, kContributors, row));
  if (contributed) return true;
  if (!page.imported()) return false;
  // Administrators import.
  TRY(const auto organisation, organisation_id(reader));
  if (!organisation) return false;
  TRY(const auto person, storage::find<v1::Person>(reader, *organisation, {uploader}));
  return person && person->role() == v1::ROLE_ADMIN;
}

// Of a file whose uploader is erased nobody can tell which page it belongs to: its captions stay as
// they are.
Status check_may_caption(const storage::Reader& reader, const Actor& actor, const Id& id,
                         const store::v1::StoredFile& file) {
  if (file.author() == actor.person.bytes()) return {};
  std::vector<Id> holders;
  if (!file.author().empty()) {
    TRY(holders, holders_of(reader, id));
  }
  for (const Id& holder : holders) {
    const auto page = writable_page(reader, actor, holder.text());
    if (!page) continue;
    TRY(const bool is_its_own,
        belongs_to(reader, page->placed.page, holder, Id::from_bytes(file.author())));
    if (is_its_own) return {};
  }
  return fail(Code::kForbidden,
              "Captions are set by who sent the file, or by who may write a page that they have "
              "written in and that shows it. Ask them.");
}

// Messages carry what is known of their files. As many as a command holds: the others say nothing
// of the captions until they are edited, and GetFile does.
Status renew_messages(storage::Transaction& txn, const Id& id, const v1::File& file) {
  TRY(const auto holders, holders_of(txn, id));
  for (const Id& holder : holders) {
    if (txn.size_bytes() > storage::kCommandBytesMax / 2) break;
    TRY(const auto place, storage::place_of(txn, holder));
    if (!place || place->kind != storage::entity_type<v1::Message>().kind()) continue;
    TRY(auto message, storage::find<v1::Message>(txn, place->root, {holder}));
    if (!message) continue;
    for (v1::File& held : *message->mutable_files()) {
      if (held.id() == file.id()) held = file;
    }
    CHECKED(txn.put(*message));
  }
  return {};
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
  txn.put_index(kCaptionsOfFile, id.bytes(),
                wanted.empty() ? std::string() : std::string(wanted.front().bytes()));
  CHECKED(renew_messages(txn, id, stored.file()));
  return stored.file();
}

}  // namespace fika::domain
