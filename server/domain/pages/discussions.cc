// SPDX-License-Identifier: GPL-3.0-or-later
// Links between pages and talk, read from either side. What somebody may not see is left out as if
// it were not there; conversations are left out for everybody, so that no page tells of them.
#include <algorithm>
#include <fika/v1/messages.pb.h>
#include <fika/v1/threads.pb.h>
#include <map>

#include "server/domain/messages/messages.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/listing.h"
#include "server/domain/pages/message_links.h"
#include "server/domain/pages/tree.h"
#include "server/domain/threads/threads.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

constexpr std::size_t kGrownPagesMax = 100;
constexpr std::uint32_t kDiscussionsDefault = 20, kDiscussionsMax = 100;
constexpr int kMessagesOfDiscussionMax = 5;
constexpr int kMergedHopsMax = 10;
constexpr std::size_t kMergedThreadsMax = 100;

// The page where the caller sees it and it is not in the trash.
Result<std::optional<v1::Page>> shown(const Query& query, const Id& id) {
  TRY(const Relation relation, relation_to(query.reader, query.actor, id));
  if (relation < Relation::kSees) return std::optional<v1::Page>();
  TRY(auto page, storage::find<v1::Page>(query.reader, id));
  if (!page) return page;
  TRY(const bool is_gone, is_in_trash(query.reader, *page));
  return is_gone ? std::optional<v1::Page>() : page;
}

// A thread that was merged away is the one that it went to, whether anybody may see that or not.
Result<Id> present_thread(const storage::Reader& reader, Id id) {
  for (int hops = 0; hops < kMergedHopsMax; ++hops) {
    TRY(const auto thread, storage::find<v1::Thread>(reader, id));
    if (!thread || thread->merged_into().empty()) break;
    TRY(id, Id::parse(thread->merged_into()));
  }
  return id;
}

// Threads that were merged into this one, and into those.
Status add_merged(const storage::Reader& reader, std::vector<Id>& threads) {
  for (std::size_t next = 0; next < threads.size() && threads.size() < kMergedThreadsMax; ++next) {
    const storage::Range range{.prefix = std::string(threads[next].bytes()), .bound = {}};
    CHECKED(storage::scan_index(reader, kMergedThreads, range,
                                [&](std::string_view key, std::string_view) {
                                  storage::KeyReader parts(key);
                                  parts.id();
                                  threads.push_back(parts.id());
                                  return threads.size() < kMergedThreadsMax;
                                }));
  }
  return {};
}

// What pages may say they grew from, and as which of those it is told: the thread, conversation or
// message, those that were merged into it, and what was said in it.
struct Source {
  Id id, told_as;
};
Result<std::vector<Source>> sources_in(const storage::Reader& reader, const Id& root) {
  std::vector<Id> threads = {root};
  CHECKED(add_merged(reader, threads));
  std::vector<Source> sources;
  for (const Id& thread : threads) sources.push_back({thread, root});
  const storage::Range range{.prefix = std::string(root.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kMessagesByOrdinal, range,
                              [&](std::string_view, std::string_view value) {
                                const Id message = Id::from_bytes(value);
                                sources.push_back({message, message});
                                return sources.size() <= kListedRowsMax + 1;
                              }));
  return sources;
}

// Whom the caller asks for, or where that went if the caller may see it there.
Result<Id> asked_root(const Query& query, std::string_view root) {
  TRY(const Id asked, Id::parse(root, "The thread or message"));
  TRY(const Id present, present_thread(query.reader, asked));
  TRY(const Relation relation, relation_to(query.reader, query.actor, present));
  return relation >= Relation::kSees ? present : asked;
}

class Discussions {
 public:
  Discussions(const Query& query, const Id& page) : query_(query), page_(page) {}

  // A thread or message that the page grew out of.
  Status add_source(std::string_view source) {
    TRY(const Id id, Id::parse(source));
    TRY(const auto root, root_of(query_.reader, id));
    if (!root) return {};
    TRY(const Id present, present_thread(query_.reader, *root));
    TRY(v1::Discussion * discussion, at(present));
    if (discussion) discussion->set_is_source(true);
    return {};
  }

  // False when there are more links than are looked at.
  Result<bool> add_links() {
    std::vector<Id> messages;
    const storage::Range latest_first{
        .prefix = std::string(page_.bytes()), .bound = {}, .reverse = true};
    CHECKED(storage::scan_index(query_.reader, kMessagesByPage, latest_first,
                                [&](std::string_view key, std::string_view) {
                                  storage::KeyReader parts(key);
                                  parts.id();
                                  messages.push_back(parts.id());
                                  return messages.size() <= kListedRowsMax;
                                }));
    const bool is_all = messages.size() <= kListedRowsMax;
    if (!is_all) messages.pop_back();
    for (const Id& id : messages) CHECKED(add_link(id));
    return is_all;
  }

