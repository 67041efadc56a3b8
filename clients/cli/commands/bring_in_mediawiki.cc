// SPDX-License-Identifier: GPL-3.0-or-later
#include <fika/v1/import.pb.h>
#include <optional>

#include "clients/cli/commands/bring_in_wiki.h"
#include "clients/cli/importing/batches.h"
#include "clients/cli/transport/files.h"
#include "clients/cli/wiki/mediawiki.h"
#include "clients/cli/wiki/page_batches.h"
#include "clients/cli/wiki/report.h"

namespace fika::cli {
namespace {

class Sender {
 public:
  // Both outlive it.
  Sender(Session& session, wiki::Mediawiki& wiki)
      : session_(session),
        wiki_(wiki),
        progress_("Pages", wiki.counts().pages),
        batches_([this](const v1::ImportPagesRequest& batch) { return send(batch); }) {}

  Outcome<wiki::WikiSent> run() {
    CHECKED(send_people());
    Outcome<void> sent;
    const auto done =
        wiki_.each_revision([&](const v1::ImportedPage& page, v1::ImportedRevision revision) {
          sent = batches_.add(page, std::move(revision));
          return sent ? Status() : fail(Code::kAborted, "sending failed");
        });
    CHECKED(sent);
    CHECKED(or_exit(done, Exit::kInputRefused));
    CHECKED(batches_.flush());
    result_.reply = batches_.sum();
    return result_;
  }

 private:
  Outcome<void> send_people() {
    importing::Archive people;
    people.people = wiki_.people();
    return importing::in_batches(
        people, [this](const v1::ImportBatchRequest& batch) -> Outcome<void> {
          TRY(const auto done,
              session_.calls().tell<v1::ImportBatchReply>("ImportService/ImportBatch", batch));
          result_.people_added += done.people_added();
          return {};
        });
  }

  // What pages name is there before they are.
  Outcome<v1::ImportPagesReply> send(const v1::ImportPagesRequest& batch) {
    for (const wiki::WikiFile& file : wiki_.take_files()) {
      TRY(const std::string content, or_exit(wiki_.content_of(file), Exit::kInputRefused));
      TRY(const bool is_new, upload_file(session_.calls(), file.id, file.name, content));
      if (is_new) ++result_.files_added;
    }
    progress_.advance(static_cast<std::uint64_t>(batch.pages_size()));
    return session_.calls().tell<v1::ImportPagesReply>("ImportService/ImportPages", batch);
  }

  Session& session_;
  wiki::Mediawiki& wiki_;
  Progress progress_;
  wiki::PageBatches batches_;
  wiki::WikiSent result_;
};

}  // namespace

Outcome<void> bring_in_mediawiki(const Settings& settings, const WikiImportOptions& options) {
  wiki::MediawikiOptions place{.name = options.name, .community = {}, .files = options.files};
  std::optional<Session> session;
  if (!options.dry_run) {
    TRY(Session opened, Session::open(settings));
    session.emplace(std::move(opened));
    TRY(place.community, wiki::place_called(*session, options.community, "open"));
  }
  TRY(const auto read, or_exit(wiki::Mediawiki::open(options.path, place), Exit::kInputRefused));
  wiki::WikiSent sent;
  if (session) {
    TRY(sent, Sender(*session, *read).run());
  } else {
    const auto done = read->each_revision(
        [](const v1::ImportedPage&, const v1::ImportedRevision&) { return Status(); });
    CHECKED(or_exit(done, Exit::kInputRefused));
  }
  wiki::report(Terminal(settings.is_json), read->counts(), sent, options.dry_run);
  return {};
}

}  // namespace fika::cli
