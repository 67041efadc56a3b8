// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/page_export.h"

#include <algorithm>
#include <fika/v1/files.pb.h>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/pages.pb.h>
#include <set>

#include "base/text.h"
#include "clients/cli/importing/folder_source.h"
#include "clients/cli/login_file.h"
#include "clients/cli/slug.h"
#include "clients/cli/transport/files.h"
#include "clients/cli/wiki/exported_links.h"
#include "clients/cli/wiki/front_matter.h"
#include "clients/cli/wiki/manifest.h"
#include "clients/cli/wiki/origin.h"
#include "clients/cli/wiki/past_revisions.h"

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
    origin_.organisation = organisation.id();
    taken_ = {"files", "history", std::string(kManifestName), std::string(kOriginName)};
    CHECKED(add_place({}, {}, "organisation"));
    v1::ListCommunitiesRequest request;
    request.set_include_archived(true);
    TRY(const auto communities, session_.calls().ask<v1::ListCommunitiesReply>(
                                    "CommunityService/ListCommunities", request));
    std::vector<v1::Community> sorted;
    for (const v1::CommunityView& view : communities.communities()) {
      if (view.has_community()) sorted.push_back(view.community());
    }
    // Wherever the same communities are exported, they come in the same order.
    std::ranges::sort(sorted, {},
                      [](const v1::Community& one) { return std::pair(one.name(), one.id()); });
    for (const v1::Community& community : sorted) {
      const char* openness = community.openness() == v1::OPENNESS_PRIVATE      ? "private"
                             : community.openness() == v1::OPENNESS_ON_REQUEST ? "on-request"
                                                                               : "open";
      CHECKED(add_place({.folder = {}, .name = community.name(), .openness = openness},
                        community.id(), slug(community.name())));
    }
    CHECKED(read_pages());
    CHECKED(save_files());
    CHECKED(save_pages());
    CHECKED(name_people());
    remove_older();
    CHECKED(save(std::string(kOriginName), to_json(origin_) + "\n"));
    CHECKED(save(std::string(kManifestName), to_json(manifest_) + "\n"));
    return PageExport{.pages = manifest_.pages.size(), .files = manifest_.files.size()};
  }

 private:
  Outcome<void> save(const std::string& path, std::string_view text) {
    return or_exit(write_file(folder_ / path, text, false), Exit::kInputRefused);
  }

  // Places that the caller does not see, or that have no page, leave nothing.
  Outcome<void> add_place(ManifestPlace place, const std::string& community,
                          const std::string& folder) {
    place.folder = free_name(taken_, folder, "");
    const std::size_t count = manifest_.pages.size();
    CHECKED(add_pages(place, community, {}, place.folder));
    if (manifest_.pages.size() == count) return {};
    if (!community.empty()) origin_.communities[place.folder] = community;
    manifest_.places.push_back(std::move(place));
    return {};
  }

  Outcome<void> add_pages(const ManifestPlace& place, const std::string& community,
                          const std::string& parent, const std::string& folder) {
    v1::ListPagesRequest request;
    if (parent.empty()) request.set_community(community);
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
      ManifestPage entry;
      entry.id = page.id();
      entry.parent = page.parent();
      entry.place = place.folder;
      entry.path = free_name(taken_, folder + "/" + slug(page.title()), ".md");
      const std::string below = entry.path.substr(0, entry.path.size() - 3);
      manifest_.pages.push_back(std::move(entry));
      if (node.has_children()) CHECKED(add_pages(place, community, page.id(), below));
    }
    return {};
  }

  Outcome<void> read_pages() {
    Progress progress("Pages", manifest_.pages.size());
    for (ManifestPage& page : manifest_.pages) {
      v1::GetPageRequest request;
      request.set_page(page.id);
      request.set_with_former_titles(true);
      TRY(auto view, session_.calls().ask<v1::PageView>("PageService/GetPage", request));
      const v1::Page& now = view.page();
      page.title = now.title();
      page.language = now.language();
      page.tags = {now.tags().begin(), now.tags().end()};
      page.template_name = now.template_name();
      page.owner = number_of(now.owner());
      page.former_titles = {view.former_titles().begin(), view.former_titles().end()};
      page.translation_of = now.translation_of();
      page.translated_revision = now.translated_revision();
      page.created_at_ms = now.created_at_ms();
      page.revision = view.revision().number();
      CHECKED(save_history(page, view));
      texts_.push_back(std::move(*view.mutable_text()));
      progress.advance(1);
    }
    return {};
  }

  // As it was when `view` was made, whatever is saved meanwhile.
  Outcome<void> save_history(const ManifestPage& page, const v1::PageView& view) {
    std::vector<v1::Revision> revisions;
    v1::ListRevisionsRequest request;
    request.set_page(page.id);
    request.set_before(page.revision + 1);
    request.set_limit(200);
    bool has_more = true;
    while (has_more) {
      TRY(const auto list,
          session_.calls().ask<v1::ListRevisionsReply>("PageService/ListRevisions", request));
      revisions.insert(revisions.end(), list.revisions().begin(), list.revisions().end());
      has_more = list.has_more() && list.revisions_size() > 0;
      if (has_more) request.set_before(revisions.back().number());
    }
    std::ranges::reverse(revisions);
    std::string lines, before;
    for (const v1::Revision& revision : revisions) {
      PastRevision past{.author = number_of(revision.author()),
                        .created_at_ms = revision.created_at_ms(),
                        .summary = revision.summary(),
                        .is_minor = revision.minor(),
                        .title = revision.title(),
                        .language = revision.language(),
                        .tags = {revision.tags().begin(), revision.tags().end()},
                        .owner = number_of(revision.owner()),
                        .text = view.text()};
      if (revision.number() != page.revision) {
        v1::GetRevisionRequest one;
        one.set_page(page.id);
        one.set_revision(revision.number());
        TRY(auto then, session_.calls().ask<v1::RevisionView>("PageService/GetRevision", one));
        past.text = std::move(*then.mutable_text());
      }
      CHECKED(add_files(past.text));
      const bool is_same = revision.number() > 1 && past.text == before;
      lines += to_json(past, is_same) + "\n";
      before = std::move(past.text);
    }
    return save(history_path(page.path), lines);
  }

  // People are numbered in the order in which they come up.
  std::size_t number_of(const std::string& person) {
    if (person.empty()) return 0;
    const auto [known, is_new] = numbers_.try_emplace(person, origin_.people.size() + 1);
    if (is_new) origin_.people.push_back({.id = person, .name = {}, .email = {}});
    return known->second;
  }

  Outcome<void> name_people() {
    TRY(const auto me, session_.calls().ask<v1::Me>("PeopleService/GetMe", v1::GetMeRequest()));
    for (OriginPerson& person : origin_.people) {
      person.name = session_.name_of(person.id);
      if (person.id == me.person().id()) person.email = me.settings().email();
    }
    return {};
  }

  Outcome<void> add_files(std::string_view text) {
    for (std::size_t at = text.find(kFilesPath); at != text.npos; at = text.find(kFilesPath, at)) {
      at += kFilesPath.size();
      const auto id = Id::parse(text.substr(at, kIdCharacters));
      if (id) CHECKED(add_file(*id));
    }
    return {};
  }

  Outcome<void> add_file(const Id& id) {
    if (!known_files_.insert(id.text()).second) return {};
    v1::GetFileRequest request;
    request.set_id(id.text());
    const auto file = session_.calls().ask<v1::File>("FileService/GetFile", request);
    // One that is gone, or not for the caller, leaves its address as it is.
    if (!file && file.error().code == Code::kNotFound) return {};
    if (!file) return std::unexpected(file.error());
    const std::size_t dot = file->name().rfind('.');
    std::string ending =
        dot == file->name().npos ? "" : "." + slug(std::string_view(file->name()).substr(dot + 1));
    if (ending.size() > 12 || ending == ".untitled" || ending == ".md") ending = ".bin";
    const std::string stem = "files/" + slug(std::string_view(file->name()).substr(0, dot));
    manifest_.files.push_back({.id = file->id(),
                               .path = free_name(taken_, stem, ending),
                               .name = file->name(),
                               .media_type = file->media_type(),
                               .captions = file->captions()});
    const auto captions = Id::parse(file->captions());
    return captions ? add_file(*captions) : Outcome<void>();
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
      const std::string text = links.out(texts_[i], page.path, page.own_addresses);
      CHECKED(save(page.path, front_matter_of(page) + text));
    }
    return {};
  }

  // What `fika import markdown` reads also where there is no wiki.json.
  std::string front_matter_of(const ManifestPage& page) const {
    std::string text = "---\n";
    const auto add = [&text](std::string_view name, const std::string& value) {
      if (!value.empty()) text += fmt::format("{}: {}\n", name, in_quotes(value));
    };
    const auto add_all = [&text](std::string_view name, const std::vector<std::string>& values) {
      if (!values.empty()) text += fmt::format("{}:\n", name);
      for (const std::string& value : values) text += "  - " + in_quotes(value) + "\n";
    };
    add("title", page.title);
    add("language", page.language);
    add_all("tags", page.tags);
    add("template", page.template_name);
    const auto original =
        std::ranges::find(manifest_.pages, page.translation_of, &ManifestPage::id);
    if (!page.translation_of.empty() && original != manifest_.pages.end()) {
      add("translation_of", relative_path(page.path, original->path));
    }
    add_all("former_titles", page.former_titles);
    return text + "---\n";
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
    for (const ManifestPage& page : older->pages) {
      remove(page.path);
      if (!taken_.contains(page.path)) remove(history_path(page.path));
    }
    for (const ManifestFile& file : older->files) remove(file.path);
  }

  Session& session_;
  const fs::path folder_;
  Manifest manifest_;
  std::vector<std::string> texts_;  // beside the manifest's pages
  Origin origin_;
  std::map<std::string, std::size_t> numbers_;  // of people by their ids
  std::set<std::string> known_files_;           // ids
  std::set<std::string> taken_;                 // paths
};

}  // namespace

Outcome<PageExport> export_pages(Session& session, const fs::path& folder) {
  return Export(session, folder).run();
}

}  // namespace fika::cli::wiki
