// SPDX-License-Identifier: GPL-3.0-or-later
// Wikis in and out with `fika`, against running servers: what an export holds makes the very same
// wiki elsewhere.
#include <fika/v1/files.pb.h>
#include <fika/v1/pages.pb.h>
#include <fstream>
#include <iterator>
#include <map>

#include "tests/integration/served.h"
#include "tests/support/sample_files.h"

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

void upload(Served& served, const std::string& id, const std::string& name,
            const std::string& content) {
  v1::BeginUploadRequest begin;
  begin.set_id(id);
  begin.set_name(name);
  begin.set_size_bytes(content.size());
  served.tell<v1::Upload>(served.admin(), "FileService/BeginUpload", begin);
  const HttpAnswer sent = served.http().send("PATCH", "/uploads/" + id,
                                             {{"Authorization", "Bearer " + served.admin().secret},
                                              {"Content-Type", "application/offset+octet-stream"},
                                              {"Upload-Offset", "0"}},
                                             content);
  EXPECT_EQ(sent.status, 204) << sent.body;
  v1::FinishUploadRequest finish;
  finish.set_id(id);
  served.tell<v1::File>(served.admin(), "FileService/FinishUpload", finish);
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

  // What only a page that has lived has: other names, an owner, a template, a translation, and a
  // picture that was in it once.
  const auto amina = first.add_person("Amina");
  const std::string picture = fresh_id(), wiki_picture = "/files/" + picture;
  upload(first, picture, "map.jpg", sample_picture("turned-with-place.jpg"));
  v1::CreatePageRequest begin;
  begin.set_id(fresh_id());
  begin.set_title("Handle");
  begin.set_text("Turn it. ![map](" + wiki_picture + ")");
  begin.set_template_name("guide");
  begin.add_tags("CON");
  begin.set_owner(first.admin().id);
  first.tell<v1::Page>(first.admin(), "PageService/CreatePage", begin);
  v1::SavePageRequest save;
  save.set_page(begin.id());
  save.set_base_revision(1);
  save.set_text("Turn it slowly.");
  save.set_title("Con");
  save.set_summary("Shorter");
  save.set_owner("");
  first.tell<v1::SavePageReply>(amina, "PageService/SavePage", save);
  v1::CreatePageRequest swedish;
  swedish.set_id(fresh_id());
  swedish.set_title("Vev");
  swedish.set_language("sv");
  swedish.set_text("Vrid den. Se [den andra](/p/" + begin.id() + ").");
  swedish.set_translation_of(begin.id());
  swedish.set_translated_revision(1);
  swedish.set_owner(first.admin().id);
  first.tell<v1::Page>(amina, "PageService/CreatePage", swedish);

  const fs::path out = first.server().base() / "out";
  fika(first, {"export", out.string()});
  const auto exported = files_below(out / "pages");
  // Each page with its history, three files, wiki.json and origin.json.
  EXPECT_EQ(exported.size(), 2 * (2 * (37U + 4U) + 1 + 2) + 3 + 2);
  EXPECT_TRUE(exported.contains("organisation/con-1.md"));
  const std::string home = fika(first, {"import", "markdown", out.string(), "--json"});
  for (const char* nothing :
       {"\"pages_added\": 0", "\"revisions_added\": 0", "\"titles_added\": 0", "\"files_added\": 0",
        "\"people_added\": 0", "\"changed_here\": []"}) {
    EXPECT_NE(home.find(nothing), std::string::npos) << home;
  }
  EXPECT_NE(fika(first, {"import", "markdown", out.string()}).find("Nothing was added"),
            std::string::npos);

  Served second({"--no-rate-limits", "--stop-spread-ms", "0"});
  fika(second, {"import", "markdown", (out / "pages").string()});
  const fs::path back = second.server().base() / "out";
  fika(second, {"export", back.string()});
  const auto returned = files_below(back / "pages");
  for (const auto& [path, content] : exported) {
    const auto found = returned.find(path);
    ASSERT_NE(found, returned.end()) << path;
    // It says where the export was made, and by whom.
    if (path == "origin.json") continue;
    EXPECT_TRUE(found->second == content) << path << "\n" << found->second.substr(0, 2000);
  }
  EXPECT_EQ(returned.size(), exported.size());

  v1::ResolvePageRequest resolve;
  resolve.set_title("handle");
  const auto page = second.tell<v1::Page>(second.admin(), "PageService/ResolvePage", resolve);
  EXPECT_EQ(page.id(), begin.id());
  EXPECT_EQ(page.template_name(), "guide");
  v1::GetPageRequest get;
  get.set_page(swedish.id());
  const auto view = second.tell<v1::PageView>(second.admin(), "PageService/GetPage", get);
  EXPECT_EQ(view.original().page().id(), begin.id());
  EXPECT_TRUE(view.original().is_behind());
  EXPECT_EQ(view.page().owner(), second.admin().id) << "found by the e-mail address";
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
