// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify.h"

#include <unordered_set>

#include <fmt/format.h>

#include "storage/blobs.h"

namespace fika::storage {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kScopeBytes = 17;

// A listed entity's row is under its place's root: as the root itself, or as a part of it.
std::string key_at(const Place& place, const Id& id) {
  return place.root == id ? entity_key(place.kind, id) : entity_key(place.kind, place.root, {id});
}

Status verify_listed(const Reader& reader, const VerifyOptions& options, Findings& findings) {
  for (const EntityType* type : options.entities) {
    if (!type->is_listed()) continue;
    const Range range{.prefix = KeyWriter().u16(static_cast<std::uint16_t>(type->kind())).take(),
                      .bound = {}};
    Status status;
    CHECKED(reader.scan(Table::kEntities, range, [&](std::string_view key, std::string_view) {
      const Id id = Id::from_bytes(key.substr(key.size() - kIdBytes));
      auto place = place_of(reader, id);
      if (!place) {
        status = std::unexpected(std::move(place).error());
        return false;
      }
      if (!*place || key_at(**place, id) != key) {
        findings.add("An entity is not listed where it is",
                     fmt::format("{} {}", type->descriptor().name(), id.text()));
      }
      return true;
    }));
    CHECKED(status);
  }
  return {};
}

}  // namespace

void Findings::add(std::string_view fault, std::string example) {
  auto known = faults_.find(fault);
  if (known == faults_.end()) {
    known =
        faults_.emplace(std::string(fault), Fault{.count = 0, .example = std::move(example)}).first;
  }
  ++known->second.count;
}

std::vector<std::string> Findings::sentences() const {
  std::vector<std::string> all;
  all.reserve(faults_.size());
  for (const auto& [words, fault] : faults_) {
    all.push_back(fault.count == 1 ? fmt::format("{}: {}.", words, fault.example)
                                   : fmt::format("{}: {} times, the first is {}.", words,
                                                 fault.count, fault.example));
  }
  return all;
}

std::uint64_t Findings::count(std::string_view fault) const {
  const auto known = faults_.find(fault);
  return known == faults_.end() ? 0 : known->second.count;
}

Result<Findings> verify(const Store& store, const std::filesystem::path& data_folder,
                        const VerifyOptions& options) {
  Findings findings;
  const auto reader = store.snapshot();
  CHECKED(verify_headers(*reader, store.head(), findings));
  CHECKED(verify_log(*reader, store.floor(), options, findings));
  CHECKED(verify_directory(*reader, options, findings));
  CHECKED(verify_roots(*reader, findings));
  CHECKED(verify_blobs(data_folder, findings));
  for (const auto& check : options.checks) CHECKED(check(*reader, findings));
  return findings;
}

Status verify_headers(const Reader& reader, const Position& head, Findings& findings) {
  std::uint64_t expected = 0;
  std::string hash;
  std::uint64_t count = 0;
  CHECKED(reader.scan(Table::kHeaders, {}, [&](std::string_view key, std::string_view value) {
    store::v1::Header header;
    const bool is_read = key.size() == sizeof(std::uint64_t) &&
                         header.ParseFromArray(value.data(), static_cast<int>(value.size()));
    if (!is_read || header.seq() != KeyReader(key).u64() || header.hash().size() != sizeof(Hash)) {
      findings.add("A commit's header cannot be read", fmt::format("the one after {}", expected));
      return true;
    }
    if (expected != 0 && header.seq() != expected) {
      findings.add("Commits are missing from the chain",
                   fmt::format("{} to {}", expected, header.seq() - 1));
    }
    expected = header.seq() + 1;
    hash = header.hash();
    ++count;
    return true;
  }));
  const std::uint64_t newest = expected == 0 ? 0 : expected - 1;
  if (newest != head.seq || (newest != 0 && hash != bytes_of(head.hash))) {
    findings.add("The head is not the newest commit",
                 fmt::format("head {}, newest header {}", head.seq, newest));
  }
  findings.looked_at("commits", count);
  return {};
}

