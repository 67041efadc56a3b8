// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/exported_wiki.h"

#include <algorithm>

#include "base/clock.h"
#include "base/text.h"
#include "clients/cli/wiki/exported_links.h"
#include "clients/cli/wiki/front_matter.h"
#include "clients/cli/wiki/markdown_links.h"

namespace fika::cli::wiki {
namespace {

std::uint64_t count_of(std::string_view text, std::string_view part) {
  std::uint64_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

Result<std::optional<ExportedWiki>> find_exported(importing::Source& source) {
  for (const std::string top : {"", "pages/"}) {
    const std::string name = top + std::string(kManifestName);
    if (!std::ranges::binary_search(source.names(), name)) continue;
    TRY(const std::string text, source.read(name));
    TRY(Manifest manifest, read_manifest(text));
    return std::optional(ExportedWiki{.manifest = std::move(manifest), .top = top});
  }
  return std::optional<ExportedWiki>();
}

Result<MarkdownWiki> read_exported(importing::Source& source, const ExportedWiki& exported,
                                   const std::map<std::string, std::string>& communities) {
  MarkdownWiki wiki;
  const Manifest& manifest = exported.manifest;
  const ExportedLinks links(manifest);
  for (const ManifestPage& page : manifest.pages) {
    TRY(const std::string file, source.read(exported.top + page.path));
    if (!is_utf8(file)) return fail(Code::kInvalid, "{} is not UTF-8.", page.path);
    const auto community = communities.find(page.place);
    if (community == communities.end()) {
      return fail(Code::kInvalid, "wiki.json does not say where the page {} belongs.", page.path);
    }
    const std::size_t front = read_front_matter(file).size;
    const std::string text = links.back(std::string_view(file).substr(front), page);
    v1::ImportedPage made;
    made.set_id(page.id);
    made.set_community(community->second);
    made.set_parent(page.parent);
    made.set_title(page.title);
    made.set_language(page.language);
    for (const std::string& tag : page.tags) made.add_tags(tag);
    made.set_created_at_ms(page.created_at_ms);
    v1::ImportedRevision& revision = *made.add_revisions();
    revision.set_text(text);
    revision.set_created_at_ms(page.revised_at_ms);
    wiki.counts.links_resolved += count_of(text, "](/p/");
    wiki.counts.images += count_of(text, "](/files/");
    wiki.pages.push_back(std::move(made));
  }
  for (const ManifestFile& file : manifest.files) {
    TRY(const Id id, Id::parse(file.id, "A file's id"));
    wiki.files.push_back({.id = id, .name = file.name, .source = exported.top + file.path});
  }
  wiki.counts.pages = wiki.counts.revisions = wiki.pages.size();
  wiki.counts.files = wiki.files.size();
  return wiki;
}

}  // namespace fika::cli::wiki
