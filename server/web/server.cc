// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/server.h"

#include <algorithm>
#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <thread>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "server/web/core.h"
#include "server/web/listener.h"
#include "server/web/tls.h"

namespace fika::web {
namespace {

// Ten thousand sockets do not fit into the usual soft limit of 1,024.
void raise_file_limit(std::size_t connections_max) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < connections_max) {
    spdlog::warn("The system allows {} open files, fewer than the {} connections configured.",
                 limit.rlim_cur, connections_max);
  }
}

class EdgeServer final : public Server {
 public:
  EdgeServer(Config config, App& app, std::unique_ptr<TlsContext> tls)
      : config_(std::move(config)), tls_(std::move(tls)) {
    for (std::size_t i = 0; i < std::max<std::size_t>(config_.cores, 1); ++i) {
      cores_.push_back(std::make_unique<Core>(i, config_, app));
    }
    listener_ = std::make_unique<Listener>(cores_, tls_.get());
  }

  Status open() { return listener_->open(config_.address, config_.port); }

  std::uint16_t port() const override { return listener_->port(); }
  std::size_t cores() const override { return cores_.size(); }

  void run() override {
    cores_.front()->post([this] { listener_->begin(); });
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < cores_.size(); ++i) {
      threads.emplace_back([core = cores_[i].get()] { core->run(); });
    }
    cores_.front()->run();
  }

  void post(std::size_t core, std::function<void()> work) override {
    cores_.at(core)->post(std::move(work));
  }

  void post_after(std::size_t core, std::int64_t after_ms, std::function<void()> work) override {
    cores_.at(core)->post_after(after_ms, std::move(work));
  }

  void stop(std::int64_t spread_ms) override {
    cores_.front()->post([this] { listener_->close(); });
    for (const auto& core : cores_) core->stop(spread_ms);
  }

 private:
  // Connections, inside the cores, use the configuration and TLS; the listener uses the cores.
  const Config config_;
  const std::unique_ptr<TlsContext> tls_;
  std::vector<std::unique_ptr<Core>> cores_;
  std::unique_ptr<Listener> listener_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(Config config, App& app) {
  // OpenSSL writes to sockets without MSG_NOSIGNAL.
  std::signal(SIGPIPE, SIG_IGN);
  raise_file_limit(config.connections_max);
  TRY(std::unique_ptr<TlsContext> tls, TlsContext::make(config));
  auto server = std::make_unique<EdgeServer>(std::move(config), app, std::move(tls));
  CHECKED(server->open());
  return server;
}

}  // namespace fika::web
