// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/mediawiki.h"

#include <algorithm>

#include "base/clock.h"
#include "base/text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/wiki/addresses.h"

namespace fika::cli::wiki {
namespace {

using importing::as_body;
using importing::as_line;

constexpr std::size_t kCutBytes = 500 * 1024;

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
  for (const std::string& tag : entry.tags) {
    if (is_tag(tag)) page.add_tags(tag);
  }
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
  std::string path = "/files/" + file.id.text();
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
