// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/present.h"

#include <algorithm>
#include <fika/v1/communities.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/threads.pb.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/domain/files/files.h"
#include "server/domain/messages/documents.h"
#include "server/domain/messages/messages.h"
#include "server/domain/pages/pages.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// As snippets have it: each run of white space is one blank, and there is none at the ends.
std::string with_single_blanks(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte != 0x7f) {
      result += c;
    } else if (!result.empty() && !result.ends_with(' ')) {
      result += ' ';
    }
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

// Without the signs for what was left out before and behind it.
std::string said_by(const std::vector<search::Piece>& pieces) {
  constexpr std::string_view kBefore = "… ", kBehind = " …";
  std::string said;
  for (const search::Piece& piece : pieces) said += piece.text;
  if (said.starts_with(kBefore)) said.erase(0, kBefore.size());
  if (said.ends_with(kBehind)) said.erase(said.size() - kBehind.size());
  return said;
}

bool says(const search::Document& now, const search::Hit& found) {
  const std::string said = with_single_blanks(said_by(found.snippet));
  return said.empty() || with_single_blanks(now.text + "\n" + now.code).contains(said);
}

// A thread's is the message that opened it.
Result<std::optional<v1::Message>> message_of(const storage::Reader& reader,
                                              const search::Hit& found) {
  if (found.kind == search::Kind::kMessage) {
    return storage::find<v1::Message>(reader, found.root, {found.id});
  }
  const auto first = storage::KeyWriter().id(found.id).u64(1).take();
  TRY(const auto id, storage::find_index(reader, kMessagesByOrdinal, first));
  if (!id) return std::optional<v1::Message>();
  return storage::find<v1::Message>(reader, found.id, {Id::from_bytes(*id)});
}

Result<bool> is_said_still(const Query& query, const search::Hit& found) {
  const storage::Reader& reader = query.reader;
  search::Document now;
  switch (found.kind) {
    case search::Kind::kMessage:
    case search::Kind::kThread: {
      TRY(const auto message, message_of(reader, found));
      if (message && !message->deleted()) put_message_text(now, *message);
      break;
    }
    case search::Kind::kPage: {
      // A long one is not read again for this: a revision since is enough to doubt.
      TRY(const auto page, storage::find<v1::Page>(reader, found.id));
      return page && page->revised_at_ms() == found.time_ms;
    }
    case search::Kind::kCommunity: {
      TRY(const auto community, storage::find<v1::Community>(reader, found.id));
      if (!community) return false;
      for (const std::string* field :
           {&community->purpose(), &community->theme(), &community->rhythm()}) {
        now.text += *field + "\n";
      }
      break;
    }
    case search::Kind::kPerson:
    case search::Kind::kFile:
      return true;
  }
  return says(now, found);
}

Result<std::string> title_of(const Query& query, search::Kind kind, const Id& id) {
  const storage::Reader& reader = query.reader;
  std::string title;
  if (kind == search::Kind::kThread) {
    TRY(const auto thread, storage::find<v1::Thread>(reader, id));
    if (thread) title = thread->title();
  } else if (kind == search::Kind::kPage) {
    TRY(const auto page, storage::find<v1::Page>(reader, id));
    if (page) title = page->title();
  } else if (kind == search::Kind::kPerson) {
    TRY(const auto person, storage::find<v1::Person>(reader, query.organisation, {id}));
    if (person) title = person->name();
  } else if (kind == search::Kind::kCommunity) {
    TRY(const auto community, storage::find<v1::Community>(reader, id));
    if (community) title = community->name();
  }
  return title;
}

}  // namespace

Status put_present_title(const Query& query, search::Kind kind, const Id& id, v1::SearchHit& hit) {
  if (kind == search::Kind::kMessage || kind == search::Kind::kFile) return {};
  TRY(std::string title, title_of(query, kind, id));
  std::string shown;
  for (const v1::SearchPiece& piece : hit.title()) shown += piece.text();
  if (with_single_blanks(shown) == with_single_blanks(title)) return {};
  hit.clear_title();
  if (!title.empty()) hit.add_title()->set_text(std::move(title));
  return {};
}

Status drop_former_text(const Query& query, const search::Hit& found, v1::SearchHit& hit) {
  TRY(const bool is_still, is_said_still(query, found));
  if (is_still) return {};
  hit.clear_snippet();
  hit.clear_heading();
  hit.clear_anchor();
  return {};
}

Result<bool> is_attached(const storage::Reader& reader, const Id& file, const Id& root) {
  std::vector<Id> holders;
  CHECKED(storage::scan_index(reader, kHoldersOfFile,
                              {.prefix = std::string(file.bytes()), .bound = {}},
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                holders.push_back(parts.id());
                                return holders.size() < kHoldersAsked;
                              }));
  for (const Id& holder : holders) {
    TRY(const auto place, root_of(reader, holder));
    if (place != root) continue;
    if (holder == root) {
      TRY(const auto text, page_text(reader, root));
      const auto named = files_in(text.value_or(std::string()), kFilesOfPageMax);
      if (std::ranges::find(named, file) != named.end()) return true;
      continue;
    }
    TRY(const auto message, storage::find<v1::Message>(reader, root, {holder}));
    const bool holds = message && !message->deleted() &&
                       std::ranges::any_of(message->files(), [&](const v1::File& held) {
                         return held.id() == file.text();
                       });
    if (holds) return true;
  }
  return false;
}

}  // namespace fika::domain
