// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/export.h"

#include <filesystem>

#include "clients/cli/importing/calendar.h"
#include "clients/cli/login_file.h"
#include "clients/cli/slug.h"
#include "clients/cli/wiki/page_export.h"
#include "fika/v1/conversations.pb.h"
#include "fika/v1/messages.pb.h"
#include "fika/v1/organisation.pb.h"

namespace fika::cli {
namespace {

namespace fs = std::filesystem;

template <class List>
std::string json_array(const List& list) {
  std::string text;
  for (const auto& each : list) text += (text.empty() ? "\n" : ",\n") + to_json(each);
  return "[" + text + "\n]";
}

class Export {
 public:
  Export(Session& session, fs::path folder) : session_(session), folder_(std::move(folder)) {}

  Outcome<void> run() {
    TRY(const auto organisation,
        session_.calls().ask<v1::Organisation>("OrganisationService/GetOrganisation",
                                               v1::GetOrganisationRequest()));
    CHECKED(save(folder_ / "organisation.json", to_json(organisation)));
    std::vector<v1::Person> people;
    CHECKED(session_.each_person({}, [&](v1::Person& each) { people.push_back(std::move(each)); }));
    CHECKED(save(folder_ / "people.json", json_array(people)));
    v1::ListCommunitiesRequest request;
    request.set_include_archived(true);
    TRY(const auto communities, session_.calls().ask<v1::ListCommunitiesReply>(
                                    "CommunityService/ListCommunities", request));
    CHECKED(save(folder_ / "communities.json", json_array(communities.communities())));
    {
      Progress progress("Export", static_cast<std::uint64_t>(communities.communities_size()));
      for (const v1::CommunityView& view : communities.communities()) {
        if (view.has_community()) CHECKED(export_community(view.community()));
        progress.advance(1);
      }
    }
    TRY(const auto conversations,
        session_.calls().ask<v1::ListConversationsReply>("ConversationService/ListConversations",
                                                         v1::ListConversationsRequest()));
    for (const v1::ConversationView& view : conversations.conversations()) {
      const v1::Conversation& conversation = view.conversation();
      std::string title = "Conversation of";
      for (const std::string& person : conversation.participants()) {
        title += (title.ends_with("of") ? " " : ", ") + session_.name_of(person);
      }
      CHECKED(export_root(folder_ / "conversations", conversation.id(), title, "conversation",
                          to_json(conversation)));
    }
    TRY(const wiki::PageExport pages, wiki::export_pages(session_, folder_ / "pages"));
    session_.terminal().line(fmt::format(
        "Exported {} threads and conversations, {} messages, {} pages, {} files of pages, to {}",
        roots_, messages_, pages.pages, pages.files, folder_.string()));
    session_.terminal().json(
        fmt::format("{{\"people\": {}, \"communities\": {}, \"roots\": {}, \"messages\": {}, "
                    "\"pages\": {}, \"files\": {}}}",
                    people.size(), communities.communities_size(), roots_, messages_, pages.pages,
                    pages.files));
    return {};
  }

 private:
  static Outcome<void> save(const fs::path& path, std::string_view text) {
    return or_exit(write_file(path, std::string(text) + "\n", false), Exit::kInputRefused);
  }

  // What an earlier export wrote for the same id under an earlier title.
  static void remove_older(const fs::path& folder, const std::string& id, const std::string& stem) {
    std::error_code error;
    std::vector<fs::path> older;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (name.starts_with(id) && it->path().stem().string() != stem) older.push_back(it->path());
    }
    for (const fs::path& path : older) fs::remove(path, error);
  }

  Outcome<void> export_community(const v1::Community& community) {
    const fs::path folder = folder_ / "communities" / community.id();
    CHECKED(save(folder / "community.json", to_json(community)));
    std::vector<v1::Member> members;
    v1::ListMembersRequest request;
    request.set_root(community.id());
    request.set_limit(500);
    do {
      TRY(const auto page,
          session_.calls().ask<v1::ListMembersReply>("CommunityService/ListMembers", request));
      members.insert(members.end(), page.members().begin(), page.members().end());
      request.set_page(page.next_page());
    } while (!request.page().empty());
    CHECKED(save(folder / "members.json", json_array(members)));
    std::vector<v1::Thread> threads;
    CHECKED(session_.each_thread(
        community.id(), [&](const v1::ThreadView& each) { threads.push_back(each.thread()); }));
    for (const v1::Thread& thread : threads) {
      CHECKED(
          export_root(folder / "threads", thread.id(), thread.title(), "thread", to_json(thread)));
    }
    return {};
  }

  // What edited messages said before, by the message's id. An imported edit has no earlier text.
  Outcome<std::string> earlier_texts(const std::vector<v1::Message>& messages) {
    std::string text;
    for (const v1::Message& message : messages) {
      if (message.edited_at_ms() == 0 || message.deleted() || message.imported()) continue;
      v1::ListEditsRequest request;
      request.set_message(message.id());
      TRY(const auto edits,
          session_.calls().ask<v1::ListEditsReply>("MessageService/ListEdits", request));
      text += fmt::format("{}\"{}\": {}", text.empty() ? "" : ",\n", message.id(),
                          json_array(edits.edits()));
    }
    return "{" + text + "}";
  }

  Outcome<void> export_root(const fs::path& folder, const std::string& id, const std::string& title,
                            std::string_view what, const std::string& root_json) {
    std::vector<v1::Message> messages;
    std::vector<v1::Reaction> reactions;
    v1::ListMessagesRequest request;
    request.set_root(id);
    request.set_limit(500);
    for (;;) {
      TRY(const auto page,
          session_.calls().ask<v1::ListMessagesReply>("MessageService/ListMessages", request));
      if (page.messages_size() == 0) break;
      messages.insert(messages.end(), page.messages().begin(), page.messages().end());
      reactions.insert(reactions.end(), page.reactions().begin(), page.reactions().end());
      request.set_after(messages.back().ordinal());
      if (messages.back().ordinal() >= page.last_ordinal()) break;
    }
    std::map<std::string, std::map<std::string, int>> signs;  // by message
    for (const v1::Reaction& reaction : reactions) ++signs[reaction.message()][reaction.emoji()];
    std::string markdown = "# " + title + "\n";
    for (const v1::Message& message : messages) {
      if (message.deleted()) continue;
      markdown += fmt::format("\n**{}** · {}{}\n\n{}\n", session_.name_of(message.author()),
                              importing::minute_words(message.created_at_ms()),
                              message.edited_at_ms() != 0 ? " · edited" : "", message.text());
      std::string line;
      for (const auto& [sign, count] : signs[message.id()])
        line += fmt::format(" {} {}", sign, count);
      if (!line.empty()) markdown += "\n" + line.substr(1) + "\n";
    }
    TRY(const std::string edits, earlier_texts(messages));
    const std::string stem = id + "-" + slug(title);
    CHECKED(
        save(folder / (stem + ".json"),
             fmt::format("{{\"{}\": {},\n\"messages\": {},\n\"reactions\": {},\n\"edits\": {}}}",
                         what, root_json, json_array(messages), json_array(reactions), edits)));
    CHECKED(save(folder / (stem + ".md"), markdown));
    remove_older(folder, id, stem);
    ++roots_;
    messages_ += messages.size();
    return {};
  }

  Session& session_;
  const fs::path folder_;
  std::uint64_t roots_ = 0;
  std::uint64_t messages_ = 0;
};

}  // namespace

Outcome<void> export_all(Session& session, const std::string& folder) {
  return Export(session, folder).run();
}

}  // namespace fika::cli
