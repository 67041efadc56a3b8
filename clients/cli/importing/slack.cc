// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/slack.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "base/text.h"
#include "clients/cli/importing/calendar.h"
#include "clients/cli/importing/json_text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/importing/slack_people.h"
#include "clients/cli/importing/slack_text.h"

namespace fika::cli::importing {
namespace {

namespace json = boost::json;

struct Entry {
  std::int64_t time_us = 0;
  json::object message;
};

class Workspace {
 public:
  explicit Workspace(Source& source) : source_(source), people_(names_) {}

  Result<Archive> read() {
    CHECKED(find_root());
    TRY(const std::string users, source_.read(root_ + "users.json"));
    CHECKED(people_.read(users, root_ + "users.json"));
    CHECKED(read_channels("channels.json", false));
    CHECKED(read_channels("groups.json", true));
    CHECKED(count_left_out("dms.json", "direct conversation"));
    CHECKED(count_left_out("mpims.json", "direct conversation of several"));
    for (std::size_t i = 0; i < channels_.size(); ++i) CHECKED(read_messages(i));
    count_strange_folders();
    for (Channel& channel : channels_) {
      archive_.communities.push_back(std::move(channel.community));
    }
    archive_.people = people_.take();
    return std::move(archive_);
  }

 private:
  struct Channel {
    std::string id;
    std::string folder;
    ArchivedCommunity community;
  };

  bool has(const std::string& name) const {
    return std::ranges::binary_search(source_.names(), root_ + name);
  }

  // Tools that pack an export put a folder around it.
  Status find_root() {
    std::string best;
    bool is_found = false;
    for (const std::string& name : source_.names()) {
      if (name != "users.json" && !name.ends_with("/users.json")) continue;
      const std::string root = name.substr(0, name.size() - 10);
      if (root.starts_with("__MACOSX/")) continue;
      if (!is_found || root.size() < best.size()) best = root;
      is_found = true;
    }
    if (!is_found) {
      return fail(Code::kInvalid, "There is no users.json: this is not a Slack export.");
    }
    root_ = best;
    if (!has("channels.json") && !has("groups.json")) {
      return fail(Code::kInvalid, "There is no channels.json: this is not a Slack export.");
    }
    return {};
  }

  Result<json::array> read_list(const std::string& file, const std::string& text) {
    TRY(json::value parsed, parse_json(text, file));
    if (!parsed.is_array()) return fail(Code::kInvalid, "{}, line 1: this is not a list.", file);
    return std::move(parsed.get_array());
  }

  Status read_channels(const std::string& name, bool is_private) {
    if (!has(name)) return {};
    const std::string file = root_ + name;
    TRY(const std::string text, source_.read(file));
    TRY(const json::array list, read_list(file, text));
    for (std::size_t i = 0; i < list.size(); ++i) {
      const json::object* channel = list[i].if_object();
      const bool good = channel != nullptr && !text_field(*channel, "id").empty() &&
                        !text_field(*channel, "name").empty() &&
                        text_field(*channel, "name").find('/') == std::string_view::npos;
      if (!good) {
        return fail(Code::kInvalid, "{}, line {}: this is not a channel with id and name.", file,
                    line_of_element(text, i));
      }
      if (names_.channels.contains(text_field(*channel, "id"))) {
        return fail(Code::kInvalid, "{}, line {}: this channel is there twice.", file,
                    line_of_element(text, i));
      }
      add_channel(*channel, is_private);
    }
    return {};
  }

