// SPDX-License-Identifier: GPL-3.0-or-later
// Messages against their order, and all that hangs on a message: reactions and their counts,
// notices, earlier texts, pins. Each table is walked in its own order, so only one message's counts
// are held.
#include <fika/store/v1/domain.pb.h>
#include <map>

#include "server/domain/checks.h"
#include "server/domain/messages/handlers.h"
#include "server/domain/threads/transfer.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kNumberBytes = 8;

class MessagesCheck {
 public:
  MessagesCheck(const storage::Reader& reader, storage::Findings& findings)
      : reader_(reader), findings_(findings) {}

  Status run() {
    CHECKED(each_row(reader_, findings_, kMessagesByOrdinal,
                     row_form(kIdBytes + kNumberBytes, kIdBytes),
                     [this](Text key, Text value) { return see_place(key, value); }));
    CHECKED(end_of_root());
    CHECKED(
        each_entity<v1::Head>(reader_, [this](const v1::Head& head) { return see_head(head); }));
    CHECKED(each_entity<v1::Message>(
        reader_, [this](const v1::Message& message) { return see_message(message); }));
    CHECKED(each_entity<v1::Reaction>(
        reader_, [this](const v1::Reaction& reaction) { return see_reaction(reaction); }));
    CHECKED(each_entity<v1::GroupMention>(
        reader_, [this](const v1::GroupMention& mention) { return see_group_mention(mention); }));
    CHECKED(each_entity<v1::InboxItem>(
        reader_, [this](const v1::InboxItem& item) { return see_item(item); }));
    return check_rows();
  }

 private:
  using Text = std::string_view;

  Status check_rows() {
    CHECKED(
        each_row(reader_, findings_, kReactionCounts,
                 {.key_min = kIdBytes + 1, .value_min = kNumberBytes, .value_max = kNumberBytes},
                 [this](Text key, Text value) { return see_reaction_count(key, value); }));
    CHECKED(each_row(reader_, findings_, kInboxByMessage, row_form(2 * kIdBytes, kIdBytes),
                     [this](Text key, Text value) { return see_notice(key, value); }));
    CHECKED(each_row(reader_, findings_, kPinnedMessages, row_form(2 * kIdBytes, 0),
                     [this](Text key, Text) { return see_pin(key); }));
    const std::size_t edit_bytes = kIdBytes + sizeof(std::uint32_t);
    return each_row(reader_, findings_, kEdits, {.key_min = edit_bytes, .key_max = edit_bytes},
                    [this](Text key, Text value) { return see_edit(key, value); });
  }

  Result<std::optional<v1::Message>> message_with(const Id& id) const {
    TRY(const auto place, storage::place_of(reader_, id));
    if (!place || place->kind != storage::entity_type<v1::Message>().kind()) {
      return std::optional<v1::Message>{};
    }
    return storage::find<v1::Message>(reader_, place->root, {id});
  }

  // The rows of a root come together, from 1 on.
  Status see_place(Text key, Text value) {
    storage::KeyReader parts(key);
    const Id root = parts.id();
    const std::uint64_t ordinal = parts.u64();
    if (root != root_) {
      CHECKED(end_of_root());
      root_ = root;
      last_ordinal_ = 0;
      TRY(is_going_, is_erased_root(reader_, root));
    }
    if (ordinal != last_ordinal_ + 1 && !is_going_) {
      findings_.add("Ordinals are missing", fmt::format("before {} in {}", ordinal, root.text()));
    }
    last_ordinal_ = ordinal;
    TRY(const auto message, storage::find<v1::Message>(reader_, root, {Id::from_bytes(value)}));
    if (!message || message->ordinal() != ordinal) {
      findings_.add("An ordinal leads to a message that does not have it",
                    fmt::format("{} in {}", ordinal, root.text()));
    }
    return {};
  }
  Status end_of_root() {
    if (root_.is_nil() || is_going_) return {};
    TRY(const auto head, storage::find<v1::Head>(reader_, root_));
    if (!head || head->last_ordinal() != last_ordinal_) {
      findings_.add("The newest message is another than the head says", root_.text());
    }
    return {};
  }
  // What has no rows at all was not met above.
  Status see_head(const v1::Head& head) {
    if (head.last_ordinal() == 0) return {};
    const std::string key =
        storage::KeyWriter().id(id_or_nil(head.root())).u64(head.last_ordinal()).take();
    TRY(const bool is_there, has_index(reader_, kMessagesByOrdinal, key));
    if (!is_there) findings_.add("The newest message is not there", head.root());
    return {};
  }

  Status see_message(const v1::Message& message) {
    findings_.looked_at("messages", 1);
    const Id root = id_or_nil(message.root());
    const Id id = id_or_nil(message.id());
    TRY(const auto place,
        storage::find_index(reader_, kMessagesByOrdinal,
                            storage::KeyWriter().id(root).u64(message.ordinal()).take()));
    if (place != id.bytes()) findings_.add("A message is not found by its ordinal", id.text());
    if (message.deleted() && !(message.text().empty() && message.html().empty())) {
      findings_.add("A deleted message still has its text", id.text());
    }
    CHECKED(see_moved_to(message));
    TRY(const bool is_pinned,
        has_index(reader_, kPinnedMessages, storage::KeyWriter().id(root).id(id).take()));
    if (is_pinned != message.pinned()) {
      findings_.add("A message is pinned and not listed so, or the other way", id.text());
    }
    return {};
  }

