// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/mediawiki.h"

#include <algorithm>
#include <set>

#include "base/clock.h"
#include "base/text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/wiki/addresses.h"

namespace fika::cli::wiki {
namespace {

using importing::as_body;
using importing::as_line;

constexpr int kTemplateNamespace = 10, kModuleNamespace = 828;
constexpr int kRedirectsMax = 5;
constexpr std::size_t kFormerTitlesMax = 200, kCutBytes = 500 * 1024;

// English names count in every wiki.
const std::map<int, std::string>& english_namespaces() {
  static const std::map<int, std::string> names = {
      {1, "Talk"},           {2, "User"},      {3, "User talk"},      {4, "Project"},
      {5, "Project talk"},   {6, "File"},      {7, "File talk"},      {8, "MediaWiki"},
      {9, "MediaWiki talk"}, {10, "Template"}, {11, "Template talk"}, {12, "Help"},
      {13, "Help talk"},     {14, "Category"}, {15, "Category talk"}, {828, "Module"},
      {829, "Module talk"}};
  return names;
}

bool is_kept_as_text(int name_space) {
  return name_space == kTemplateNamespace || name_space == kModuleNamespace;
}

// What only the other program itself reads.
bool is_left_out(int name_space) {
  return name_space < 0 || name_space == 8 || name_space == 9 || name_space >= 2300;
}

// The categories that a text names, without a look at anything else in it.
std::vector<std::string> categories_in(std::string_view text, const WikiNames& names) {
  std::vector<std::string> tags;
  std::set<std::string> known;
  for (std::size_t at = text.find("[["); at != text.npos && tags.size() < kTagsMax;
       at = text.find("[[", at + 2)) {
    const std::string_view link = text.substr(at + 2, 300);
    const auto [space, name] = split_namespace(link.substr(0, link.find_first_of("]|")), names);
    if (space != kCategoryNamespace) continue;
    const std::string tag = as_line(normal_title(name, names), kTagLengthMax, "");
    if (!tag.empty() && known.insert(to_lower_ascii(tag)).second) tags.push_back(tag);
  }
  return tags;
}

bool is_language(std::string_view text) {
  return text.size() <= 35 && text.find_first_not_of(
                                  "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz") == text.npos;
}

}  // namespace

Result<std::unique_ptr<Mediawiki>> Mediawiki::open(const std::filesystem::path& dump,
                                                   const MediawikiOptions& options) {
  std::unique_ptr<Mediawiki> wiki(new Mediawiki(dump, options));
  CHECKED(wiki->look());
  CHECKED(wiki->open_files());
  wiki->plan();
  return wiki;
}

Status Mediawiki::look() {
  DumpRevision last;
  DumpVisitor visitor;
  visitor.site = [this](const DumpSite& site) {
    set_site(site);
    return Status();
  };
  visitor.revision = [&](const DumpPage&, DumpRevision revision) {
    ++counts_.revisions;
    const std::string name = as_line(revision.author, importing::kNameLengthMax, "Unknown author");
    const auto [person, is_new] = ids_of_people_.try_emplace(revision.author, Id());
    if (is_new) {
      person->second = person_id(revision.author);
      people_.push_back({.id = person->second, .name = name, .email = {}});
    }
    last = std::move(revision);
    return Status();
  };
  visitor.end_of_page = [&](const DumpPage& page) {
    add_entry(page, last);
    last = DumpRevision();
    return Status();
  };
  return read_dump(dump_, visitor);
}

void Mediawiki::set_site(const DumpSite& site) {
  wiki_ = !options_.name.empty()   ? options_.name
          : !site.database.empty() ? site.database
                                   : site.name;
  if (is_language(site.language)) language_ = site.language;
  names_.is_case_sensitive = site.is_case_sensitive;
  spaces_ = english_namespaces();
  for (const auto& [number, name] : english_namespaces()) {
    names_.namespaces[to_lower_ascii(name)] = number;
  }
  names_.namespaces["image"] = kFileNamespace;
  for (const auto& [number, name] : site.namespaces) {
    if (name.empty()) continue;
    names_.namespaces[to_lower_ascii(name)] = number;
    spaces_[number] = name;
  }
}

void Mediawiki::add_entry(const DumpPage& page, const DumpRevision& last) {
  ++counts_.pages;
  Entry entry;
  entry.name_space = page.name_space;
  const bool is_named = split_namespace(page.title, names_).first == page.name_space;
  const auto space = spaces_.find(page.name_space);
  const std::string prefix = is_named || space == spaces_.end() ? "" : space->second + ":";
  entry.title = normal_title(prefix + page.title, names_);
  const auto target = redirect_target(last.text);
  if (!page.redirect.empty() || target) {
    ++counts_.redirects;
    entry.redirect = normal_title(page.redirect.empty() ? *target : page.redirect, names_);
  }
  entry.tags = categories_in(last.text, names_);
  entries_.push_back(std::move(entry));
}

Status Mediawiki::open_files() {
  if (options_.files.empty()) return {};
  TRY(files_, importing::Source::open(options_.files));
  for (const std::string& name : files_->names()) {
    // Small and former versions of what is there as well.
    const bool is_other = name.starts_with("thumb/") || name.contains("/thumb/") ||
                          name.starts_with("archive/") || name.contains("/archive/");
    if (!is_other) sources_of_files_.emplace(normal_title(name_of(name), names_), name);
  }
  return {};
}

Id Mediawiki::person_id(const std::string& author) const {
  return Id::derive(0, "mediawiki user " + wiki_ + "\n" + author);
}

Id Mediawiki::folder_id(int name_space) const {
  return Id::derive(
      0, fmt::format("mediawiki namespace {}\n{}\n{}", options_.community, wiki_, name_space));
}

void Mediawiki::plan() {
  std::unordered_map<std::string, int> same_titles;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    const int number = same_titles[entry.title]++;
    entry.id =
        Id::derive(0, fmt::format("mediawiki page {}\n{}\n{}{}", options_.community, wiki_,
                                  entry.title, number == 0 ? "" : fmt::format("#{}", number + 1)));
    if (is_left_out(entry.name_space)) {
      ++counts_.skipped["of the wiki's own interface"];
      continue;
    }
    const auto [known, is_new] = by_title_.try_emplace(entry.title, i);
    if (!is_new && !entries_[known->second].redirect.empty() && entry.redirect.empty()) {
      known->second = i;
    }
    entry.is_page = true;
  }
  for (Entry& entry : entries_) plan_redirect(entry);
  for (Entry& entry : entries_) set_parent(entry);
  names_.page_path = [this](const std::string& title) -> std::optional<std::string> {
    auto found = by_title_.find(title);
    for (int i = 0; i < kRedirectsMax && found != by_title_.end(); ++i) {
      const Entry& entry = entries_[found->second];
      if (entry.is_page) return "/p/" + entry.id.text();
      found = by_title_.find(entry.redirect);
    }
    return std::nullopt;
  };
  names_.file_path = [this](const std::string& name) { return path_of_file(name); };
}

