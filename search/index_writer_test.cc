// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "search/index_writer_xapian.h"
#include "search/schema.h"
#include "storage/temp_folder.h"

namespace fika::search {
namespace {

class IndexWriters : public ::testing::Test {
 protected:
  IndexWriters() {
    for (const char* anchor : {"", "first", "second"}) {
      Document& section = page_.emplace_back();
      section.kind = Kind::kPage;
      section.id = section.root = maker_.root;
      section.anchor = anchor;
      section.title = "Wells";
      section.text = "A well is dug by hand " + section.anchor;
    }
  }
  // Everything in the database with its terms and values but the authority.
  std::vector<std::string> spelt_out() {
    writer_.commit({});
    const Xapian::Database database(folder_.path().string());
    std::vector<std::string> all;
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      const Xapian::Document stored = database.get_document(*at);
      std::string text = std::to_string(*at) + stored.get_data();
      for (auto term = stored.termlist_begin(); term != stored.termlist_end(); ++term) {
        text += '\n' + *term + ' ' + std::to_string(term.get_wdf());
        text += ' ' + std::to_string(term.positionlist_count());
      }
      for (auto value = stored.values_begin(); value != stored.values_end(); ++value) {
        if (value.get_valueno() != slot::kAuthority) text += '\n' + *value;
      }
      all.push_back(std::move(text));
    }
    return all;
  }
  std::vector<double> authorities() {
    writer_.commit({});
    const Xapian::Database database(folder_.path().string());
    std::vector<double> all;
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
      const std::string value = database.get_document(*at).get_value(slot::kAuthority);
      all.push_back(value.empty() ? 0 : Xapian::sortable_unserialise(value));
    }
    return all;
  }

  const storage::TempFolder folder_;
  const Analyser analyser_;
  IndexWriter writer_{folder_.path() / ".", Purpose::kMaking, analyser_};
  const EntityName maker_{.kind = 7, .root = Id::make(1'790'000'000'000), .key = {}};
  std::vector<Document> page_;
};

TEST_F(IndexWriters, WeighAnewWithoutTakingTheWordsInAgain) {
  writer_.replace(maker_, page_);
  const auto before = spelt_out();
  ASSERT_EQ(before.size(), 3U);
  for (const double authority : {0.5, 0.75, 0.0}) {
    for (Document& section : page_) section.authority = authority;
    writer_.replace(maker_, page_);
    EXPECT_EQ(spelt_out(), before);
    EXPECT_EQ(authorities(), std::vector<double>(3, authority));
  }
  EXPECT_EQ(writer_.deleted(), 0U) << "no text was written again";
}

TEST_F(IndexWriters, LeaveTheSectionsThatAreAsTheyWere) {
  writer_.replace(maker_, page_);
  page_[1].text = "A well is dug by machine";
  writer_.replace(maker_, page_);
  EXPECT_EQ(writer_.deleted(), 1U);
  EXPECT_EQ(writer_.size(), 3U);
  page_.erase(page_.begin());
  page_.push_back(page_.back());
  page_.back().anchor = "third";
  page_.push_back(page_.back());
  page_.back().anchor = "fourth";
  writer_.replace(maker_, page_);
  EXPECT_EQ(writer_.deleted(), 2U);
  EXPECT_EQ(writer_.size(), 4U);
  const storage::TempFolder fresh;
  {
    IndexWriter other(fresh.path() / ".", Purpose::kMaking, analyser_);
    other.add(maker_, page_);
    other.commit({});
    EXPECT_EQ(other.size(), 4U);
  }
  writer_.replace(maker_, {});
  EXPECT_EQ(writer_.deleted(), 6U);
  EXPECT_EQ(writer_.size(), 0U);
}

TEST_F(IndexWriters, KnowEveryWordThatChanges) {
  using Change = void (*)(Document&);
  const auto content = [&](const Document& document) { return content_of(document, maker_); };
  Document plain = page_[0];
  EXPECT_EQ(content(plain), content(page_[0]));
  plain.authority = 0.3;
  EXPECT_EQ(content(plain), content(page_[0]));
  for (const Change change : std::initializer_list<Change>{
           [](Document& it) { it.kind = Kind::kFile; }, [](Document& it) { it.id = Id::make(2); },
           [](Document& it) { it.root = Id::make(2); },
           [](Document& it) { it.scope = {.kind = 2, .id = Id::make(2)}; },
           [](Document& it) { it.anchor = "second"; },
           [](Document& it) { it.community = Id::make(2); },
           [](Document& it) { it.author = Id::make(2); }, [](Document& it) { it.time_ms = 3; },
           [](Document& it) { it.language = "sv"; },
           [](Document& it) { it.states = {State::kStale}; },
           [](Document& it) { it.holds = {Has::kCode}; }, [](Document& it) { it.tags = {"water"}; },
           [](Document& it) { it.title = "Well"; }, [](Document& it) { it.heading = "Well"; },
           [](Document& it) { it.text = std::string(20'000, 'a') + "b"; },
           [](Document& it) { it.code = "dig()"; }}) {
    Document other = page_[0];
    change(other);
    EXPECT_NE(content(other), content(page_[0]));
  }
}

TEST(StoredDocuments, AreStorableIfTheLibraryTakesAllTerms) {
  Xapian::Document stored;
  stored.add_term(std::string(kTermBytesMax, 'a'));
  EXPECT_TRUE(is_storable(stored));
  stored.add_term(std::string(kTermBytesMax + 1, 'a'));
  EXPECT_FALSE(is_storable(stored));
  Xapian::Document zeros;
  zeros.add_term(std::string(kTermBytesMax / 2 + 1, '\0'));
  EXPECT_FALSE(is_storable(zeros));
}

}  // namespace
}  // namespace fika::search
