// SPDX-License-Identifier: GPL-3.0-or-later
// Random commands of random people over a small world, so small that they keep meeting each other.
// Many are refused, as they should be; a seed reproduces all of them.
#pragma once

#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "tests/support/world.h"

namespace fika::tests {

class RandomCommands {
 public:
  // The world outlives this.
  RandomCommands(World& world, std::uint64_t seed);

  // Gives one command, and half of the time the same one again: then checks that it changed
  // nothing.
  void step();
  // Waits for what goes on by itself after a command.
  void finish_jobs();
  const std::vector<domain::Actor>& people() const { return people_; }
  std::size_t accepted() const { return accepted_; }
  std::size_t merged() const { return merged_; }  // communities
  std::size_t saved() const { return saved_; }    // revisions of pages

 private:
  struct Given {
    std::string method;
    std::unique_ptr<google::protobuf::Message> request;
    std::optional<domain::Actor> actor = {};  // anybody, if none
  };
  // Some communities of each openness with members and threads, so that there is something to meet
  // over.
  void settle_in();
  // So many former colleagues in a community that it is merged in more than one commit.
  void crowd(const Id& community);
  Given about_community();
  Given about_merging();
  Given about_thread();
  Given about_regrouping();
  Given about_message();
  Given about_self();
  // random_pages.cc
  Given about_page();
  Given about_passage();
  Given create_page();
  Given save_page();
  Given about_file();
  std::uint64_t revision_of(const std::string& page);
  std::string page_text();
  std::size_t below(std::size_t end);
  bool one_in(std::size_t times) { return below(times) == 0; }
  std::string any(std::vector<Id>& ids);
  std::string fresh(std::vector<Id>& ids);
  std::string anybody() { return people_[below(people_.size())].person.text(); }

  World& world_;
  std::mt19937_64 random_;
  std::vector<domain::Actor> people_;
  std::vector<Id> communities_, threads_, conversations_, messages_, pages_, files_, uploads_;
  std::size_t accepted_ = 0, merged_ = 0, saved_ = 0;
};

}  // namespace fika::tests
