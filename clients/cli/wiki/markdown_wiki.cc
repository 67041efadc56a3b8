// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/markdown_wiki.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/clock.h"
#include "base/text.h"
#include "clients/cli/importing/calendar.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/wiki/addresses.h"
#include "clients/cli/wiki/front_matter.h"
#include "clients/cli/wiki/html_tags.h"
#include "clients/cli/wiki/markdown_links.h"
#include "clients/cli/wiki/markdown_tree.h"
#include "clients/cli/wiki/page_anchors.h"

namespace fika::cli::wiki {
namespace {

using importing::as_body;
using importing::as_line;
using importing::kTitleLengthMax;

// "travel-and-leave.md" to "Travel and leave".
std::string title_from_name(std::string_view path) {
  std::string name = name_of(path);
  if (const std::size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0) {
    name.resize(dot);
  }
  for (char& c : name) {
    if (c == '-' || c == '_') c = ' ';
  }
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  }
  return as_line(name, kTitleLengthMax, "Untitled");
}

// Folders of a language, as sites in several have them.
std::string language_of(std::string_view path) {
  static const std::unordered_set<std::string_view> kLanguages = {
      "sv", "en", "nb", "nn", "no", "da", "fi", "is", "de", "fr", "es", "nl", "it", "pl"};
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) break;
    if (kLanguages.contains(path.substr(0, slash))) return std::string(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  return {};
}

bool is_language(std::string_view text) {
  return !text.empty() && text.size() <= 35 && std::ranges::all_of(text, [](char c) {
    return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

// A file's text, read and with what its front matter says.
struct Reading {
  FrontMatter matter;
  std::string title;
  std::string body;
  std::optional<PageAnchors> anchors;
  std::string title_words;  // of a heading that became the title
};

class Wiki {
 public:
  Wiki(importing::Source& source, const MarkdownOptions& options)
      : source_(source), options_(options) {}

  Result<MarkdownWiki> read() {
    // A zip of a folder often holds that folder, by its name.
    base_ = options_.name + "/";
    const auto is_below = [this](const std::string& name) { return name.starts_with(base_); };
    if (!std::ranges::all_of(source_.names(), is_below)) base_.clear();
    tree_ = markdown_tree(source_.names(), base_, wiki_.counts);
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
      const MarkdownNode& node = tree_.nodes[i];
      if (!node.file.empty()) by_file_.emplace(node.file, i);
    }
    files_.insert(source_.names().begin(), source_.names().end());
    readings_.resize(tree_.nodes.size());
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) CHECKED(read_node(i));
    sort();
    for (const std::size_t node : order_) CHECKED(add_page(node));
    wiki_.counts.files = wiki_.files.size();
    std::uint64_t unnamed = 0;
    for (const std::string& name : source_.names()) {
      const bool is_used = by_file_.contains(name) || file_ids_.contains(name);
      if (!is_used && !is_markdown(name)) ++unnamed;
    }
    if (unnamed > 0) wiki_.counts.besides["files that no page names"] = unnamed;
    add_html_counts();
    return std::move(wiki_);
  }

 private:
  Status read_node(std::size_t i) {
    const MarkdownNode& node = tree_.nodes[i];
    Reading& reading = readings_[i];
    if (node.file.empty()) {
      reading.title = title_from_name(node.folder);
      return {};
    }
    TRY(std::string text, source_.read(node.file));
    if (!is_utf8(text)) {
      ++wiki_.counts.skipped["not UTF-8"];
      reading.title = title_from_name(node.file);
      return {};
    }
    reading.matter = read_front_matter(text);
    reading.body = as_body(std::string_view(text).substr(reading.matter.size));
    reading.title = as_line(reading.matter.title, kTitleLengthMax, "");
    take_title(reading);
    if (reading.title.empty()) {
      const bool is_own = node.folder.empty() || !is_index_name(node.file);
      reading.title = title_from_name(is_own ? node.file : node.folder);
    }
    return {};
  }

  // The heading that begins the text is the page's title, not part of its text.
  static void take_title(Reading& reading) {
    for (const MarkdownHeading& heading : headings_of(reading.body)) {
      if (heading.level != 1) continue;
      const std::string words = as_line(heading.text, kTitleLengthMax, "");
      const bool is_first = trim(std::string_view(reading.body).substr(0, heading.begin)).empty();
      const bool is_same = reading.title.empty() || reading.title == words;
      if (is_first && is_same) {
        reading.body = as_body(std::string_view(reading.body).substr(heading.end));
        reading.title_words = words;
      }
      if (reading.title.empty()) reading.title = words;
      return;
    }
  }

  void sort() {
    const auto before = [&](std::size_t a, std::size_t b) {
      const auto weight = [&](std::size_t i) {
        return readings_[i].matter.weight.value_or(10'000);
      };
      if (weight(a) != weight(b)) return weight(a) < weight(b);
      return comes_before(tree_.nodes[a].name, tree_.nodes[b].name);
    };
    std::vector<std::vector<std::size_t>> children(tree_.nodes.size());
    std::vector<std::size_t> top;
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
      const auto parent = tree_.nodes[i].parent;
      (parent ? children[*parent] : top).push_back(i);
    }
    std::vector<std::size_t> open;
    const auto push = [&](std::vector<std::size_t>& siblings) {
      std::ranges::sort(siblings, before);
      open.insert(open.end(), siblings.rbegin(), siblings.rend());
    };
    push(top);
    while (!open.empty()) {
      const std::size_t node = open.back();
      open.pop_back();
      order_.push_back(node);
      push(children[node]);
    }
  }

  Id id_of(std::size_t i) const {
    const MarkdownNode& node = tree_.nodes[i];
    const bool is_folder = node.file.empty();
    const std::string& path = is_folder ? node.folder : node.file;
    return Id::derive(0, fmt::format("markdown page {}\n{}\n{}{}", options_.community,
                                     options_.name, is_folder ? "folder " : "",
                                     path.substr(std::min(base_.size(), path.size()))));
  }

  Status add_page(std::size_t i) {
    const MarkdownNode& node = tree_.nodes[i];
    Reading& reading = readings_[i];
    Status status;
    const auto replace = [&](LinkForm form, std::string_view address) {
      auto other = resolve(node, form, address, true);
      if (!other && status) status = std::unexpected(other.error());
      return other ? *std::move(other) : std::nullopt;
    };
    std::string text = with_addresses(reading.body, replace);
    CHECKED(status);
    const auto turn = [&](std::string_view address, bool is_picture) {
      const auto form = is_picture ? LinkForm::kPicture : LinkForm::kLink;
      auto other = resolve(node, form, address, false);
      if (!other && status) status = std::unexpected(other.error());
      return other && *other ? **std::move(other) : std::string(address);
    };
    text = as_body(without_html(text, turn, html_));
    CHECKED(status);
    v1::ImportedPage page;
    if (text.size() > kPageBytesMax) {
      ++wiki_.counts.skipped["longer than 512 KB"];
      text.clear();
    }
    page.set_id(id_of(i).text());
    page.set_community(options_.community);
    if (node.parent) page.set_parent(id_of(*node.parent).text());
    page.set_title(reading.title);
    for (const std::string& tag : reading.matter.tags) {
      if (page.tags_size() == static_cast<int>(kTagsMax)) break;
      const std::string line = as_line(tag, kTagLengthMax, "");
      if (is_tag(line)) page.add_tags(line);
    }
    const std::string& language = reading.matter.language;
    page.set_language(is_language(language) ? language : language_of(node.file + "/"));
    page.set_created_at_ms(time_of(reading.matter.date));
    page.add_revisions()->set_text(text);
    ++(node.file.empty() ? wiki_.counts.folders : wiki_.counts.pages);
    if (!node.file.empty()) ++wiki_.counts.revisions;
    if (reading.matter.former_addresses > 0) {
      wiki_.counts.besides["former addresses on a site"] += reading.matter.former_addresses;
    }
    set_origin(node, reading.matter, page);
    if (reading.matter.owner.contains('@')) {
      wiki_.owners[to_lower_ascii(reading.matter.owner)].push_back(wiki_.pages.size());
    }
    wiki_.pages.push_back(std::move(page));
    return {};
  }

  // What our own exports say in their front matter, and other sites may.
  void set_origin(const MarkdownNode& node, const FrontMatter& matter, v1::ImportedPage& page) {
    page.set_template_name(as_line(matter.template_name, kTemplateLengthMax, ""));
    for (const std::string& former : matter.former_titles) {
      if (page.former_titles_size() == static_cast<int>(kFormerTitlesMax)) break;
      const std::string line = as_line(former, kTitleLengthMax, "");
      if (!line.empty()) page.add_former_titles(line);
    }
    const auto path = joined_path(folder_of(node.file), matter.translation_of);
    const auto original = path ? by_file_.find(*path) : by_file_.end();
    if (matter.translation_of.empty() || original == by_file_.end()) return;
    const std::string id = id_of(original->second).text();
    if (id != page.id()) page.set_translation_of(id);
  }

  static std::int64_t time_of(const std::string& date) {
    if (date.empty()) return 0;
    const auto time = importing::parse_iso_ms(date.size() == 10 ? date + "T00:00:00" : date);
    return time && *time > 0 && *time < SystemClock().now_ms() ? *time : 0;
  }

  // Another address for one that leads to a page or a file of this wiki; counted if `is_counted`.
  Result<std::optional<std::string>> resolve(const MarkdownNode& from, LinkForm form,
                                             std::string_view address, bool is_counted) {
    using Found = std::optional<std::string>;
    const auto parts = relative_address(address);
    if (!parts || parts->path.empty()) return Found();
    TRY(Found found, found_at(from, *parts));
    if (!is_counted) return found;
    WikiCounts& counts = wiki_.counts;
    if (form == LinkForm::kPicture) {
      ++(found ? counts.images : counts.images_unresolved);
    } else if (form == LinkForm::kLink) {
      ++(found ? counts.links_resolved : counts.links_unresolved);
    } else {
      ++counts.besides[found ? "link definitions that lead to a page"
                             : "link definitions that lead nowhere"];
    }
    return found;
  }

  Result<std::optional<std::string>> found_at(const MarkdownNode& from,
                                              const RelativeAddress& address) {
    using Found = std::optional<std::string>;
    std::vector<std::optional<std::string>> paths;
    if (address.is_from_top) {
      paths = {joined_path(tree_.top, address.path), joined_path({}, address.path)};
    } else {
      paths = {joined_path(folder_of(from.file), address.path)};
    }
    for (const auto& path : paths) {
      if (!path) continue;
      const bool is_folder = path->empty() || path->ends_with('/');
      std::vector<std::string> names;
      if (!is_folder) names = {*path, *path + ".md"};
      for (const char* index : {"_index.md", "index.md", "README.md"}) {
        names.push_back(*path + (is_folder ? "" : "/") + index);
      }
      for (const std::string& name : names) {
        if (const auto node = by_file_.find(name); node != by_file_.end()) {
          return Found("/p/" + id_of(node->second).text() + anchor(node->second, address.fragment));
        }
        if (!is_markdown(name) && files_.contains(name)) return file(name);
      }
    }
    return Found();
  }

  std::string anchor(std::size_t node, const std::string& fragment) {
    if (fragment.empty()) return {};
    Reading& reading = readings_[node];
    if (!reading.anchors) reading.anchors.emplace(reading.body);
    std::string id = reading.anchors->find(fragment);
    if (id.empty() || id == PageAnchors("").find(reading.title_words)) return {};
    return "#" + id;
  }

  Result<std::optional<std::string>> file(const std::string& name) {
    using Found = std::optional<std::string>;
    if (const auto known = file_ids_.find(name); known != file_ids_.end()) {
      return known->second.is_nil() ? Found() : Found("/files/" + known->second.text());
    }
    TRY(const std::string content, source_.read(name));
    if (content.size() > kFileBytesMax) {
      ++wiki_.counts.skipped["file larger than 100 MB"];
      file_ids_.emplace(name, Id());
      return Found();
    }
    WikiFile found;
    found.name = as_line(name_of(name), kTitleLengthMax, "file");
    found.id = Id::derive(0, "file " + found.name + "\n" + content);
    found.source = name;
    file_ids_.emplace(name, found.id);
    const bool is_known = std::ranges::any_of(
        wiki_.files, [&](const WikiFile& other) { return other.id == found.id; });
    std::string path = "/files/" + found.id.text();
    if (!is_known) wiki_.files.push_back(std::move(found));
    return Found(std::move(path));
  }

  void add_html_counts() {
    const auto add = [&](const char* what, std::uint64_t count) {
      if (count > 0) wiki_.counts.besides[what] = count;
    };
    add("HTML tags turned into Markdown or left out", html_.tags_turned);
    add("HTML tags kept as text", html_.tags_kept);
    add("HTML comments left out", html_.comments);
    add("shortcodes kept as code", html_.shortcodes);
  }

  importing::Source& source_;
  const MarkdownOptions& options_;
  std::string base_;
  MarkdownTree tree_;
  std::vector<Reading> readings_;  // beside the nodes
  std::vector<std::size_t> order_;
  std::unordered_map<std::string, std::size_t> by_file_;
  std::unordered_set<std::string> files_;
  std::unordered_map<std::string, Id> file_ids_;
  HtmlCounts html_;
  MarkdownWiki wiki_;
};

}  // namespace

Result<MarkdownWiki> read_markdown(importing::Source& source, const MarkdownOptions& options) {
  return Wiki(source, options).read();
}

}  // namespace fika::cli::wiki
