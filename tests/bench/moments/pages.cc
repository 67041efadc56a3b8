// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/pages.h"

#include <fstream>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/id.h"
#include "fika/v1/pages.pb.h"
#include "tests/bench/fika/http_calls.h"
#include "tests/bench/load/http_load.h"
#include "tests/bench/moments/words.h"

namespace fika::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPages = 200;
constexpr std::size_t kSections = 8;
constexpr std::size_t kConnections = 32;

struct ReadPage {
  std::string path;
  std::string body;  // as Fika serves it
};

// Headings, paragraphs, lists, a table and links to pages by their titles.
std::string text_of_page(Words& words, std::size_t number) {
  std::string text;
  for (std::size_t section = 0; section < kSections; ++section) {
    text += fmt::format("## {}\n\n{}, says [[Page {}]].\n\n", words.sentence(3, 5), words.text(600),
                        (number + section * 7 + 1) % kPages);
    text += fmt::format("- {}\n- **{}** {}\n\n", words.sentence(8, 14), words.sentence(2, 2),
                        words.sentence(6, 12));
    if (section % 4 == 1) {
      text += fmt::format("| {} | {} |\n|---|---|\n| {} | {} |\n\n", words.sentence(1, 1),
                          words.sentence(2, 2), words.sentence(5, 5), words.sentence(5, 5));
    }
  }
  return text;
}

Result<std::vector<std::string>> write_pages(HttpCalls& calls, Words& words) {
  std::vector<v1::CreatePageRequest> requests;
  for (std::size_t i = 0; i < kPages; ++i) {
    v1::CreatePageRequest& request = requests.emplace_back();
    request.set_id(Id::make(SystemClock().now_ms()).text());
    request.set_title(fmt::format("Page {}", i));
    request.set_text(text_of_page(words, i));
    request.add_tags("bench");
  }
  std::vector<v1::Page> replies;
  CHECKED(calls.call_all("fika.v1.PageService/CreatePage", requests, replies));
  std::vector<std::string> paths;
  for (const v1::Page& page : replies) paths.push_back("/p/" + page.id());
  return paths;
}

std::vector<std::string> requests_for(const std::vector<ReadPage>& pages,
                                      const std::string& token) {
  std::vector<std::string> requests;
  for (const ReadPage& page : pages) {
    requests.push_back(
        fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n"
                    "Accept: text/html\r\nAccept-Language: en\r\nUser-Agent: bench\r\n\r\n",
                    page.path, token));
  }
  return requests;
}

Result<Figures> load_pages(const HttpLoadOptions& options, const std::vector<ReadPage>& pages,
                           const std::string& token) {
  const std::vector<std::string> requests = requests_for(pages, token);
  std::vector<std::size_t> turn(options.connections);
  for (std::size_t i = 0; i < turn.size(); ++i) turn[i] = i * pages.size() / turn.size();
  const NextRequest next = [&](std::size_t i) -> std::string_view {
    turn[i] = (turn[i] + 1) % requests.size();
    return requests[turn[i]];
  };
  const TakeAnswer take = [&](std::size_t i, int status, std::string_view body) -> Status {
    if (status == 200 && body.size() == pages[turn[i]].body.size()) return {};
    return fail(Code::kInternal, "{} was answered with {} and {} bytes.", pages[turn[i]].path,
                status, body.size());
  };
  return run_http_load(options, next, take);
}

// Each page once, and what came.
Status read_once(const HttpLoadOptions& options, std::vector<ReadPage>& pages,
                 const std::string& token) {
  const std::vector<std::string> requests = requests_for(pages, token);
  HttpLoadOptions one = options;
  one.connections = 1;
  one.seconds = one.warmup_seconds = 0.5;
  std::size_t turn = 0;
  const NextRequest next = [&](std::size_t) -> std::string_view {
    return requests[turn % requests.size()];
  };
  const TakeAnswer take = [&](std::size_t, int status, std::string_view body) -> Status {
    ReadPage& page = pages[turn++ % pages.size()];
    if (status != 200) return fail(Code::kState, "{} was answered with {}.", page.path, status);
    if (page.body.empty()) page.body = body;
    return {};
  };
  while (turn < pages.size()) CHECKED(run_http_load(one, next, take));
  return {};
}

Result<ServerProcess> start_nginx(const std::string& nginx, const fs::path& folder,
                                  const std::vector<ReadPage>& pages, std::uint16_t port) {
  fs::create_directories(folder / "root" / "p");
  for (const ReadPage& page : pages) {
    std::ofstream(folder / "root" / page.path.substr(1), std::ios::binary) << page.body;
  }
  const std::string at = fs::absolute(folder).string();
  std::ofstream(folder / "nginx.conf") << fmt::format(
      "daemon off; master_process off; worker_processes 1; pid {0}/pid; error_log stderr crit;\n"
      "events {{ worker_connections 1024; }}\n"
      "http {{ access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000000;\n"
      "open_file_cache max=1000; default_type text/html; client_body_temp_path {0}/b;\n"
      "proxy_temp_path {0}/p; fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; scgi_temp_path "
      "{0}/s;\n"
      "server {{ listen 127.0.0.1:{1}; root {0}/root; }} }}\n",
      at, port);
  return ServerProcess::start_command({nginx, "-p", at, "-c", at + "/nginx.conf"}, port);
}

}  // namespace

Result<std::vector<std::pair<std::string, Figures>>> measure_pages(const Programs& programs,
                                                                   const std::string& nginx,
                                                                   const fs::path& texts,
                                                                   std::uint64_t seed,
                                                                   double seconds) {
  std::vector<std::pair<std::string, Figures>> measured;
  TRY(const auto token, found_organisation(programs));
  TRY(auto words, Words::load(texts, seed));
  std::vector<ReadPage> pages;
  HttpLoadOptions options{.port = programs.port, .connections = kConnections, .seconds = seconds};
  {
    TRY(auto server, ServerProcess::start(programs));
    TRY(auto calls, HttpCalls::open(programs.port, token));
    TRY(const auto paths, write_pages(calls, words));
    for (const std::string& path : paths) pages.push_back({path, {}});
    options.server = server.pid();
    CHECKED(read_once(options, pages, token));
    TRY(auto figures, load_pages(options, pages, token));
    measured.emplace_back("fika", std::move(figures));
    CHECKED(server.stop());
  }
  if (nginx.empty()) return measured;
  if (!fs::exists(nginx)) return fail(Code::kNotFound, "There is no program {}.", nginx);
  TRY(auto server,
      start_nginx(nginx, fs::path(programs.folder).parent_path() / "nginx", pages, programs.port));
  options.server = server.pid();
  TRY(auto figures, load_pages(options, pages, token));
  measured.emplace_back("nginx", std::move(figures));
  return measured;
}

}  // namespace fika::bench
