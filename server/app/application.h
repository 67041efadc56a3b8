// SPDX-License-Identifier: GPL-3.0-or-later
// The routes: what each path of the one port does. Wires the edge to the API, the live feed and the
// files; holds no rules of its own.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "server/app/core_mail.h"
#include "server/app/file_door.h"
#include "server/app/page_door.h"
#include "server/app/searching.h"
#include "server/feed/hub.h"
#include "server/rpc/dispatcher.h"
#include "server/web/server.h"
#include "server/web/static_files.h"
#include "storage/store.h"

namespace fika::app {

class Application final : public web::App {
 public:
  // All outlive the application. start() comes before the first request.
  Application(storage::Store& store, const Clock& clock, const Id& organisation,
              rpc::Dispatcher& dispatcher, const storage::Writer& writer);

  // What /metrics tells of; outlives the application. Before the first request.
  void tell_of(const Searching& searching) { searching_ = &searching; }
  // Makes a Hub for each core and begins their regular duties. `pool` builds what is long to tell.
  void start(web::Server& server, CoreMail& mail, rpc::Pool& pool, FileDoor& file_door,
             PageDoor& page_door);
  // A commit is durable: to all cores. Writer thread.
  void publish(storage::CommitSummary&& summary);
  // Tells all clients to come back later, and /readyz says so from now on. Any thread.
  void announce_stop(std::uint32_t after_ms_max);

  void handle(web::Request request, web::Reply reply) override;
  bool has_more_coming() const override { return writer_.unanswered() > 0; }
  Result<std::unique_ptr<web::SocketHandler>> open_socket(const web::Request& request,
                                                          web::Socket& socket) override;

 private:
  void handle_api(web::Request request, web::Reply reply);
  web::Response handle_plain(const web::Request& request);
  std::string metrics() const;
  void call_from_socket(std::size_t core, std::uint64_t session, const domain::Actor& actor,
                        v1::Call&& call);
  void tend(std::size_t core, int turn);
  void sweep_files();

  storage::Store& store_;
  const Clock& clock_;
  const Id organisation_;
  rpc::Dispatcher& dispatcher_;
  const storage::Writer& writer_;
  const web::StaticFiles files_;
  web::Server* server_ = nullptr;
  CoreMail* mail_ = nullptr;
  rpc::Pool* pool_ = nullptr;
  FileDoor* file_door_ = nullptr;
  PageDoor* page_door_ = nullptr;
  const Searching* searching_ = nullptr;
  std::vector<std::unique_ptr<feed::Hub>> hubs_;
  std::atomic<bool> is_stopping_{false};
  std::atomic<std::uint64_t> requests_{0};
  std::atomic<std::uint64_t> sockets_{0};
  const std::int64_t started_ms_;
};

}  // namespace fika::app
