// SPDX-License-Identifier: GPL-3.0-or-later
// Reflection over the compiled-in services: no method without a row, no row without a method, and
// each row says what its proto says.
#include <fika/v1/communities.pb.h>
#include <fika/v1/conversations.pb.h>
#include <fika/v1/erasure.pb.h>
#include <fika/v1/files.pb.h>
#include <fika/v1/import.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/passages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/saved.pb.h>
#include <fika/v1/search.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <fika/v1/sync.pb.h>
#include <fika/v1/templates.pb.h>
#include <fika/v1/threads.pb.h>
#include <fika/v1/watching.pb.h>
#include <set>

#include <gtest/gtest.h>

#include "server/domain/registry/registry.h"
#include "server/feed/entity_kinds.h"

namespace fika::tests {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

// Every file of the package that anything in the program was compiled with.
std::vector<const FileDescriptor*> api_files() {
  return {v1::Organisation::descriptor()->file(),
          v1::Person::descriptor()->file(),
          v1::SignIn::descriptor()->file(),
          v1::Community::descriptor()->file(),
          v1::Thread::descriptor()->file(),
          v1::Message::descriptor()->file(),
          v1::Conversation::descriptor()->file(),
          v1::ReadMarker::descriptor()->file(),
          v1::SavedMessage::descriptor()->file(),
          v1::HelpfulMark::descriptor()->file(),
          v1::Page::descriptor()->file(),
          v1::Passage::descriptor()->file(),
          v1::PageWatch::descriptor()->file(),
          v1::File::descriptor()->file(),
          v1::Template::descriptor()->file(),
          v1::ImportBatchRequest::descriptor()->file(),
          v1::ErasePersonRequest::descriptor()->file(),
          v1::Hello::descriptor()->file()};
}

const domain::Method* row_of(const MethodDescriptor& method) {
  for (const domain::Capability& capability : domain::registry()) {
    if (capability.service != method.service()->full_name()) continue;
    for (const domain::Method& row : capability.methods) {
      if (row.name == method.name()) return &row;
    }
  }
  return nullptr;
}

TEST(MethodRows, NoMethodLacksOneAndEachAgreesWithItsProto) {
  std::size_t methods = 0;
  for (const FileDescriptor* file : api_files()) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor& method = *file->service(s)->method(m);
        SCOPED_TRACE(method.full_name());
        ++methods;
        const domain::Method* row = row_of(method);
        ASSERT_NE(row, nullptr) << "the method has no row";
        EXPECT_EQ(row->request->GetDescriptor(), method.input_type());
        EXPECT_EQ(row->reply->GetDescriptor(), method.output_type());
        EXPECT_NE(row->query != nullptr, row->command != nullptr) << "one of the two";
        // What the proto calls free of side effects may come by GET; a secret may not.
        EXPECT_EQ(row->query != nullptr && !row->is_secret,
                  method.options().idempotency_level() ==
                      google::protobuf::MethodOptions::NO_SIDE_EFFECTS);
      }
    }
  }
  std::size_t rows = 0;
  for (const domain::Capability& capability : domain::registry()) rows += capability.methods.size();
  EXPECT_EQ(rows, methods) << "a row has no method";
}

TEST(MethodRows, NameTheirRootByAFieldOfTheRequest) {
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::Method& row : capability.methods) {
      SCOPED_TRACE(std::string(row.name));
      const bool is_rooted = !row.policy.root_field.empty();
      EXPECT_EQ(is_rooted, row.policy.relation != domain::Relation::kStranger)
          << "a relation is to a root";
      if (!is_rooted) continue;
      const auto* field =
          row.request->GetDescriptor()->FindFieldByName(std::string(row.policy.root_field));
      ASSERT_NE(field, nullptr);
      EXPECT_EQ(field->cpp_type(), FieldDescriptor::CPPTYPE_STRING);
      EXPECT_FALSE(field->is_repeated());
    }
  }
}

TEST(MethodRows, LetNobodyInUnknownButToSignIn) {
  std::set<std::string> open;
  for (const domain::Capability& capability : domain::registry()) {
    for (const domain::Method& row : capability.methods) {
      if (row.policy.caller == domain::Caller::kAnyone) open.insert(std::string(row.name));
      if (row.policy.caller == domain::Caller::kAnyone) EXPECT_TRUE(row.is_sign_in) << row.name;
    }
  }
  EXPECT_EQ(open, (std::set<std::string>{"SignInWithPassword", "SignInWithLink", "RedeemInvitation",
                                         "LookAtLink"}));
}

TEST(MethodRows, EveryEntityKindHasItsOwnNumber) {
  std::set<std::uint32_t> kinds;
  for (const auto& [kind, descriptor] : feed::entity_kinds()) kinds.insert(kind);
  EXPECT_GE(kinds.size(), 19U);
  EXPECT_TRUE(feed::is_on_demand(30)) << "messages are fetched, not carried";
  EXPECT_FALSE(feed::is_on_demand(20)) << "threads are carried";
}

}  // namespace
}  // namespace fika::tests
