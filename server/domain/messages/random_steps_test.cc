// SPDX-License-Identifier: GPL-3.0-or-later
// Random commands by random people in threads that move between communities, each sent twice:
// whatever is accepted or refused, ordinals, heads, the order of threads and read markers stay
// right.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "server/domain/messages/room_for_tests.h"

namespace fika::domain {
namespace {

using tests::Room;

class Steps {
 public:
  explicit Steps(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 4; ++i) people_.push_back(world_.person("P" + std::to_string(i)));
    for (const auto openness : {v1::OPENNESS_OPEN, v1::OPENNESS_PRIVATE}) {
      communities_.push_back(room_.community(openness));
      for (const Actor& person : people_) {
        if (chance(80)) room_.join(communities_.back(), person, chance(40));
      }
    }
    roots_.push_back(room_.conversation({people_[0], people_[1]}));
    messages_.push_back(world_.fresh_id().text());  // names nothing
  }

  void step() {
    if (chance(50)) world_.clock().advance(chance(50) ? 1 : 2);
    switch (pick(12)) {
      case 0:
        return start();
      case 1: {
        v1::MoveThreadRequest request;
        request.set_thread(root());
        request.set_community(any(communities_).text());
        return send("MoveThread", request);
      }
      case 2:
        return with_message<v1::DeleteMessageRequest>("DeleteMessage");
      case 3: {
        v1::EditMessageRequest request;
        request.set_message(any(messages_));
        request.set_text(text());
        return send("EditMessage", request);
      }
      case 4: {
        v1::AddReactionRequest request;
        request.set_message(any(messages_));
        request.set_emoji(std::to_string(pick(3)));
        return send("AddReaction", request);
      }
      case 5: {
        v1::MarkReadRequest request;
        request.set_root(root());
        request.set_generation(pick(3));
        request.set_ordinal(pick(20));
        return send("MarkRead", request);
      }
      case 6: {
        v1::MarkUnreadRequest request;
        request.set_root(root());
        request.set_ordinal(pick(20));
        return send("MarkUnread", request);
      }
      case 7: {
        v1::SetThreadPinnedRequest request;
        request.set_thread(root());
        request.set_pinned(chance(50));
        return send("SetThreadPinned", request);
      }
      default:
        return say();
    }
  }

  void check() {
    const auto reader = world_.read();
    for (const Id& root : roots_) check_root(*reader, root);
    check_order(*reader);
    check_markers(*reader);
  }

  int accepted() const { return accepted_; }

 private:
  std::uint64_t pick(std::uint64_t count) { return random_() % count; }
  bool chance(std::uint64_t percent) { return pick(100) < percent; }
  template <class T>
  const T& any(const std::vector<T>& from) {
    return from[pick(from.size())];
  }
  std::string root() { return any(roots_).text(); }
  std::string text() {
    return "Text " + std::to_string(random_()) + (chance(30) ? " @thread" : "") +
           (chance(30) ? Room::mention(any(people_)) : "");
  }

  // Sends it twice under one client id; the second answer is the first's, and changes nothing.
  void send(const std::string& method, const google::protobuf::Message& request) {
    const Actor& actor = any(people_);
    const std::string client_id = "client-" + std::to_string(++sent_);
    const auto first = world_.call_any(actor, method, request, client_id);
    const std::uint64_t seq = world_.read()->seq();
    const auto second = world_.call_any(actor, method, request, client_id);
    ASSERT_EQ(first.has_value(), second.has_value()) << method;
    ASSERT_EQ(world_.read()->seq(), seq) << method;
    if (first) ASSERT_EQ((*first)->SerializeAsString(), (*second)->SerializeAsString());
    is_accepted_ = first.has_value();
    accepted_ += is_accepted_ ? 1 : 0;
  }
  void start() {
    const auto request = room_.thread_request(any(communities_), text());
    send("StartThread", request);
    if (!is_accepted_) return;
    roots_.push_back(*Id::parse(request.id()));
    messages_.push_back(request.message());
  }
  void say() {
    auto request = room_.post_request(*Id::parse(root()), text());
    if (chance(20)) request.add_quotes(any(messages_));
    send("PostMessage", request);
    if (is_accepted_) messages_.push_back(request.id());
  }
  template <class Request>
  void with_message(const std::string& method) {
    Request request;
    request.set_message(any(messages_));
    send(method, request);
  }

