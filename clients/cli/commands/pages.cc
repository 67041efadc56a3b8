// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/pages.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <unistd.h>

#include "base/id.h"
#include "base/text.h"
#include "clients/cli/importing/calendar.h"
#include "fika/v1/pages.pb.h"

namespace fika::cli {
namespace {

constexpr std::size_t kIdCharacters = 36;

std::string community_id(const v1::CommunityView& view) {
  return view.has_community() ? view.community().id() : view.listing().community();
}

Outcome<std::string> page_id(Session& session, std::string_view words) {
  if (Id::parse(words)) return std::string(words);
  const std::size_t path = words.find("/p/");
  if (path != std::string_view::npos && Id::parse(words.substr(path + 3, kIdCharacters))) {
    return std::string(words.substr(path + 3, kIdCharacters));
  }
  v1::ResolvePageRequest request;
  request.set_title(std::string(words));
  TRY(const auto page, session.calls().ask<v1::Page>("PageService/ResolvePage", request));
  return page.id();
}

Outcome<v1::PageView> view_of(Session& session, std::string_view words,
                              std::uint64_t revision = 0) {
  v1::GetPageRequest request;
  TRY(*request.mutable_page(), page_id(session, words));
  request.set_revision(revision);
  return session.calls().ask<v1::PageView>("PageService/GetPage", request);
}

Outcome<std::string> text_in(const std::string& file) {
  std::string text;
  if (file == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream in(file, std::ios::binary);
    if (!in) return give_up(Exit::kInputRefused, Code::kNotFound, "{} cannot be read.", file);
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  if (is_utf8(text)) return text;
  return give_up(Exit::kInputRefused, Code::kInvalid, "The text is not valid UTF-8.");
}

struct Target {
  std::string community, parent, before;
};
// Beside the page it is to stand in front of, below a page, or at the top of a place.
Outcome<Target> target_of(Session& session, const PageOptions& options) {
  Target target;
  if (!options.before.empty()) {
    TRY(const auto sibling, view_of(session, options.before));
    return Target{.community = sibling.page().community(),
                  .parent = sibling.page().parent(),
                  .before = sibling.page().id()};
  }
  if (!options.below.empty()) {
    TRY(const auto parent, view_of(session, options.below));
    return Target{
        .community = parent.page().community(), .parent = parent.page().id(), .before = {}};
  }
  if (!options.community.empty()) {
    TRY(const auto view, session.community(options.community));
    target.community = community_id(view);
  }
  return target;
}

void print_page(Session& session, const v1::Page& page, std::string_view mark = {}) {
  session.terminal().line(fmt::format("{}  {}{}", page.id(), page.title(), mark));
}

void print_lines(Session& session, std::string_view name, const std::string& text) {
  session.terminal().line(fmt::format("--- {}", name));
  if (!text.empty()) session.terminal().line(trim(text));
}

// What does not go together, for whoever is to decide.
void print_conflict(Session& session, const v1::PageConflict& conflict) {
  for (const v1::MergePart& part : conflict.parts()) {
    if (!part.has_conflict()) continue;
    print_lines(session, "was", part.conflict().base());
    print_lines(session, "yours", part.conflict().yours());
    print_lines(session, "theirs", part.conflict().theirs());
    session.terminal().line("");
  }
  for (const v1::FieldConflict& field : conflict.fields()) {
    session.terminal().line(fmt::format("{}: was \"{}\", yours \"{}\", theirs \"{}\"",
                                        field.field(), field.base(), field.yours(),
                                        field.theirs()));
  }
}

// Each page of a list, from the first token to the last.
template <class Reply, class Request, class Call>
Outcome<void> each_page(Session& session, std::string_view method, Request request, Call&& call) {
  do {
    TRY(auto reply, session.calls().ask<Reply>(method, request));
    call(reply);
    request.set_page(reply.next_page());
  } while (!request.page().empty());
  return {};
}

Outcome<void> list_trash(Session& session, const std::string& community) {
  v1::ListTrashRequest request;
  request.set_community(community);
  request.set_limit(200);
  std::vector<v1::Page> pages;
  CHECKED(each_page<v1::ListTrashReply>(
      session, "PageService/ListTrash", request, [&](v1::ListTrashReply& reply) {
        pages.insert(pages.end(), reply.pages().begin(), reply.pages().end());
      }));
  for (const v1::Page& page : pages) print_page(session, page);
  session.terminal().json_list(pages);
  return {};
}

}  // namespace

Outcome<void> page_list(Session& session, const PageOptions& options) {
  TRY(const Target target, target_of(session, options));
  if (options.is_trash) return list_trash(session, target.community);
  v1::ListPagesRequest request;
  request.set_limit(500);
  if (target.parent.empty()) {
    request.set_community(target.community);
  } else {
    request.set_parent(target.parent);
  }
  std::vector<v1::PageNode> nodes;
  CHECKED(each_page<v1::ListPagesReply>(
      session, "PageService/ListPages", request, [&](v1::ListPagesReply& reply) {
        nodes.insert(nodes.end(), reply.pages().begin(), reply.pages().end());
      }));
  for (const v1::PageNode& node : nodes) {
    print_page(session, node.page(), node.has_children() ? "/" : "");
  }
  session.terminal().json_list(nodes);
  return {};
}

Outcome<void> page_read(Session& session, const PageOptions& options) {
  TRY(const auto view, view_of(session, options.page, options.revision));
  if (!session.terminal().is_json()) {
    // The text alone goes to stdout, as it is: what is saved again is what was read.
    const bool is_shown = isatty(STDOUT_FILENO) == 1;
    std::cout << (is_shown ? printable(view.text()) : view.text()) << std::flush;
    Terminal::note(fmt::format("{}: revision {}, {} {}", view.page().title(),
                               view.revision().number(), session.name_of(view.revision().author()),
                               importing::minute_words(view.revision().created_at_ms())));
  }
  session.terminal().json(to_json(view));
  return {};
}

Outcome<void> page_create(Session& session, const PageOptions& options) {
  TRY(const Target target, target_of(session, options));
  v1::CreatePageRequest request;
  request.set_id(fresh_id());
  request.set_title(options.title);
  request.set_community(target.community);
  request.set_parent(target.parent);
  request.set_before(target.before);
  request.set_language(options.language);
  request.set_template_name(options.template_name);
  request.set_summary(options.summary);
  for (const std::string& tag : options.tags) request.add_tags(tag);
  if (!options.file.empty()) {
    TRY(*request.mutable_text(), text_in(options.file));
  }
  TRY(const auto made, session.calls().tell<v1::Page>("PageService/CreatePage", request));
  print_page(session, made);
  session.terminal().json(to_json(made));
  return {};
}

Outcome<void> page_save(Session& session, const PageOptions& options) {
  v1::SavePageRequest request;
  TRY(*request.mutable_page(), page_id(session, options.page));
  request.set_base_revision(options.base);
  request.set_summary(options.summary);
  request.set_minor(options.is_minor);
  if (!options.file.empty()) {
    TRY(*request.mutable_text(), text_in(options.file));
  }
  if (!options.title.empty()) request.set_title(options.title);
  if (!options.language.empty()) request.set_language(options.language);
  for (const std::string& tag : options.tags) request.add_tags(tag);
  request.set_replace_tags(!options.tags.empty());
  TRY(const auto done, session.calls().tell<v1::SavePageReply>("PageService/SavePage", request));
  session.terminal().json(to_json(done));
  if (done.has_conflict()) {
    print_conflict(session, done.conflict());
    const auto head = done.conflict().head_revision();
    return give_up(Exit::kConflict, Code::kAborted,
                   "Somebody has changed the same since revision {}; nothing was saved. Read "
                   "revision {}, decide, and save with --base {}.",
                   options.base, head, head);
  }
  session.terminal().line(fmt::format(
      "{}  {}, revision {}{}", done.page().id(), done.page().title(), done.page().revision(),
      done.has_merge()
          ? fmt::format(", brought together with revision {} by {}", done.merge().with_revision(),
                        session.name_of(done.merge().with_author()))
          : std::string()));
  for (const std::string& sentence : done.merge().sentences_to_check()) {
    Terminal::note("Both changed this: " + printable(sentence));
  }
  return {};
}

Outcome<void> page_history(Session& session, const PageOptions& options) {
  v1::ListRevisionsRequest request;
  TRY(*request.mutable_page(), page_id(session, options.page));
  request.set_before(options.revision);
  request.set_limit(options.limit);
  TRY(const auto list,
      session.calls().ask<v1::ListRevisionsReply>("PageService/ListRevisions", request));
  if (!session.terminal().is_json()) {
    for (const v1::Revision& each : list.revisions()) {
      session.terminal().line(fmt::format(
          "{}  {}  {}{}{}", each.number(), importing::minute_words(each.created_at_ms()),
          session.name_of(each.author()), each.minor() ? "  (minor)" : "",
          each.summary().empty() ? "" : "  " + each.summary()));
    }
    if (list.has_more()) {
      Terminal::note(fmt::format("Earlier: fika page history {} --before {}", request.page(),
                                 list.revisions().rbegin()->number()));
    }
  }
  session.terminal().json(to_json(list));
  return {};
}

Outcome<void> page_move(Session& session, const PageOptions& options) {
  v1::MovePageRequest request;
  TRY(*request.mutable_page(), page_id(session, options.page));
  TRY(const Target target, target_of(session, options));
  request.set_community(target.community);
  request.set_parent(target.parent);
  request.set_before(target.before);
  TRY(const auto moved, session.calls().tell<v1::Page>("PageService/MovePage", request));
  print_page(session, moved);
  session.terminal().json(to_json(moved));
  return {};
}

Outcome<void> page_trash(Session& session, const PageOptions& options) {
  v1::TrashPageRequest request;
  TRY(*request.mutable_page(), page_id(session, options.page));
  TRY(const auto page, session.calls().tell<v1::Page>("PageService/TrashPage", request));
  session.terminal().line(
      fmt::format("{} is in the trash for 30 days: fika page restore {}", page.title(), page.id()));
  session.terminal().json(to_json(page));
  return {};
}

Outcome<void> page_restore(Session& session, const PageOptions& options) {
  if (options.revision == 0) {
    v1::RestorePageRequest request;
    TRY(*request.mutable_page(), page_id(session, options.page));
    TRY(const auto page, session.calls().tell<v1::Page>("PageService/RestorePage", request));
    print_page(session, page);
    session.terminal().json(to_json(page));
    return {};
  }
  TRY(const auto view, view_of(session, options.page));
  v1::RestoreRevisionRequest request;
  request.set_page(view.page().id());
  request.set_revision(options.revision);
  request.set_base_revision(view.page().revision());
  request.set_summary(options.summary);
  TRY(const auto page, session.calls().tell<v1::Page>("PageService/RestoreRevision", request));
  print_page(session, page, fmt::format(", revision {}", page.revision()));
  session.terminal().json(to_json(page));
  return {};
}

}  // namespace fika::cli
