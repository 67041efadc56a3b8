// SPDX-License-Identifier: GPL-3.0-or-later
// A dump of MediaWiki (export format 0.3 to 0.11), read as a stream: a revision at a time, however
// large the dump. A dump is hostile input: no entities of its own, no great depths, and texts only
// as long as a page may be.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "base/result.h"

namespace fika::cli::wiki {

struct DumpSite {
  std::string name, database, base, language;
  bool is_case_sensitive = false;         // else the first letter of a title is a capital one
  std::map<int, std::string> namespaces;  // as this wiki calls them
};

struct DumpPage {
  std::string title;
  int name_space = 0;
  std::string redirect;      // the title it leads to, where the dump says so
  std::uint64_t number = 0;  // its place in the dump, from 0 on
};

struct DumpRevision {
  std::string author;  // a name or an address; empty where it was taken out
  std::int64_t time_ms = 0;
  std::string comment, text;
  std::string model;  // such as "wikitext"; empty in older dumps
  bool is_minor = false;
  bool is_too_long = false;  // then its text is cut
};

struct DumpVisitor {
  std::function<Status(const DumpSite&)> site;
  std::function<Status(const DumpPage&, DumpRevision)> revision;
  std::function<Status(const DumpPage&)> end_of_page;
};

inline constexpr std::size_t kDumpTextBytesMax = 4 << 20;

// kInvalid with the line when it is no such dump or must not be trusted.
Status read_dump(const std::filesystem::path& path, const DumpVisitor& visitor);
// As read_dump, of what is in memory.
Status read_dump_text(std::string_view xml, const DumpVisitor& visitor);

}  // namespace fika::cli::wiki
