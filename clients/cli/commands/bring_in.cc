// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/bring_in.h"

#include "clients/cli/importing/batches.h"
#include "clients/cli/importing/irc.h"
#include "clients/cli/importing/slack.h"
#include "clients/cli/importing/source.h"

namespace fika::cli {
namespace {

using importing::Archive;

Result<Archive> read_archive(ArchiveKind kind, const std::string& path) {
  if (kind == ArchiveKind::kIrc) return importing::read_irc(path);
  TRY(const auto source, importing::Source::open(path));
  return importing::read_slack(*source);
}

std::string counts_json(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [reason, count] : counts) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", json_text(reason), count);
  }
  return "{" + text + "}";
}

void add(v1::ImportBatchReply& sum, const v1::ImportBatchReply& reply) {
  sum.set_people_added(sum.people_added() + reply.people_added());
  sum.set_people_matched(sum.people_matched() + reply.people_matched());
  sum.set_communities_added(sum.communities_added() + reply.communities_added());
  sum.set_threads_added(sum.threads_added() + reply.threads_added());
  sum.set_messages_added(sum.messages_added() + reply.messages_added());
  sum.set_reactions_added(sum.reactions_added() + reply.reactions_added());
  sum.set_messages_known(sum.messages_known() + reply.messages_known());
}

void report(const Terminal& terminal, const Archive& archive, const v1::ImportBatchReply& sum,
            bool dry_run) {
  terminal.json(fmt::format(
      "{{\"messages_read\": {}, \"messages_added\": {}, \"messages_known\": {}, \"reactions\": {}, "
      "\"edits\": {}, \"people\": {}, \"communities\": {}, \"threads\": {}, \"people_added\": {}, "
      "\"people_matched\": {}, \"communities_added\": {}, \"threads_added\": {}, "
      "\"reactions_added\": {}, \"skipped\": {}, \"left_out\": {}, \"dry_run\": {}}}",
      archive.messages_read, sum.messages_added(), sum.messages_known(), archive.reactions(),
      archive.edits(), archive.people.size(), archive.communities.size(), archive.threads.size(),
      sum.people_added(), sum.people_matched(), sum.communities_added(), sum.threads_added(),
      sum.reactions_added(), counts_json(archive.skipped), counts_json(archive.left_out), dry_run));
  terminal.line(fmt::format(
      "Read {} messages: {} become messages in {} threads of {} communities, by {} people, with {} "
      "reactions and {} edits.",
      archive.messages_read, archive.messages.size(), archive.threads.size(),
      archive.communities.size(), archive.people.size(), archive.reactions(), archive.edits()));
  for (const auto& [reason, count] : archive.skipped) {
    terminal.line(fmt::format("  becomes nothing: {} {}", count, reason));
  }
  for (const auto& [reason, count] : archive.left_out) {
    terminal.line(fmt::format("  left out: {} {}", count, reason));
  }
  if (dry_run) {
    terminal.line("Nothing was sent.");
  } else if (sum.messages_added() == 0 && sum.threads_added() == 0 && sum.people_added() == 0) {
    terminal.line("Nothing was added: all of it was there already.");
  } else {
    terminal.line(fmt::format(
        "Added {} messages, {} threads, {} communities and {} former colleagues; {} people were "
        "found by their e-mail address, {} messages were there already.",
        sum.messages_added(), sum.threads_added(), sum.communities_added(), sum.people_added(),
        sum.people_matched(), sum.messages_known()));
  }
}

}  // namespace

Outcome<void> bring_in(const Settings& settings, ArchiveKind kind, const std::string& path,
                       bool dry_run) {
  TRY(const Archive archive, or_exit(read_archive(kind, path), Exit::kInputRefused));
  v1::ImportBatchReply sum;
  if (dry_run) {
    report(Terminal(settings.is_json), archive, sum, true);
    return {};
  }
  TRY(Session session, Session::open(settings));
  {
    Progress progress("Import", archive.messages.size());
    CHECKED(
        importing::in_batches(archive, [&](const v1::ImportBatchRequest& batch) -> Outcome<void> {
          TRY(const auto done,
              session.calls().tell<v1::ImportBatchReply>("ImportService/ImportBatch", batch));
          add(sum, done);
          progress.advance(static_cast<std::uint64_t>(batch.messages_size()));
          return {};
        }));
  }
  report(session.terminal(), archive, sum, false);
  return {};
}

}  // namespace fika::cli
