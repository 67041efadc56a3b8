// SPDX-License-Identifier: GPL-3.0-or-later
// What the page asks of the protos: which of them are the API, what their comments say, and where
// each message is explained.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>

namespace fika::doc {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

// The comment above a thing, or else the one behind it; empty if it has none.
template <class Thing>
std::string comment_of(const Thing& thing) {
  google::protobuf::SourceLocation location;
  if (!thing.GetSourceLocation(&location)) return {};
  return location.leading_comments.empty() ? location.trailing_comments : location.leading_comments;
}

// Has no side effect: may also be called by GET.
bool is_query(const MethodDescriptor& method);

// "repeated string", "Community"; messages and enums are links to where they are explained.
std::string type_of(const FieldDescriptor& field);

// The API of one version, as read from its files.
class Schema {
 public:
  // `files` outlive the schema; those of other packages than fika.v1 are left out.
  explicit Schema(std::vector<const FileDescriptor*> files);

  // With services, in the order of their names.
  const std::vector<const FileDescriptor*>& service_files() const { return service_files_; }
  // Those that hold types for the others alone.
  const std::vector<const FileDescriptor*>& type_files() const { return type_files_; }
  // The file of the frames of /sync; null if it is not among them.
  const FileDescriptor* sync_file() const { return sync_file_; }
  // Messages that are entities, by kind.
  const std::vector<const Descriptor*>& entities() const { return entities_; }
  // The request or the answer of one method and used nowhere else: explained where the method is.
  bool belongs_to_method(const Descriptor& message) const;

 private:
  std::vector<const FileDescriptor*> files_;
  std::vector<const FileDescriptor*> service_files_;
  std::vector<const FileDescriptor*> type_files_;
  const FileDescriptor* sync_file_ = nullptr;
  std::vector<const Descriptor*> entities_;
};

}  // namespace fika::doc
