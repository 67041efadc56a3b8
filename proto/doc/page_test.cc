// SPDX-License-Identifier: GPL-3.0-or-later
#include <fika/v1/communities.pb.h>
#include <fika/v1/conversations.pb.h>
#include <fika/v1/import.pb.h>
#include <fika/v1/organisation.pb.h>
#include <fika/v1/reading.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <fika/v1/sync.pb.h>
#include <fstream>
#include <iterator>
#include <set>

#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include "proto/doc/html.h"
#include "proto/doc/sections.h"

namespace fika::doc {
namespace {

// All that the program was built with; without comments, which only protoc's own output has.
std::vector<const FileDescriptor*> built_in_files() {
  std::set<const FileDescriptor*> files;
  std::vector<const FileDescriptor*> waiting = {
      v1::Community::descriptor()->file(),      v1::Conversation::descriptor()->file(),
      v1::ImportedPerson::descriptor()->file(), v1::Organisation::descriptor()->file(),
      v1::ReadMarker::descriptor()->file(),     v1::SignIn::descriptor()->file(),
      v1::ClientFrame::descriptor()->file()};
  while (!waiting.empty()) {
    const FileDescriptor* file = waiting.back();
    waiting.pop_back();
    if (!files.insert(file).second) continue;
    for (int i = 0; i < file->dependency_count(); ++i) waiting.push_back(file->dependency(i));
  }
  return {files.begin(), files.end()};
}

std::string real_page() {
  std::ifstream in(FIKA_API_DOC_FOLDER "/page.html", std::ios::binary);
  const std::string page(std::istreambuf_iterator<char>(in), {});
  return filled(page, Schema(built_in_files()));
}

// One service with one method; every text of it asks to be taken for markup.
constexpr std::string_view kHostile = "<script>alert(\"x\")</script> & 'quoted' `<b>`";
google::protobuf::FileDescriptorProto hostile_file() {
  google::protobuf::FileDescriptorProto file;
  file.set_name("fika/v1/hostile.proto");
  file.set_package("fika.v1");
  file.set_syntax("proto3");
  auto* message = file.add_message_type();
  message->set_name("Thing");
  auto* field = message->add_field();
  field->set_name("field");
  field->set_number(1);
  field->set_label(google::protobuf::FieldDescriptorProto::LABEL_OPTIONAL);
  field->set_type(google::protobuf::FieldDescriptorProto::TYPE_STRING);
  auto* values = file.add_enum_type();
  values->set_name("Kind");
  values->add_value()->set_name("KIND_UNSPECIFIED");
  values->mutable_value(0)->set_number(0);
  auto* service = file.add_service();
  service->set_name("HostileService");
  auto* method = service->add_method();
  method->set_name("Do");
  method->set_input_type(".fika.v1.Thing");
  method->set_output_type(".fika.v1.Thing");
  // Paths of descriptor.proto: message, field, enum, value, service, method.
  for (const std::vector<int>& path : std::vector<std::vector<int>>{
           {4, 0}, {4, 0, 2, 0}, {5, 0}, {5, 0, 2, 0}, {6, 0}, {6, 0, 2, 0}}) {
    auto* location = file.mutable_source_code_info()->add_location();
    location->mutable_path()->Add(path.begin(), path.end());
    for (int i = 0; i < 3; ++i) location->add_span(i);
    location->set_leading_comments(std::string(kHostile));
  }
  return file;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

TEST(ApiPage, ShowsEachMethodOfEachServiceWithItsPathAndTypes) {
  const std::string page = real_page();
  int methods = 0;
  for (const FileDescriptor* file : built_in_files()) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        const MethodDescriptor& method = *file->service(s)->method(m);
        ++methods;
        EXPECT_EQ(count(page, "<h4 id=\"" + method.full_name() + "\">"), 1U) << method.full_name();
        EXPECT_EQ(
            count(page, "POST /api/" + method.service()->full_name() + "/" + method.name() + "<"),
            1U);
        EXPECT_EQ(count(page, " id=\"" + method.input_type()->full_name() + "\""), 1U);
        EXPECT_EQ(count(page, " id=\"" + method.output_type()->full_name() + "\""), 1U);
      }
    }
  }
  EXPECT_GT(methods, 50);
}

TEST(ApiPage, ShowsEachFrameAndEachEntity) {
  const std::string page = real_page();
  const Schema schema(built_in_files());
  for (int i = 0; i < schema.sync_file()->message_type_count(); ++i) {
    EXPECT_EQ(count(page, " id=\"" + schema.sync_file()->message_type(i)->full_name() + "\""), 1U);
  }
  EXPECT_GT(schema.entities().size(), 15U);
  for (const Descriptor* entity : schema.entities()) {
    EXPECT_EQ(count(page, "<th scope=\"row\">" + link(entity->full_name(), entity->name())), 1U);
  }
}

TEST(ApiPage, HasNoLinkThatLeadsNowhere) {
  EXPECT_EQ(broken_links(real_page()), std::vector<std::string>());
}

TEST(ApiPage, NeedsNoScriptAndNoInlineStyle) {
  const std::string page = real_page();
  EXPECT_EQ(count(page, "<script"), 0U);
  EXPECT_EQ(count(page, "<style"), 0U);
  EXPECT_EQ(count(page, " style="), 0U);
}

TEST(ApiPage, EscapesWhatCommentsSay) {
  google::protobuf::DescriptorPool pool;
  const FileDescriptor* file = pool.BuildFile(hostile_file());
  ASSERT_NE(file, nullptr);
  const std::string page = filled("{{contents}}{{services}}{{frames}}{{entities}}", Schema({file}));
  EXPECT_EQ(count(page, "<script"), 0U);
  EXPECT_EQ(count(page, "<b>`"), 0U);
  EXPECT_EQ(count(page,
                  "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;quoted&#39; "
                  "<code>&lt;b&gt;</code>"),
            6U);
}

TEST(ApiPage, RefusesATemplateThatAsksForAnUnknownPart) {
  EXPECT_THROW(filled("{{nothing}}", Schema({})), std::runtime_error);
}

TEST(ApiPage, TellsOfALinkWithoutItsHeadingAndOfAHeadingThatComesTwice) {
  EXPECT_EQ(broken_links("<p id=\"a\"><p id=\"a\"><a href=\"#b\">"),
            (std::vector<std::string>{"a", "b"}));
}

TEST(ApiPage, PartsParagraphsAtEmptyLines) {
  EXPECT_EQ(paragraphs(" One\n two.\n\n Three `a<b` and a lone ` sign.\n"),
            "<p>One two.</p>\n<p>Three <code>a&lt;b</code> and a lone ` sign.</p>\n");
}

}  // namespace
}  // namespace fika::doc
