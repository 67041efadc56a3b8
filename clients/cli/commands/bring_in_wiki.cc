// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/bring_in_wiki.h"

#include <filesystem>
#include <optional>

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

// The wiki that `fika export` wrote, or any folder of Markdown. Without a session nothing is looked
// up, and nothing comes into being.
Outcome<wiki::MarkdownWiki> read_source(importing::Source& source, Session* session,
                                        const WikiImportOptions& options) {
  const auto place = [&](const std::string& name, const std::string& openness) {
    return session == nullptr ? Outcome<std::string>(name)
                              : wiki::place_called(*session, name, openness);
  };
  TRY(const auto exported, or_exit(wiki::find_exported(source), Exit::kInputRefused));
  if (exported) {
    std::map<std::string, std::string> communities;
    for (const wiki::ManifestPlace& each : exported->manifest.places) {
      const std::string& name = each.id.empty() ? options.community : each.name;
      TRY(communities[each.id], place(name, each.openness));
    }
    return or_exit(wiki::read_exported(source, *exported, communities), Exit::kInputRefused);
  }
  wiki::MarkdownOptions where{.name = name_of_source(options), .community = {}};
  TRY(where.community, place(options.community, "open"));
  return or_exit(wiki::read_markdown(source, where), Exit::kInputRefused);
}

}  // namespace

Outcome<void> bring_in_markdown(const Settings& settings, const WikiImportOptions& options) {
  TRY(const auto source, or_exit(importing::Source::open(options.path), Exit::kInputRefused));
  std::optional<Session> session;
  if (!options.dry_run) {
    TRY(Session opened, Session::open(settings));
    session.emplace(std::move(opened));
  }
  TRY(const auto read, read_source(*source, session ? &*session : nullptr, options));
  wiki::WikiSent sent;
  if (session) {
    for (const wiki::WikiFile& file : read.files) {
      TRY(const std::string content, or_exit(source->read(file.source), Exit::kInputRefused));
      TRY(const bool is_new, upload_file(session->calls(), file.id, file.name, content));
      if (is_new) ++sent.files_added;
    }
    TRY(sent.reply, send(*session, read));
  }
  wiki::report(Terminal(settings.is_json), read.counts, sent, options.dry_run);
  return {};
}

}  // namespace fika::cli
