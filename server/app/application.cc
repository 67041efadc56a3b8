// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/application.h"

#include "server/app/api_page.h"
#include "server/app/http_api.h"
#include "server/app/metrics.h"
#include "server/app/open_search.h"
#include "server/app/sync_socket.h"
#include "server/content/picture.h"
#include "server/web/security_headers.h"

namespace fika::app {
namespace {

constexpr std::int64_t kTendEveryMs = 1'000;
constexpr int kPingEveryTurns = 20;
constexpr std::int64_t kSweepEveryMs = 10LL * 60 * 1000;

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.");
}

web::Response text_response(int status, std::string body) {
  web::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

// Ready all the same: everything else works.
std::string ready_text() {
  static const bool has_pictures = content::can_read_pictures();
  return has_pictures ? "ready\n" : "ready; pictures cannot be read, libvips-tools is missing\n";
}

}  // namespace

Application::Application(storage::Store& store, const Clock& clock, const Id& organisation,
                         rpc::Dispatcher& dispatcher, const storage::Writer& writer)
    : store_(store),
      clock_(clock),
      organisation_(organisation),
      dispatcher_(dispatcher),
      writer_(writer),
      files_(web::landing_files(), web::app_files()),
      started_ms_(clock.now_ms()) {}

void Application::start(web::Server& server, CoreMail& mail, rpc::Pool& pool, FileDoor& file_door,
                        PageDoor& page_door) {
  server_ = &server;
  mail_ = &mail;
  pool_ = &pool;
  file_door_ = &file_door;
  page_door_ = &page_door;
  for (std::size_t core = 0; core < server.cores(); ++core) {
    feed::HubConfig config;
    config.organisation = organisation_;
    config.make_frame = web::make_binary_frame;
    config.call = [this, core](std::uint64_t session, const domain::Actor& actor, v1::Call&& call) {
      call_from_socket(core, session, actor, std::move(call));
    };
    config.broadcast_ephemeral = [this](storage::Scope scope, Id sender, feed::Frame frame) {
      for (std::size_t other = 0; other < hubs_.size(); ++other) {
        server_->post(other, [this, other, scope, sender, frame] {
          hubs_[other]->deliver_ephemeral(scope, sender, frame);
        });
      }
    };
    config.core = core;
    config.broadcast_standings = [this](const feed::Standings& standings) {
      for (std::size_t other = 0; other < hubs_.size(); ++other) {
        server_->post(other, [this, other, standings] { hubs_[other]->take(standings); });
      }
    };
    config.run_aside = [this, core, &pool](std::function<void()> work, std::function<void()> done) {
      const Status queued = pool.submit([this, core, work = std::move(work), done] {
        work();
        server_->post(core, done);
      });
      return queued.has_value();
    };
    hubs_.push_back(std::make_unique<feed::Hub>(store_, clock_, std::move(config)));
    tend(core, 0);
  }
  sweep_files();
}

void Application::sweep_files() {
  server_->post_after(0, kSweepEveryMs, [this] {
    // When the pool has no room there is another time.
    static_cast<void>(pool_->submit([this] { file_door_->sweep(); }));
    sweep_files();
  });
}

void Application::tend(std::size_t core, int turn) {
  server_->post_after(core, kTendEveryMs, [this, core, turn] {
    hubs_[core]->revive();
    hubs_[core]->tend_here();
    if (turn % kPingEveryTurns == 0) hubs_[core]->ping();
    if (core == 0) page_door_->tidy();
    tend(core, turn + 1);
  });
}

void Application::publish(storage::CommitSummary&& summary) {
  page_door_->note(summary);
  const auto publication = feed::make_publication(std::move(summary), web::make_binary_frame);
  for (std::size_t core = 0; core < hubs_.size(); ++core) {
    mail_->send(core, [this, core, publication] { hubs_[core]->publish(publication); });
    if (publication->ended_secrets.empty()) continue;
    mail_->send_last(core, [this, core] { hubs_[core]->close_signed_out(); });
  }
}

void Application::announce_stop(std::uint32_t after_ms_max) {
  is_stopping_ = true;
  for (std::size_t core = 0; core < hubs_.size(); ++core) {
    server_->post(core, [this, core, after_ms_max] { hubs_[core]->announce_stop(after_ms_max); });
  }
}

void Application::handle(web::Request request, web::Reply reply) {
  requests_.fetch_add(1, std::memory_order_relaxed);
  auto page = api_page(request);
  if (!page && request.path.starts_with("/api/")) {
    return handle_api(std::move(request), std::move(reply));
  }
  if (!page && FileDoor::is_for(request.path)) {
    return file_door_->handle(std::move(request), std::move(reply));
  }
  if (!page && PageDoor::is_for(request.path)) {
    return page_door_->handle(std::move(request), std::move(reply));
  }
  web::Response response = page ? std::move(*page) : handle_plain(request);
  web::add_security_headers(response, request.is_tls);
  reply(std::move(response));
}

void Application::handle_api(web::Request request, web::Reply reply) {
  const bool is_tls = request.is_tls;
  const std::size_t core = request.core;
  const auto answer = [&](web::Response response) {
    web::add_security_headers(response, is_tls);
    reply(std::move(response));
  };
  const auto refuse = [&](const Error& error) { answer(error_response(error)); };
  if (auto refused = refuse_form(request, dispatcher_.is_query(method_in(request.path)))) {
    return answer(*std::move(refused));
  }
  auto actor = actor_of(request, store_, organisation_, clock_.now_ms());
  if (!actor) return refuse(actor.error());
  auto call = call_of(std::move(request), std::move(*actor));
  if (!call) return refuse(call.error());
  const rpc::Encoding encoding = call->encoding;
  dispatcher_.call(std::move(*call), [this, core, encoding, is_tls,
                                      reply = std::move(reply)](Result<rpc::Answer> result) {
    auto response = std::make_shared<web::Response>(response_of(result, encoding, is_tls));
    web::add_security_headers(*response, is_tls);
    mail_->send(core, [reply, response] { reply(std::move(*response)); });
  });
}

web::Response Application::handle_plain(const web::Request& request) {
  if (request.path == "/healthz") return text_response(200, "ok\n");
  if (request.path == "/readyz") {
    return is_stopping_ ? text_response(503, "stopping\n") : text_response(200, ready_text());
  }
  if (request.path == "/metrics") {
    // Counts say nothing about anyone, but they are nobody's business outside this machine either.
    if (!is_loopback(request.peer_address)) return text_response(404, "Not found.\n");
    return text_response(200, metrics());
  }
  if (request.path == kOpenSearchPath && request.method == "GET") return open_search(request);
  if (auto file = files_.answer(request)) return std::move(*file);
  return text_response(404, "Not found.\n");
}

std::string Application::metrics() const {
  Metrics metrics{.requests = requests_.load(),
                  .sockets_open = sockets_.load(),
                  .commits = writer_.commits(),
                  .commands = writer_.commands(),
                  .commands_waiting = writer_.waiting(),
                  .log_head = store_.head().seq,
                  .log_floor = store_.floor(),
                  .uptime_ms = clock_.now_ms() - started_ms_};
  if (searching_ != nullptr) {
    metrics.search_documents = searching_->documents();
    metrics.search_lag = searching_->lag();
  }
  return metrics_text(metrics);
}

Result<std::unique_ptr<web::SocketHandler>> Application::open_socket(const web::Request& request,
                                                                     web::Socket& socket) {
  if (request.path != "/sync") return fail(Code::kNotFound, "WebSockets are at /sync.");
  TRY(domain::Actor actor, actor_of(request, store_, organisation_, clock_.now_ms()));
  if (actor.is_anonymous()) {
    return fail(Code::kUnauthenticated, "Sign in first, or send a token.");
  }
  return std::make_unique<SyncSocket>(*hubs_[socket.core()], socket, std::move(actor), sockets_);
}

void Application::call_from_socket(std::size_t core, std::uint64_t session,
                                   const domain::Actor& actor, v1::Call&& call) {
  rpc::Call running;
  running.method = std::move(*call.mutable_method());
  running.payload = std::move(*call.mutable_request());
  running.client_id = std::move(*call.mutable_client_id());
  running.actor = actor;
  // Only the signed in have sockets: each counts for itself.
  running.address_prefix = "socket " + actor.person.text();
  dispatcher_.call(
      std::move(running), [this, core, session, id = call.id()](Result<rpc::Answer> result) {
        auto reply = std::make_shared<v1::Reply>();
        reply->set_id(id);
        if (result) {
          reply->set_seq(result->seq);
          reply->set_response(std::move(result->payload));
        } else {
          const Error error = told(result.error());
          reply->mutable_error()->set_code(std::string(code_info(error.code).connect));
          reply->mutable_error()->set_message(error.detail);
          reply->mutable_error()->set_retry_after_ms(retry_after_ms(error));
        }
        mail_->send(
            core, [this, core, session, reply] { hubs_[core]->reply(session, std::move(*reply)); });
      });
}

}  // namespace fika::app
