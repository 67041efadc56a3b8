// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/wikitext_templates.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kOpenMax = 40, kNameMax = 80, kWordsMax = 60, kInlineMax = 160;

struct Parameter {
  std::string name;  // empty: it has only its place
  std::string value;
};

// Split at the bars that stand in no link.
std::vector<Parameter> parameters_of(std::string_view content) {
  std::vector<Parameter> parameters;
  std::size_t begin = 0;
  int square = 0;
  for (std::size_t at = 0; at <= content.size(); ++at) {
    if (at < content.size()) {
      if (content.substr(at).starts_with("[[")) ++square;
      if (content.substr(at).starts_with("]]") && square > 0) --square;
      if (content[at] != '|' || square > 0) continue;
    }
    const std::string_view part = content.substr(begin, at - begin);
    begin = at + 1;
    const std::size_t sign = part.find('=');
    const std::string_view name = trim(part.substr(0, sign));
    const bool is_named = sign != part.npos && !name.empty() && name.size() <= 60 &&
                          name.find_first_of("[<\"'/\n") == name.npos;
    if (is_named) {
      parameters.push_back({std::string(name), std::string(trim(part.substr(sign + 1)))});
    } else {
      parameters.push_back({{}, std::string(trim(part))});
    }
  }
  return parameters;
}

class Templates {
 public:
  Templates(const WikiNames& names, KeptPieces& kept, Converted& converted)
      : names_(names), kept_(kept), converted_(converted) {}