  void add_channel(const json::object& channel, bool is_private) {
    const std::string id(text_field(channel, "id"));
    const std::int64_t created_s =
        std::clamp<std::int64_t>(number_field(channel, "created"), 0, 4'102'444'800);
    Channel& added = channels_.emplace_back();
    added.id = id;
    added.folder = text_field(channel, "name");
    ArchivedCommunity& community = added.community;
    community.created_at_ms = created_s * 1000;
    community.id = Id::derive(community.created_at_ms, "slack channel " + id);
    community.name = as_line(added.folder, kNameLengthMax, id);
    community.is_private = is_private;
    community.is_archived = flag_field(channel, "is_archived");
    for (const std::string_view name : {"purpose", "topic"}) {
      const json::object* about = object_field(channel, name);
      if (about == nullptr || !community.purpose.empty()) continue;
      community.purpose = as_line(text_field(*about, "value"), kPurposeLengthMax, {});
    }
    if (const json::array* members = array_field(channel, "members")) {
      std::set<Id> seen;
      for (const json::value& member : *members) {
        if (!member.is_string()) continue;
        const Id person = people_.person(std::string_view(member.get_string()));
        if (!seen.insert(person).second) continue;
        if (community.members.size() < kMembersMax) {
          community.members.push_back(person);
        } else {
          ++archive_.left_out["member of a very large channel"];
        }
      }
    }
    names_.channels[id] = {.id = community.id, .name = community.name};
  }

  Status count_left_out(const std::string& name, const std::string& reason) {
    if (!has(name)) return {};
    TRY(const std::string text, source_.read(root_ + name));
    TRY(const json::array list, read_list(root_ + name, text));
    for (const json::value& value : list) {
      ++archive_.left_out[reason];
      const json::object* conversation = value.if_object();
      if (conversation != nullptr) private_folders_.emplace(text_field(*conversation, "id"));
      if (conversation != nullptr) private_folders_.emplace(text_field(*conversation, "name"));
    }
    return {};
  }

  // A day's file is FOLDER/2015-06-05.json; anything else in there is not a conversation.
  std::vector<std::string> day_files(const std::string& folder) const {
    std::vector<std::string> files;
    const std::string prefix = root_ + folder + "/";
    const std::vector<std::string>& names = source_.names();
    for (auto it = std::ranges::lower_bound(names, prefix);
         it != names.end() && it->starts_with(prefix); ++it) {
      const std::string_view rest = std::string_view(*it).substr(prefix.size());
      if (rest.size() == 15 && rest.ends_with(".json") && rest[4] == '-' && rest[7] == '-') {
        files.push_back(*it);
      }
    }
    return files;
  }

  void count_strange_folders() {
    std::set<std::string> known;
    for (const Channel& channel : channels_) known.insert(channel.folder);
    std::set<std::string> strange;
    for (const std::string& name : source_.names()) {
      if (!name.starts_with(root_)) continue;
      const std::string rest = name.substr(root_.size());
      const std::size_t slash = rest.find('/');
      if (slash == std::string::npos || rest.starts_with("__MACOSX/")) continue;
      const std::string folder = rest.substr(0, slash);
      if (known.contains(folder) || private_folders_.contains(folder)) continue;
      if (strange.insert(folder).second) ++archive_.left_out["folder without a channel"];
    }
  }

  Status read_messages(std::size_t channel) {
    std::vector<Entry> entries;
    std::unordered_set<std::int64_t> seen;
    for (const std::string& file : day_files(channels_[channel].folder)) {
      TRY(const std::string text, source_.read(file));
      TRY(json::array list, read_list(file, text));
      for (std::size_t i = 0; i < list.size(); ++i) {
        json::object* message = list[i].if_object();
        const auto refuse = [&](std::string_view why) {
          return fail(Code::kInvalid, "{}, line {}: {}.", file, line_of_element(text, i), why);
        };
        if (message == nullptr) return refuse("this is not a message");
        const auto time_us = parse_slack_us(text_field(*message, "ts"));
        if (!time_us) return refuse(time_us.error().detail);
        ++archive_.messages_read;
        const std::string subtype(text_field(*message, "subtype"));
        if (!is_conversation(subtype)) {
          ++archive_.skipped[as_line(subtype, 40, "?")];
        } else if (!seen.insert(*time_us).second) {
          ++archive_.skipped["duplicate"];
        } else {
          entries.push_back({.time_us = *time_us, .message = std::move(*message)});
        }
      }
    }
    std::ranges::sort(entries, {}, &Entry::time_us);
    std::map<std::string, Id> threads;
    for (const Entry& entry : entries) add_message(channels_[channel], entry, threads);
    return {};
  }

  void add_message(const Channel& channel, const Entry& entry, std::map<std::string, Id>& threads) {
    const json::object& message = entry.message;
    const std::int64_t time_ms = entry.time_us / 1000;
    const std::vector<std::string> parts = in_parts(slack_markdown(message, names_));
    if (parts.empty()) {
      ++archive_.skipped["empty"];
      return;
    }
    const Id author = people_.author(message);
    const Id thread = thread_of(channel, entry, author, threads);
    const std::string words = fmt::format("slack message {} {}", channel.id, entry.time_us);
    for (std::size_t part = 0; part < parts.size(); ++part) {
      ArchivedMessage& added = archive_.messages.emplace_back();
      added.id = Id::derive(time_ms, part == 0 ? words : fmt::format("{} part {}", words, part));
      added.thread = thread;
      added.author = author;
      added.text = parts[part];
      added.created_at_ms = time_ms;
      if (part > 0) continue;
      if (const json::object* edited = object_field(message, "edited")) {
        const auto edited_us = parse_slack_us(text_field(*edited, "ts"));
        added.edited_at_ms = std::max(time_ms, edited_us ? *edited_us / 1000 : 0);
      }
      add_reactions(message, added);
    }
    if (parts.size() > 1) archive_.left_out["(cut into parts) very long message"] += 1;
  }

  Id thread_of(const Channel& channel, const Entry& entry, const Id& author,
               std::map<std::string, Id>& threads) {
    const std::int64_t time_ms = entry.time_us / 1000;
    const auto root_us = parse_slack_us(text_field(entry.message, "thread_ts"));
    const std::string key = root_us ? std::to_string(*root_us) : month_key(time_ms);
    const auto known = threads.find(key);
    if (known != threads.end()) return known->second;
    ArchivedThread& added = archive_.threads.emplace_back();
    added.community = channel.community.id;
    added.author = author;
    added.created_at_ms = time_ms;
    if (root_us) {
      added.id =
          Id::derive(*root_us / 1000, fmt::format("slack thread {} {}", channel.id, *root_us));
      added.title = slack_title(entry.message, names_);
      if (added.title.empty()) added.title = "Thread of " + day_words(time_ms);
    } else {
      added.id = Id::derive(month_start_ms(time_ms),
                            fmt::format("slack month {} {}", channel.id, month_key(time_ms)));
      added.title = fmt::format("#{} – {}", channel.community.name, month_words(time_ms));
    }
    threads[key] = added.id;
    return added.id;
  }

  void add_reactions(const json::object& message, ArchivedMessage& added) {
    const json::array* list = array_field(message, "reactions");
    if (list == nullptr) return;
    std::set<std::string> kinds;
    std::set<std::pair<Id, std::string>> seen;
    for (const json::value& value : *list) {
      const json::object* reaction = value.if_object();
      if (reaction == nullptr || text_field(*reaction, "name").empty()) continue;
      const std::string sign = as_line(emoji(text_field(*reaction, "name")), 64, ":reaction:");
      const json::array* users = array_field(*reaction, "users");
      if (users == nullptr) continue;
      if (!kinds.contains(sign) && kinds.size() >= kReactionKindsMax) {
        archive_.left_out["reaction beyond 20 kinds"] += users->size();
        continue;
      }
      kinds.insert(sign);
      for (const json::value& user : *users) {
        if (!user.is_string()) continue;
        const Id person = people_.person(std::string_view(user.get_string()));
        if (seen.emplace(person, sign).second) {
          added.reactions.push_back({.person = person, .emoji = sign});
        }
      }
    }
  }

  Source& source_;
  std::string root_;
  SlackNames names_;
  SlackPeople people_;
  std::vector<Channel> channels_;
  std::set<std::string> private_folders_;
  Archive archive_;
};

}  // namespace

Result<Archive> read_slack(Source& source) { return Workspace(source).read(); }

}  // namespace fika::cli::importing
