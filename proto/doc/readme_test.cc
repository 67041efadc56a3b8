// SPDX-License-Identifier: GPL-3.0-or-later
// proto/README.md is where a number is chosen; it must not lag behind the protos.
#include <fika/v1/communities.pb.h>
#include <fika/v1/conversations.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/options.pb.h>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <fika/v1/threads.pb.h>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "proto/doc/schema.h"

namespace fika::doc {
namespace {

TEST(ProtoReadme, ListsEachEntityWithItsKindRootAndKey) {
  std::ifstream in(FIKA_API_DOC_FOLDER "/../README.md", std::ios::binary);
  const std::string readme(std::istreambuf_iterator<char>(in), {});
  const Schema schema({v1::Organisation::descriptor()->file(), v1::Person::descriptor()->file(),
                       v1::SignIn::descriptor()->file(), v1::Member::descriptor()->file(),
                       v1::Thread::descriptor()->file(), v1::Message::descriptor()->file(),
                       v1::Conversation::descriptor()->file(), v1::Draft::descriptor()->file()});
  std::size_t rows = 0;
  for (const Descriptor* message : schema.entities()) {
    const v1::EntityOptions& entity = message->options().GetExtension(v1::entity);
    std::string key;
    for (const std::string& field : entity.key()) key += fmt::format("`{}`, ", field);
    if (!entity.text_key().empty()) key += fmt::format("`{}`, ", entity.text_key());
    key = key.empty() ? " " : fmt::format(" {} ", key.substr(0, key.size() - 2));
    const std::string row =
        fmt::format("| {} | `{}` | `{}` |{}| {} |\n", entity.kind(), message->name(), entity.root(),
                    key, entity.on_demand() ? "when shown" : "by itself");
    EXPECT_NE(readme.find(row), readme.npos) << row;
    ++rows;
  }
  EXPECT_GT(rows, 15U);
}

}  // namespace
}  // namespace fika::doc
