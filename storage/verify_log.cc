// SPDX-License-Identifier: GPL-3.0-or-later
// The part of verify that holds the entities against the change lines. One pass over the log
// remembers, for each entity, its newest line; one over the entities looks each of them up there.
#include <unordered_map>

#include <fmt/format.h>
#include <google/protobuf/message.h>

#include "storage/verify.h"

namespace fika::storage {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kPlaceBytes = sizeof(std::uint64_t) + sizeof(std::uint32_t);

struct Newest {
  std::uint64_t seq = 0;
  std::uint32_t index = 0;
  bool is_put = false;
  bool is_seen = false;  // its entity exists
};

struct ScopeLines {
  std::uint64_t newest = 0, before = 0;
};

class LogCheck {
 public:
  LogCheck(const Reader& reader, std::uint64_t floor, const VerifyOptions& options,
           Findings& findings)
      : reader_(reader), floor_(floor), findings_(findings) {
    for (const EntityType* type : options.entities) types_[type->kind()] = type;
  }

  Status run() {
    CHECKED(reader_.scan(Table::kLog, {}, [this](std::string_view key, std::string_view value) {
      see_line(key, value);
      return status_.has_value();
    }));
    CHECKED(status_);
    CHECKED(reader_.scan(Table::kLogByRoot, {}, [this](std::string_view key, std::string_view) {
      see_by_root(key);
      return status_.has_value();
    }));
    CHECKED(status_);
    CHECKED(reader_.scan(Table::kEntities, {}, [this](std::string_view key, std::string_view row) {
      see_entity(key, row);
      return true;
    }));
    for (const auto& [hash, line] : newest_) {
      if (line.is_put && !line.is_seen) {
        findings_.add("A change line names an entity that is not there",
                      fmt::format("line {} of commit {}", line.index, line.seq));
      }
    }
    CHECKED(check_heads());
    findings_.looked_at("change lines", lines_);
    findings_.looked_at("entities", entities_);
    return {};
  }

 private:
  static std::uint64_t hash_of(std::string_view entity_key) {
    return std::hash<std::string_view>{}(entity_key);
  }
  bool exists(Table table, std::string_view key) {
    auto row = reader_.get(table, key);
    if (row) return row->has_value();
    status_ = std::unexpected(std::move(row).error());
    return false;
  }

  void see_line(std::string_view key, std::string_view value) {
    store::v1::ChangeLine line;
    if (key.size() != kPlaceBytes ||
        !line.ParseFromArray(value.data(), static_cast<int>(value.size())) ||
        line.root().size() != kIdBytes || line.scope().size() != kIdBytes + 1) {
      findings_.add("A change line cannot be read", fmt::format("the one after {} others", lines_));
      return;
    }
    ++lines_;
    KeyReader place(key);
    const std::uint64_t seq = place.u64();
    const std::uint32_t index = place.u32();
    if (seq < floor_ || seq > reader_.seq()) {
      findings_.add("A change line is outside the log's bounds", fmt::format("commit {}", seq));
      return;
    }
    if (!exists(Table::kLogByRoot, line.root() + std::string(key)) && status_) {
      findings_.add("A change line is not found by its root",
                    fmt::format("line {} of commit {}", index, seq));
    }
    ScopeLines& scope = scopes_[scope_from_bytes(line.scope())];
    if (seq != scope.newest) scope = {.newest = seq, .before = scope.newest};
    if (line.entity_kind() == 0) return;  // a move
    const std::string entity = KeyWriter()
                                   .u16(static_cast<std::uint16_t>(line.entity_kind()))
                                   .text(line.root())
                                   .text(line.key())
                                   .take();
    newest_[hash_of(entity)] = {.seq = seq,
                                .index = index,
                                .is_put = line.change() == store::v1::CHANGE_KIND_PUT,
                                .is_seen = false};
  }

  void see_by_root(std::string_view key) {
    if (key.size() != kIdBytes + kPlaceBytes) {
      findings_.add("A row of the log by root cannot be read", fmt::format("{} bytes", key.size()));
      return;
    }
    auto row = reader_.get(Table::kLog, key.substr(kIdBytes));
    if (!row) {
      status_ = std::unexpected(std::move(row).error());
      return;
    }
    store::v1::ChangeLine line;
    if (!*row || !line.ParseFromString(**row) || line.root() != key.substr(0, kIdBytes)) {
      findings_.add("A root is said to have a change line that is not there",
                    fmt::format("{} in commit {}", Id::from_bytes(key.substr(0, kIdBytes)).text(),
                                KeyReader(key.substr(kIdBytes)).u64()));
    }
  }

