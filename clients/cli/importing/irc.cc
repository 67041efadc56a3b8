// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/irc.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/clock.h"
#include "base/text.h"
#include "clients/cli/importing/calendar.h"
#include "clients/cli/importing/folder_source.h"
#include "clients/cli/importing/json_text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/importing/mrkdwn.h"

namespace fika::cli::importing {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

struct Line {
  std::int64_t id = 0;
  std::int64_t time_ms = 0;
  bool is_action = false;
  std::string nick;
  std::string text;
  std::vector<std::int64_t> answers;
};

// How long nobody has to speak for the next line to start a thread.
std::int64_t pause_ms(std::size_t lines) {
  if (lines < 40) return 15 * kMinuteMs;
  if (lines < 100) return 5 * kMinuteMs;
  return lines < 300 ? kMinuteMs : 0;
}

Result<Line> read_line(const json::value& parsed) {
  const json::object* object = parsed.if_object();
  const json::value* id = object == nullptr ? nullptr : object->if_contains("id");
  if (id == nullptr || !id->is_int64()) {
    return fail(Code::kInvalid, "this is not an object with a number as its id");
  }
  Line line;
  line.id = id->get_int64();
  TRY(line.time_ms, parse_iso_ms(text_field(*object, "ts")));
  line.is_action = text_field(*object, "type") == "action";
  line.nick = as_line(text_field(*object, "user"), kNameLengthMax, "somebody");
  line.text = as_body(text_field(*object, "text"));
  if (const json::array* answers = array_field(*object, "reply_to")) {
    for (const json::value& answer : *answers) {
      if (answer.is_int64()) line.answers.push_back(answer.get_int64());
    }
  }
  return line;
}

class Channel {
 public:
  Channel(Archive& archive, std::map<std::string, Id>& people, std::string stem, std::string name)
      : archive_(archive), people_(people), stem_(std::move(stem)) {
    community_.name = std::move(name);
  }

  Status read(std::string_view text, const std::string& file) {
    std::set<std::int64_t> ids;
    for (std::size_t number = 1; !text.empty(); ++number) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view row = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (trim(row).empty()) continue;
      TRY(const json::value parsed, parse_json(row, file, number));
      auto line = read_line(parsed);
      if (!line) return fail(Code::kInvalid, "{}, line {}: {}.", file, number, line.error().detail);
      if (!ids.insert(line->id).second) {
        return fail(Code::kInvalid, "{}, line {}: the id {} is there twice.", file, number,
                    line->id);
      }
      ++archive_.messages_read;
      const std::string_view type = text_field(parsed.get_object(), "type");
      if (type != "message" && type != "action") {
        ++archive_.skipped[as_line(type, 40, "without a type")];
      } else if (line->text.empty()) {
        ++archive_.skipped["empty"];
      } else {
        lines_.push_back(*std::move(line));
      }
    }
    return {};
  }

  void finish(const std::string& file) {
    if (lines_.empty()) return;
    community_.created_at_ms = lines_.front().time_ms;
    community_.id = Id::derive(0, "irc channel " + stem_);
    community_.purpose = as_line("Brought in from the IRC archive " + file, kPurposeLengthMax, {});
    for (const Line& line : lines_) {
      const auto [person, is_new] = people_.try_emplace(line.nick, Id{});
      if (is_new) {
        person->second = Id::derive(0, "irc nick " + line.nick);
        archive_.people.push_back({.id = person->second, .name = line.nick, .email = {}});
      }
      if (members_.insert(line.nick).second && community_.members.size() < kMembersMax) {
        community_.members.push_back(person->second);
      }
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) add(i);
    archive_.communities.push_back(std::move(community_));
  }

 private:
  // "nick: words" addresses somebody of this channel; the length of the nick, or 0.
  std::size_t addressed(std::string_view text) const {
    const std::size_t colon = text.find(':');
    if (colon > kNameLengthMax) return 0;  // or there is none
    return members_.contains(std::string(text.substr(0, colon))) ? colon : 0;
  }

  std::string markdown(const Line& line) const {
    if (line.is_action) return "_" + line.nick + " " + escape_markdown(line.text, false) + "_";
    const std::size_t colon = addressed(line.text);
    if (colon == 0) return escape_markdown(line.text, true);
    const std::string nick = line.text.substr(0, colon);
    return fmt::format("[@{}](/people/{}){}", nick, people_.at(nick).text(),
                       escape_markdown(std::string_view(line.text).substr(colon), false));
  }