// It becomes a title of the page that it leads to at last.
void Mediawiki::plan_redirect(Entry& entry) {
  if (entry.redirect.empty() || !entry.is_page) return;
  auto target = by_title_.find(entry.redirect);
  for (int i = 0; i < kRedirectsMax && target != by_title_.end(); ++i) {
    Entry& page = entries_[target->second];
    if (page.redirect.empty()) {
      entry.is_page = false;
      const std::string title = as_line(entry.title, importing::kTitleLengthMax, "");
      if (page.former_titles.size() < kFormerTitlesMax) {
        page.former_titles.push_back(title);
      } else {
        ++counts_.skipped["redirects beyond 200 to one page"];
      }
      return;
    }
    target = by_title_.find(page.redirect);
  }
  ++counts_.besides["redirects that lead nowhere, kept as pages"];
}

void Mediawiki::set_parent(Entry& entry) {
  if (!entry.is_page) return;
  const auto take = [&](const std::string& title) {
    const auto found = by_title_.find(normal_title(title, names_));
    if (found == by_title_.end()) return false;
    const Entry& above = entries_[found->second];
    if (!above.is_page || above.id == entry.id) return false;
    entry.parent = static_cast<std::int64_t>(found->second);
    return true;
  };
  if (entry.name_space > 0 && entry.name_space % 2 == 1) {
    const std::string name = split_namespace(entry.title, names_).second;
    const auto space = spaces_.find(entry.name_space - 1);
    const bool has_prefix = entry.name_space > 1 && space != spaces_.end();
    if (take((has_prefix ? space->second + ":" : "") + name)) return;
  }
  for (std::size_t slash = entry.title.rfind('/'); slash != std::string::npos && slash > 0;
       slash = entry.title.rfind('/', slash - 1)) {
    if (take(entry.title.substr(0, slash))) return;
  }
  if (is_kept_as_text(entry.name_space)) folders_[entry.name_space] = folder_id(entry.name_space);
}

v1::ImportedPage Mediawiki::head_of(const Entry& entry) const {
  v1::ImportedPage page;
  page.set_id(entry.id.text());
  page.set_community(options_.community);
  if (entry.parent >= 0) {
    page.set_parent(entries_[static_cast<std::size_t>(entry.parent)].id.text());
  } else if (const auto folder = folders_.find(entry.name_space); folder != folders_.end()) {
    page.set_parent(folder->second.text());
  }
  page.set_title(as_line(entry.title, importing::kTitleLengthMax, "Untitled"));
  for (const std::string& title : entry.former_titles) page.add_former_titles(title);
  for (const std::string& tag : entry.tags) page.add_tags(tag);
  page.set_language(language_);
  page.set_first_revision(1);
  return page;
}

