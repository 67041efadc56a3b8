// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/search.h"

#include <iostream>
#include <unistd.h>

#include "clients/cli/importing/calendar.h"
#include "fika/v1/search.pb.h"

namespace fika::cli {
namespace {

constexpr std::string_view kBold = "\033[1m", kPlain = "\033[0m";

std::string_view word_of(const v1::SearchHit& hit) {
  switch (hit.kind()) {
    case v1::SEARCH_KIND_THREAD:
      return hit.question() ? "question" : "thread";
    case v1::SEARCH_KIND_PAGE:
      return hit.lesson() ? "lesson" : "page";
    case v1::SEARCH_KIND_PERSON:
      return "person";
    case v1::SEARCH_KIND_COMMUNITY:
      return "community";
    case v1::SEARCH_KIND_FILE:
      return "file";
    default:
      return "message";
  }
}

// On one line; what matched stands out on a terminal.
std::string shown(const google::protobuf::RepeatedPtrField<v1::SearchPiece>& pieces,
                  bool is_terminal) {
  std::string line;
  for (const v1::SearchPiece& piece : pieces) {
    std::string text = printable(piece.text());
    for (char& c : text) {
      if (c == '\n' || c == '\t') c = ' ';
    }
    const bool stands_out = piece.marked() && is_terminal;
    if (stands_out) line += kBold;
    line += text;
    if (stands_out) line += kPlain;
  }
  return line;
}

// What a browser, or fika itself, opens it by.
std::string address_of(const v1::SearchHit& hit) {
  switch (hit.kind()) {
    case v1::SEARCH_KIND_PAGE:
      return "/p/" + hit.id() + (hit.anchor().empty() ? "" : "#" + hit.anchor());
    case v1::SEARCH_KIND_MESSAGE:
    case v1::SEARCH_KIND_FILE:
      return hit.page_talk() ? "/p/" + hit.root() : hit.root();
    default:
      return hit.id();
  }
}

// Its own words were made safe for a terminal a piece at a time.
void put_line(const std::string& line) { std::cout << line << '\n'; }

void print_hit(Session& session, const v1::SearchHit& hit, bool is_terminal) {
  std::string title = shown(hit.title(), is_terminal);
  if (hit.conversation()) title = "a conversation";
  if (!hit.heading().empty()) title += " › " + printable(hit.heading());
  const std::string author =
      hit.author().empty() ? std::string() : "  " + printable(session.name_of(hit.author()));
  put_line(fmt::format("{}  {}  {}{}", word_of(hit), title, importing::minute_words(hit.time_ms()),
                       author));
  if (hit.snippet_size() > 0) put_line("  " + shown(hit.snippet(), is_terminal));
  put_line("  " + printable(address_of(hit)) +
           (hit.more() == 0 ? std::string() : fmt::format("  and {} more there", hit.more())));
}

void note_what_was_understood(const v1::SearchReply& reply) {
  for (const v1::SearchCondition& condition : reply.conditions()) {
    if (!condition.unknown()) continue;
    Terminal::note(fmt::format("Nothing is known as {}:{}; it was taken for words.",
                               condition.name(), condition.value()));
  }
  if (!reply.corrected().empty()) {
    Terminal::note(fmt::format("Nothing was found; this is for \"{}\".", reply.corrected()));
  }
}

}  // namespace

Outcome<void> find(Session& session, const SearchOptions& options) {
  v1::SearchRequest request;
  request.set_query(options.words);
  for (const std::string& condition : options.conditions) {
    request.mutable_query()->append(" " + condition);
  }
  request.set_limit(options.limit);
  request.set_offset(options.offset);
  request.set_exact(options.is_exact);
  TRY(const auto reply, session.calls().ask<v1::SearchReply>("SearchService/Search", request));
  session.terminal().json(to_json(reply));
  if (session.terminal().is_json()) return {};
  note_what_was_understood(reply);
  const bool is_terminal = isatty(STDOUT_FILENO) == 1;
  for (const v1::SearchHit& hit : reply.hits()) print_hit(session, hit, is_terminal);
  std::cout << std::flush;
  if (reply.hits().empty()) Terminal::note("Nobody has written this yet.");
  if (reply.has_more()) {
    Terminal::note(fmt::format("More: --offset {}", options.offset + options.limit));
  }
  return {};
}

}  // namespace fika::cli
