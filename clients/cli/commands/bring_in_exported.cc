// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/bring_in_exported.h"

#include <fika/v1/files.pb.h>
#include <fika/v1/import.pb.h>
#include <fika/v1/organisation.pb.h>
#include <set>

#include "clients/cli/importing/batches.h"
#include "clients/cli/transport/files.h"
#include "clients/cli/wiki/page_batches.h"
#include "clients/cli/wiki/report.h"

namespace fika::cli {
namespace {

using Communities = std::map<std::string, std::string>;  // ids by the folders of places

class Sender {
 public:
  // All outlive it.
  Sender(Session& session, importing::Source& source, wiki::ExportedWiki& exported)
      : session_(session), source_(source), exported_(exported) {}

  Outcome<Communities> places(const WikiImportOptions& options) {
    TRY(const auto organisation,
        session_.calls().ask<v1::Organisation>("OrganisationService/GetOrganisation",
                                               v1::GetOrganisationRequest()));
    const bool is_home = organisation.id() == exported_.origin().organisation;
    Communities communities;
    for (const wiki::ManifestPlace& place : exported_.manifest().places) {
      std::string& community = communities[place.folder];
      if (is_home) {
        TRY(community, same_community(place.folder));
      }
      if (!community.empty()) continue;
      const std::string& name = place.name.empty() ? options.community : place.name;
      TRY(community, wiki::place_called(session_, name, place.openness));
    }
    return communities;
  }

  Outcome<wiki::WikiSent> run(const Communities& communities) {
    CHECKED(send_people());
    CHECKED(send_files());
    Progress progress("Pages", exported_.manifest().pages.size());
    wiki::PageBatches batches([&](const v1::ImportPagesRequest& batch) {
      return session_.calls().tell<v1::ImportPagesReply>("ImportService/ImportPages", batch);
    });
    Outcome<void> sent;
    const auto done = exported_.each_page(communities, [&](const v1::ImportedPage& page) {
      sent = batches.add_whole(page);
      progress.advance(1);
      return sent ? Status() : fail(Code::kAborted, "sending failed");
    });
    CHECKED(sent);
    CHECKED(or_exit(done, Exit::kInputRefused));
    CHECKED(batches.flush());
    result_.reply = batches.sum();
    CHECKED(set_captions());
    return result_;
  }

 private:
  // Where the export comes from, the community is the very same, whatever it is called by now.
  Outcome<std::string> same_community(const std::string& folder) {
    const auto known = exported_.origin().communities.find(folder);
    if (known == exported_.origin().communities.end()) return std::string();
    v1::GetCommunityRequest request;
    request.set_community(known->second);
    const auto view =
        session_.calls().ask<v1::CommunityView>("CommunityService/GetCommunity", request);
    if (!view && view.error().code != Code::kNotFound) return std::unexpected(view.error());
    return view && view->has_community() ? known->second : std::string();
  }

  Outcome<void> send_people() {
    TRY(const auto people, or_exit(exported_.people(), Exit::kInputRefused));
    return importing::in_batches(
        people, [this](const v1::ImportBatchRequest& batch) -> Outcome<void> {
          TRY(const auto done,
              session_.calls().tell<v1::ImportBatchReply>("ImportService/ImportBatch", batch));
          result_.people_added += done.people_added();
          return {};
        });
  }

  Outcome<void> send_files() {
    TRY(const auto files, or_exit(exported_.files(), Exit::kInputRefused));
    for (const wiki::WikiFile& file : files) {
      TRY(const std::string content, or_exit(source_.read(file.source), Exit::kInputRefused));
      TRY(const bool is_new, upload_file(session_.calls(), file.id, file.name, content));
      if (!is_new) continue;
      new_files_.insert(file.id.text());
      ++result_.files_added;
    }
    return {};
  }

  // Those that were there have what they have.
  Outcome<void> set_captions() {
    for (const wiki::ManifestFile& file : exported_.manifest().files) {
      if (file.captions.empty() || !new_files_.contains(file.id)) continue;
      v1::SetCaptionsRequest request;
      request.set_file(file.id);
      request.set_captions(file.captions);
      CHECKED(session_.calls().tell<v1::File>("FileService/SetCaptions", request));
    }
    return {};
  }

  Session& session_;
  importing::Source& source_;
  wiki::ExportedWiki& exported_;
  std::set<std::string> new_files_;
  wiki::WikiSent result_;
};

}  // namespace

Outcome<void> bring_in_exported(const Settings& settings, Session* session,
                                importing::Source& source, wiki::ExportedWiki& exported,
                                const WikiImportOptions& options) {
  Communities anywhere;
  for (const wiki::ManifestPlace& place : exported.manifest().places) anywhere[place.folder] = {};
  const auto nothing = [](const v1::ImportedPage&) { return Status(); };
  TRY(const auto counts, or_exit(exported.each_page(anywhere, nothing), Exit::kInputRefused));
  wiki::WikiSent sent;
  if (session != nullptr) {
    Sender sender(*session, source, exported);
    TRY(const Communities communities, sender.places(options));
    TRY(sent, sender.run(communities));
  }
  wiki::report(Terminal(settings.is_json), counts, sent, options.dry_run);
  return {};
}

}  // namespace fika::cli
