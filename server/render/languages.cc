// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/languages.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace fika::render {
namespace {

struct Language {
  std::string_view name;
  Family family;
};
constexpr auto kLanguages = std::to_array<Language>({
    {"bash", Family::kShell},   {"c", Family::kC},
    {"c#", Family::kC},         {"c++", Family::kC},
    {"cc", Family::kC},         {"cpp", Family::kC},
    {"cs", Family::kC},         {"csharp", Family::kC},
    {"css", Family::kStyle},    {"dart", Family::kC},
    {"diff", Family::kDiff},    {"dockerfile", Family::kShell},
    {"go", Family::kC},         {"h", Family::kC},
    {"hpp", Family::kC},        {"html", Family::kMarkup},
    {"ini", Family::kData},     {"java", Family::kC},
    {"javascript", Family::kC}, {"js", Family::kC},
    {"json", Family::kData},    {"jsx", Family::kC},
    {"kotlin", Family::kC},     {"makefile", Family::kShell},
    {"patch", Family::kDiff},   {"perl", Family::kScript},
    {"php", Family::kC},        {"powershell", Family::kShell},
    {"proto", Family::kC},      {"protobuf", Family::kC},
    {"py", Family::kScript},    {"python", Family::kScript},
    {"r", Family::kScript},     {"rb", Family::kScript},
    {"rs", Family::kC},         {"ruby", Family::kScript},
    {"rust", Family::kC},       {"scala", Family::kC},
    {"scss", Family::kStyle},   {"sh", Family::kShell},
    {"shell", Family::kShell},  {"sql", Family::kSql},
    {"svg", Family::kMarkup},   {"swift", Family::kC},
    {"toml", Family::kData},    {"ts", Family::kC},
    {"tsx", Family::kC},        {"typescript", Family::kC},
    {"xml", Family::kMarkup},   {"yaml", Family::kData},
    {"yml", Family::kData},     {"zsh", Family::kShell},
});
static_assert(std::ranges::is_sorted(kLanguages, {}, &Language::name));

// Sorted. A word of one language of the family is coloured in all of them.
constexpr auto kCWords = std::to_array<std::string_view>(
    {"abstract",  "as",         "async",     "auto",      "await",      "bool",      "boolean",
     "break",     "case",       "catch",     "char",      "class",      "co_await",  "co_return",
     "co_yield",  "const",      "constexpr", "continue",  "crate",      "debugger",  "def",
     "default",   "defer",      "delete",    "do",        "double",     "else",      "enum",
     "explicit",  "export",     "extends",   "false",     "final",      "finally",   "float",
     "fn",        "for",        "foreach",   "from",      "fun",        "func",      "function",
     "go",        "goto",       "if",        "impl",      "implements", "import",    "in",
     "inline",    "instanceof", "int",       "interface", "internal",   "is",        "let",
     "long",      "loop",       "map",       "match",     "message",    "mod",       "module",
     "mut",       "namespace",  "new",       "nil",       "noexcept",   "null",      "nullptr",
     "of",        "operator",   "override",  "package",   "private",    "protected", "pub",
     "public",    "range",      "ref",       "repeated",  "return",     "rpc",       "select",
     "self",      "service",    "short",     "signed",    "sizeof",     "static",    "string",
     "struct",    "super",      "switch",    "template",  "this",       "throw",     "throws",
     "trait",     "true",       "try",       "type",      "typedef",    "typename",  "typeof",
     "undefined", "union",      "unsafe",    "unsigned",  "use",        "using",     "val",
     "var",       "virtual",    "void",      "volatile",  "when",       "where",     "while",
     "with",      "yield"});
static_assert(std::ranges::is_sorted(kCWords));
constexpr auto kScriptWords = std::to_array<std::string_view>(
    {"False",  "None",   "True",     "and",   "as",      "assert", "async",   "await",   "begin",
     "break",  "case",   "class",    "def",   "del",     "do",     "elif",    "else",    "elsif",
     "end",    "ensure", "except",   "false", "finally", "for",    "foreach", "from",    "function",
     "global", "if",     "import",   "in",    "is",      "lambda", "match",   "module",  "my",
     "next",   "nil",    "nonlocal", "not",   "or",      "pass",   "raise",   "require", "rescue",
     "return", "self",   "sub",      "then",  "true",    "try",    "undef",   "unless",  "until",
     "use",    "when",   "while",    "with",  "yield"});
static_assert(std::ranges::is_sorted(kScriptWords));
constexpr auto kShellWords = std::to_array<std::string_view>(
    {"ARG",      "CMD",     "COPY",   "ENTRYPOINT", "ENV",    "EXPOSE", "FROM",
     "RUN",      "USER",    "VOLUME", "WORKDIR",    "break",  "case",   "cd",
     "continue", "declare", "do",     "done",       "echo",   "elif",   "else",
     "esac",     "exec",    "exit",   "export",     "fi",     "for",    "function",
     "if",       "in",      "local",  "readonly",   "return", "set",    "shift",
     "source",   "then",    "trap",   "unset",      "until",  "while"});
static_assert(std::ranges::is_sorted(kShellWords));
constexpr auto kSqlWords = std::to_array<std::string_view>(
    {"add",     "all",     "alter",      "and",       "as",      "asc",      "begin",
     "between", "by",      "case",       "check",     "column",  "commit",   "constraint",
     "create",  "cross",   "default",    "delete",    "desc",    "distinct", "drop",
     "else",    "end",     "exists",     "false",     "foreign", "from",     "full",
     "grant",   "group",   "having",     "if",        "in",      "index",    "inner",
     "insert",  "into",    "is",         "join",      "key",     "left",     "like",
     "limit",   "not",     "null",       "offset",    "on",      "or",       "order",
     "outer",   "primary", "references", "returning", "right",   "rollback", "select",
     "set",     "table",   "then",       "true",      "union",   "unique",   "update",
     "using",   "values",  "view",       "when",      "where",   "with"});
static_assert(std::ranges::is_sorted(kSqlWords));
constexpr auto kDataWords = std::to_array<std::string_view>(
    {"False", "True", "false", "no", "null", "off", "on", "true", "yes"});
static_assert(std::ranges::is_sorted(kDataWords));

bool is_one_of(auto& words, std::string_view word) {
  return std::ranges::binary_search(words, word);
}

}  // namespace