  // The first words, without the name of whom they were said to; greetings make poor titles.
  std::string title(std::size_t begin) const {
    constexpr std::size_t kLook = 8;
    const auto words = [&](std::size_t i) {
      std::string_view text = lines_[i].text;
      const std::size_t colon = addressed(text);
      if (colon > 0) text = trim(text.substr(colon + 1));
      return as_line(first_line(text, 80), kTitleLengthMax, {});
    };
    for (std::size_t i = begin; i < std::min(begin + kLook, lines_.size()); ++i) {
      if (i > begin && lines_[i].time_ms - lines_[i - 1].time_ms >= pause_ms(0)) break;
      std::string text = words(i);
      if (utf8_length(text) >= 25) return text;
    }
    std::string text = words(begin);
    return text.empty() ? "Conversation of " + day_words(lines_[begin].time_ms) : text;
  }

  bool begins_thread(std::size_t i) const {
    if (i == 0) return true;
    const Line& line = lines_[i];
    if (line.time_ms - lines_[i - 1].time_ms < pause_ms(i - thread_begin_)) return false;
    return std::ranges::none_of(line.answers, [&](std::int64_t answer) {
      const auto found = by_id_.find(answer);
      return found != by_id_.end() && found->second >= thread_begin_;
    });
  }

  void add(std::size_t i) {
    const Line& line = lines_[i];
    if (begins_thread(i)) {
      thread_begin_ = i;
      archive_.threads.push_back(
          {.id = Id::derive(line.time_ms, fmt::format("irc thread {} {}", stem_, line.id)),
           .community = community_.id,
           .title = title(i),
           .author = people_.at(line.nick),
           .created_at_ms = line.time_ms});
    }
    by_id_[line.id] = i;
    ArchivedMessage& message = archive_.messages.emplace_back();
    message.id = id_of(i);
    message.thread = archive_.threads.back().id;
    message.author = people_.at(line.nick);
    message.text = in_parts(markdown(line)).front();
    message.created_at_ms = line.time_ms;
    for (const std::int64_t answer : line.answers) {
      const auto found = by_id_.find(answer);
      if (found == by_id_.end() || found->second == i) {
        ++archive_.left_out["reply link to a line that is not there"];
      } else if (message.quotes.size() < kQuotesMax) {
        message.quotes.push_back(id_of(found->second));
      }
    }
  }

  Id id_of(std::size_t i) const {
    return Id::derive(lines_[i].time_ms, fmt::format("irc line {} {}", stem_, lines_[i].id));
  }

  Archive& archive_;
  std::map<std::string, Id>& people_;  // of all channels: a nick is a person
  const std::string stem_;
  ArchivedCommunity community_;
  std::vector<Line> lines_;
  std::set<std::string> members_;
  std::unordered_map<std::int64_t, std::size_t> by_id_;  // of the lines added so far
  std::size_t thread_begin_ = 0;
};

// "ubuntu-meeting.1" to "ubuntu-meeting": the number counts stretches of one channel.
std::string channel_name(const std::string& stem) {
  const std::size_t dot = stem.rfind('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == stem.size()) return stem;
  if (stem.find_first_not_of("0123456789", dot + 1) != std::string::npos) return stem;
  return stem.substr(0, dot);
}

Result<std::vector<fs::path>> files_at(const fs::path& path) {
  std::error_code error;
  if (fs::is_regular_file(path, error)) return std::vector<fs::path>{path};
  std::vector<fs::path> files;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->path().extension() == ".jsonl" && it->is_regular_file(ignored)) {
      files.push_back(it->path());
    }
  }
  if (error) return fail(Code::kInvalid, "{}: {}.", path.string(), error.message());
  if (files.empty()) return fail(Code::kInvalid, "{} holds no .jsonl file.", path.string());
  std::ranges::sort(files);
  return files;
}

}  // namespace

Result<Archive> read_irc(const fs::path& path) {
  TRY(const std::vector<fs::path> files, files_at(path));
  Archive archive;
  std::map<std::string, Id> people;
  std::map<std::string, int> names;
  for (const fs::path& file : files) ++names[channel_name(file.stem().string())];
  for (const fs::path& file : files) {
    const std::string stem = file.stem().string();
    const std::string name = names[channel_name(stem)] == 1 ? channel_name(stem) : stem;
    const std::string shown = file.filename().string();
    if (!is_utf8(shown)) return fail(Code::kInvalid, "A file's name is not UTF-8.");
    TRY(const std::string text, read_file(file, shown, SourceLimits{}.file_bytes_max));
    Channel channel(archive, people, stem, as_line(name, kNameLengthMax, "irc"));
    CHECKED(channel.read(text, shown));
    channel.finish(shown);
  }
  return archive;
}

}  // namespace fika::cli::importing
