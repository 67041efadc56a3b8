// SPDX-License-Identifier: GPL-3.0-or-later
// What each page of a dump becomes, and where it stands; known once the dump has been read through.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/wiki/mediawiki.h"

namespace fika::cli::wiki {
namespace {

using importing::as_line;

constexpr int kRedirectsMax = 5;

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

}  // namespace fika::cli::wiki