const Rules& rules_of(Family family) {
  static constexpr auto kNone = [](std::string_view) { return false; };
  static const Rules kC = {
      "//", "", "/*", "*/", "\"'`", [](std::string_view word) { return is_one_of(kCWords, word); }};
  static const Rules kScript = {
      "#", "", "", "", "\"'", [](std::string_view word) { return is_one_of(kScriptWords, word); }};
  static const Rules kShell = {
      "#", "", "", "", "\"'", [](std::string_view word) { return is_one_of(kShellWords, word); }};
  static const Rules kSql = {
      "--",  "",
      "/*",  "*/",
      "'\"", [](std::string_view word) {
                               return is_one_of(kSqlWords, to_lower_ascii(word)); }};
  static const Rules kMarkup = {"", "", "<!--", "-->", "\"'", kNone};
  static const Rules kData = {
      "#", ";", "", "", "\"'", [](std::string_view word) { return is_one_of(kDataWords, word); }};
  static const Rules kStyle = {"", "", "/*", "*/", "\"'", kNone};
  static const Rules kDiff = {"", "", "", "", "", kNone};
  switch (family) {
    case Family::kC:
      return kC;
    case Family::kScript:
      return kScript;
    case Family::kShell:
      return kShell;
    case Family::kSql:
      return kSql;
    case Family::kMarkup:
      return kMarkup;
    case Family::kData:
      return kData;
    case Family::kStyle:
      return kStyle;
    case Family::kDiff:
      return kDiff;
  }
  return kDiff;
}

std::optional<Family> family_of(std::string_view language) {
  const std::string name = to_lower_ascii(language);
  const auto found = std::ranges::lower_bound(kLanguages, name, {}, &Language::name);
  if (found == kLanguages.end() || found->name != name) return std::nullopt;
  return found->family;
}

}  // namespace fika::render
