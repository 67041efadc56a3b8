// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/people/directory.h"

#include "server/domain/people/people_for_tests.h"

namespace fika::domain {
namespace {

class Directory : public PeopleTest {
 protected:
  v1::ListPeopleReply list(const std::string& prefix, std::uint32_t limit = 0,
                           const std::string& page = {}) {
    return world_.call<v1::ListPeopleReply>(member_, "ListPeople", asking(prefix, limit, page))
        .value();
  }
  static v1::ListPeopleRequest asking(const std::string& prefix, std::uint32_t limit = 0,
                                      const std::string& page = {}) {
    v1::ListPeopleRequest request;
    request.set_name_prefix(prefix);
    request.set_limit(limit);
    request.set_page(page);
    return request;
  }
  // The names on all pages of this size, each page's after a bar.
  std::string names(const std::string& prefix, std::uint32_t limit = 0) {
    std::string text, page;
    do {
      const auto reply = list(prefix, limit, page);
      for (const auto& person : reply.people()) text += person.name() + ",";
      page = reply.next_page();
      if (!page.empty()) text += "|";
    } while (!page.empty());
    return text;
  }
};

TEST_F(Directory, ListsByNameWhateverTheCase) {
  for (const char* name : {"Örjan", "bo", "Ada", "ÄRLA", "Cecilia", "adam"}) added(name);
  EXPECT_EQ(names(""), "Ada,adam,bo,Cecilia,ÄRLA,Örjan,");
  EXPECT_EQ(names("", 2), "Ada,adam,|bo,Cecilia,|ÄRLA,Örjan,");
  EXPECT_EQ(names("", 5), "Ada,adam,bo,Cecilia,ÄRLA,|Örjan,");
}

TEST_F(Directory, FindsByTheBeginningOfAnyWordEachPersonOnce) {
  for (const char* name : {"Anna Andersson", "Britt-Marie Ek", "Ana de León", "Ek Åsa"})
    added(name);
  EXPECT_EQ(names("an"), "Ana de León,Anna Andersson,");
  EXPECT_EQ(names("AN", 1), "Ana de León,|Anna Andersson,");
  EXPECT_EQ(names("anna a"), "Anna Andersson,");
  EXPECT_EQ(names("de l"), "Ana de León,");
  EXPECT_EQ(names("marie"), "Britt-Marie Ek,");
  EXPECT_EQ(names(" ek"), "Britt-Marie Ek,Ek Åsa,");
  EXPECT_EQ(names("Å"), "Ek Åsa,");
  EXPECT_EQ(names("a"), "Ana de León,Anna Andersson,");
  EXPECT_EQ(names("nna"), "");
}

TEST_F(Directory, APageStaysGoodWhilePeopleComeAndAreRenamed) {
  const Actor ada = added("Ada");
  added("Bo");
  added("Cecilia");
  const auto first = list("", 1);
  added("Abel");
  v1::UpdateProfileRequest request;
  request.set_name("Zoe Adamson");
  ASSERT_EQ(world_.refusal(ada, "UpdateProfile", request), kAccepted);
  const auto rest = list("", 10, first.next_page());
  ASSERT_EQ(rest.people_size(), 3);
  EXPECT_EQ(rest.people(0).name(), "Bo");
  EXPECT_EQ(rest.people(2).name(), "Zoe Adamson");
  EXPECT_EQ(names("ada"), "Zoe Adamson,");
}

TEST_F(Directory, KeepsThoseWhoAreDeactivated) {
  const Actor ada = added("Ada");
  ASSERT_EQ(world_.refusal(world_.admin(), "DeactivatePerson",
                           about<v1::DeactivatePersonRequest>(ada.person)),
            kAccepted);
  ASSERT_EQ(list("").people_size(), 1);
  EXPECT_TRUE(list("").people(0).deactivated());
}

TEST_F(Directory, GuestsGetAnEmptyOne) {
  added("Ada");
  const auto reply = world_.call<v1::ListPeopleReply>(guest_, "ListPeople", asking(""));
  EXPECT_EQ(reply.value().people_size(), 0);
}

TEST_F(Directory, RefusesPagesThatWereNeverGivenOut) {
  added("Ada");
  for (const char* page : {"x", "zz", "6", "62"}) {
    EXPECT_EQ(world_.refusal(member_, "ListPeople", asking("a", 0, page)), Code::kInvalid) << page;
  }
  EXPECT_EQ(world_.refusal(member_, "ListPeople", asking("", kPeoplePageSizeMax + 1)),
            Code::kInvalid);
  EXPECT_EQ(world_.refusal(member_, "ListPeople", asking("\xff")), Code::kInvalid);
  EXPECT_EQ(world_.refusal(member_, "ListPeople", asking(std::string(81, 'a'))), Code::kInvalid);
}

}  // namespace
}  // namespace fika::domain
