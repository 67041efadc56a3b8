// SPDX-License-Identifier: GPL-3.0-or-later
// A wiki with people in and outside of its communities, and the methods of PageService as short
// words.
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "server/domain/checks_for_tests.h"
#include "server/domain/messages/room_for_tests.h"
#include "server/domain/pages/pages.h"

namespace fika::domain {

struct Wiki : testing::Test {
  using Room = tests::Room;
  using Lines = tests::Lines;
  Wiki() : Wiki({threads(), messages(), reading(), pages()}) {}
  explicit Wiki(const std::vector<Capability>& capabilities) : room(capabilities) {}
  Room room;
  tests::World& world = room.world;
  Actor anna = world.person("Anna"), bo = world.person("Bo"), steward = world.person("Steward"),
        outsider = world.person("Outsider"), guest = world.person("Guest", v1::ROLE_GUEST),
        stray_guest = world.person("Stray guest", v1::ROLE_GUEST);
  Id open = full_community(v1::OPENNESS_OPEN), closed = full_community(v1::OPENNESS_PRIVATE);

  // With Anna, Bo, the guest and the steward in it.
  Id full_community(v1::Openness openness) {
    const Id id = room.community(openness);
    for (const Actor& actor : {anna, bo, guest}) room.join(id, actor);
    room.join(id, steward, true);
    return id;
  }
  static std::string text_of(const Id& id) { return id.is_nil() ? std::string() : id.text(); }

  v1::CreatePageRequest create_request(const Id& community, const std::string& title,
                                       const std::string& text = {}, const Id& parent = {}) {
    v1::CreatePageRequest request;
    world.clock().advance(1);  // ids in the order of time
    request.set_id(world.fresh_id().text());
    request.set_community(text_of(community));
    request.set_parent(text_of(parent));
    request.set_title(title);
    request.set_text(text);
    return request;
  }
  Result<v1::Page> create(const Actor& actor, const v1::CreatePageRequest& request) {
    return world.call<v1::Page>(actor, "CreatePage", request);
  }
  // By Anna.
  Id page(const Id& community, const std::string& title, const std::string& text = {},
          const Id& parent = {}) {
    const auto made = Room::must(create(anna, create_request(community, title, text, parent)));
    return *Id::parse(made.id());
  }
  v1::Page now(const Id& id) {
    auto found = storage::find<v1::Page>(*world.read(), id);
    return found && *found ? **found : v1::Page();
  }

  v1::SavePageRequest save_request(const Id& id, std::uint64_t base) {
    v1::SavePageRequest request;
    request.set_page(id.text());
    request.set_base_revision(base);
    return request;
  }
  Result<v1::SavePageReply> save(const Actor& actor, const v1::SavePageRequest& request) {
    return world.call<v1::SavePageReply>(actor, "SavePage", request);
  }
  Result<v1::SavePageReply> save(const Actor& actor, const Id& id, std::uint64_t base,
                                 const std::string& text) {
    auto request = save_request(id, base);
    request.set_text(text);
    return save(actor, request);
  }
  Result<v1::SavePageReply> rename(const Actor& actor, const Id& id, const std::string& title) {
    auto request = save_request(id, now(id).revision());
    request.set_title(title);
    return save(actor, request);
  }
  Result<v1::Page> move(const Actor& actor, const Id& id, const Id& community,
                        const Id& parent = {}, const Id& before = {}) {
    v1::MovePageRequest request;
    request.set_page(id.text());
    request.set_community(text_of(community));
    request.set_parent(text_of(parent));
    request.set_before(text_of(before));
    return world.call<v1::Page>(actor, "MovePage", request);
  }
  Result<v1::Page> trash(const Actor& actor, const Id& id) {
    v1::TrashPageRequest request;
    request.set_page(id.text());
    return world.call<v1::Page>(actor, "TrashPage", request);
  }
  Result<v1::Page> restore(const Actor& actor, const Id& id) {
    v1::RestorePageRequest request;
    request.set_page(id.text());
    return world.call<v1::Page>(actor, "RestorePage", request);
  }
  Result<v1::Page> bring_back(const Actor& actor, const Id& id, std::uint64_t revision,
                              std::uint64_t base) {
    v1::RestoreRevisionRequest request;
    request.set_page(id.text());
    request.set_revision(revision);
    request.set_base_revision(base);
    return world.call<v1::Page>(actor, "RestoreRevision", request);
  }
  Result<v1::PageView> get(const Actor& actor, const Id& id, std::uint64_t revision = 0) {
    v1::GetPageRequest request;
    request.set_page(id.text());
    request.set_revision(revision);
    return world.call<v1::PageView>(actor, "GetPage", request);
  }
  std::string text(const Id& id, std::uint64_t revision = 0) {
    return Room::must(get(anna, id, revision)).text();
  }
  Result<v1::Page> resolve(const Actor& actor, const Id& community, const std::string& title) {
    v1::ResolvePageRequest request;
    request.set_community(text_of(community));
    request.set_title(title);
    return world.call<v1::Page>(actor, "ResolvePage", request);
  }
  Result<v1::ListPagesReply> list(const Actor& actor, const Id& community, const Id& parent = {},
                                  std::uint32_t limit = 0, const std::string& page = {}) {
    v1::ListPagesRequest request;
    request.set_community(text_of(community));
    request.set_parent(text_of(parent));
    request.set_limit(limit);
    request.set_page(page);
    return world.call<v1::ListPagesReply>(actor, "ListPages", request);
  }
  // The titles of a list, those with children marked; as Anna sees them.
  Lines titles(const Id& community, const Id& parent = {}, std::uint32_t limit = 0) {
    Lines lines;
    std::string token;
    do {
      const auto reply =
          Room::must(list(anna, parent.is_nil() ? community : Id(), parent, limit, token));
      for (const auto& node : reply.pages()) {
        lines.push_back(node.page().title() + (node.has_children() ? "/" : ""));
      }
      token = reply.next_page();
    } while (!token.empty());
    return lines;
  }
  // What somebody finds by the title: "title in PLACE", or nothing.
  std::string found(const Actor& actor, const Id& community, const std::string& title) {
    const auto reply = resolve(actor, community, title);
    return reply ? reply->id() : fmt::format("{}", code_info(reply.error().code).connect);
  }
  void settle() {
    for (int i = 0; i < 40; ++i)
      Room::must(world.write([](storage::Transaction&) { return Status(); }));
  }
  void TearDown() override { EXPECT_EQ(findings_of(pages(), *world.read()), Lines()); }
};

template <class T>
Code code(const Result<T>& result) {
  return result ? tests::kAccepted : result.error().code;
}

}  // namespace fika::domain
