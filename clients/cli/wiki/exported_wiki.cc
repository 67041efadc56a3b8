// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/exported_wiki.h"

#include <algorithm>

#include "base/text.h"
#include "clients/cli/importing/limits.h"
#include "clients/cli/wiki/front_matter.h"
#include "clients/cli/wiki/past_revisions.h"

namespace fika::cli::wiki {
namespace {

std::uint64_t count_of(std::string_view text, std::string_view part) {
  std::uint64_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

void add_revision(const PastRevision& past, const Origin& origin, v1::ImportedPage& page) {
  v1::ImportedRevision& revision = *page.add_revisions();
  revision.set_author(origin.person(past.author));
  revision.set_created_at_ms(past.created_at_ms);
  revision.set_text(past.text);
  revision.set_summary(past.summary);
  revision.set_minor(past.is_minor);
  v1::ImportedFields& fields = *revision.mutable_fields();
  fields.set_title(past.title);
  fields.mutable_tags()->Assign(past.tags.begin(), past.tags.end());
  fields.set_language(past.language);
  fields.set_owner(origin.person(past.owner));
}

}  // namespace

Result<std::optional<ExportedWiki>> ExportedWiki::find(importing::Source& source) {
  const auto has = [&](const std::string& name) {
    return std::ranges::binary_search(source.names(), name);
  };
  for (const std::string top : {"", "pages/"}) {
    const std::string name = top + std::string(kManifestName);
    if (!has(name)) continue;
    TRY(const std::string text, source.read(name));
    TRY(Manifest manifest, read_manifest(text));
    Origin origin;
    if (const std::string other = top + std::string(kOriginName); has(other)) {
      TRY(const std::string made, source.read(other));
      TRY(origin, read_origin(made));
    }
    return std::optional(ExportedWiki(source, std::move(manifest), std::move(origin), top));
  }
  return std::optional<ExportedWiki>();
}

Result<std::string> ExportedWiki::text_of(const ManifestPage& entry) {
  TRY(const std::string file, source_->read(top_ + entry.path));
  if (!is_utf8(file)) return fail(Code::kInvalid, "{} is not UTF-8.", entry.path);
  const std::size_t front = read_front_matter(file).size;
  return links_.back(std::string_view(file).substr(front), entry);
}

Result<v1::ImportedPage> ExportedWiki::page(const ManifestPage& entry,
                                            const std::string& community) {
  v1::ImportedPage made;
  made.set_id(entry.id);
  made.set_community(community);
  made.set_parent(entry.parent);
  made.set_title(entry.title);
  made.set_language(entry.language);
  made.mutable_tags()->Assign(entry.tags.begin(), entry.tags.end());
  made.mutable_former_titles()->Assign(entry.former_titles.begin(), entry.former_titles.end());
  made.set_owner(origin_.person(entry.owner));
  made.set_template_name(entry.template_name);
  made.set_translation_of(entry.translation_of);
  made.set_translated_revision(entry.translated_revision);
  made.set_created_at_ms(entry.created_at_ms);
  made.set_first_revision(1);
  const std::string path = history_path(entry.path);
  TRY(const std::string lines, source_->read(top_ + path));
  TRY(const auto history, read_past_revisions(lines, path));
  for (const PastRevision& past : history) add_revision(past, origin_, made);
  TRY(std::string text, text_of(entry));
  if (history.empty() || history.back().text != text) {
    made.add_revisions()->set_text(std::move(text));
  }
  return made;
}

Result<WikiCounts> ExportedWiki::each_page(
    const std::map<std::string, std::string>& communities,
    const std::function<Status(const v1::ImportedPage&)>& take) {
  WikiCounts counts;
  for (const ManifestPage& entry : manifest_.pages) {
    const auto community = communities.find(entry.place);
    if (community == communities.end()) {
      return fail(Code::kInvalid, "wiki.json does not say where the page {} belongs.", entry.path);
    }
    TRY(const v1::ImportedPage made, page(entry, community->second));
    const std::string& text = made.revisions(made.revisions_size() - 1).text();
    counts.links_resolved += count_of(text, "](/p/");
    counts.images += count_of(text, "](/files/");
    counts.revisions += static_cast<std::uint64_t>(made.revisions_size());
    ++counts.pages;
    CHECKED(take(made));
  }
  counts.files = manifest_.files.size();
  return counts;
}

Result<std::vector<WikiFile>> ExportedWiki::files() const {
  std::vector<WikiFile> files;
  for (const ManifestFile& file : manifest_.files) {
    TRY(const Id id, Id::parse(file.id, "A file's id"));
    files.push_back({.id = id, .name = file.name, .source = top_ + file.path});
  }
  return files;
}

Result<importing::Archive> ExportedWiki::people() const {
  importing::Archive archive;
  for (const OriginPerson& person : origin_.people) {
    TRY(const Id id, Id::parse(person.id, "A person's id in origin.json"));
    const std::string name =
        importing::as_line(person.name, importing::kNameLengthMax, "Former colleague");
    archive.people.push_back({.id = id, .name = name, .email = person.email});
  }
  return archive;
}

}  // namespace fika::cli::wiki