  std::string turned(std::string_view text) {
    std::vector<std::string> open = {{}};
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view rest = text.substr(at);
      if (rest.starts_with("{{{{") || !rest.starts_with("{{")) {
        if (rest.starts_with("}}") && open.size() > 1) {
          const std::string content = std::move(open.back());
          open.pop_back();
          const bool is_line = open.size() == 1 && stands_alone(open.back(), rest.substr(2));
          open.back() += expanded(content, is_line);
          at += 2;
          continue;
        }
        open.back() += text[at++];
        continue;
      }
      if (open.size() > kOpenMax) {  // stays as it is written
        open.back() += "{{";
      } else {
        open.emplace_back();
      }
      at += 2;
    }
    // Those without an end are none.
    while (open.size() > 1) {
      const std::string content = std::move(open.back());
      open.pop_back();
      open.back() += "{{" + content;
    }
    return std::move(open.front());
  }

 private:
  static bool stands_alone(std::string_view before, std::string_view after) {
    const bool begins = before.empty() || before.back() == '\n';
    const std::size_t next = after.find_first_not_of(" \t");
    return begins && (next == after.npos || after[next] == '\n');
  }

  std::string expanded(std::string_view content, bool is_line) {
    auto parameters = parameters_of(content);
    if (parameters.empty()) return {};
    // "NAME:value" of the words that are no templates.
    const std::string whole = parameters[0].name.empty()
                                  ? parameters[0].value
                                  : parameters[0].name + "=" + parameters[0].value;
    parameters.erase(parameters.begin());
    const std::string name = to_lower_ascii(whole);
    const std::size_t colon = name.find(':');
    if (name == "pagename" || name == "fullpagename") return names_.page_title;
    if (name == "!") return "|";
    if (name == "=") return "=";
    if (name == "-" || name == "clear" || name == "toc") return {};
    if (whole.empty() || whole.find_first_of("[]\n\x01") != whole.npos || whole.size() > kNameMax) {
      return count("without a name", kept_.keep(code("{{" + std::string(content) + "}}")));
    }
    if (colon != name.npos) {
      static const std::set<std::string_view> kSorting = {"defaultsort", "displaytitle",
                                                          "standardsortering", "visningstitel"};
      if (kSorting.contains(std::string_view(name).substr(0, colon))) return {};
    }
    return count(whole, words_of(name, whole, parameters, content, is_line));
  }

  std::string count(const std::string& name, std::string text) {
    ++converted_.templates[name];
    return text;
  }

  static std::string_view named(const std::vector<Parameter>& parameters,
                                std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      for (const Parameter& each : parameters) {
        if (to_lower_ascii(each.name) == name && !each.value.empty()) return each.value;
      }
    }
    return {};
  }
  static std::string_view placed(const std::vector<Parameter>& parameters, std::size_t place) {
    for (const Parameter& each : parameters) {
      if (each.name.empty() && place-- == 0) return each.value;
    }
    return {};
  }

  std::string words_of(const std::string& name, const std::string& whole,
                       const std::vector<Parameter>& parameters, std::string_view content,
                       bool is_line) {
    static const std::set<std::string_view> kSilent = {"reflist",
                                                       "references",
                                                       "refbegin",
                                                       "refend",
                                                       "notelist",
                                                       "coord",
                                                       "portal",
                                                       "commons",
                                                       "commonscat",
                                                       "commons category",
                                                       "authority control",
                                                       "short description",
                                                       "use dmy dates",
                                                       "use mdy dates",
                                                       "citation needed",
                                                       "cn",
                                                       "when",
                                                       "who",
                                                       "which",
                                                       "clarify",
                                                       "stub",
                                                       "disambiguation",
                                                       "disambig",
                                                       "referenser",
                                                       "auktoritetsdata",
                                                       "källa behövs",
                                                       "förgrening",
                                                       "good article",
                                                       "featured article",
                                                       "pp-semi",
                                                       "about",
                                                       "sister project links",
                                                       "wikt"};
    static const std::set<std::string_view> kLastWords = {
        "lang", "nowrap", "small", "big", "nobr", "abbr", "nobold", "em", "strong", "mono", "var"};
    if (kSilent.contains(name) || name.ends_with("-stub") || name.starts_with("use ")) return {};
    if (kLastWords.contains(name)) {
      const std::size_t last = name == "lang" ? 1 : 0;
      return std::string(placed(parameters, last));
    }
    if (name == "main" || name == "see also" || name == "further" || name == "huvudartikel" ||
        name == "se även") {
      std::string links;
      for (const Parameter& each : parameters) {
        if (!each.name.empty() || each.value.empty()) continue;
        links += (links.empty() ? "" : ", ") + ("[[" + each.value + "]]");
      }
      return "''→ " + links + "''";
    }
    if (name.starts_with("lang-")) return "''" + std::string(placed(parameters, 0)) + "''";
    if (name == "for" && !placed(parameters, 1).empty()) {
      return "''For " + std::string(placed(parameters, 0)) + ", see [[" +
             std::string(placed(parameters, 1)) + "]].''";
    }
    if (name == "url") {
      const std::string address(placed(parameters, 0));
      const bool has_scheme = address.find("://") != address.npos;
      const std::string_view label = placed(parameters, 1);
      return "[" + (has_scheme ? "" : std::string("https://")) + address + " " +
             std::string(label.empty() ? address : label) + "]";
    }
    if (name.starts_with("cite") || name == "citation" || name.starts_with("webbref") ||
        name.starts_with("bokref")) {
      return source_of(parameters);
    }
    const auto has_name = [](const Parameter& each) { return !each.name.empty(); };
    const bool is_table = is_line && content.find('\n') != content.npos &&
                          std::ranges::count_if(parameters, has_name) >= 2;
    if (is_table) return table_of(whole, parameters);
    const std::string original = "{{" + std::string(content) + "}}";
    if (!is_line && original.size() <= kInlineMax && original.find('\n') == original.npos) {
      return kept_.keep(code(original));
    }
    if (is_line && parameters.empty()) return {};  // a bar of links, as a rule
    return is_line
               ? "\n" + kept_.keep(code_block(kept_.put_back(original), "wikitext"), true) + "\n"
               : std::string();
  }

  // The title of what is cited, as a link where there is an address, and who, where and when.
  static std::string source_of(const std::vector<Parameter>& parameters) {
    const std::string title(named(parameters, {"title", "titel", "rubrik"}));
    const std::string address(named(parameters, {"url"}));
    std::string text;
    const auto add = [&](std::string_view words) {
      if (words.empty()) return;
      if (!text.empty()) text += ", ";
      text += words;
    };
    add(named(parameters, {"author", "last", "last1", "författare", "efternamn"}));
    if (title.empty()) {
      add(address.empty() ? "" : "[" + address + "]");
    } else {
      add(address.empty() ? "''" + title + "''" : "[" + address + " " + title + "]");
    }
    add(named(parameters, {"work", "journal", "newspaper", "publisher", "website", "utgivare",
                           "verk", "tidning"}));
    add(named(parameters, {"date", "year", "datum", "år", "utgivningsår"}));
    return text;
  }

  static std::string table_of(const std::string& whole, const std::vector<Parameter>& parameters) {
    std::string table = "\n{|\n! " + whole + " !!\n";
    std::size_t rows = 0;
    for (const Parameter& each : parameters) {
      if (each.name.empty() || each.value.empty() || ++rows > kWordsMax) continue;
      std::string value = each.value;
      // A table within would end this one.
      for (std::size_t at = value.find("{|"); at != value.npos; at = value.find("{|")) {
        value.erase(at, 2);
      }
      table += "|-\n| '''" + each.name + "'''\n| " + value + "\n";
    }
    return table + "|}\n";
  }

  std::string code(const std::string& text) const {
    std::string line = kept_.put_back(text);
    std::erase(line, '`');
    std::ranges::replace(line, '\n', ' ');
    return "`" + line + "`";
  }

  const WikiNames& names_;
  KeptPieces& kept_;
  Converted& converted_;
};

}  // namespace

std::string without_templates(std::string_view wikitext, const WikiNames& names, KeptPieces& kept,
                              Converted& converted) {
  return Templates(names, kept, converted).turned(wikitext);
}

}  // namespace fika::cli::wiki
