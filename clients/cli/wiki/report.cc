// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/report.h"

#include "base/text.h"

namespace fika::cli::wiki {
namespace {

std::string json_of(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [reason, count] : counts) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", json_text(reason), count);
  }
  return "{" + text + "}";
}

void json(const Terminal& terminal, const WikiCounts& counts, const WikiSent& sent, bool dry_run) {
  std::string changed;
  for (const std::string& page : sent.reply.changed_here()) {
    changed += (changed.empty() ? "" : ", ") + json_text(page);
  }
  terminal.json(fmt::format(
      "{{\"pages\": {}, \"folders\": {}, \"revisions\": {}, \"redirects\": {}, "
      "\"links_resolved\": {}, \"links_unresolved\": {}, \"images\": {}, "
      "\"images_unresolved\": {}, \"files\": {}, \"skipped\": {}, \"besides\": {}, "
      "\"pages_added\": {}, \"pages_known\": {}, \"revisions_added\": {}, "
      "\"revisions_known\": {}, \"titles_added\": {}, \"files_added\": {}, \"people_added\": {}, "
      "\"changed_here\": [{}], \"dry_run\": {}}}",
      counts.pages, counts.folders, counts.revisions, counts.redirects, counts.links_resolved,
      counts.links_unresolved, counts.images, counts.images_unresolved, counts.files,
      json_of(counts.skipped), json_of(counts.besides), sent.reply.pages_added(),
      sent.reply.pages_known(), sent.reply.revisions_added(), sent.reply.revisions_known(),
      sent.reply.titles_added(), sent.files_added, sent.people_added, changed, dry_run));
}

}  // namespace

void report(const Terminal& terminal, const WikiCounts& counts, const WikiSent& sent,
            bool dry_run) {
  json(terminal, counts, sent, dry_run);
  terminal.line(fmt::format(
      "Read {} pages with {} revisions, {} redirects and {} pictures; {} links within it lead to "
      "where they should, {} lead nowhere; {} files are named.",
      counts.pages, counts.revisions, counts.redirects, counts.images, counts.links_resolved,
      counts.links_unresolved, counts.files));
  for (const auto& [reason, count] : counts.skipped) {
    terminal.line(fmt::format("  skipped: {} {}", count, reason));
  }
  for (const auto& [what, count] : counts.besides) {
    terminal.line(fmt::format("  besides: {} {}", count, what));
  }
  const v1::ImportPagesReply& reply = sent.reply;
  if (dry_run) {
    terminal.line("Nothing was sent.");
  } else if (reply.pages_added() == 0 && reply.revisions_added() == 0 &&
             reply.titles_added() == 0) {
    terminal.line("Nothing was added: all of it was there already.");
  } else {
    terminal.line(fmt::format(
        "Added {} pages, {} revisions, {} titles that lead to pages and {} files; {} pages were "
        "there already.",
        reply.pages_added(), reply.revisions_added(), reply.titles_added(), sent.files_added,
        reply.pages_known()));
  }
  if (reply.changed_here_size() > 0) {
    terminal.line(fmt::format("{} pages have been written in since, and stay as they are here:",
                              reply.changed_here_size()));
    for (const std::string& page : reply.changed_here()) terminal.line("  /p/" + page);
  }
}

Outcome<std::string> place_called(Session& session, const std::string& community,
                                  const std::string& openness) {
  if (community.empty()) return std::string();
  v1::ListCommunitiesRequest list;
  TRY(const auto communities,
      session.calls().ask<v1::ListCommunitiesReply>("CommunityService/ListCommunities", list));
  const std::string wanted = to_lower_ascii(trim(community));
  std::string found;
  for (const v1::CommunityView& view : communities.communities()) {
    const v1::CommunityListing& listing = view.listing();
    const std::string& id = view.has_community() ? view.community().id() : listing.community();
    const std::string& name = view.has_community() ? view.community().name() : listing.name();
    if (id != wanted && to_lower_ascii(name) != wanted) continue;
    if (!found.empty()) {
      return give_up(Exit::kUsage, Code::kInvalid,
                     "Several communities are called \"{}\"; give an id.", community);
    }
    found = id;
  }
  if (!found.empty()) return found;
  v1::CreateCommunityRequest create;
  create.set_id(fresh_id());
  create.set_name(community);
  create.set_openness(openness == "private"      ? v1::OPENNESS_PRIVATE
                      : openness == "on-request" ? v1::OPENNESS_ON_REQUEST
                                                 : v1::OPENNESS_OPEN);
  TRY(const auto made,
      session.calls().tell<v1::Community>("CommunityService/CreateCommunity", create));
  return made.id();
}

}  // namespace fika::cli::wiki
