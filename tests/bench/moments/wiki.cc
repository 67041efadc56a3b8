// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/wiki.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/id.h"
#include "fika/v1/pages.pb.h"
#include "tests/bench/fika/http_calls.h"
#include "tests/bench/load/http_load.h"
#include "tests/bench/load/median.h"
#include "tests/bench/moments/words.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr std::size_t kSavers = 32;
constexpr std::size_t kPageBytes = 2'000;
constexpr std::size_t kTopPages = 100;
constexpr std::size_t kBigFolder = 5'000;
constexpr std::size_t kTreePages = 10'000;
constexpr std::uint32_t kListed = 500;
constexpr int kTimes = 20;
constexpr double kNsPerMs = 1e6;
constexpr std::string_view kSave = "fika.v1.PageService/SavePage";
constexpr std::string_view kList = "fika.v1.PageService/ListPages";

std::string fresh_id() { return Id::make(SystemClock().now_ms()).text(); }

Result<std::vector<v1::Page>> create(HttpCalls& calls,
                                     const std::vector<v1::CreatePageRequest>& requests) {
  std::vector<v1::Page> pages;
  CHECKED(calls.call_all("fika.v1.PageService/CreatePage", requests, pages));
  return pages;
}

v1::CreatePageRequest titled(const std::string& title, const std::string& parent) {
  v1::CreatePageRequest request;
  request.set_id(fresh_id());
  request.set_title(title);
  request.set_parent(parent);
  request.set_text(fmt::format("This is {}.\n", title));
  return request;
}

Result<double> took_ms(const std::function<Status()>& call) {
  const std::int64_t start_ns = now_ns();
  CHECKED(call());
  return static_cast<double>(now_ns() - start_ns) / kNsPerMs;
}

// All of a page's children, and how long it took.
Result<double> list_all(HttpCalls& calls, const std::string& parent, std::size_t expected) {
  return took_ms([&]() -> Status {
    v1::ListPagesRequest request;
    request.set_parent(parent);
    request.set_limit(kListed);
    std::size_t count = 0;
    do {
      v1::ListPagesReply reply;
      CHECKED(calls.call(kList, request, reply));
      count += static_cast<std::size_t>(reply.pages_size());
      request.set_page(reply.next_page());
    } while (!request.page().empty());
    if (count == expected) return {};
    return fail(Code::kInternal, "{} pages were listed, not {}.", count, expected);
  });
}

// One of the big folder's pages gets another title; the old one then leads to it still.
Result<double> rename(HttpCalls& calls, v1::Page& page, int number) {
  const std::string old_title = page.title();
  v1::SavePageRequest request;
  request.set_page(page.id());
  request.set_base_revision(page.revision());
  request.set_title(fmt::format("Renamed {}", number));
  TRY(const double ms, took_ms([&]() -> Status {
        v1::SavePageReply reply;
        CHECKED(calls.call(kSave, request, reply));
        page = reply.page();
        return {};
      }));
  v1::ResolvePageRequest asked;
  asked.set_title(old_title);
  v1::Page found;
  CHECKED(calls.call("fika.v1.PageService/ResolvePage", asked, found));
  if (found.id() != page.id() || found.title() != request.title()) {
    return fail(Code::kInternal, "\"{}\" does not lead to its page any more.", old_title);
  }
  return ms;
}

std::string save_bytes(const std::string& token, const v1::SavePageRequest& request) {
  const std::string body = request.SerializeAsString();
  return fmt::format(
      "POST /api/{} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n"
      "Content-Type: application/proto\r\nContent-Length: {}\r\n\r\n{}",
      kSave, token, body.size(), body);
}

}  // namespace

Result<Figures> measure_saves(const Programs& programs, const std::filesystem::path& texts,
                              std::uint64_t seed, double seconds) {
  TRY(const auto token, found_organisation(programs));
  TRY(auto server, ServerProcess::start(programs));
  TRY(auto words, Words::load(texts, seed));
  TRY(auto calls, HttpCalls::open(programs.port, token));
  std::vector<v1::CreatePageRequest> requests;
  std::vector<std::string> bodies;
  for (std::size_t i = 0; i < kSavers; ++i) {
    bodies.push_back(words.text(kPageBytes));
    requests.push_back(titled(fmt::format("Page {}", i), {}));
  }
  TRY(auto pages, create(calls, requests));
  std::vector<std::string> sent(kSavers);
  std::size_t saves = 0;
  const NextRequest next = [&](std::size_t i) -> std::string_view {
    v1::SavePageRequest request;
    request.set_page(pages[i].id());
    request.set_base_revision(pages[i].revision());
    // Each save changes a few words at the end, as people do who go on writing.
    request.set_text(fmt::format("{}\n\nWritten {} times.\n", bodies[i], ++saves));
    sent[i] = save_bytes(token, request);
    return sent[i];
  };
  const TakeAnswer take = [&](std::size_t i, int status, std::string_view body) -> Status {
    v1::SavePageReply reply;
    const bool is_saved = status == 200 &&
                          reply.ParseFromArray(body.data(), static_cast<int>(body.size())) &&
                          reply.page().revision() == pages[i].revision() + 1;
    if (!is_saved) return fail(Code::kInternal, "A save was answered with {}: {}", status, body);
    pages[i].set_revision(reply.page().revision());
    return {};
  };
  const HttpLoadOptions options{
      .port = programs.port, .server = server.pid(), .connections = kSavers, .seconds = seconds};
  TRY(auto figures, run_http_load(options, next, take));
  figures.front().first = "saves_per_s";
  return figures;
}

Result<Figures> measure_tree(const Programs& programs) {
  TRY(const auto token, found_organisation(programs));
  TRY(auto server, ServerProcess::start(programs));
  TRY(auto calls, HttpCalls::open(programs.port, token));
  std::vector<v1::CreatePageRequest> requests;
  for (std::size_t i = 0; i < kTopPages; ++i)
    requests.push_back(titled(fmt::format("Top {}", i), {}));
  TRY(const auto tops, create(calls, requests));
  requests.clear();
  for (std::size_t i = kTopPages; i < kTreePages; ++i) {
    const std::size_t top = i < kTopPages + kBigFolder ? 0 : i % (kTopPages - 1) + 1;
    requests.push_back(titled(fmt::format("Page {}", i), tops[top].id()));
  }
  TRY(auto pages, create(calls, requests));
  std::vector<double> top_ms, first_ms, folder_ms, rename_ms;
  for (int i = 0; i < kTimes; ++i) {
    TRY(const double top, list_all(calls, {}, kTopPages));
    TRY(const double folder, list_all(calls, tops[0].id(), kBigFolder));
    TRY(const double first, took_ms([&]() -> Status {
          v1::ListPagesRequest request;
          request.set_parent(tops[0].id());
          v1::ListPagesReply reply;
          return calls.call(kList, request, reply);
        }));
    TRY(const double renamed, rename(calls, pages[static_cast<std::size_t>(i) * 200], i));
    top_ms.push_back(top);
    first_ms.push_back(first);
    folder_ms.push_back(folder);
    rename_ms.push_back(renamed);
  }
  return Figures{{"top_ms", median(top_ms)},
                 {"folder_first_100_ms", median(first_ms)},
                 {"folder_all_5000_ms", median(folder_ms)},
                 {"rename_ms", median(rename_ms)},
                 {"rename_max_ms", std::ranges::max(rename_ms)},
                 {"pages", static_cast<double>(kTreePages)}};
}

}  // namespace fika::bench
