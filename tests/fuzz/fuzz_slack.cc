// SPDX-License-Identifier: GPL-3.0-or-later
// The Slack importer on a small workspace of one or two channels. The input is a day's file or, cut
// at lines of "----", a day's file, users.json, channels.json and groups.json.
#include <map>
#include <vector>

#include "clients/cli/importing/slack.h"
#include "tests/fuzz/archive_check.h"
#include "tests/fuzz/fuzzing.h"

namespace {

class MemorySource final : public fika::cli::importing::Source {
 public:
  void put(std::string name, std::string_view content) {
    files_[std::move(name)] = content;
    names_.clear();
    for (const auto& [known, unused] : files_) names_.push_back(known);
  }
  const std::vector<std::string>& names() const override { return names_; }
  fika::Result<std::string> read(const std::string& name) override { return files_.at(name); }

 private:
  std::map<std::string, std::string> files_;
  std::vector<std::string> names_;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fika::fuzz::text_of(data, size);
  MemorySource source;
  source.put("users.json", R"([{"id": "U1", "name": "ada", "profile": {"real_name": "Ada"}}])");
  source.put("channels.json", R"([{"id": "C1", "name": "general", "members": ["U1", "U2"]}])");
  for (const char* name :
       {"general/2015-06-05.json", "users.json", "channels.json", "groups.json"}) {
    constexpr std::string_view kCut = "----\n";
    const std::size_t end = std::min(input.find(kCut), input.size());
    if (end > 0) source.put(name, input.substr(0, end));
    input.remove_prefix(std::min(end + kCut.size(), input.size()));
  }
  const auto archive = fika::cli::importing::read_slack(source);
  if (archive) fika::fuzz::check_archive(*archive);
  return 0;
}
