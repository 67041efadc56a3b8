// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transaction.h"

#include <fika/store/v1/storage.pb.h>
#include <vector>

#include <sodium.h>

#include "base/check.h"

namespace fika::storage {
namespace {

std::string root_key(const Id& root) { return KeyWriter().u8('R').id(root).take(); }

std::string alias_key(const Scope& scope) { return KeyWriter().u8('A').scope(scope).take(); }

std::string scope_member_key(const Scope& scope, const Id& root) {
  return KeyWriter().u8('S').scope(scope).id(root).take();
}

}  // namespace

Id Transaction::fresh_id() {
  return Id::derive(time_ms_, KeyWriter().id(seed_).u32(++derived_).take());
}

std::string Transaction::fresh_bytes() {
  const std::string input = KeyWriter().id(seed_).u32(++derived_).take();
  std::string bytes(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                     reinterpret_cast<const unsigned char*>(input.data()), input.size(), nullptr,
                     0);
  return bytes;
}

Status Transaction::create_entity(const EntityType& type, const google::protobuf::Message& entity) {
  TRY(std::string key, type.key_of(entity));
  if (type.is_listed()) {
    TRY(const Id id, type.id_of(entity));
    TRY(const auto place, place_of(*this, id));
    if (place) return fail(Code::kExists, "The id {} is taken. Choose a fresh one.", id.text());
    // What is not listed is not there: no need to look.
    TRY(const Id root, type.root_of(entity));
    list(type, id, root);
  } else {
    TRY(const auto row, get(Table::kEntities, key));
    if (row) return fail(Code::kExists, "It is there already.");
  }
  overlay_.put(Table::kEntities, std::move(key), stored_row(seq_, entity));
  return {};
}

Status Transaction::put_entity(const EntityType& type, const google::protobuf::Message& entity) {
  TRY(std::string key, type.key_of(entity));
  if (type.is_listed()) {
    TRY(const Id id, type.id_of(entity));
    TRY(const Id root, type.root_of(entity));
    TRY(const auto place, place_of(*this, id));
    if (!place) {
      list(type, id, root);
    } else if (place->kind != type.kind() || place->root != root) {
      return fail(Code::kExists, "The id {} is taken. Choose a fresh one.", id.text());
    }
  }
  overlay_.put(Table::kEntities, std::move(key), stored_row(seq_, entity));
  return {};
}

void Transaction::list(const EntityType& type, const Id& id, const Id& root) {
  put_row(Table::kDirectory, std::string(id.bytes()),
          KeyWriter().u16(static_cast<std::uint16_t>(type.kind())).id(root).take());
}

Status Transaction::erase_entity(bool is_listed, std::string key) {
  TRY(const auto row, get(Table::kEntities, key));
  if (!row) return {};
  // A listed entity's key ends with its id, whether that is its root or its part.
  if (is_listed) erase_row(Table::kDirectory, key.substr(key.size() - 16));
  overlay_.erase(Table::kEntities, std::move(key));
  return {};
}

Status Transaction::set_scope(const Id& root, const Scope& scope) {
  FIKA_CHECK(scope.kind != 0);
  TRY(const auto filed, filed_scope_of(*this, root));
  if (filed == scope) return {};
  if (filed) {
    erase_row(Table::kRoots, scope_member_key(*filed, root));
    TRY(const Scope from, present_scope(*this, *filed));
    TRY(const Scope to, present_scope(*this, scope));
    if (from != to) overlay_.note_move({root, from, to});
  }
  put_row(Table::kRoots, root_key(root), scope_bytes(scope));
  put_row(Table::kRoots, scope_member_key(scope, root), {});
  return {};
}

Status Transaction::erase_root(const Id& root) {
  TRY(const auto filed, filed_scope_of(*this, root));
  if (filed) erase_row(Table::kRoots, scope_member_key(*filed, root));
  return {};
}

Status Transaction::make_alias(const Scope& alias, const Scope& scope) {
  TRY(const Scope target, present_scope(*this, scope));
  FIKA_CHECK(target != alias);
  std::vector<Scope> aliases{alias};
  CHECKED(for_each_alias(*this, alias, [&](const Scope& one) {
    aliases.push_back(one);
    return true;
  }));
  for (const Scope& one : aliases) put_row(Table::kRoots, alias_key(one), scope_bytes(target));
  return {};
}

void Transaction::put_index(const IndexTable& table, std::string_view parts, std::string value) {
  put_row(Table::kIndex, index_key(table, parts), std::move(value));
}

void Transaction::erase_index(const IndexTable& table, std::string_view parts) {
  erase_row(Table::kIndex, index_key(table, parts));
}

void Transaction::schedule(std::int64_t time_ms, std::string name, std::string payload) {
  store::v1::DueCommand due;
  due.set_name(std::move(name));
  due.set_payload(std::move(payload));
  put_row(Table::kDue, KeyWriter().u64(static_cast<std::uint64_t>(time_ms)).id(fresh_id()).take(),
          due.SerializeAsString());
}

void Transaction::put_row(Table table, std::string key, std::string value) {
  overlay_.put(table, std::move(key), std::move(value));
}

void Transaction::erase_row(Table table, std::string key) { overlay_.erase(table, std::move(key)); }

}  // namespace fika::storage