Status Mediawiki::each_revision(const Take& take) {
  CHECKED(send_folders(take));
  // Levels are counted anew here, as parents may stand behind their children.
  int deepest = 1;
  for (Entry& entry : entries_) {
    int level = folders_.contains(entry.name_space) && entry.parent < 0 ? 2 : 1;
    for (std::int64_t above = entry.parent; above >= 0 && level < kDepthMax;
         above = entries_[static_cast<std::size_t>(above)].parent) {
      ++level;
    }
    entry.level = level;
  }
  for (Entry& entry : entries_) {
    // What would be deeper stands beside its parent.
    while (entry.parent >= 0 &&
           entries_[static_cast<std::size_t>(entry.parent)].level >= kDepthMax) {
      entry.parent = entries_[static_cast<std::size_t>(entry.parent)].parent;
    }
    if (entry.is_page) deepest = std::max(deepest, entry.level);
  }
  for (int level = 1; level <= deepest; ++level) CHECKED(send_level(level, take));
  return file_status_;
}

Status Mediawiki::send_folders(const Take& take) {
  for (const auto& [space, id] : folders_) {
    v1::ImportedPage page;
    page.set_id(id.text());
    page.set_community(options_.community);
    const auto name = spaces_.find(space);
    page.set_title(name == spaces_.end() ? "Templates" : name->second);
    ++counts_.folders;
    CHECKED(take(page, v1::ImportedRevision()));
  }
  return {};
}

Status Mediawiki::send_level(int level, const Take& take) {
  Converted last;
  v1::ImportedPage head;
  DumpVisitor visitor;
  visitor.site = [](const DumpSite&) { return Status(); };
  visitor.revision = [&](const DumpPage& page, const DumpRevision& revision) -> Status {
    if (page.number >= entries_.size()) return {};
    const Entry& entry = entries_[page.number];
    if (!entry.is_page || entry.level != level) return {};
    if (head.id() != entry.id.text()) head = head_of(entry);
    TRY(v1::ImportedRevision made, revision_of(entry, revision, last));
    return take(head, std::move(made));
  };
  visitor.end_of_page = [&](const DumpPage&) {
    add_counts(last);
    last = Converted();
    return Status();
  };
  return read_dump(dump_, visitor);
}

Result<v1::ImportedRevision> Mediawiki::revision_of(const Entry& entry,
                                                    const DumpRevision& revision,
                                                    Converted& converted) {
  v1::ImportedRevision made;
  const auto author = ids_of_people_.find(revision.author);
  if (author != ids_of_people_.end()) made.set_author(author->second.text());
  if (revision.time_ms > 0 && revision.time_ms < SystemClock().now_ms()) {
    made.set_created_at_ms(revision.time_ms);
  }
  made.set_summary(as_line(revision.comment, kSummaryLengthMax, ""));
  made.set_minor(revision.is_minor);
  const bool is_code = is_kept_as_text(entry.name_space) ||
                       (!revision.model.empty() && revision.model != "wikitext");
  std::string text;
  if (is_code) {
    const bool is_lua = revision.model == "Scribunto" || entry.name_space == kModuleNamespace;
    converted = Converted();
    text = code_block(as_body(revision.text), is_lua ? "lua" : "wikitext");
  } else {
    names_.page_title = entry.title;
    const auto target = redirect_target(revision.text);
    converted = wikitext_to_markdown(target ? "→ [[" + *target + "]]" : revision.text, names_);
    text = std::move(converted.markdown);
  }
  CHECKED(file_status_);
  const bool is_long = text.size() > kPageBytesMax - 16;
  if (is_long) {
    const std::size_t end = text.rfind('\n', kCutBytes);
    std::size_t cut = end == std::string::npos ? kCutBytes : end;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
    text.resize(cut);
    text += "\n\n…";
  }
  if (is_long || revision.is_too_long) ++counts_.besides["texts cut at 512 KB"];
  made.set_text(std::move(text));
  return made;
}

std::optional<std::string> Mediawiki::path_of_file(const std::string& name) {
  if (const auto known = paths_of_files_.find(name); known != paths_of_files_.end()) {
    return known->second;
  }
  const auto source = sources_of_files_.find(name);
  if (source == sources_of_files_.end()) return std::nullopt;
  const auto content = files_->read(source->second);
  if (!content) {
    file_status_ = std::unexpected(content.error());
    return std::nullopt;
  }
  if (content->size() > kFileBytesMax) {
    ++counts_.skipped["file larger than 100 MB"];
    sources_of_files_.erase(source);
    return std::nullopt;
  }
  WikiFile file;
  file.name = as_line(name_of(name), importing::kTitleLengthMax, "file");
  file.id = Id::derive(0, "file " + file.name + "\n" + *content);
  file.source = source->second;
  const std::string path = "/files/" + file.id.text();
  paths_of_files_.emplace(name, path);
  ++counts_.files;
  fresh_files_.push_back(std::move(file));
  return path;
}

std::vector<WikiFile> Mediawiki::take_files() { return std::exchange(fresh_files_, {}); }

void Mediawiki::add_counts(const Converted& converted) {
  counts_.links_resolved += converted.links_resolved;
  counts_.links_unresolved += converted.links_unresolved;
  counts_.images += converted.images;
  counts_.images_unresolved += converted.images_unresolved;
  for (const auto& [name, count] : converted.templates) {
    counts_.besides["template: " + as_line(name, 80, "?")] += count;
  }
}

}  // namespace fika::cli::wiki
