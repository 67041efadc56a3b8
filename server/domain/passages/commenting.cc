// SPDX-License-Identifier: GPL-3.0-or-later
// A comment and its passage in one command. The passage is looked for in the
// pool: in the text that was read, and from there in the newest one.
#include "base/text.h"
#include "server/domain/messages/messages.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/tree.h"
#include "server/domain/passages/following.h"
#include "server/domain/passages/handlers.h"
#include "server/domain/passages/positions.h"

namespace fika::domain {
namespace {

using merging::Range;

std::unexpected<Error> not_there() {
  return fail(Code::kInvalid,
              "What is marked does not stand there in that "
              "revision. Look at the page again, and "
              "mark it anew.");
}

Status check_quote(std::string_view quote) {
  if (quote.empty()) return fail(Code::kInvalid, "Nothing is marked. Mark what it is about.");
  if (!is_utf8(quote)) return fail(Code::kInvalid, "The quote is not valid UTF-8.");
  if (utf8_length(quote) > kPassageQuoteMax) {
    return fail(Code::kInvalid, "{} characters are marked; at most {} can be. Mark fewer.",
                utf8_length(quote), kPassageQuoteMax);
  }
  return {};
}

// In bytes of the text that was read.
Result<Range> marked(const v1::CommentPassageRequest& request, std::string_view text) {
  CHECKED(check_quote(request.quote()));
  if (request.start() == 0 && request.end() == 0) {
    const auto found = find_as_read(text, request.quote());
    if (!found) return not_there();
    CHECKED(check_quote(found->of(text)));
    return *found;
  }
  const Positions positions(text);
  if (request.start() >= request.end() || request.end() > positions.length()) return not_there();
  const Range range = positions.bytes_of({request.start(), request.end()});
  if (range.of(text) != request.quote()) return not_there();
  return range;
}

}  // namespace

Result<std::string> prepare_comment(const Query& query, const v1::CommentPassageRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  store::v1::PreparedComment prepared;
  prepared.set_head(page.revision());
  TRY(*prepared.mutable_html(), message_html(request.text(), false));
  TRY(const auto read, named_revision(query.reader, id, request.revision(), page.revision()));
  TRY(const std::string text, text_of(query.reader, id, read));
  TRY(const Range range, marked(request, text));
  prepared.set_quote(std::string(range.of(text)));
  TRY(const auto newest, named_revision(query.reader, id, 0, page.revision()));
  TRY(const std::string present, text_of(query.reader, id, newest));
  TRY(const Following following, Following::between(text, present));
  const auto now = following.follow(range);
  // What is commented on may be gone by now: the comment is not.
  prepared.set_orphaned(!now);
  const Range points = Positions(now ? present : text).points_of(now.value_or(range));
  prepared.set_start(static_cast<std::uint32_t>(points.begin));
  prepared.set_end(static_cast<std::uint32_t>(points.end));
  return prepared.SerializeAsString();
}

Result<v1::CommentPassageReply> comment_passage(Command& command,
                                                const v1::CommentPassageRequest& request) {
  TRY(const MessageRoot root, message_root(command.txn, request.page()));
  TRY(const v1::Page page, named_page(command.txn, request.page()));
  CHECKED(check_open(command.txn, root));
  store::v1::PreparedComment prepared;
  prepared.ParseFromArray(command.prepared.data(), static_cast<int>(command.prepared.size()));
  if (prepared.head() != page.revision()) return prepare_again();
  v1::CommentPassageReply reply;
  Command posting{command.txn, command.actor, command.organisation, prepared.html()};
  TRY(*reply.mutable_message(),
      post(posting, root, {.id = request.message(), .text = request.text()}));
  v1::Passage& passage = *reply.mutable_passage();
  passage.set_page(page.id());
  passage.set_message(reply.message().id());
  passage.set_quote(prepared.quote());
  passage.set_start(prepared.start());
  passage.set_end(prepared.end());
  passage.set_revision(page.revision());
  passage.set_orphaned(prepared.orphaned());
  CHECKED(open_passage(command.txn, passage));
  return reply;
}

}  // namespace fika::domain
