// SPDX-License-Identifier: GPL-3.0-or-later
// fika-server: the command line. Each subcommand is one function in a file of its own.
#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <google/protobuf/stubs/logging.h>

#include "server/app/folder_commands.h"
#include "server/app/serve.h"
#include "server/content/text_reader.h"

namespace {

using fika::Status;

// Exit codes: 0 done, 1 refused with a sentence on standard error, 2 wrong usage.
int finish(const Status& status) {
  if (status) return 0;
  std::cerr << "fika-server: " << status.error().detail << "\n";
  return 1;
}

void add_serve_options(CLI::App& command, fika::app::ServeOptions& options) {
  command.set_config("--config", "", "A file with these options, one NAME = VALUE a line");
  command.add_option("--data", options.data, "The data folder")->required();
  command.add_option("--address", options.address, "The address to listen on")
      ->capture_default_str();
  command.add_option("--port", options.port, "The port; 0 for any free one")->capture_default_str();
  command.add_option("--network-threads", options.cores, "0: one less than the machine's cores");
  auto* certificate = command.add_option("--tls-cert", options.tls_certificate_file,
                                         "Certificate chain, PEM: serve https");
  auto* key = command.add_option("--tls-key", options.tls_key_file, "Its private key, PEM");
  certificate->needs(key);
  key->needs(certificate);
  command.add_flag("--tls-self-signed", options.tls_self_signed,
                   "Serve https with a certificate made here: for a local network");
  command.add_flag("--behind-proxy", options.trust_forwarded_for,
                   "Believe the last hop of X-Forwarded-For");
  command.add_flag("--no-rate-limits", options.rate_limits_off,
                   "For measurements only: lets one client ask without end");
  command
      .add_option("--stop-spread-ms", options.stop_spread_ms,
                  "Over how long clients are sent away at a stop")
      ->capture_default_str();
  command.add_option("--cache-bytes", options.cache_bytes, "Memory for rows read often")
      ->capture_default_str();
  command
      .add_option("--disk-reserve-bytes", options.disk_reserve_bytes,
                  "What uploads and the search index leave free of the data folder's disk")
      ->capture_default_str();
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto code = fika::content::read_text_if_asked(argc, argv)) return *code;
  // What strangers send is refused with an answer; it does not get to write lines into our log.
  google::protobuf::SetLogHandler(nullptr);
  CLI::App app("Fika: where colleagues share what they know");
  app.require_subcommand(1);
  app.footer(
      "Example: fika-server init --data data --organisation 'Our place' --admin me@example.org");

  fika::app::ServeOptions serve_options;
  auto* serve = app.add_subcommand("serve", "Serve the organisation in a data folder");
  add_serve_options(*serve, serve_options);

  fika::app::FolderOptions folder;
  auto* init = app.add_subcommand("init", "Found an organisation; the last line is its API token");
  init->add_option("--data", folder.data, "The data folder; made if it is not there")->required();
  init->add_option("--organisation", folder.organisation, "Its name")->required();
  init->add_option("--admin", folder.admin_email, "The first administrator's e-mail")->required();

  auto* backup = app.add_subcommand("backup", "Copy a data folder, also while it is being served");
  backup->add_option("--data", folder.data, "The data folder")->required();
  backup->add_option("--to", folder.other, "A folder that is not there yet")->required();

  auto* restore = app.add_subcommand("restore", "Make a data folder from a backup");
  restore->add_option("--from", folder.other, "The backup")->required();
  restore->add_option("--data", folder.data, "A folder that is not there yet")->required();

  auto* verify = app.add_subcommand("verify", "Check that a data folder agrees with itself");
  verify->add_option("--data", folder.data, "The data folder; nobody may be serving it")
      ->required();

  auto* erase = app.add_subcommand("erase", "Erase a person and what they wrote, for good");
  erase->add_option("--data", folder.data, "The data folder, also while it is being served")
      ->required();
  erase->add_option("--person", folder.person, "The person's id")->required();

  auto* version = app.add_subcommand("version", "Say which version this is");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }
  if (*serve) return finish(fika::app::serve(serve_options));
  if (*init) return finish(fika::app::init(folder));
  if (*backup) return finish(fika::app::backup(folder));
  if (*restore) return finish(fika::app::restore(folder));
  if (*verify) return finish(fika::app::verify(folder));
  if (*erase) return finish(fika::app::erase(folder));
  if (*version) std::cout << "fika-server " << FIKA_VERSION << "\n";
  return 0;
}
