// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/slack_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "clients/cli/importing/json_text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/importing/mrkdwn.h"
#include "clients/cli/importing/rich_text.h"

namespace fika::cli::importing {
namespace {

namespace json = boost::json;

void add_paragraph(std::string& text, std::string_view more) {
  more = trim(more);
  if (more.empty()) return;
  if (!text.empty()) text += "\n\n";
  text += more;
}

// Exports hold links to files, not the files.
std::string file_link(const json::object& file) {
  std::string_view name = text_field(file, "title");
  if (name.empty()) name = text_field(file, "name");
  std::string_view url = text_field(file, "permalink");
  if (url.empty()) url = text_field(file, "url_private");
  if (name.empty()) name = url.empty() ? "a file that is no more" : "file";
  return markdown_link(url, as_line(name, kTitleLengthMax, "file"));
}

std::string quoted(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += "> ";
    out += text.substr(at, end - at);
    out += '\n';
    at = end + 1;
  }
  return out;
}

// Previews of links that the text holds anyway are left out; what a bot or a shared message says is
// kept.
std::string attachment(const json::object& part, const SlackNames& names) {
  const bool is_shared = flag_field(part, "is_msg_unfurl") || flag_field(part, "is_share");
  const bool is_preview = !text_field(part, "from_url").empty() ||
                          !text_field(part, "original_url").empty() ||
                          !text_field(part, "service_name").empty();
  if (is_preview && !is_shared) return {};
  std::string text;
  const std::string_view title = text_field(part, "title");
  const std::string_view link = text_field(part, "title_link");
  add_paragraph(text, mrkdwn_to_markdown(text_field(part, "pretext"), names));
  if (!title.empty()) {
    add_paragraph(text, link.empty() ? "**" + mrkdwn_to_plain(title, names) + "**"
                                     : markdown_link(link, mrkdwn_to_plain(title, names)));
  }
  add_paragraph(text, mrkdwn_to_markdown(text_field(part, "text"), names));
  if (const json::array* fields = array_field(part, "fields")) {
    for (const json::value& value : *fields) {
      const json::object* field = value.if_object();
      if (field == nullptr) continue;
      const std::string name = mrkdwn_to_plain(text_field(*field, "title"), names);
      const std::string words = mrkdwn_to_markdown(text_field(*field, "value"), names);
      add_paragraph(text, name.empty() ? words : "**" + name + "**: " + words);
    }
  }
  if (text.empty()) add_paragraph(text, mrkdwn_to_markdown(text_field(part, "fallback"), names));
  return text.empty() ? std::string() : quoted(text);
}

// "<@U1|a> uploaded a file: <url|title> and commented: words": the words.
std::string_view upload_comment(std::string_view text) {
  constexpr std::string_view kCommented = " and commented: ";
  const std::size_t at = text.find(kCommented);
  return at == std::string_view::npos ? std::string_view() : text.substr(at + kCommented.size());
}

bool tells_of_an_upload(std::string_view text) {
  const std::size_t end = text.find("> ");
  if (!text.starts_with("<@") || end == std::string_view::npos) return false;
  const std::string_view after = text.substr(end + 2);
  return after.starts_with("uploaded a file") || after.starts_with("shared a file");
}

// What the person wrote, apart from files and attachments.
std::string words_of(const json::object& message, const SlackNames& names) {
  if (const json::object* comment = object_field(message, "comment")) {
    const json::object* file = object_field(message, "file");
    std::string text = file == nullptr ? std::string() : "On " + file_link(*file) + ":";
    add_paragraph(text, mrkdwn_to_markdown(text_field(*comment, "comment"), names));
    return text;
  }
  if (const json::array* blocks = array_field(message, "blocks")) {
    if (auto text = blocks_to_markdown(*blocks, names)) return *std::move(text);
  }
  const std::string_view text = text_field(message, "text");
  if (text_field(message, "subtype") == "file_share" && tells_of_an_upload(text)) {
    return mrkdwn_to_markdown(upload_comment(text), names);
  }
  std::string words = mrkdwn_to_markdown(text, names);
  if (text_field(message, "subtype") == "me_message" && !trim(words).empty()) {
    words = "_" + std::string(trim(words)) + "_";
  }
  return words;
}

}  // namespace

bool is_conversation(std::string_view subtype) {
  constexpr std::array<std::string_view, 7> kConversation = {
      "",           "bot_message",      "file_comment",     "file_share",
      "me_message", "thread_broadcast", "document_mention",
  };
  return std::ranges::find(kConversation, subtype) != kConversation.end();
}

std::string slack_markdown(const json::object& message, const SlackNames& names) {
  std::string text;
  add_paragraph(text, words_of(message, names));
  if (const json::array* parts = array_field(message, "attachments")) {
    for (const json::value& value : *parts) {
      if (const json::object* part = value.if_object())
        add_paragraph(text, attachment(*part, names));
    }
  }
  std::string files;
  const auto add_file = [&](const json::object& file) {
    if (!files.empty()) files += '\n';
    files += "📎 " + file_link(file);
  };
  if (const json::array* list = array_field(message, "files")) {
    for (const json::value& value : *list) {
      if (const json::object* file = value.if_object()) add_file(*file);
    }
  } else if (const json::object* file = object_field(message, "file")) {
    if (object_field(message, "comment") == nullptr) add_file(*file);
  }
  add_paragraph(text, files);
  return as_body(text);
}

std::string slack_title(const json::object& message, const SlackNames& names) {
  std::string title = first_line(mrkdwn_to_plain(text_field(message, "text"), names), 80);
  if (title.empty()) title = first_line(slack_markdown(message, names), 80);
  return as_line(title, kTitleLengthMax, {});
}

}  // namespace fika::cli::importing
