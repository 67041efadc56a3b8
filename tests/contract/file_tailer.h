// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest tailer there is: the ids of all messages in one file, with the cursor above them;
// the file is replaced as a whole. Tests only.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>

#include "storage/entities.h"
#include "storage/tailer.h"
#include "storage/test_bed.h"

namespace fika::storage {

class FileTailer final : public Tailer {
 public:
  explicit FileTailer(const std::filesystem::path& folder) : file_(folder / "messages") {}
  static std::unique_ptr<Tailer> open(const std::filesystem::path& folder) {
    return std::make_unique<FileTailer>(folder);
  }
  static std::set<Id> messages(const std::filesystem::path& folder) {
    std::string epoch;
    std::uint64_t seq = 0;
    std::set<Id> all;
    std::ifstream file(folder / "messages");
    file >> epoch >> seq;
    for (std::string text; file >> text;) all.insert(Id::parse(text).value());
    return all;
  }

  std::string_view name() const override { return "file"; }

  Result<TailerCursor> cursor() override {
    std::string epoch;
    TailerCursor stored;
    std::ifstream file(file_);
    if (file >> epoch >> stored.seq) stored.epoch = bytes(epoch);
    return stored;
  }

  Status consume(std::span<const LogLine> lines, const Reader& reader,
                 const TailerCursor& upto) override {
    std::set<Id> all = messages(file_.parent_path());
    for (const LogLine& line : lines) {
      if (line.line.entity_kind() != entity_type<v1::Message>().kind()) continue;
      const Id id = Id::from_bytes(line.line.key());
      TRY(const auto found, find<v1::Message>(reader, Id::from_bytes(line.line.root()), {id}));
      if (found) {
        all.insert(id);
      } else {
        all.erase(id);
      }
    }
    return replace(all, upto);
  }

  Status reset(const Reader& reader, const TailerCursor& upto) override {
    std::set<Id> all;
    const Range range{
        .prefix =
            KeyWriter().u16(static_cast<std::uint16_t>(entity_type<v1::Message>().kind())).take(),
        .bound = {}};
    CHECKED(reader.scan(Table::kEntities, range, [&](std::string_view key, std::string_view) {
      all.insert(Id::from_bytes(key.substr(key.size() - 16)));
      return true;
    }));
    return replace(all, upto);
  }

 private:
  Status replace(const std::set<Id>& all, const TailerCursor& upto) {
    const std::filesystem::path fresh = file_.string() + ".part";
    std::ofstream file(fresh);
    for (const char c : upto.epoch) file << fmt::format("{:02x}", static_cast<unsigned char>(c));
    file << ' ' << upto.seq << '\n';
    for (const Id& id : all) file << id.text() << '\n';
    file.close();
    std::filesystem::rename(fresh, file_);
    return {};
  }
  static std::string bytes(const std::string& hex) {
    std::string all;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
      all += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    return all;
  }

  const std::filesystem::path file_;
};

}  // namespace fika::storage