  // Where it went may be gone since; that it ever was is kept.
  Status see_moved_to(const v1::Message& message) {
    if (message.moved_to().empty()) return {};
    TRY(const auto scope, storage::scope_of(reader_, id_or_nil(message.moved_to())));
    if (!message.deleted() || message.quotes_size() != 1 || !scope) {
      findings_.add("A stub does not say where its message went", message.id());
    }
    return {};
  }

  Status see_reaction(const v1::Reaction& reaction) {
    const Id id = id_or_nil(reaction.message());
    TRY(const auto message, storage::find<v1::Message>(reader_, id_or_nil(reaction.root()), {id}));
    TRY(const bool is_ahead, goes_ahead(id));
    if ((!message || message->deleted()) && !is_ahead) {
      findings_.add("A reaction is to a message that is not there", id.text());
    }
    TRY(const bool is_counted,
        has_index(reader_, kReactionCounts,
                  storage::KeyWriter().id(id).text(reaction.emoji()).take()));
    if (!is_counted) findings_.add("A reaction is not counted", id.text());
    return {};
  }

  // Messages are being taken out of its thread; of one with very many reactions the first have
  // gone.
  Result<bool> goes_ahead(const Id& message) const {
    TRY(const auto place, storage::place_of(reader_, message));
    if (!place) return false;
    return has_index(reader_, kTransfers, place->root.bytes());
  }

  Status see_reaction_count(Text key, Text value) {
    storage::KeyReader parts(key);
    const Id id = parts.id();
    if (id != counted_) {
      counted_ = id;
      counts_.clear();
      TRY(const auto place, storage::place_of(reader_, id));
      if (place) {
        CHECKED(storage::for_each<v1::Reaction>(reader_, place->root, {id}, [&](auto&& reaction) {
          ++counts_[reaction.emoji()];
          return true;
        }));
      }
    }
    const auto counted = counts_.find(std::string(parts.rest()));
    if (counted == counts_.end() || counted->second != storage::KeyReader(value).u64()) {
      TRY(const bool is_ahead, goes_ahead(id));
      if (is_ahead) return {};
      findings_.add("A message has another number of reactions than is kept", id.text());
    }
    return {};
  }

  Status see_group_mention(const v1::GroupMention& mention) {
    TRY(const auto message, storage::find<v1::Message>(reader_, id_or_nil(mention.root()),
                                                       {id_or_nil(mention.message())}));
    if (!message || message->deleted() || message->ordinal() != mention.ordinal()) {
      findings_.add("A mention of a group is in a message that is not there", mention.message());
    }
    return {};
  }

  Status see_item(const v1::InboxItem& item) {
    if (item.kind() != v1::INBOX_KIND_MENTION) return {};
    const std::string key =
        storage::KeyWriter().id(id_or_nil(item.message())).id(id_or_nil(item.person())).take();
    TRY(const auto row, storage::find_index(reader_, kInboxByMessage, key));
    if (row != id_or_nil(item.id()).bytes()) {
      findings_.add("Somebody was told of a mention that is not found by its message", item.id());
    }
    return {};
  }
  Status see_notice(Text key, Text value) {
    storage::KeyReader parts(key);
    const Id message_id = parts.id();
    const Id person = parts.id();
    TRY(const auto item, storage::find<v1::InboxItem>(reader_, person, {Id::from_bytes(value)}));
    TRY(const auto message, message_with(message_id));
    if (!item || !message || item->message() != message_id.text()) {
      findings_.add("A message is said to have told somebody and has not", message_id.text());
    }
    return {};
  }

  Status see_pin(Text key) {
    storage::KeyReader parts(key);
    const Id root = parts.id();
    const Id id = parts.id();
    TRY(const auto message, storage::find<v1::Message>(reader_, root, {id}));
    if (!message) findings_.add("A message is listed as pinned and is not there", id.text());
    return {};
  }

  Status see_edit(Text key, Text value) {
    CHECKED(row_as<store::v1::StoredEdit>(value));
    storage::KeyReader parts(key);
    const Id id = parts.id();
    const std::uint32_t number = parts.u32();
    last_edit_ = id == edited_ ? last_edit_ + 1 : 1;
    edited_ = id;
    TRY(const auto message, message_with(id));
    if (!message || message->deleted() || number != last_edit_) {
      findings_.add("An earlier text is of a message that is not there, or out of order",
                    id.text());
    }
    last_edit_ = number;
    return {};
  }

  const storage::Reader& reader_;
  storage::Findings& findings_;
  // Where each walk is.
  Id root_;
  bool is_going_ = false;  // with an erased page, a stretch at a time
  std::uint64_t last_ordinal_ = 0;
  Id counted_;
  std::map<std::string, std::uint64_t> counts_;
  Id edited_;
  std::uint32_t last_edit_ = 0;
};

}  // namespace

Status check_messages(const storage::Reader& reader, storage::Findings& findings) {
  return MessagesCheck(reader, findings).run();
}

}  // namespace fika::domain
