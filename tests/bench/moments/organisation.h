// SPDX-License-Identifier: GPL-3.0-or-later
// The organisation that a first visit and a return are measured in: people with profiles in
// communities with threads, brought in with the times of two years, each person signed in.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "tests/bench/fika/http_calls.h"
#include "tests/bench/moments/words.h"

namespace fika::bench {

struct OrganisationSize {
  std::size_t people = 1000;
  std::size_t communities = 200;
  std::size_t communities_each = 10;  // that a person is in
  std::size_t threads_each = 40;      // that a community has
  std::size_t messages_each = 3;      // that a thread has
};

struct Colleague {
  Id id;
  std::string name;
  std::string secret;  // for "Authorization: Bearer"
  std::vector<std::size_t> communities;
};

struct Circle {
  Id id;
  std::vector<std::size_t> members;
  std::vector<Id> threads;
};

struct Organisation {
  std::vector<Colleague> people;
  std::vector<Circle> communities;
};

// Into a freshly founded server without rate limits; `admin` and `anyone` call it.
Result<Organisation> fill_organisation(const OrganisationSize& size, Words& words, HttpCalls& admin,
                                       HttpCalls& anyone);

// `count` posts by colleagues of `person` into the threads of that person's communities.
Status post_around(const Organisation& organisation, std::size_t person, std::size_t count,
                   Words& words, HttpCalls& calls);

}  // namespace fika::bench
