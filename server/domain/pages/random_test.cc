// SPDX-License-Identifier: GPL-3.0-or-later
// Random steps in a tree over three places, held against a plain model: who stands where, what is
// in the trash, which titles lead where.
#include <algorithm>
#include <map>
#include <random>
#include <utility>

#include <gtest/gtest.h>

#include "server/domain/pages/wiki_for_tests.h"

namespace fika::domain {
namespace {

struct Model {
  struct Node {
    Id place, parent;
    std::string title;
    bool is_trashed = false;
  };
  std::map<Id, Node> nodes;
  std::map<std::pair<Id, Id>, std::vector<Id>> children;  // by place and parent, in their order

  std::vector<Id>& siblings(const Id& id) { return children[{nodes[id].place, nodes[id].parent}]; }
  void take_out(const Id& id) { std::erase(siblings(id), id); }
  void put_in(const Id& id, const Id& before) {
    auto& list = siblings(id);
    list.insert(std::ranges::find(list, before), id);
  }
  bool is_gone(const Id& id) {
    return nodes[id].is_trashed || (!nodes[id].parent.is_nil() && is_gone(nodes[id].parent));
  }
  bool is_within(const Id& id, const Id& tree) {
    return id == tree || (!nodes[id].parent.is_nil() && is_within(nodes[id].parent, tree));
  }
  int depth(const Id& id) { return id.is_nil() ? 0 : 1 + depth(nodes[id].parent); }
  int height(const Id& id) {
    int most = 0;
    for (const Id& child : children[{nodes[id].place, id}]) most = std::max(most, height(child));
    return most + 1;
  }
  void move(const Id& id, const Id& place, const Id& parent, const Id& before) {
    take_out(id);
    const Id old_place = nodes[id].place;
    nodes[id].parent = parent;
    carry(id, old_place, place);
    put_in(id, before);
  }
  void carry(const Id& id, const Id& from, const Id& to) {
    nodes[id].place = to;
    if (from == to) return;
    const std::vector<Id> below = std::exchange(children[{from, id}], {});
    for (const Id& child : below) carry(child, from, to);
    children[{to, id}] = below;
  }
};

struct RandomTree : Wiki {
  Model model;
  std::mt19937 random;
  std::vector<Id> places{Id(), open, closed};

  std::size_t below(std::size_t size) {
    return std::uniform_int_distribution<std::size_t>(0, size - 1)(random);
  }
  Id any_page() {
    auto node = model.nodes.begin();
    std::advance(node, static_cast<std::ptrdiff_t>(below(model.nodes.size())));
    return node->first;
  }
  // A parent that takes pages, or the top of a place.
  std::pair<Id, Id> any_spot() {
    if (model.nodes.empty() || below(3) == 0) return {places[below(places.size())], Id()};
    const Id parent = any_page();
    return {model.nodes[parent].place, parent};
  }
  Id any_child(const Id& place, const Id& parent) {
    const auto& list = model.children[{place, parent}];
    return list.empty() || below(2) == 0 ? Id() : list[below(list.size())];
  }

  void create_one(int number) {
    const auto [place, parent] = any_spot();
    const Id before = any_child(place, parent);
    auto request = create_request(place, fmt::format("Page {}", number), "text", parent);
    request.set_before(text_of(before));
    const bool may =
        parent.is_nil() || (!model.is_gone(parent) && model.depth(parent) + 1 <= kPageDepthMax);
    const auto made = create(steward, request);
    ASSERT_EQ(made.has_value(), may);
    if (!may) return;
    const Id id = *Id::parse(made->id());
    model.nodes[id] = {place, parent, request.title(), false};
    model.put_in(id, before);
  }
  void move_one() {
    const Id id = any_page();
    const auto [place, parent] = any_spot();
    Id before = any_child(place, parent);
    if (before == id) before = Id();
    const bool may = !model.is_gone(id) && (parent.is_nil() || !model.is_gone(parent)) &&
                     !(!parent.is_nil() && model.is_within(parent, id)) &&
                     model.depth(parent) + model.height(id) <= kPageDepthMax;
    const auto moved = move(steward, id, place, parent, before);
    ASSERT_EQ(moved.has_value(), may) << (moved ? "" : moved.error().detail);
    if (may) model.move(id, place, parent, before);
  }
  void trash_one() {
    const Id id = any_page();
    const bool may = !model.is_gone(id);
    ASSERT_EQ(trash(steward, id).has_value(), may);
    if (!may) return;
    model.take_out(id);
    model.nodes[id].is_trashed = true;
  }
  void restore_one() {
    const Id id = any_page();
    Model::Node& node = model.nodes[id];
    if (!node.is_trashed) return;
    const auto back = restore(steward, id);
    ASSERT_TRUE(back) << back.error().detail;
    node.is_trashed = false;
    const bool has_room =
        node.parent.is_nil() ||
        (!model.is_gone(node.parent) && model.nodes[node.parent].place == node.place &&
         model.depth(node.parent) + model.height(id) <= kPageDepthMax);
    if (!has_room) node.parent = Id();
    ASSERT_EQ(back->parent(), text_of(node.parent));
    // Where among its siblings is the server's to say: they are read anew.
    auto& list = model.siblings(id);
    list.push_back(id);
    std::ranges::sort(list, {}, [&](const Id& one) { return std::pair(now(one).rank(), one); });
  }
  void rename_one(int number) {
    const Id id = any_page();
    const bool may = !model.is_gone(id);
    const std::string title = fmt::format("Page {}", below(static_cast<std::size_t>(number) + 1));
    ASSERT_EQ(rename(steward, id, title).has_value(), may);
    if (may) model.nodes[id].title = title;
  }

  std::vector<Id> listed(const Id& place, const Id& parent) {
    std::vector<Id> ids;
    std::string token;
    do {
      const auto reply =
          Room::must(list(steward, parent.is_nil() ? place : Id(), parent, 3, token));
      for (const auto& node : reply.pages()) ids.push_back(*Id::parse(node.page().id()));
      token = reply.next_page();
    } while (!token.empty());
    return ids;
  }
  void compare() {
    for (const Id& place : places) {
      ASSERT_EQ(listed(place, Id()), (model.children[{place, Id()}]));
    }
    for (const auto& [id, node] : model.nodes) {
      const auto view = Room::must(get(steward, id));
      ASSERT_EQ(view.page().title(), node.title);
      ASSERT_EQ(view.page().community(), text_of(node.place));
      ASSERT_EQ(view.page().parent(), text_of(node.parent));
      ASSERT_EQ(view.in_trash(), model.is_gone(id));
      ASSERT_EQ(listed(node.place, id), (model.children[{node.place, id}]));
      if (view.in_trash()) continue;
      const auto found_page = resolve(steward, node.place, node.title);
      ASSERT_TRUE(found_page);
      ASSERT_EQ(found_page->title(), node.title);
      ASSERT_EQ(found_page->community(), text_of(node.place));
    }
  }
};

TEST_F(RandomTree, IsWhatThePlainModelSays) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  random.seed(seed);
  for (int step = 0; step < 400 && !HasFatalFailure(); ++step) {
    SCOPED_TRACE(fmt::format("step {}", step));
    world.clock().advance(10);
    const std::size_t choice = model.nodes.size() < 5 ? 0 : below(10);
    if (choice < 3) create_one(step);
    if (choice >= 3 && choice < 6) move_one();
    if (choice == 6) trash_one();
    if (choice == 7) restore_one();
    if (choice > 7) rename_one(step);
    if (step % 40 == 39) compare();
  }
}

}  // namespace
}  // namespace fika::domain
