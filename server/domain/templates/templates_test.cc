// SPDX-License-Identifier: GPL-3.0-or-later
// Templates as they are listed: those that came with Fika, and the administrator's.
#include <fstream>

#include <gtest/gtest.h>

#include "server/domain/templates/collection.h"
#include "server/domain/templates/handlers.h"
#include "tests/support/world.h"

namespace fika::domain {
namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view kOwn =
    "---\ntitle: Own\ndescription: Our own.\norder: 9\ntags: one, two\nfield: a, 3 lines, quotes\n"
    "field: b, 40 lines\n---\n\n## First\n\nA hint\nof two lines.\n\nAnd more.\n\n## Second\n";

class Templates : public testing::Test {
 protected:
  Templates() { std::filesystem::create_directories(folder_); }
  ~Templates() override {
    read_own_templates_in({});
    std::filesystem::remove_all(folder_);
  }
  void put(const std::string& name, std::string_view text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    read_own_templates_in(folder_);
  }
  v1::ListTemplatesReply list(const Actor& actor, const std::string& language) {
    v1::ListTemplatesRequest request;
    request.set_language(language);
    auto reply = world_.call<v1::ListTemplatesReply>(actor, "ListTemplates", request);
    EXPECT_TRUE(reply) << reply.error().detail;
    return reply.value_or(v1::ListTemplatesReply());
  }
  // "name language title" each, an own one marked.
  Lines listed(const std::string& language) {
    Lines lines;
    for (const auto& one : list(member_, language).templates()) {
      lines.push_back(fmt::format("{}{} {} {}", one.is_own() ? "+" : "", one.name(), one.language(),
                                  one.title()));
    }
    return lines;
  }
  std::string fault(std::string_view name, std::string_view text) {
    const auto parsed = parsed_template(name, text);
    return parsed ? "none" : parsed.error().detail;
  }

