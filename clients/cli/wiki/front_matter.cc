// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/front_matter.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kBytesMax = 64 * 1024;
constexpr std::size_t kListMax = 1'000;

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// One value as either language writes it; what follows a closing quote is passed over.
std::string value_of(std::string_view text) {
  text = trim(text);
  if (text.empty()) return {};
  const char quote = text.front();
  if (quote != '"' && quote != '\'') {
    const std::size_t comment = text.find(" #");
    return std::string(trim(text.substr(0, comment)));
  }
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\' && at + 1 < text.size()) {
      ++at;
      value += text[at] == 'n' ? '\n' : text[at] == 't' ? '\t' : text[at];
    } else if (text[at] == quote) {
      // A single quote is doubled in YAML.
      if (quote != '\'' || at + 1 >= text.size() || text[at + 1] != '\'') break;
      value += text[at++];
    } else {
      value += text[at];
    }
  }
  return value;
}

// [a, "b, c"]
std::vector<std::string> inline_list(std::string_view text) {
  std::vector<std::string> values;
  text.remove_prefix(1);
  char quote = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size() && values.size() < kListMax; ++at) {
    const char c = at < text.size() ? text[at] : ']';
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    }
    const bool is_end = at == text.size() || (quote == 0 && c == ']');
    if (!is_end && (quote != 0 || c != ',')) continue;
    std::string value = value_of(text.substr(begin, at - begin));
    if (!value.empty()) values.push_back(std::move(value));
    begin = at + 1;
    if (is_end) break;
  }
  return values;
}

class Reader {
 public:
  explicit Reader(FrontMatter& matter) : matter_(matter) {}

  void line(std::string_view line, char sign) {
    const std::string_view words = trim(line);
    if (words.empty() || words.front() == '#') return;
    if (words.front() == '[' && sign == '=') {  // a table of TOML; nothing of it is ours
      name_ = "other";
      return;
    }
    const bool is_deeper = line.front() == ' ' || line.front() == '\t';
    if (words.starts_with("- ")) {
      take(value_of(words.substr(2)));
      return;
    }
    const std::size_t at = words.find(sign);
    if (is_deeper || at == std::string_view::npos) return;
    name_ = to_lower_ascii(trim(words.substr(0, at)));
    const std::string_view value = trim(words.substr(at + 1));
    if (value.starts_with('[')) {
      for (std::string& each : inline_list(value)) take(std::move(each));
    } else if (std::string text = value_of(value); !text.empty() && text != "|" && text != ">") {
      take(std::move(text));
    }
  }

 private:
  void take(std::string value) {
    if (value.empty()) return;
    if (name_ == "title" && matter_.title.empty()) {
      matter_.title = std::move(value);
    } else if (name_ == "lang" || name_ == "language" || name_ == "locale") {
      matter_.language = std::move(value);
    } else if (name_ == "date") {
      matter_.date = std::move(value);
    } else if ((name_ == "tags" || name_ == "categories") && matter_.tags.size() < kListMax) {
      matter_.tags.push_back(std::move(value));
    } else if (name_ == "weight") {
      int weight = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), weight);
      if (error == std::errc{}) matter_.weight = weight;
    } else if (name_ == "redirect_from" || name_ == "aliases") {
      ++matter_.former_addresses;
    } else if (name_ == "template") {
      matter_.template_name = std::move(value);
    } else if (name_ == "owner") {
      matter_.owner = std::move(value);
    } else if (name_ == "translation_of") {
      matter_.translation_of = std::move(value);
    } else if (name_ == "former_titles" && matter_.former_titles.size() < kListMax) {
      matter_.former_titles.push_back(std::move(value));
    }
  }

  FrontMatter& matter_;
  std::string name_;
};

}  // namespace

FrontMatter read_front_matter(std::string_view markdown) {
  FrontMatter matter;
  std::string_view rest = markdown;
  if (rest.starts_with("\xef\xbb\xbf")) rest.remove_prefix(3);
  const std::string_view fence = trim(next_line(rest));
  if (fence != "---" && fence != "+++") return matter;
  Reader reader(matter);
  while (!rest.empty() && markdown.size() - rest.size() < kBytesMax) {
    const std::string_view line = next_line(rest);
    if (line.starts_with(fence) && trim(line) == fence) {
      matter.size = markdown.size() - rest.size();
      return matter;
    }
    if (!line.empty()) reader.line(line, fence == "---" ? ':' : '=');
  }
  return {};  // it has no end, so it is no front matter
}

std::string in_quotes(std::string_view text) {
  std::string value = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') value += '\\';
    if (c == '\n') {
      value += "\\n";
    } else {
      value += c;
    }
  }
  return value + "\"";
}

}  // namespace fika::cli::wiki
