// SPDX-License-Identifier: GPL-3.0-or-later
// A running server offers the templates that its administrator put into the data folder.
#include <fika/v1/templates.pb.h>
#include <fstream>

#include "tests/integration/served.h"

namespace fika::tests {
namespace {

TEST(OwnTemplates, AreOfferedAsSoonAsTheyLieInTheFolder) {
  Served served({"--no-rate-limits", "--stop-spread-ms", "0"});
  const Account maja = served.add_person("Maja");
  v1::ListTemplatesRequest request;
  request.set_language("sv");
  const auto listed = [&] {
    return served.tell<v1::ListTemplatesReply>(maja, "TemplateService/ListTemplates", request);
  };
  ASSERT_EQ(listed().templates_size(), 4);
  EXPECT_EQ(listed().templates(0).title(), "Lärdom");
  const auto folder = served.server().folder() / "templates";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "inspection.sv.md")
      << "---\ntitle: Besiktning\ndescription: Vad vi såg.\norder: 1\nfield: seen, 5 lines\n---\n"
         "## Vad vi såg\n";
  const auto reply = listed();
  ASSERT_EQ(reply.templates_size(), 5);
  EXPECT_EQ(reply.templates(0).name(), "inspection");
  EXPECT_TRUE(reply.templates(0).is_own());
}

}  // namespace
}  // namespace fika::tests