  static void check_root(const storage::Reader& reader, const Id& root) {
    const v1::Head head = Room::must(head_of(reader, root));
    std::uint64_t expected = 0;
    std::string last_author;
    const storage::Range range{.prefix = std::string(root.bytes()), .bound = {}};
    Room::must(storage::scan_index(reader, kMessagesByOrdinal, range, [&](auto key, auto value) {
      storage::KeyReader parts(key);
      parts.id();
      EXPECT_EQ(parts.u64(), ++expected);
      const auto message =
          Room::must(storage::find<v1::Message>(reader, root, {Id::from_bytes(value)}));
      EXPECT_TRUE(message.has_value());
      if (!message) return false;
      EXPECT_EQ(message->ordinal(), expected);
      EXPECT_EQ(message->deleted(), message->text().empty());
      last_author = message->author();
      return true;
    }));
    EXPECT_EQ(head.last_ordinal(), expected);
    EXPECT_EQ(head.last_author(), last_author);
    EXPECT_EQ(Room::must(storage::all_of<v1::Message>(reader, root)).size(), expected);
  }

  void check_order(const storage::Reader& reader) {
    std::set<std::string> found, expected;
    Room::must(storage::scan_index(reader, kThreadsByActivity, {}, [&](auto key, auto) {
      found.emplace(key);
      return true;
    }));
    for (std::size_t i = 1; i < roots_.size(); ++i) {
      const auto thread = Room::must(storage::find<v1::Thread>(reader, roots_[i]));
      const v1::Head head = Room::must(head_of(reader, roots_[i]));
      const Id community = *Id::parse(thread->community());
      EXPECT_EQ(Room::must(storage::scope_of(reader, roots_[i])), community_scope(community));
      expected.insert(storage::KeyWriter()
                          .id(community)
                          .u64(~static_cast<std::uint64_t>(head.last_at_ms()))
                          .id(roots_[i])
                          .take());
    }
    EXPECT_EQ(found, expected);
  }

  void check_markers(const storage::Reader& reader) {
    for (const Actor& person : people_) {
      for (const Id& root : roots_) {
        const auto marker = Room::must(read_marker(reader, person.person, root));
        const std::pair now(marker.generation(), marker.ordinal());
        auto& before = markers_[{person.person, root}];
        EXPECT_GE(now, before);
        EXPECT_LE(now.second, Room::must(head_of(reader, root)).last_ordinal());
        before = now;
      }
    }
  }

  Room room_;
  tests::World& world_ = room_.world;
  std::mt19937_64 random_;
  std::vector<Actor> people_;
  std::vector<Id> communities_;
  std::vector<Id> roots_;  // the first is a conversation
  std::vector<std::string> messages_;
  std::map<std::pair<Id, Id>, std::pair<std::uint64_t, std::uint64_t>> markers_;
  int sent_ = 0;
  bool is_accepted_ = false;
  int accepted_ = 0;
};

TEST(RandomSteps, KeepOrdinalsHeadsOrderAndMarkersRight) {
  const char* const given = std::getenv("FIKA_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  SCOPED_TRACE(fmt::format("again with FIKA_SEED={}", seed));
  fmt::print("seed {}\n", seed);
  Steps steps(seed);
  for (int i = 0; i < 400 && !testing::Test::HasFailure(); ++i) {
    steps.step();
    steps.check();
  }
  EXPECT_GT(steps.accepted(), 100);
}

}  // namespace
}  // namespace fika::domain
