// SPDX-License-Identifier: GPL-3.0-or-later
// Which revision each line came with. The history is walked from as far back as the bounds allow,
// one text in memory at a time.
#include "server/merging/blame.h"

#include <algorithm>

#include "server/domain/pages/handlers.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/tree.h"

namespace fika::domain {
namespace {

struct Walked {
  std::vector<store::v1::StoredRevision> revisions;  // in the order they were made
  bool is_whole = true;                              // from the first one on
};

// The last revisions up to `newest`; of those without a text of their own only the marks count.
Result<Walked> walked_up_to(const storage::Reader& reader, const Id& page, std::uint64_t newest) {
  Walked walked;
  std::uint64_t bytes = 0;
  Status status;
  const storage::Range range{.prefix = std::string(page.bytes()),
                             .bound = revision_key(page, newest + 1),
                             .reverse = true};
  CHECKED(
      storage::scan_index(reader, kRevisions, range, [&](std::string_view, std::string_view value) {
        store::v1::StoredRevision stored;
        if (!stored.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
          status = fail(Code::kDataLoss, "A revision cannot be read. Run fika-server verify.");
          return false;
        }
        bytes += stored.revision().text_bytes();
        walked.is_whole =
            walked.revisions.empty() ||
            (walked.revisions.size() < kBlamedRevisionsMax && bytes <= kBlamedTextBytesMax);
        if (walked.is_whole) walked.revisions.push_back(std::move(stored));
        return walked.is_whole;
      }));
  CHECKED(status);
  std::ranges::reverse(walked.revisions);
  return walked;
}

}  // namespace

Result<v1::BlamePageReply> blame_page(const Query& query, const v1::BlamePageRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  TRY(const auto wanted, named_revision(query.reader, id, request.revision(), page.revision()));
  TRY(const Walked walked, walked_up_to(query.reader, id, wanted.revision().number()));
  merging::Blame blame;
  std::uint64_t text_number = 0;
  for (std::uint32_t place = 0; place < walked.revisions.size(); ++place) {
    const auto& revision = walked.revisions[place];
    if (revision.text_number() == text_number) continue;  // only its title or tags changed
    text_number = revision.text_number();
    TRY(const std::string text, text_of(query.reader, id, revision));
    CHECKED(blame.add(place, text));
  }
  v1::BlamePageReply reply;
  *reply.mutable_revision() = mark_of(wanted.revision());
  reply.set_oldest_revision(walked.revisions.front().revision().number());
  const auto& places = blame.revisions();
  for (std::size_t line = 0; line < places.size(); ++line) {
    if (line == 0 || places[line] != places[line - 1]) {
      v1::BlamedStretch& stretch = *reply.add_stretches();
      stretch.set_first_line(static_cast<std::uint32_t>(line + 1));
      *stretch.mutable_revision() = mark_of(walked.revisions[places[line]].revision());
      stretch.set_is_older(places[line] == 0 && !walked.is_whole);
    }
    v1::BlamedStretch& stretch = *reply.mutable_stretches()->rbegin();
    stretch.set_line_count(stretch.line_count() + 1);
    stretch.mutable_text()->append(blame.line(line)).append("\n");
  }
  return reply;
}

}  // namespace fika::domain
