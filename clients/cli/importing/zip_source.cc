// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/zip_source.h"

#include <algorithm>
#include <map>

#include <zip.h>

#include "base/text.h"

namespace fika::cli::importing {
namespace {

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

bool leaves_the_archive(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos) return true;
  if (name.size() > 1 && name[1] == ':') return true;
  while (!name.empty()) {
    const std::size_t slash = name.find('/');
    if (name.substr(0, slash) == "..") return true;
    name = slash == std::string_view::npos ? std::string_view() : name.substr(slash + 1);
  }
  return false;
}

// For a sentence: a name may hold anything.
std::string shown(std::string_view name) {
  std::string text;
  for (const char c : name.substr(0, 80)) {
    text += static_cast<unsigned char>(c) < 0x20 || c == '\x7f' ? '?' : c;
  }
  return is_utf8(text) ? text : "a name that is not UTF-8";
}

struct Entry {
  zip_uint64_t index = 0;
  zip_uint64_t size = 0;
};

class ZipSource final : public Source {
 public:
  ZipSource(zip_t* zip, SourceLimits limits) : limits_(limits), zip_(zip) {}

  Status list() {
    const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
    if (count > static_cast<zip_int64_t>(limits_.files_max)) {
      return fail(Code::kInvalid, "The zip holds more than {} files.", limits_.files_max);
    }
    zip_uint64_t size_all = 0;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
      zip_stat_t stat;
      zip_stat_init(&stat);
      constexpr zip_uint64_t kNeeded = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
      if (zip_stat_index(zip_.get(), i, 0, &stat) != 0 || (stat.valid & kNeeded) != kNeeded) {
        return fail(Code::kInvalid, "The zip is damaged: its entry {} cannot be read.", i + 1);
      }
      const std::string name = stat.name;
      if (leaves_the_archive(name)) {
        return fail(Code::kInvalid, "The zip is refused: \"{}\" would leave its folder.",
                    shown(name));
      }
      if (is_link(i)) {
        return fail(Code::kInvalid, "The zip is refused: \"{}\" is a link to another file.",
                    shown(name));
      }
      if (name.ends_with('/')) continue;
      size_all += std::min(stat.size, limits_.all_bytes_max + 1);
      const bool explodes =
          stat.size > (1U << 20) && stat.size / limits_.ratio_max > stat.comp_size;
      if (explodes || size_all > limits_.all_bytes_max) {
        return fail(Code::kInvalid, "The zip is refused: {} would unpack to {} bytes.", shown(name),
                    stat.size);
      }
      if (!is_utf8(name)) continue;  // nothing that an importer asks for
      entries_[name] = {.index = i, .size = stat.size};
    }
    for (const auto& [name, entry] : entries_) names_.push_back(name);
    return {};
  }

  const std::vector<std::string>& names() const override { return names_; }

  Result<std::string> read(const std::string& name) override {
    const auto entry = entries_.find(name);
    if (entry == entries_.end()) return fail(Code::kInvalid, "{} is not in the zip.", name);
    const zip_uint64_t size = entry->second.size;
    if (size > limits_.file_bytes_max) {
      return fail(Code::kInvalid, "{} is {} bytes long; at most {} are read.", name, size,
                  limits_.file_bytes_max);
    }
    const std::unique_ptr<zip_file_t, Discard> file(
        zip_fopen_index(zip_.get(), entry->second.index, 0));
    if (!file) {
      return fail(Code::kInvalid, "{} in the zip cannot be read: {}.", name,
                  zip_error_strerror(zip_get_error(zip_.get())));
    }
    // One byte more than promised is asked for, so that an entry that lies about its size shows.
    std::string text(size + 1, '\0');
    zip_uint64_t got = 0;
    while (got < text.size()) {
      const zip_int64_t some = zip_fread(file.get(), text.data() + got, text.size() - got);
      if (some < 0) return fail(Code::kInvalid, "{} in the zip is damaged.", name);
      if (some == 0) break;
      got += static_cast<zip_uint64_t>(some);
    }
    if (got != size) {
      return fail(Code::kInvalid, "The zip is refused: {} is not as long as it says.", name);
    }
    text.resize(size);
    return text;
  }

 private:
  bool is_link(zip_uint64_t index) const {
    constexpr zip_uint32_t kTypeMask = 0170000, kLinkType = 0120000;
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(zip_.get(), index, 0, &system, &attributes) != 0) {
      return false;
    }
    return system == ZIP_OPSYS_UNIX && ((attributes >> 16) & kTypeMask) == kLinkType;
  }

  const SourceLimits limits_;
  const std::unique_ptr<zip_t, Discard> zip_;
  std::map<std::string, Entry> entries_;
  std::vector<std::string> names_;
};

}  // namespace

Result<std::unique_ptr<Source>> open_zip(const std::filesystem::path& path,
                                         const SourceLimits& limits) {
  int error = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (zip == nullptr) {
    return fail(Code::kInvalid, "{} is not a zip file, or it is damaged.", path.string());
  }
  auto source = std::make_unique<ZipSource>(zip, limits);
  CHECKED(source->list());
  return source;
}

}  // namespace fika::cli::importing
