// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/bring_in_wiki.h"

#include <fika/v1/import.pb.h>
#include <filesystem>
#include <optional>

#include "clients/cli/commands/bring_in_exported.h"
#include "clients/cli/transport/files.h"
#include "clients/cli/wiki/exported_wiki.h"
#include "clients/cli/wiki/markdown_wiki.h"
#include "clients/cli/wiki/page_batches.h"
#include "clients/cli/wiki/report.h"

namespace fika::cli {
namespace {

namespace fs = std::filesystem;

// "handbook" of "../handbook/" and of "handbook.zip".
std::string name_of_source(const WikiImportOptions& options) {
  if (!options.name.empty()) return options.name;
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(options.path, error);
  return whole.extension() == ".zip" ? whole.stem().string() : whole.filename().string();
}

Outcome<v1::ImportPagesReply> send(Session& session, const wiki::MarkdownWiki& read) {
  Progress progress("Pages", read.pages.size());
  wiki::PageBatches batches([&](const v1::ImportPagesRequest& batch) {
    progress.advance(static_cast<std::uint64_t>(batch.pages_size()));
    return session.calls().tell<v1::ImportPagesReply>("ImportService/ImportPages", batch);
  });
  for (const v1::ImportedPage& page : read.pages) CHECKED(batches.add_whole(page));
  CHECKED(batches.flush());
  return batches.sum();
}

// Owners are named by their e-mail addresses; those who have no account here own nothing.
Outcome<void> set_owners(Session& session, wiki::MarkdownWiki& read) {
  for (const auto& [email, pages] : read.owners) {
    v1::FindPersonByEmailRequest request;
    request.set_email(email);
    const auto found = session.calls().ask<v1::Person>("PeopleService/FindPersonByEmail", request);
    if (!found && found.error().code == Code::kNotFound) continue;
    if (!found) return std::unexpected(found.error());
    v1::ImportBatchRequest batch;
    v1::ImportedPerson& person = *batch.add_people();
    person.set_id(found->id());
    person.set_name(found->name());
    CHECKED(session.calls().tell<v1::ImportBatchReply>("ImportService/ImportBatch", batch));
    for (const std::size_t page : pages) read.pages[page].set_owner(found->id());
  }
  return {};
}

}  // namespace

Outcome<void> bring_in_markdown(const Settings& settings, const WikiImportOptions& options) {
  TRY(const auto source, or_exit(importing::Source::open(options.path), Exit::kInputRefused));
  std::optional<Session> session;
  if (!options.dry_run) {
    TRY(Session opened, Session::open(settings));
    session.emplace(std::move(opened));
  }
  TRY(auto exported, or_exit(wiki::ExportedWiki::find(*source), Exit::kInputRefused));
  if (exported)
    return bring_in_exported(settings, session ? &*session : nullptr, *source, *exported, options);
  wiki::MarkdownOptions where{.name = name_of_source(options), .community = options.community};
  if (session) {
    TRY(where.community, wiki::place_called(*session, options.community, "open"));
  }
  TRY(auto read, or_exit(wiki::read_markdown(*source, where), Exit::kInputRefused));
  wiki::WikiSent sent;
  if (session) {
    for (const wiki::WikiFile& file : read.files) {
      TRY(const std::string content, or_exit(source->read(file.source), Exit::kInputRefused));
      TRY(const bool is_new, upload_file(session->calls(), file.id, file.name, content));
      if (is_new) ++sent.files_added;
    }
    CHECKED(set_owners(*session, read));
    TRY(sent.reply, send(*session, read));
  }
  wiki::report(Terminal(settings.is_json), read.counts, sent, options.dry_run);
  return {};
}

}  // namespace fika::cli
