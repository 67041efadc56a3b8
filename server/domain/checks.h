// SPDX-License-Identifier: GPL-3.0-or-later
// How a capability walks its rows for fika-server verify: streaming, and never tripping over a row
// that is damaged. Rows that read like others' rows are compared by get(); nothing is collected but
// what belongs to one root.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/entities.h"
#include "storage/index.h"
#include "storage/verify.h"

namespace fika::domain {

// All entities of a kind, root by root. Those that cannot be read, here or by `visit`, are a
// finding of storage's own.
template <class M>
Status each_entity(const storage::Reader& reader,
                   const std::function<Status(const M& entity)>& visit) {
  const auto kind = static_cast<std::uint16_t>(storage::entity_type<M>().kind());
  const storage::Range range{.prefix = storage::KeyWriter().u16(kind).take(), .bound = {}};
  Status status;
  CHECKED(
      reader.scan(storage::Table::kEntities, range, [&](std::string_view, std::string_view row) {
        const auto entity = storage::parse_row<M>(row);
        if (entity) status = visit(*entity);
        if (!status && status.error().code == Code::kDataLoss) status = {};
        return status.has_value();
      }));
  return status;
}

// How many bytes a table's keys and values have.
struct RowForm {
  std::size_t key_min = 0, key_max = SIZE_MAX;
  std::size_t value_min = 0, value_max = SIZE_MAX;
};
constexpr RowForm row_form(std::size_t key, std::size_t value) { return {key, key, value, value}; }

inline std::unexpected<Error> unreadable() { return fail(Code::kDataLoss, "unreadable"); }

// All rows of an index table in their order; one whose form is another is a finding, and so is one
// for which `visit` answers unreadable().
inline Status each_row(
    const storage::Reader& reader, storage::Findings& findings, const storage::IndexTable& table,
    const RowForm& form,
    const std::function<Status(std::string_view key, std::string_view value)>& visit) {
  Status status;
  CHECKED(storage::scan_index(reader, table, {}, [&](std::string_view key, std::string_view value) {
    const bool is_formed = key.size() >= form.key_min && key.size() <= form.key_max &&
                           value.size() >= form.value_min && value.size() <= form.value_max;
    status = is_formed ? visit(key, value) : unreadable();
    if (!status && status.error().code == Code::kDataLoss) {
      findings.add("A row of an index cannot be read", std::string(table.name));
      status = {};
    }
    return status.has_value();
  }));
  return status;
}

// A value as its protobuf; unreadable() if it is none.
template <class M>
Result<M> row_as(std::string_view value) {
  M message;
  if (!message.ParseFromArray(value.data(), static_cast<int>(value.size()))) return unreadable();
  return message;
}

inline Result<bool> has_index(const storage::Reader& reader, const storage::IndexTable& table,
                              std::string_view key) {
  TRY(const auto row, storage::find_index(reader, table, key));
  return row.has_value();
}

// Where an id is one; entities and rows hold ids as text. Nil, which names nothing, for another.
inline Id id_or_nil(std::string_view text) { return Id::parse(text).value_or(Id()); }

}  // namespace fika::domain
