// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/templates/collection.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <tuple>

#include "base/check.h"
#include "base/text.h"
#include "server/domain/templates/templates.h"

namespace fika::domain {
namespace {

using Key = std::pair<std::string, std::string>;  // name and language
using Parsed = std::map<Key, ParsedTemplate>;

Key key_of(const ParsedTemplate& parsed) {
  return {parsed.content.name(), to_lower_ascii(parsed.content.language())};
}

const Parsed& built_in() {
  static const Parsed all = [] {
    Parsed parsed;
    for (const TextFile& file : built_in_template_files()) {
      const auto one = parsed_template(file.name, file.text);
      FIKA_CHECK(one.has_value());
      parsed[key_of(*one)] = *one;
    }
    return parsed;
  }();
  return all;
}

std::filesystem::path& own_folder() {
  static std::filesystem::path folder;
  return folder;
}

// The files' names in their order, so that the same folder gives the same answer.
std::vector<std::filesystem::path> files_in_own_folder(std::vector<std::string>& faults) {
  std::vector<std::filesystem::path> files;
  if (own_folder().empty()) return files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(own_folder(), error), end; !error && entry != end;
       entry.increment(error)) {
    const bool is_one = entry->path().extension() == ".md" &&
                        entry->path().filename() != "README.md" && entry->is_regular_file(error);
    if (is_one) files.push_back(entry->path());
  }
  std::ranges::sort(files);
  if (files.size() > kOwnTemplatesMax) {
    faults.push_back(fmt::format("Of {} files only {} are read.", files.size(), kOwnTemplatesMax));
    files.resize(kOwnTemplatesMax);
  }
  return files;
}

// A byte more than a template may have, so that a longer one is refused for it.
std::string beginning_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kTemplateBytesMax + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return text;
}

std::string_view main_language(std::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace

void read_own_templates_in(std::filesystem::path folder) { own_folder() = std::move(folder); }

Collection collected_templates() {
  Collection collection;
  Parsed all = built_in();
  std::size_t bytes = 0;
  for (const auto& path : files_in_own_folder(collection.faults)) {
    const std::string name = path.filename().string();
    const std::string shown = is_utf8(name) ? name : std::string("A file");
    const std::string text = beginning_of(path);
    bytes += text.size();
    if (bytes > kOwnTemplatesBytesMax) {
      collection.faults.push_back(
          fmt::format("{} and those behind it: together the files are longer than {} KB.", shown,
                      kOwnTemplatesBytesMax / 1024));
      break;
    }
    auto own = parsed_template(name, text);
    if (!own) {
      collection.faults.push_back(fmt::format("{}: {}", shown, own.error().detail));
      continue;
    }
    own->content.set_is_own(true);
    all[key_of(*own)] = *own;
  }
  std::vector<const ParsedTemplate*> ordered;
  for (const auto& [key, parsed] : all) ordered.push_back(&parsed);
  std::ranges::sort(ordered, {}, [](const ParsedTemplate* parsed) {
    return std::tuple(parsed->order, parsed->content.name(), parsed->content.language());
  });
  for (const ParsedTemplate* parsed : ordered) collection.templates.push_back(parsed->content);
  return collection;
}

const v1::Template* nearest_template(const std::vector<v1::Template>& templates,
                                     std::string_view name, std::string_view language) {
  const std::string wanted = to_lower_ascii(language);
  const auto distance = [&](const v1::Template& one) {
    const std::string has = to_lower_ascii(one.language());
    if (has == wanted) return 0;
    if (!wanted.empty() && main_language(has) == main_language(wanted)) return 1;
    return main_language(has) == "en" ? 2 : 3;
  };
  const v1::Template* nearest = nullptr;
  for (const v1::Template& one : templates) {
    const bool is_nearer = !nearest || distance(one) < distance(*nearest);
    if (one.name() == name && is_nearer) nearest = &one;
  }
  return nearest;
}

}  // namespace fika::domain