  tests::World world_{{templates()}};
  const Actor member_ = world_.person("Anna");
  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("fika-templates-" + Id::make(0).text());
};

TEST_F(Templates, TheFirstFourAreThereInTwoLanguages) {
  EXPECT_EQ(listed("en"), (Lines{"lesson-learned en Lesson learned", "guide en Guide",
                                 "how-to en How-to", "meeting en Meeting with reflection"}));
  EXPECT_EQ(listed("sv"), (Lines{"lesson-learned sv Lärdom", "guide sv Handledning",
                                 "how-to sv Gör så här", "meeting sv Möte med reflektion"}));
  EXPECT_EQ(listed("sv-FI"), listed("SV"));
  EXPECT_EQ(listed("fi"), listed("en")) << "where there is none, the English one";
  EXPECT_EQ(listed("").size(), 8U);
}

TEST_F(Templates, TheSameFieldsAreThereInEveryLanguage) {
  const auto english = list(member_, "en"), swedish = list(member_, "sv");
  ASSERT_EQ(english.templates_size(), swedish.templates_size());
  for (int i = 0; i < english.templates_size(); ++i) {
    const auto &one = english.templates(i), &other = swedish.templates(i);
    ASSERT_EQ(one.fields_size(), other.fields_size()) << one.name();
    EXPECT_EQ(one.tags_size(), other.tags_size());
    int quotes = 0;
    for (int f = 0; f < one.fields_size(); ++f) {
      EXPECT_EQ(one.fields(f).id(), other.fields(f).id());
      EXPECT_EQ(one.fields(f).lines(), other.fields(f).lines());
      EXPECT_EQ(one.fields(f).takes_quotes(), other.fields(f).takes_quotes());
      EXPECT_FALSE(one.fields(f).hint().empty() || other.fields(f).hint().empty());
      quotes += one.fields(f).takes_quotes() ? 1 : 0;
    }
    EXPECT_EQ(quotes, 1) << one.name();
  }
}

TEST_F(Templates, TheAdministratorsOwnComeBesideOrInPlace) {
  put("own.de.md", kOwn);
  put("guide.en.md", kOwn);
  put("README.md", "not one");
  put("notes.txt", "not one either");
  EXPECT_EQ(listed("en"),
            (Lines{"lesson-learned en Lesson learned", "how-to en How-to",
                   "meeting en Meeting with reflection", "+guide en Own", "+own de Own"}));
  EXPECT_EQ(list(world_.admin(), "en").faults_size(), 0);
  std::filesystem::remove(folder_ / "guide.en.md");
  EXPECT_EQ(listed("en")[1], "guide en Guide") << "nothing was restarted";
}

TEST_F(Templates, ADamagedFileIsLeftOutAndAdministratorsAreTold) {
  put("bad.en.md", "no settings");
  put("long.en.md", std::string(kTemplateBytesMax + 1, 'x'));
  EXPECT_EQ(listed("en").size(), 4U);
  EXPECT_EQ(list(member_, "en").faults_size(), 0);
  const auto told = list(world_.admin(), "en");
  ASSERT_EQ(told.faults_size(), 2);
  EXPECT_EQ(told.faults(0), "bad.en.md: It does not begin with settings between two lines of ---.");
  EXPECT_EQ(told.faults(1), "long.en.md: It is no UTF-8 text of at most 32 KB.");
}

TEST_F(Templates, AllTogetherFitIntoOneAnswer) {
  const std::string field(kTemplateBytesMax - kOwn.size() - 1, ' ');
  for (int i = 100; i < 117; ++i) {
    put(fmt::format("own-{}.en.md", i), std::string(kOwn) + field);
  }
  const auto told = list(world_.admin(), "en");
  EXPECT_EQ(told.templates_size(), 4 + 16);
  ASSERT_EQ(told.faults_size(), 1);
  EXPECT_TRUE(told.faults(0).starts_with("own-116.en.md and those behind it")) << told.faults(0);
}

TEST_F(Templates, AreReadAsTheirPageSays) {
  const auto parsed = parsed_template("own.en-GB.md", kOwn);
  ASSERT_TRUE(parsed) << parsed.error().detail;
  const v1::Template& own = parsed->content;
  EXPECT_EQ(parsed->order, 9U);
  EXPECT_EQ(own.name(), "own");
  EXPECT_EQ(own.language(), "en-GB");
  ASSERT_EQ(own.tags_size(), 2);
  EXPECT_EQ(own.tags(1), "two");
  ASSERT_EQ(own.fields_size(), 2);
  EXPECT_EQ(own.fields(0).label(), "First");
  EXPECT_EQ(own.fields(0).hint(), "A hint of two lines.\n\nAnd more.");
  EXPECT_TRUE(own.fields(0).takes_quotes());
  EXPECT_EQ(own.fields(1).lines(), 40U);
  EXPECT_EQ(own.fields(1).hint(), "");
  EXPECT_EQ(page_part(own.fields(1), " Words\n"), "## Second\n\nWords\n\n");
  EXPECT_EQ(page_part(own.fields(1), " \n"), "");
}

TEST_F(Templates, WhatIsWrongWithAFileIsSaid) {
  const auto with = [&](const std::string& settings, const std::string& body = "## A\n") {
    return fault("a.en.md", "---\n" + settings + "---\n" + body);
  };
  const std::string head = "title: T\ndescription: D\n", field = "field: a, 3 lines\n";
  EXPECT_EQ(with(head + field), "none");
  EXPECT_EQ(
      fault("a.en.md", "---\r\ntitle: T\r\ndescription: D\r\nfield: a, 3 lines\r\n---\r\n## A"),
      "none");
  for (const std::string& settings :
       {field, "title: T\n" + field, head, head + field + field, head + "field: a, 41 lines\n",
        head + "field: a\n", head + "field: A b, 3 lines\n", head + "field: a, 3 lines, more\n",
        head + field + "field: b, 3 lines\n", head + field + "colour: red\n",
        head + field + "order: 0\n", head + field + "tags: a,,b\n", head + "no colon\n" + field}) {
    EXPECT_NE(with(settings), "none") << settings;
  }
  EXPECT_NE(with(head + field, "words\n## A\n"), "none");
  EXPECT_NE(with(head + field, "## A\n## B\n"), "none");
  EXPECT_NE(with(head + field, "## A\n" + std::string(501, 'x')), "none");
  for (const char* name : {"a.md", "a.en.txt", "A.en.md", "a b.en.md", ".en.md", "a.e_n.md"}) {
    EXPECT_NE(fault(name, "---\n" + head + field + "---\n## A\n"), "none") << name;
  }
  EXPECT_LT(with(head + field + std::string(9000, 'x') + ": y\n").size(), 200U);
  EXPECT_NE(fault("a.en.md", ""), "none");
  EXPECT_NE(fault("a.en.md", "---"), "none");
}

}  // namespace
}  // namespace fika::domain
