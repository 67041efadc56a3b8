// SPDX-License-Identifier: GPL-3.0-or-later
// Wikis in and out with `fika`, against running servers: what an export holds makes the very same
// wiki elsewhere.
#include <fika/v1/pages.pb.h>
#include <fstream>
#include <iterator>
#include <map>

#include "tests/integration/served.h"

namespace fika::tests {
namespace {

namespace fs = std::filesystem;

fs::path tree() { return fs::path(__FILE__).parent_path().parent_path().parent_path(); }

std::string fika(Served& served, std::vector<std::string> words) {
  const fs::path program = fs::path(FIKA_SERVER_PROGRAM).parent_path() / "fika";
  words.insert(words.begin(), program.string());
  const auto done = run_program(
      words, {"FIKA_URL=" + served.server().url(), "FIKA_TOKEN=" + served.admin().secret,
              "XDG_CONFIG_HOME=" + served.server().base().string()});
  EXPECT_EQ(done.exit_code, 0) << done.error;
  return done.out;
}

std::map<std::string, std::string> files_below(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[entry.path().lexically_relative(folder).string()] = {std::istreambuf_iterator<char>(file),
                                                               {}};
  }
  return files;
}

TEST(CliWiki, AnExportMakesTheSameWikiElsewhere) {
  Served first({"--no-rate-limits", "--stop-spread-ms", "0"});
  const std::string source = (tree() / "tests/data/handbook-en").string();
  const std::string added = fika(first, {"import", "markdown", source, "--json"});
  EXPECT_NE(added.find("\"pages\": 37, "), std::string::npos) << added;
  EXPECT_NE(added.find("\"files_added\": 1"), std::string::npos) << added;
  const std::string again = fika(first, {"import", "markdown", source, "--json"});
  EXPECT_NE(again.find("\"pages_added\": 0"), std::string::npos) << again;
  EXPECT_NE(again.find("\"revisions_added\": 0"), std::string::npos) << again;
  EXPECT_NE(again.find("\"files_added\": 0"), std::string::npos) << again;
  fika(first, {"import", "markdown", source, "--community", "Wells"});
  const fs::path notes = first.server().base() / "notes";
  fs::create_directories(notes);
  std::ofstream(notes / "list.md") << "# List\n\n[the list](list.csv)\n";
  std::ofstream(notes / "list.csv") << "pump,well\r\n1,2\r\n";
  fika(first, {"import", "markdown", notes.string()});

  const fs::path out = first.server().base() / "out";
  fika(first, {"export", out.string()});
  const auto exported = files_below(out / "pages");
  EXPECT_EQ(exported.size(), 2 * (37U + 4U) + 1 + 2 + 1);

  Served second({"--no-rate-limits", "--stop-spread-ms", "0"});
  fika(second, {"import", "markdown", (out / "pages").string()});
  const fs::path back = second.server().base() / "out";
  fika(second, {"export", back.string()});
  const auto returned = files_below(back / "pages");
  for (const auto& [path, content] : exported) {
    const auto found = returned.find(path);
    ASSERT_NE(found, returned.end()) << path;
    // It names its organisation; and a server writes each picture anew that comes to it.
    if (path == "wiki.json" || path.ends_with(".png")) continue;
    EXPECT_EQ(found->second, content) << path;
  }
  EXPECT_EQ(returned.size(), exported.size());
}

TEST(CliWiki, AMediaWikiComesWithAuthorsAndRedirects) {
  Served served({"--no-rate-limits", "--stop-spread-ms", "0"});
  const std::string dump = (tree() / "tests/data/mediawiki/dump.xml").string();
  const std::string added = fika(served, {"import", "mediawiki", dump, "--json"});
  EXPECT_NE(added.find("\"revisions_added\": 5"), std::string::npos) << added;
  EXPECT_NE(added.find("\"people_added\": 2"), std::string::npos) << added;
  EXPECT_NE(added.find("\"titles_added\": 1"), std::string::npos) << added;
  const std::string again = fika(served, {"import", "mediawiki", dump, "--json"});
  EXPECT_NE(again.find("\"revisions_added\": 0"), std::string::npos) << again;
  v1::ResolvePageRequest resolve;
  resolve.set_title("kaffe");
  const auto page = served.tell<v1::Page>(served.admin(), "PageService/ResolvePage", resolve);
  EXPECT_EQ(page.title(), "Coffee");
  EXPECT_EQ(page.revision(), 3U);
}

}  // namespace
}  // namespace fika::tests
