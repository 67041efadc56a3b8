// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/visits.h"

#include <algorithm>

#include "fika/v1/communities.pb.h"
#include "fika/v1/options.pb.h"
#include "fika/v1/people.pb.h"
#include "fika/v1/threads.pb.h"
#include "tests/bench/moments/organisation.h"
#include "tests/bench/moments/visit.h"

namespace fika::bench {
namespace {

constexpr std::size_t kVisitors = 10;
constexpr std::size_t kVisits = 50;
constexpr std::size_t kPostsInAnHour = 600;
// A post is a change of its message and of its thread's head, and now and then of a read marker.
constexpr std::size_t kPostsOfTenThousandLines = 5'000;

using Wanted = v1::ServerFrame::FrameCase;

std::uint32_t kind_of(const google::protobuf::Descriptor* entity) {
  return entity->options().GetExtension(v1::entity).kind();
}

// How many entities of a kind a bootstrap carries: its size says nothing without them.
double carried(const v1::Bootstrap& bootstrap, std::uint32_t kind) {
  std::ptrdiff_t count = 0;
  for (const v1::Snapshot& snapshot : bootstrap.snapshots()) {
    count += std::ranges::count(snapshot.puts(), kind, &v1::Put::kind);
  }
  return static_cast<double>(count);
}

// Takes turns between the Hellos, so that no one is answered from what the last answer left warm.
Result<std::vector<Answer>> visit_all(const Programs& programs, const Organisation& organisation,
                                      const std::vector<v1::Hello>& hellos, Wanted wanted) {
  std::vector<Answer> answers;
  for (std::size_t i = 0; i < kVisits; ++i) {
    const std::size_t visitor = i % hellos.size();
    TRY(auto answer, visit(programs.port, organisation.people[visitor].secret, hellos[visitor]));
    if (answer.frame.frame_case() != wanted) {
      return fail(Code::kState, "Hello was answered with frame {}, not {}.",
                  static_cast<int>(answer.frame.frame_case()), static_cast<int>(wanted));
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace

Result<std::vector<std::pair<std::string, Figures>>> measure_visits(
    const Programs& programs, const std::filesystem::path& texts, std::uint64_t seed) {
  TRY(const auto token, found_organisation(programs));
  TRY(auto server, ServerProcess::start(programs));
  TRY(auto words, Words::load(texts, seed));
  TRY(auto admin, HttpCalls::open(programs.port, token));
  TRY(auto anyone, HttpCalls::open(programs.port, ""));
  TRY(const auto organisation, fill_organisation({}, words, admin, anyone));

  std::vector<std::pair<std::string, Figures>> measured;
  const std::vector<v1::Hello> first(kVisitors, first_hello());
  TRY(const auto bootstraps, visit_all(programs, organisation, first, v1::ServerFrame::kBootstrap));
  Figures first_visit = figures_of(bootstraps);
  const v1::Bootstrap& bootstrap = bootstraps.front().frame.bootstrap();
  first_visit.emplace_back("communities_listed",
                           carried(bootstrap, kind_of(v1::CommunityListing::descriptor())));
  first_visit.emplace_back("threads", carried(bootstrap, kind_of(v1::Thread::descriptor())));
  first_visit.emplace_back("people", carried(bootstrap, kind_of(v1::Person::descriptor())));
  measured.emplace_back("bootstrap", std::move(first_visit));

  // The first visitor is the one who comes back; the posts are in that person's communities.
  const std::vector<v1::Hello> back{next_hello(bootstrap)};
  CHECKED(post_around(organisation, 0, kPostsInAnHour, words, anyone));
  TRY(const auto resumed, visit_all(programs, organisation, back, v1::ServerFrame::kResumed));
  measured.emplace_back("resume-hour", figures_of(resumed));

  CHECKED(post_around(organisation, 0, kPostsOfTenThousandLines - kPostsInAnHour, words, anyone));
  TRY(const auto partial, visit_all(programs, organisation, back, v1::ServerFrame::kPartial));
  measured.emplace_back("resume-10000", figures_of(partial));
  CHECKED(server.stop());
  return measured;
}

}  // namespace fika::bench
