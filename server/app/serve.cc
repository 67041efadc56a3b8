// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/serve.h"

#include <atomic>
#include <csignal>
#include <thread>

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/clock.h"
#include "server/app/application.h"
#include "server/app/backup_list.h"
#include "server/app/control_socket.h"
#include "server/app/eraser.h"
#include "server/app/file_door.h"
#include "server/app/folder_commands.h"
#include "server/app/page_door.h"
#include "server/app/searching.h"
#include "server/content/child.h"
#include "server/content/picture.h"
#include "server/domain/erasure/asking.h"
#include "server/domain/erasure/erasure.h"
#include "server/domain/files/files.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/pages/message_links.h"
#include "server/domain/registry/registry.h"
#include "server/domain/scopes.h"
#include "server/domain/sign_in/authenticate.h"
#include "server/domain/templates/templates.h"
#include "storage/backup.h"
#include "storage/embedded_commit_step.h"

namespace fika::app {
namespace {

// Reading a picture takes one for seconds, another may wait for its turn, and one is free.
constexpr std::size_t kPoolThreads = 3;
constexpr std::size_t kPoolQueueMax = 1'000;

storage::WriterConfig writer_config() {
  storage::WriterConfig config;
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::DueHandlerRow& row : capability.due) {
      config.due_handlers.emplace(row.name, row.run);
    }
  }
  config.is_published = [](std::uint16_t table) {
    return table == domain::kSubscriptions.number || table == domain::kRegrants.number ||
           table == domain::kSecrets.number || table == domain::kMessagesByPage.number ||
           table == domain::kCaptionsOfFile.number;
  };
  return config;
}

web::Config web_config(const ServeOptions& options) {
  web::Config config;
  config.address = options.address;
  config.port = options.port;
  const std::size_t machine = std::max(1U, std::thread::hardware_concurrency());
  config.cores = options.cores != 0 ? options.cores : std::max<std::size_t>(1, machine - 1);
  config.tls_certificate_file = options.tls_certificate_file;
  config.tls_key_file = options.tls_key_file;
  if (options.tls_self_signed) config.tls_self_signed_dir = (options.data / "tls").string();
  config.trust_forwarded_for = options.trust_forwarded_for;
  return config;
}

constexpr std::string_view kNoPictures =
    "pictures are kept as files to download, where and how they were taken included: the programs "
    "of libvips-tools are missing in /usr/bin";

// Waits for a signal on a thread of its own; all other threads have them blocked.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    for (const int number : {SIGTERM, SIGINT, SIGUSR1}) sigaddset(&set_, number);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    // Writing beyond a limit on files then fails as on a full disk, and the log says why Fika ends.
    std::signal(SIGXFSZ, SIG_IGN);
  }
  ~Signals() { stop(); }
  // Nobody is called any more once this returns.
  void stop() {
    if (!thread_.joinable()) return;
    is_over_ = true;
    pthread_kill(thread_.native_handle(), SIGUSR1);
    thread_.join();
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  void watch(std::function<void()> on_stop) {
    thread_ = std::thread([this, on_stop = std::move(on_stop)] {
      int number = SIGUSR1;
      while (number == SIGUSR1 && !is_over_) sigwait(&set_, &number);
      if (!is_over_) on_stop();
    });
  }

 private:
  sigset_t set_{};
  std::atomic<bool> is_over_{false};
  std::thread thread_;
};

struct Served {
  storage::Store& store;
  storage::Writer& writer;
  const Clock& clock;
  Id organisation;
  std::filesystem::path data;
  Searching& searching;
};

Result<std::string> make_backup(const Served& served, const std::filesystem::path& destination) {
  TRY(const auto made, storage::back_up(served.store, served.data, destination, served.clock));
  spdlog::info("a backup is made of commit {}", made.position.seq);
  if (const Status kept = remember_backup(served.data, destination, made); !kept) {
    spdlog::warn("{}", kept.error().detail);
  }
  return told(made);
}

Result<std::string> erase_now(const Served& served, std::string_view id) {
  TRY(const Id person, Id::parse(id, "The person"));
  CHECKED(domain::erase_person(served.writer, served.clock, served.organisation, person));
  CHECKED(served.store.compact());
  CHECKED(served.searching.forget());
  CHECKED(domain::finish_erasure(served.writer, served.clock, person));
  spdlog::info("{}", told_erased(person));
  return told_erased(person);
}

