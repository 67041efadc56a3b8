// SPDX-License-Identifier: GPL-3.0-or-later
// What a command writes through, on the writer thread. It reads what the command and its group have
// staged; entities put or erased here make their change lines by themselves when the group is
// sealed.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "storage/entities.h"
#include "storage/index.h"
#include "storage/overlay.h"

namespace fika::storage {

class Transaction final : public Reader {
 public:
  // `group` outlives the transaction. `seq` is the commit being made. Time and chance are fixed by
  // the command, so that running it again gives the same rows.
  Transaction(const Reader& group, std::uint64_t seq, std::int64_t time_ms, const Id& seed)
      : overlay_(group), seq_(seq), time_ms_(time_ms), seed_(seed) {}

  Result<std::optional<std::string>> get(Table table, std::string_view key) const override {
    return overlay_.get(table, key);
  }
  Status scan(Table table, const Range& range, const Visit& visit) const override {
    return overlay_.scan(table, range, visit);
  }
  std::uint64_t seq() const override { return seq_; }
  std::int64_t time_ms() const { return time_ms_; }
  // What is staged so far, against kCommandBytesMax: for a job that ends its step in time.
  std::size_t size_bytes() const { return overlay_.size_bytes(); }
  // Derived from the command's seed: the same each time it is run.
  Id fresh_id();
  std::string fresh_bytes();  // 32 of them

  // Stores an entity. One with an id of its own is listed in the directory: kExists when the id
  // names something of another kind or under another root.
  template <class M>
  Status put(const M& entity) {
    return put_entity(entity_type<M>(), entity);
  }
  // As put, for an entity that must not be there yet: kExists when its id is taken.
  template <class M>
  Status create(const M& entity) {
    return create_entity(entity_type<M>(), entity);
  }
  // Erases it, and its directory entry; nothing happens if there is none.
  template <class M>
  Status erase(const Id& root, std::initializer_list<Id> parts = {}, std::string_view text = {}) {
    return erase_entity(entity_type<M>().is_listed(),
                        entity_key(entity_type<M>().kind(), root, parts, text));
  }
  // Re-files an entity with an id of its own under another root: a tombstone there, a put here.
  template <class M>
  Status refile(const Id& old_root, const M& entity) {
    TRY(const Id id, entity_type<M>().id_of(entity));
    CHECKED(erase<M>(old_root, {id}));
    return put(entity);
  }

  // Makes `root` a root of `scope`, or moves it there; a move tells both scopes. From an alias to
  // what it stands for is no move.
  Status set_scope(const Id& root, const Scope& scope);
  // All that is or ever will be filed under `alias` is in `scope` from here on, and what stood for
  // `alias` stands for `scope`, so that it is always one hop. No root is told of by itself: who
  // holds either scope is to be given it anew. FIKA_CHECKs that the two are not the same already.
  Status make_alias(const Scope& alias, const Scope& scope);
  // An erased root holds no scope's place any more; its row stays for its tombstones.
  Status erase_root(const Id& root);

  void put_index(const IndexTable& table, std::string_view parts, std::string value);
  void erase_index(const IndexTable& table, std::string_view parts);

  // The writer runs the command registered as `name` at `time_ms` or soon after, once.
  void schedule(std::int64_t time_ms, std::string name, std::string payload);

  // For storage's own bookkeeping.
  void put_row(Table table, std::string key, std::string value);
  void erase_row(Table table, std::string key);
  Overlay take() && { return std::move(overlay_); }

 private:
  Status put_entity(const EntityType& type, const google::protobuf::Message& entity);
  Status create_entity(const EntityType& type, const google::protobuf::Message& entity);
  void list(const EntityType& type, const Id& id, const Id& root);
  Status erase_entity(bool is_listed, std::string key);

  Overlay overlay_;
  std::uint64_t seq_;
  std::int64_t time_ms_;
  Id seed_;
  std::uint32_t derived_ = 0;
};

}  // namespace fika::storage
