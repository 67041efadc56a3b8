// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/templates/format.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "base/text.h"
#include "server/domain/pages/pages.h"
#include "server/domain/templates/templates.h"

namespace fika::domain {
namespace {

constexpr std::string_view kSmallSigns = "-0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kTagSigns =
    "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

bool is_of(std::string_view text, std::string_view signs, std::size_t size_max) {
  return !text.empty() && text.size() <= size_max && text.find_first_not_of(signs) == text.npos;
}

// What is said back of a line that is wrong: never much.
std::string_view shown(std::string_view words) { return words.size() <= 100 ? words : "…"; }

std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(sign);
    parts.push_back(trim(text.substr(0, end)));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<unsigned> number_in(std::string_view text, unsigned max) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole && number >= 1 && number <= max ? std::optional(number) : std::nullopt;
}

class Parser {
 public:
  Result<ParsedTemplate> run(std::string_view file_name, std::string_view text) {
    CHECKED(take_name(file_name));
    if (text.size() > kTemplateBytesMax || !is_utf8(text)) {
      return fail(Code::kInvalid, "It is no UTF-8 text of at most {} KB.",
                  kTemplateBytesMax / 1024);
    }
    std::vector<std::string_view> lines = split(text, '\n');
    const auto begin = lines.begin();
    const auto end = std::find(begin + 1, lines.end(), "---");
    if (*begin != "---" || end == lines.end()) {
      return fail(Code::kInvalid, "It does not begin with settings between two lines of ---.");
    }
    for (auto line = begin + 1; line != end; ++line) CHECKED(take_setting(*line));
    for (auto line = end + 1; line != lines.end(); ++line) CHECKED(take_line(*line));
    CHECKED(check());
    return std::move(parsed_);
  }

 private:
  v1::Template& content() { return parsed_.content; }

  Status take_name(std::string_view file_name) {
    const auto parts = split(file_name, '.');
    if (parts.size() != 3 || !is_of(parts[0], kSmallSigns, kTemplateNameMax) ||
        !is_of(parts[1], kTagSigns, kPageLanguageMax) || parts[2] != "md") {
      return fail(Code::kInvalid, "It is not called NAME.LANGUAGE.md, such as guide.sv.md.");
    }
    content().set_name(std::string(parts[0]));
    content().set_language(std::string(parts[1]));
    return {};
  }

  Status take_setting(std::string_view line) {
    if (line.empty()) return {};
    const std::size_t colon = line.find(':');
    const std::string_view key = trim(line.substr(0, colon));
    const std::string_view value = colon == line.npos ? "" : trim(line.substr(colon + 1));
    if (key == "title") {
      TRY(*content().mutable_title(), checked_line(value, kTemplateTitleMax, "The title"));
    } else if (key == "description") {
      TRY(*content().mutable_description(),
          checked_line(value, kTemplateDescriptionMax, "The description"));
    } else if (key == "order") {
      const auto order = number_in(value, kTemplateOrderMax);
      if (!order) return fail(Code::kInvalid, "The order is no number from 1 to 999.");
      parsed_.order = *order;
    } else if (key == "tags") {
      return take_tags(value);
    } else if (key == "field") {
      return take_field(value);
    } else {
      return fail(Code::kInvalid,
                  "There is no setting \"{}\"; there are title, description, order, tags, field.",
                  shown(key));
    }
    return {};
  }

  Status take_tags(std::string_view value) {
    for (const std::string_view tag : split(value, ',')) {
      TRY(*content().add_tags(), checked_line(tag, kPageTagMax, "A tag"));
    }
    if (content().tags_size() <= kPageTagsMax) return {};
    return fail(Code::kInvalid, "It has more than {} tags.", kPageTagsMax);
  }

  Status take_field(std::string_view value) {
    const auto words = split(value, ',');
    const bool takes_quotes = words.size() == 3 && words[2] == "quotes";
    const bool is_whole = takes_quotes || words.size() == 2;
    const bool has_lines = is_whole && words[1].ends_with(" lines");
    const auto lines = has_lines
                           ? number_in(words[1].substr(0, words[1].size() - 6), kTemplateLinesMax)
                           : std::nullopt;
    if (!lines || !is_of(words[0], kSmallSigns, kTemplateNameMax)) {
      return fail(Code::kInvalid, "\"{}\" is no field such as \"learnt, 6 lines\".", shown(value));
    }
    for (const v1::TemplateField& other : content().fields()) {
      if (other.id() == words[0] || (takes_quotes && other.takes_quotes())) {
        return fail(Code::kInvalid, "Two fields are called \"{}\", or take the quotes.", words[0]);
      }
    }
    if (content().fields_size() == kTemplateFieldsMax) {
      return fail(Code::kInvalid, "It has more than {} fields.", kTemplateFieldsMax);
    }
    v1::TemplateField& field = *content().add_fields();
    field.set_id(std::string(words[0]));
    field.set_lines(*lines);
    field.set_takes_quotes(takes_quotes);
    return {};
  }

  // Of what stands below the settings.
  Status take_line(std::string_view line) {
    if (line.starts_with("## ")) {
      if (headings_ == content().fields_size()) return headings_wrong();
      TRY(*content().mutable_fields(headings_)->mutable_label(),
          checked_line(line.substr(3), kTemplateTitleMax, "A heading"));
      ++headings_;
      return {};
    }
    if (headings_ == 0) {
      if (line.empty()) return {};
      return fail(Code::kInvalid, "Something stands before the first heading.");
    }
    std::string& hint = *content().mutable_fields(headings_ - 1)->mutable_hint();
    // Lines are filled up; an empty one parts paragraphs.
    const bool is_begun = !hint.empty() && !hint.ends_with('\n');
    if (line.empty()) {
      hint += is_begun ? "\n\n" : "";
    } else {
      hint += (is_begun ? " " : "") + std::string(line);
    }
    return {};
  }

  Status check() {
    if (content().title().empty() || content().description().empty()) {
      return fail(Code::kInvalid, "It has no title or no description.");
    }
    if (content().fields().empty() || headings_ != content().fields_size()) {
      return headings_wrong();
    }
    for (v1::TemplateField& field : *content().mutable_fields()) {
      std::string hint(trim(field.hint()));
      if (utf8_length(hint) > kTemplateHintMax) {
        return fail(Code::kInvalid, "The hint under \"{}\" is longer than {} characters.",
                    field.label(), kTemplateHintMax);
      }
      field.set_hint(std::move(hint));
    }
    return {};
  }

  std::unexpected<Error> headings_wrong() {
    return fail(Code::kInvalid,
                "There are not as many headings of level two (##) as fields, or none.");
  }

  ParsedTemplate parsed_{.content = {}, .order = kTemplateOrderDefault};
  int headings_ = 0;
};

}  // namespace

Result<ParsedTemplate> parsed_template(std::string_view file_name, std::string_view text) {
  return Parser().run(file_name, text);
}

std::string page_part(const v1::TemplateField& field, std::string_view text) {
  const std::string_view words = trim(text);
  if (words.empty()) return {};
  return fmt::format("## {}\n\n{}\n\n", field.label(), words);
}

}  // namespace fika::domain
