// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/page_export.h"

#include <fika/v1/files.pb.h>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/pages.pb.h>
#include <fstream>
#include <set>

#include "base/text.h"
#include "clients/cli/importing/folder_source.h"
#include "clients/cli/login_file.h"
#include "clients/cli/slug.h"
#include "clients/cli/transport/files.h"
#include "clients/cli/wiki/exported_links.h"
#include "clients/cli/wiki/front_matter.h"
#include "clients/cli/wiki/manifest.h"

namespace fika::cli::wiki {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFilesPath = "/files/";
constexpr std::size_t kIdCharacters = 36;
constexpr std::uint64_t kManifestBytesMax = 256 << 20;

// "page.md", or "page-2.md" where that is taken.
std::string free_name(std::set<std::string>& taken, const std::string& stem,
                      const std::string& ending) {
  std::string path = stem + ending;
  for (int number = 2; !taken.insert(path).second; ++number) {
    path = fmt::format("{}-{}{}", stem, number, ending);
  }
  return path;
}

class Export {
 public:
  Export(Session& session, fs::path folder) : session_(session), folder_(std::move(folder)) {}

  Outcome<PageExport> run() {
    TRY(const auto organisation,
        session_.calls().ask<v1::Organisation>("OrganisationService/GetOrganisation",
                                               v1::GetOrganisationRequest()));
    manifest_.organisation = organisation.id();
    taken_ = {"files", std::string(kManifestName)};
    CHECKED(add_place({.id = {}, .name = organisation.name(), .folder = {}, .openness = {}},
                      "organisation"));
    v1::ListCommunitiesRequest request;
    request.set_include_archived(true);
    TRY(const auto communities, session_.calls().ask<v1::ListCommunitiesReply>(
                                    "CommunityService/ListCommunities", request));
    for (const v1::CommunityView& view : communities.communities()) {
      if (!view.has_community()) continue;
      const v1::Community& community = view.community();
      const char* openness = community.openness() == v1::OPENNESS_PRIVATE      ? "private"
                             : community.openness() == v1::OPENNESS_ON_REQUEST ? "on-request"
                                                                               : "open";
      CHECKED(add_place(
          {.id = community.id(), .name = community.name(), .folder = {}, .openness = openness},
          slug(community.name())));
    }
    CHECKED(read_pages());
    CHECKED(save_files());
    CHECKED(save_pages());
    remove_older();
    CHECKED(save(std::string(kManifestName), to_json(manifest_) + "\n"));
    return PageExport{.pages = manifest_.pages.size(), .files = manifest_.files.size()};
  }

 private:
  Outcome<void> save(const std::string& path, std::string_view text) {
    return or_exit(write_file(folder_ / path, text, false), Exit::kInputRefused);
  }

  // Places that the caller does not see, or that have no page, leave nothing.
  Outcome<void> add_place(ManifestPlace place, const std::string& folder) {
    place.folder = free_name(taken_, folder, "");
    const std::size_t count = manifest_.pages.size();
    CHECKED(add_pages(place, {}, place.folder));
    if (manifest_.pages.size() > count) manifest_.places.push_back(std::move(place));
    return {};
  }

  Outcome<void> add_pages(const ManifestPlace& place, const std::string& parent,
                          const std::string& folder) {
    v1::ListPagesRequest request;
    if (parent.empty()) request.set_community(place.id);
    request.set_parent(parent);
    request.set_limit(500);
    std::vector<v1::PageNode> nodes;
    do {
      auto list = session_.calls().ask<v1::ListPagesReply>("PageService/ListPages", request);
      if (!list && list.error().code == Code::kNotFound && parent.empty()) return {};
      if (!list) return std::unexpected(std::move(list).error());
      nodes.insert(nodes.end(), list->pages().begin(), list->pages().end());
      request.set_page(list->next_page());
    } while (!request.page().empty());
    for (const v1::PageNode& node : nodes) {
      const v1::Page& page = node.page();
      const std::string path = free_name(taken_, folder + "/" + slug(page.title()), ".md");
      manifest_.pages.push_back({.id = page.id(),
                                 .parent = page.parent(),
                                 .place = place.id,
                                 .path = path,
                                 .title = page.title(),
                                 .language = page.language(),
                                 .tags = {page.tags().begin(), page.tags().end()},
                                 .created_at_ms = page.created_at_ms(),
                                 .revised_at_ms = page.revised_at_ms(),
                                 .revision = page.revision(),
                                 .own_addresses = {}});
      if (node.has_children()) {
        CHECKED(add_pages(place, page.id(), path.substr(0, path.size() - 3)));
      }
    }
    return {};
  }