Result<std::string> answer_control(const Served& served, std::string_view request) {
  constexpr std::string_view kBackup = "backup ", kErase = "erase ";
  if (request.starts_with(kBackup)) return make_backup(served, request.substr(kBackup.size()));
  if (request.starts_with(kErase)) return erase_now(served, request.substr(kErase.size()));
  return fail(Code::kInvalid, "Only backups and erasures are asked for this way.");
}

// logfmt on standard error, each line out at once: journald and people both read it.
void set_up_log() {
  auto log = spdlog::stderr_logger_mt("fika");
  log->set_pattern("time=%Y-%m-%dT%H:%M:%S.%e%z level=%l msg=\"%v\"");
  log->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(log));
}

Result<Id> organisation_in(const storage::Store& store) {
  TRY(const auto organisation, domain::organisation_id(*store.snapshot()));
  if (organisation) return *organisation;
  return fail(Code::kState,
              "The data folder holds no organisation yet. Run fika-server init --data DIR "
              "--organisation NAME --admin EMAIL first.");
}

}  // namespace

Status serve(const ServeOptions& options) {
  set_up_log();
  const SystemClock clock;
  Signals signals;
  TRY(const auto store,
      storage::Store::open({.folder = options.data, .cache_bytes = options.cache_bytes}, clock));
  TRY(const Id organisation, organisation_in(*store));
  storage::EmbeddedCommitStep step(*store);
  const rpc::MethodTable methods(domain::registry());

  // The edge needs the application and the application the edge: the writer's hooks find both
  // through these two, which are set before anything is written.
  Application* application = nullptr;
  CoreMail* mail = nullptr;
  web::Server* server = nullptr;
  Status ended;
  storage::WriterConfig config = writer_config();
  config.on_commit = [&](storage::CommitSummary&& summary) {
    mail->claim();
    application->publish(std::move(summary));
  };
  config.on_group_end = [&] {
    mail->claim();
    mail->flush();
  };
  config.on_fatal = [&](const Error& error) {
    ended = std::unexpected(error);
    server->stop(0);
  };
  storage::Writer writer(*store, step, clock, std::move(config));
  rpc::Pool pool(kPoolThreads, kPoolQueueMax);
  rpc::Dispatcher dispatcher(methods, *store, writer, pool, clock, organisation);
  if (options.rate_limits_off) dispatcher.switch_limits_off();
  TRY(const storage::FileFolder folder, storage::FileFolder::open(options.data));
  dispatcher.keep_files_in(folder);
  Searching searching(*store, options.data, options.disk_reserve_bytes);
  dispatcher.search_by(searching.serving());
  domain::read_own_templates_in(options.data / "templates");
  content::hide_from_children(options.data);
  if (!content::can_read_pictures()) spdlog::warn("{}", kNoPictures);
  FileDoor file_door(*store, clock, organisation, folder,
                     {.folder = options.data, .bytes = options.disk_reserve_bytes}, pool);
  PageDoor page_door(*store, clock, organisation, pool);
  page_door.limit_by([&](const domain::Actor& actor) { return dispatcher.allow(actor); });
  Application app(*store, clock, organisation, dispatcher, writer);
  TRY(const auto listening, web::Server::listen(web_config(options), app));
  CoreMail core_mail(*listening);
  application = &app;
  mail = &core_mail;
  server = listening.get();
  app.tell_of(searching);
  app.start(*listening, core_mail, pool, file_door, page_door);
  writer.start();
  Eraser eraser(*store, writer, clock, organisation, options.data);
  eraser.forget_by([&searching] { return searching.forget(); });
  eraser.start();
  searching.start();
  const Served served{*store, writer, clock, organisation, options.data, searching};
  const auto control = ControlSocket::listen(
      options.data, [&](std::string_view request) { return answer_control(served, request); });
  if (!control) spdlog::warn("backups and erasures need a stop: {}", control.error().detail);
  signals.watch([&] {
    spdlog::info("stopping");
    app.announce_stop(static_cast<std::uint32_t>(options.stop_spread_ms));
    listening->stop(options.stop_spread_ms);
  });
  spdlog::info("Fika {} serves on {}:{}, commit {}", FIKA_VERSION, options.address,
               listening->port(), store->head().seq);
  listening->run();
  // From the door inwards: nothing may call what is about to go.
  signals.stop();
  pool.stop();
  searching.stop();
  writer.stop();
  eraser.stop();
  return ended;
}

}  // namespace fika::app