  std::vector<v1::Discussion> all() const {
    std::vector<v1::Discussion> all;
    for (const bool is_source : {true, false}) {
      for (const Id& root : order_) {
        const v1::Discussion& discussion = *found_.at(root);
        if (discussion.is_source() == is_source) all.push_back(discussion);
      }
    }
    return all;
  }

 private:
  Status add_link(const Id& id) {
    TRY(const auto place, storage::place_of(query_.reader, id));
    if (!place) return {};
    TRY(v1::Discussion * discussion, at(place->root));
    if (!discussion) return {};
    discussion->set_message_count(discussion->message_count() + 1);
    if (discussion->messages_size() == kMessagesOfDiscussionMax) return {};
    discussion->add_messages(id.text());
    if (discussion->messages_size() > 1) return {};
    TRY(const auto message, storage::find<v1::Message>(query_.reader, place->root, {id}));
    if (!message) return fail(Code::kDataLoss, "A message is missing. Run fika-server verify.");
    discussion->set_author(message->author());
    discussion->set_created_at_ms(message->created_at_ms());
    return {};
  }

  // Nothing where the caller is not to be told of it. The page's own talk is shown with it anyway.
  Result<v1::Discussion*> at(const Id& root) {
    if (!found_.contains(root)) {
      TRY(auto discussion, discussion_in(root));
      found_.emplace(root, std::move(discussion));
      order_.push_back(root);
      if (!found_.at(root)) order_.pop_back();
    }
    auto& discussion = found_.at(root);
    return discussion ? &*discussion : nullptr;
  }

  Result<std::optional<v1::Discussion>> discussion_in(const Id& root) {
    std::optional<v1::Discussion> none, discussion(std::in_place);
    if (root == page_) return none;
    TRY(const Relation relation, relation_to(query_.reader, query_.actor, root));
    if (relation < Relation::kSees) return none;
    discussion->set_root(root.text());
    TRY(const auto thread, storage::find<v1::Thread>(query_.reader, root));
    if (thread) {
      discussion->set_title(thread->title());
      discussion->set_community(thread->community());
      discussion->set_author(thread->author());
      discussion->set_created_at_ms(thread->created_at_ms());
      return discussion;
    }
    TRY(const auto page, shown(query_, root));
    if (!page) return none;
    discussion->set_is_page(true);
    discussion->set_title(page->title());
    discussion->set_community(page->community());
    discussion->set_author(page->author());
    discussion->set_created_at_ms(page->created_at_ms());
    return discussion;
  }

  const Query& query_;
  const Id page_;
  std::map<Id, std::optional<v1::Discussion>> found_;  // by root
  std::vector<Id> order_;                              // of those that are told
};

}  // namespace

Result<v1::ListPagesFromReply> list_pages_from(const Query& query,
                                               const v1::ListPagesFromRequest& request) {
  TRY(const Id root, asked_root(query, request.root()));
  TRY(auto sources, sources_in(query.reader, root));
  v1::ListPagesFromReply reply;
  reply.set_is_cut(sources.size() > kListedRowsMax + 1);
  if (reply.is_cut()) sources.pop_back();
  std::map<Id, std::vector<Id>> grown;  // page, its sources among these
  for (const Source& source : sources) {
    const storage::Range range{.prefix = std::string(source.id.bytes()), .bound = {}};
    std::size_t rows = 0;
    CHECKED(storage::scan_index(query.reader, kPagesBySource, range,
                                [&](std::string_view key, std::string_view) {
                                  storage::KeyReader parts(key);
                                  parts.id();
                                  std::vector<Id>& from = grown[parts.id()];
                                  if (std::ranges::find(from, source.told_as) == from.end()) {
                                    from.push_back(source.told_as);
                                  }
                                  return ++rows < kListedRowsMax;
                                }));
    if (rows == kListedRowsMax) reply.set_is_cut(true);
  }
  for (const auto& [id, from] : grown) {
    TRY(auto page, shown(query, id));
    if (!page) continue;
    if (static_cast<std::size_t>(reply.pages_size()) == kGrownPagesMax) {
      reply.set_is_cut(true);
      break;
    }
    v1::GrownPage& entry = *reply.add_pages();
    *entry.mutable_page() = *std::move(page);
    for (const Id& source : from) entry.add_sources(source.text());
  }
  return reply;
}

Result<v1::ListDiscussionsReply> list_discussions(const Query& query,
                                                  const v1::ListDiscussionsRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  TRY(const std::uint32_t limit,
      checked_limit(request.limit(), kDiscussionsDefault, kDiscussionsMax));
  Discussions discussions(query, id);
  for (const std::string& source : page.sources()) CHECKED(discussions.add_source(source));
  TRY(const bool is_all, discussions.add_links());
  v1::ListDiscussionsReply reply;
  reply.set_is_cut(!is_all);
  for (v1::Discussion& discussion : discussions.all()) {
    if (static_cast<std::uint32_t>(reply.discussions_size()) == limit) {
      reply.set_is_cut(true);
      break;
    }
    *reply.add_discussions() = std::move(discussion);
  }
  return reply;
}

}  // namespace fika::domain