Status verify_directory(const Reader& reader, const VerifyOptions& options, Findings& findings) {
  Status status;
  CHECKED(reader.scan(Table::kDirectory, {}, [&](std::string_view key, std::string_view value) {
    if (key.size() != kIdBytes || value.size() != sizeof(std::uint16_t) + kIdBytes) {
      findings.add("A row of the directory cannot be read", fmt::format("{} bytes", key.size()));
      return true;
    }
    const Id id = Id::from_bytes(key);
    KeyReader parts(value);
    Place place;
    place.kind = parts.u16();
    place.root = parts.id();
    auto row = reader.get(Table::kEntities, key_at(place, id));
    if (!row) {
      status = std::unexpected(std::move(row).error());
      return false;
    }
    if (!*row) {
      findings.add("The directory lists an entity that is not there",
                   fmt::format("kind {} {}", place.kind, id.text()));
    }
    return true;
  }));
  CHECKED(status);
  return verify_listed(reader, options, findings);
}

Status verify_roots(const Reader& reader, Findings& findings) {
  std::unordered_set<Id> with_entities;
  CHECKED(reader.scan(Table::kEntities, {}, [&](std::string_view key, std::string_view) {
    KeyReader parts(key);
    parts.u16();
    with_entities.insert(parts.id());
    return true;
  }));
  std::unordered_set<Id> with_scope;
  Status status;
  const auto exists = [&](const std::string& key) {
    auto row = reader.get(Table::kRoots, key);
    if (row) return row->has_value();
    status = std::unexpected(std::move(row).error());
    return false;
  };
  CHECKED(reader.scan(Table::kRoots, {}, [&](std::string_view key, std::string_view value) {
    KeyReader parts(key);
    const char sort = key.empty() ? '\0' : static_cast<char>(parts.u8());
    if (sort == 'R' && key.size() == 1 + kIdBytes && value.size() == kScopeBytes) {
      const Id root = parts.id();
      with_scope.insert(root);
      const bool is_placed =
          exists(KeyWriter().u8('S').scope(scope_from_bytes(value)).id(root).take());
      // An erased root keeps its scope for its tombstones, and has no place in it.
      if (!is_placed && with_entities.contains(root)) {
        findings.add("A root holds entities and is not listed in its scope", root.text());
      }
    } else if (sort == 'S' && key.size() == 1 + kScopeBytes + kIdBytes) {
      const Scope scope = parts.scope();
      const Id root = parts.id();
      const auto known = filed_scope_of(reader, root);
      if (!known) {
        status = std::unexpected(known.error());
      } else if (*known != scope) {
        findings.add("A scope lists a root that is not its own", root.text());
      }
    } else if (sort == 'A' && key.size() == 1 + kScopeBytes && value.size() == kScopeBytes) {
      if (exists(KeyWriter().u8('A').text(value).take())) {
        findings.add("A scope stands for another that stands for a third", parts.scope().id.text());
      }
    } else {
      findings.add("A row of the roots cannot be read", fmt::format("{} bytes", key.size()));
    }
    return status.has_value();
  }));
  CHECKED(status);
  for (const Id& root : with_entities) {
    if (!with_scope.contains(root)) findings.add("Entities stand under no root", root.text());
  }
  findings.looked_at("roots", with_scope.size());
  return {};
}

Status verify_blobs(const std::filesystem::path& data_folder, Findings& findings) {
  const Blobs blobs = Blobs::look(data_folder);
  Status status;
  std::uint64_t count = 0;
  CHECKED(blobs.for_each([&](const Blob& blob, const std::filesystem::path& path) {
    ++count;
    if (blob.name.empty()) {
      findings.add("A file stands among the attached files and is none", path.filename().string());
      return true;
    }
    const Status verified = blobs.verify(blob.name);
    if (verified) return true;
    if (verified.error().code == Code::kDataLoss) {
      findings.add("An attached file does not hold what was put into it", blob.name);
      return true;
    }
    status = verified;
    return false;
  }));
  findings.looked_at("attached files", count);
  return status;
}

}  // namespace fika::storage
