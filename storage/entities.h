// SPDX-License-Identifier: GPL-3.0-or-later
// Typed rows: an ordered key to a protobuf message whose EntityOptions say its kind, root and key.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "base/id.h"
#include "base/result.h"
#include "storage/keys.h"
#include "storage/reader.h"

namespace fika::storage {

// What EntityOptions say, looked up once a type.
class EntityType {
 public:
  // FIKA_CHECKs that the descriptor carries sound options.
  explicit EntityType(const google::protobuf::Descriptor* descriptor);

  std::uint32_t kind() const { return kind_; }
  const google::protobuf::Descriptor& descriptor() const { return *descriptor_; }
  // An entity whose id names it everywhere is listed in the directory under that id.
  bool is_listed() const { return id_field_ != nullptr; }
  // kInvalid when a root or key field is not what the options promise.
  Result<Id> root_of(const google::protobuf::Message& entity) const;
  Result<std::string> key_of(const google::protobuf::Message& entity) const;  // in Table::kEntities
  Result<Id> id_of(const google::protobuf::Message& entity) const;            // if is_listed()

 private:
  const google::protobuf::Descriptor* descriptor_;
  std::uint32_t kind_ = 0;
  const google::protobuf::FieldDescriptor* root_field_ = nullptr;
  const google::protobuf::FieldDescriptor* id_field_ = nullptr;
  const google::protobuf::FieldDescriptor* text_field_ = nullptr;
  std::vector<const google::protobuf::FieldDescriptor*> key_fields_;
};

template <class M>
const EntityType& entity_type() {
  static const EntityType type(M::descriptor());
  return type;
}

// kind root part*: a whole key, or the prefix of all entities of a kind under a root.
std::string entity_key(std::uint32_t kind, const Id& root, std::initializer_list<Id> parts = {},
                       std::string_view text = {});

// A row's value taken apart.
struct StoredEntity {
  std::uint64_t version = 0;
  std::string_view body;
};
StoredEntity stored_entity(std::string_view row);
std::string stored_row(std::uint64_t version, const google::protobuf::Message& entity);

// kDataLoss if the bytes are no M.
template <class M>
Result<M> parse_row(std::string_view row) {
  if (row.size() >= sizeof(StoredEntity::version)) {
    M entity;
    const StoredEntity stored = stored_entity(row);
    if (entity.ParseFromArray(stored.body.data(), static_cast<int>(stored.body.size()))) {
      return entity;
    }
  }
  return fail(Code::kDataLoss, "A stored {} cannot be read. Run fika-server verify.",
              M::descriptor()->name());
}

// The entity, or nothing.
template <class M>
Result<std::optional<M>> find(const Reader& reader, const Id& root,
                              std::initializer_list<Id> parts = {}, std::string_view text = {}) {
  TRY(const auto row,
      reader.get(Table::kEntities, entity_key(entity_type<M>().kind(), root, parts, text)));
  if (!row) return std::optional<M>{};
  TRY(M entity, parse_row<M>(*row));
  return std::optional<M>(std::move(entity));
}

// All entities of a kind under a root whose key goes on with `parts`; `visit` returns false to end.
template <class M>
Status for_each(const Reader& reader, const Id& root, std::initializer_list<Id> parts,
                const std::function<bool(M&& entity)>& visit) {
  Status status;
  const Range range{.prefix = entity_key(entity_type<M>().kind(), root, parts), .bound = {}};
  CHECKED(reader.scan(Table::kEntities, range, [&](std::string_view, std::string_view row) {
    auto entity = parse_row<M>(row);
    if (!entity) {
      status = std::unexpected(std::move(entity).error());
      return false;
    }
    return visit(std::move(*entity));
  }));
  return status;
}

template <class M>
Result<std::vector<M>> all_of(const Reader& reader, const Id& root,
                              std::initializer_list<Id> parts = {}) {
  std::vector<M> all;
  CHECKED(for_each<M>(reader, root, parts, [&](M&& entity) {
    all.push_back(std::move(entity));
    return true;
  }));
  return all;
}

}  // namespace fika::storage