  Outcome<void> read_pages() {
    std::set<std::string> known;
    Progress progress("Pages", manifest_.pages.size());
    for (const ManifestPage& page : manifest_.pages) {
      v1::GetPageRequest request;
      request.set_page(page.id);
      TRY(auto view, session_.calls().ask<v1::PageView>("PageService/GetPage", request));
      CHECKED(add_files(view.text(), known));
      texts_.push_back(std::move(*view.mutable_text()));
      progress.advance(1);
    }
    return {};
  }

  Outcome<void> add_files(std::string_view text, std::set<std::string>& known) {
    for (std::size_t at = text.find(kFilesPath); at != text.npos; at = text.find(kFilesPath, at)) {
      at += kFilesPath.size();
      const auto id = Id::parse(text.substr(at, kIdCharacters));
      if (!id || !known.insert(id->text()).second) continue;
      v1::GetFileRequest request;
      request.set_id(id->text());
      const auto file = session_.calls().ask<v1::File>("FileService/GetFile", request);
      // One that is gone, or not for the caller, leaves its address as it is.
      if (!file && file.error().code == Code::kNotFound) continue;
      if (!file) return std::unexpected(file.error());
      const std::size_t dot = file->name().rfind('.');
      std::string ending = dot == file->name().npos
                               ? ""
                               : "." + slug(std::string_view(file->name()).substr(dot + 1));
      if (ending.size() > 12 || ending == ".untitled" || ending == ".md") ending = ".bin";
      const std::string stem = "files/" + slug(std::string_view(file->name()).substr(0, dot));
      manifest_.files.push_back({.id = file->id(),
                                 .path = free_name(taken_, stem, ending),
                                 .name = file->name(),
                                 .media_type = file->media_type()});
    }
    return {};
  }

  Outcome<void> save_files() {
    for (const ManifestFile& file : manifest_.files) {
      TRY(const std::string content, download_file(session_.calls(), file.id));
      CHECKED(save(file.path, content));
    }
    return {};
  }

  Outcome<void> save_pages() {
    const ExportedLinks links(manifest_);
    for (std::size_t i = 0; i < manifest_.pages.size(); ++i) {
      ManifestPage& page = manifest_.pages[i];
      std::string text = "---\ntitle: " + in_quotes(page.title) + "\n";
      if (!page.language.empty()) text += "language: " + in_quotes(page.language) + "\n";
      if (!page.tags.empty()) {
        text += "tags:\n";
        for (const std::string& tag : page.tags) text += "  - " + in_quotes(tag) + "\n";
      }
      text += "---\n" + links.out(texts_[i], page.path, page.own_addresses);
      CHECKED(save(page.path, text));
    }
    return {};
  }

  void remove_older() const {
    const auto text =
        importing::read_file(folder_ / kManifestName, kManifestName, kManifestBytesMax);
    const auto older = text ? read_manifest(*text) : Result<Manifest>(Manifest());
    if (!older) return;
    const auto remove = [&](const std::string& path) {
      const bool is_inside = !path.starts_with('/') && !path.contains("..") && !path.empty();
      std::error_code ignored;
      if (is_inside && !taken_.contains(path)) fs::remove(folder_ / path, ignored);
    };
    for (const ManifestPage& page : older->pages) remove(page.path);
    for (const ManifestFile& file : older->files) remove(file.path);
  }

  Session& session_;
  const fs::path folder_;
  Manifest manifest_;
  std::vector<std::string> texts_;  // beside the manifest's pages
  std::set<std::string> taken_;     // paths
};

}  // namespace

Outcome<PageExport> export_pages(Session& session, const fs::path& folder) {
  return Export(session, folder).run();
}

}  // namespace fika::cli::wiki
