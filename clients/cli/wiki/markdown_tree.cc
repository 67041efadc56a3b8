// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/markdown_tree.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "clients/cli/wiki/addresses.h"

namespace fika::cli::wiki {
namespace {

// How well a name suits a folder's own page; 0: not at all.
int index_grade(std::string_view path) {
  const std::string name = to_lower_ascii(name_of(path));
  if (name == "_index.md") return 3;
  if (name == "index.md") return 2;
  return name == "readme.md" ? 1 : 0;
}

bool is_hidden(std::string_view path) { return path.starts_with('.') || path.contains("/."); }

std::string without_extension(const std::string& path) { return path.substr(0, path.rfind('.')); }

// The longest folder that all files are below.
std::string folder_of_all(const std::vector<std::string>& files) {
  if (files.empty()) return {};
  std::string top = folder_of(files.front());
  for (const std::string& file : files) {
    while (!top.empty() && !file.starts_with(top + "/")) top = folder_of(top);
  }
  return top;
}

class Planter {
 public:
  Planter(const std::vector<std::string>& files, std::string top, WikiCounts& counts)
      : files_(files), counts_(counts) {
    tree_.top = std::move(top);
  }

  MarkdownTree plant() && {
    for (const std::string& file : files_) {
      for (std::string folder = folder_of(file); folder != tree_.top; folder = folder_of(folder)) {
        if (!folders_.insert(folder).second) break;
      }
    }
    choose_pages_of_folders();
    if (const auto page = pages_of_folders_.find(tree_.top); page != pages_of_folders_.end()) {
      nodes_of_folders_[tree_.top] =
          add(page->second, tree_.top, name_of(page->second), std::nullopt);
    }
    // A set goes through a folder before what is below it.
    for (const std::string& folder : folders_) {
      const auto page = pages_of_folders_.find(folder);
      const std::string file = page == pages_of_folders_.end() ? std::string() : page->second;
      nodes_of_folders_[folder] = add(file, folder, name_of(folder), node_of(folder_of(folder)));
    }
    for (const std::string& file : files_) {
      if (taken_.contains(file)) continue;
      add(file, {}, name_of(file), node_of(folder_of(file)));
    }
    return std::move(tree_);
  }

 private:
  void choose_pages_of_folders() {
    std::map<std::string, int> grades;
    for (const std::string& file : files_) {
      const int grade = index_grade(file);
      const std::string folder = folder_of(file);
      if (grade == 0 || grade <= grades[folder]) continue;
      grades[folder] = grade;
      pages_of_folders_[folder] = file;
    }
    for (const std::string& file : files_) {
      const std::string folder = without_extension(file);
      if (folders_.contains(folder)) pages_of_folders_.try_emplace(folder, file);
    }
    for (const auto& [folder, file] : pages_of_folders_) taken_.insert(file);
  }

  std::optional<std::size_t> node_of(const std::string& folder) const {
    const auto found = nodes_of_folders_.find(folder);
    return found == nodes_of_folders_.end() ? std::nullopt : std::optional(found->second);
  }

  std::size_t add(const std::string& file, const std::string& folder, std::string name,
                  std::optional<std::size_t> parent) {
    int depth = parent ? depths_[*parent] + 1 : 1;
    if (depth > kDepthMax) {
      while (depths_[*parent] >= kDepthMax) parent = tree_.nodes[*parent].parent;
      depth = depths_[*parent] + 1;
      ++counts_.besides["pages deeper than 12 levels, now higher up"];
    }
    const std::size_t node = tree_.nodes.size();
    tree_.nodes.push_back(
        {.file = file, .folder = folder, .name = std::move(name), .parent = parent});
    depths_.push_back(depth);
    return node;
  }

  const std::vector<std::string>& files_;
  WikiCounts& counts_;
  MarkdownTree tree_;
  std::set<std::string> folders_;
  std::map<std::string, std::string> pages_of_folders_;
  std::set<std::string> taken_;
  std::map<std::string, std::size_t> nodes_of_folders_;
  std::vector<int> depths_;
};

}  // namespace

bool is_markdown(std::string_view path) {
  const std::string name = to_lower_ascii(path);
  return name.ends_with(".md") || name.ends_with(".markdown");
}

bool is_index_name(std::string_view path) { return index_grade(path) > 0; }

MarkdownTree markdown_tree(const std::vector<std::string>& names, std::string_view base,
                           WikiCounts& counts) {
  std::vector<std::string> files;
  const auto is_on_top = [&](const std::string& name) {
    return name.find('/', base.size()) == std::string::npos;
  };
  bool has_page_on_top = false;
  for (const std::string& name : names) {
    if (is_hidden(name)) {
      ++counts.skipped["hidden"];
    } else if (is_markdown(name)) {
      files.push_back(name);
      has_page_on_top = has_page_on_top || (is_on_top(name) && index_grade(name) != 1);
    }
  }
  if (!has_page_on_top && files.size() > 1) {
    const auto is_readme = [&](const std::string& file) {
      return is_on_top(file) && index_grade(file) == 1;
    };
    const auto gone = std::erase_if(files, is_readme);
    if (gone > 0) counts.skipped["README.md at the top, which speaks of the whole"] = gone;
  }
  return Planter(files, folder_of_all(files), counts).plant();
}

}  // namespace fika::cli::wiki