  void see_entity(std::string_view key, std::string_view row) {
    ++entities_;
    if (key.size() < sizeof(std::uint16_t) + kIdBytes || row.size() < sizeof(std::uint64_t)) {
      findings_.add("An entity cannot be read", fmt::format("{} bytes", row.size()));
      return;
    }
    KeyReader parts(key);
    const std::uint32_t kind = parts.u16();
    const std::string example = fmt::format("kind {} under {}", kind, parts.id().text());
    const StoredEntity stored = stored_entity(row);
    check_body(kind, key, stored.body, example);
    const auto line = newest_.find(hash_of(key));
    if (line == newest_.end()) {
      if (stored.version >= floor_) findings_.add("An entity has no change line", example);
      return;
    }
    line->second.is_seen = true;
    if (!line->second.is_put) {
      findings_.add("An entity is there that the log says was erased", example);
    } else if (line->second.seq != stored.version) {
      findings_.add(
          "An entity's version is not that of its newest change line",
          fmt::format("{}, version {}, line {}", example, stored.version, line->second.seq));
    }
  }

  void check_body(std::uint32_t kind, std::string_view key, std::string_view body,
                  const std::string& example) {
    const auto known = types_.find(kind);
    if (known == types_.end()) {
      findings_.add("An entity is of a kind that nobody knows", example);
      return;
    }
    auto& prototype = prototypes_[kind];
    if (!prototype) {
      prototype.reset(google::protobuf::MessageFactory::generated_factory()
                          ->GetPrototype(&known->second->descriptor())
                          ->New());
    }
    const bool is_read = prototype->ParseFromArray(body.data(), static_cast<int>(body.size()));
    if (!is_read || known->second->key_of(*prototype) != key) {
      findings_.add("An entity does not say what its key says", example);
    }
  }

  Status check_heads() {
    CHECKED(reader_.scan(Table::kScopeHeads, {}, [&](std::string_view key, std::string_view value) {
      if (key.size() != kIdBytes + 1 || value.size() != 2 * sizeof(std::uint64_t)) {
        findings_.add("A scope's head cannot be read", fmt::format("{} bytes", key.size()));
        return true;
      }
      const Scope scope = scope_from_bytes(key);
      KeyReader parts(value);
      const std::uint64_t newest = parts.u64();
      const std::uint64_t before = parts.u64();
      const auto lines = scopes_.extract(scope);
      const ScopeLines wanted = lines.empty() ? ScopeLines{} : lines.mapped();
      // What is below the floor has no lines to compare with.
      const bool is_wrong = wanted.newest == 0 ? newest >= floor_ : newest != wanted.newest;
      if (is_wrong || (wanted.before != 0 ? before != wanted.before : before >= floor_)) {
        findings_.add("A scope's head is not its newest change line",
                      fmt::format("head {} after {}, lines {} after {}", newest, before,
                                  wanted.newest, wanted.before));
      }
      return true;
    }));
    for (const auto& [scope, lines] : scopes_) {
      findings_.add("A scope with change lines has no head", scope.id.text());
    }
    return {};
  }

  const Reader& reader_;
  const std::uint64_t floor_;
  Findings& findings_;
  std::unordered_map<std::uint32_t, const EntityType*> types_;
  std::unordered_map<std::uint32_t, std::unique_ptr<google::protobuf::Message>> prototypes_;
  // By a hash of the entity's key: with a hundred million lines, the chance of one meeting is 1 in
  // 3000.
  std::unordered_map<std::uint64_t, Newest> newest_;
  std::unordered_map<Scope, ScopeLines> scopes_;
  std::uint64_t lines_ = 0, entities_ = 0;
  Status status_;
};

}  // namespace

Status verify_log(const Reader& reader, std::uint64_t floor, const VerifyOptions& options,
                  Findings& findings) {
  return LogCheck(reader, floor, options, findings).run();
}

}  // namespace fika::storage
