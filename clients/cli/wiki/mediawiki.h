// SPDX-License-Identifier: GPL-3.0-or-later
// A dump of MediaWiki to pages. The dump is read several times and never held: first for its titles
// and people, then once for each level of the tree, since a page is sent before those below it.
//
// A page's title stays as it is, with its namespace. What is called A/B stands below A, a talk page
// below what it talks of, templates and modules, kept as text, below a page of their own. Redirects
// become titles that lead to their page; one that leads nowhere stays a page. Categories become
// tags. All revisions come, each with author, time and summary.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "clients/cli/importing/archive.h"
#include "clients/cli/importing/source.h"
#include "clients/cli/wiki/dump_reader.h"
#include "clients/cli/wiki/wiki.h"
#include "clients/cli/wiki/wikitext.h"

namespace fika::cli::wiki {

struct MediawikiOptions {
  std::string name;       // instead of the name the dump gives its wiki
  std::string community;  // its id; empty: the organisation's pages
  std::string files;      // a folder with what was uploaded there; empty: none
};

inline constexpr int kTemplateNamespace = 10, kModuleNamespace = 828;
// Of these the text is kept as code.
inline bool is_kept_as_text(int name_space) {
  return name_space == kTemplateNamespace || name_space == kModuleNamespace;
}

class Mediawiki {
 public:
  // Reads the dump once. kInvalid when it, or a file, is not what it should be.
  static Result<std::unique_ptr<Mediawiki>> open(const std::filesystem::path& dump,
                                                 const MediawikiOptions& options);

  const std::vector<importing::ArchivedPerson>& people() const { return people_; }

  // Calls `take` with each revision behind the page it is one of, parents first, each page's in
  // their order.
  using Take = std::function<Status(const v1::ImportedPage& page, v1::ImportedRevision revision)>;
  Status each_revision(const Take& take);

  // The files that pages handed out so far name and that have not been asked for yet.
  std::vector<WikiFile> take_files();
  Result<std::string> content_of(const WikiFile& file) { return files_->read(file.source); }

  const WikiCounts& counts() const { return counts_; }

 private:
  struct Entry {
    std::string title;
    int name_space = 0;
    std::string redirect;
    std::vector<std::string> tags, former_titles;
    Id id;
    std::int64_t parent = -1;  // an entry, or kTemplates and such
    int level = 1;
    bool is_page = false;
  };

  Mediawiki(std::filesystem::path dump, MediawikiOptions options)
      : dump_(std::move(dump)), options_(std::move(options)) {}
  Status look();
  void set_site(const DumpSite& site);
  void add_entry(const DumpPage& page, const DumpRevision& last);
  void plan();
  void plan_redirect(Entry& entry);
  void set_parent(Entry& entry);
  Status open_files();
  Id person_id(const std::string& author) const;
  Id folder_id(int name_space) const;
  v1::ImportedPage head_of(const Entry& entry) const;
  Status send_folders(const Take& take);
  Status send_level(int level, const Take& take);
  Result<v1::ImportedRevision> revision_of(const Entry& entry, const DumpRevision& revision,
                                           Converted& converted);
  std::optional<std::string> path_of_file(const std::string& name);
  void add_counts(const Converted& converted);

  const std::filesystem::path dump_;
  const MediawikiOptions options_;
  std::string wiki_, language_;
  WikiNames names_;
  std::map<int, std::string> spaces_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> by_title_;
  std::vector<importing::ArchivedPerson> people_;
  std::unordered_map<std::string, Id> ids_of_people_;
  std::map<int, Id> folders_;  // by namespace
  std::unique_ptr<importing::Source> files_;
  std::unordered_map<std::string, std::string> sources_of_files_;
  std::unordered_map<std::string, std::string> paths_of_files_;
  std::vector<WikiFile> fresh_files_;
  Status file_status_;
  WikiCounts counts_;
};

}  // namespace fika::cli::wiki
