// SPDX-License-Identifier: GPL-3.0-or-later
#include "proto/doc/schema.h"

#include <algorithm>
#include <fika/v1/options.pb.h>

#include <fmt/format.h>

#include "proto/doc/html.h"

namespace fika::doc {
namespace {

constexpr std::string_view kPackage = "fika.v1";
constexpr std::string_view kSyncFile = "fika/v1/sync.proto";

int uses_in_methods(const FileDescriptor& file, const Descriptor& message) {
  int uses = 0;
  for (int s = 0; s < file.service_count(); ++s) {
    for (int m = 0; m < file.service(s)->method_count(); ++m) {
      const MethodDescriptor& method = *file.service(s)->method(m);
      uses += method.input_type() == &message ? 1 : 0;
      uses += method.output_type() == &message ? 1 : 0;
    }
  }
  return uses;
}

bool is_field_type(const FileDescriptor& file, const Descriptor& message) {
  for (int m = 0; m < file.message_type_count(); ++m) {
    const Descriptor& other = *file.message_type(m);
    for (int f = 0; f < other.field_count(); ++f) {
      if (other.field(f)->message_type() == &message) return true;
    }
  }
  return false;
}

}  // namespace

bool is_query(const MethodDescriptor& method) {
  return method.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS;
}

std::string type_of(const FieldDescriptor& field) {
  std::string type = escaped(field.type_name());
  if (field.message_type() != nullptr) {
    type = link(field.message_type()->full_name(), field.message_type()->name());
  } else if (field.enum_type() != nullptr) {
    type = link(field.enum_type()->full_name(), field.enum_type()->name());
  }
  if (field.is_repeated()) return "repeated " + type;
  if (field.has_optional_keyword()) return "optional " + type;
  if (field.real_containing_oneof() != nullptr) return "one of: " + type;
  return type;
}

Schema::Schema(std::vector<const FileDescriptor*> files) : files_(std::move(files)) {
  std::erase_if(files_, [](const FileDescriptor* file) { return file->package() != kPackage; });
  std::ranges::sort(files_, {}, [](const FileDescriptor* file) { return file->name(); });
  for (const FileDescriptor* file : files_) {
    if (file->name() == kSyncFile) sync_file_ = file;
    if (file->service_count() > 0) {
      service_files_.push_back(file);
    } else if (file != sync_file_) {
      type_files_.push_back(file);
    }
    for (int i = 0; i < file->message_type_count(); ++i) {
      const Descriptor& message = *file->message_type(i);
      if (message.options().HasExtension(v1::entity)) entities_.push_back(&message);
    }
  }
  std::ranges::sort(entities_, {}, [](const Descriptor* message) {
    return message->options().GetExtension(v1::entity).kind();
  });
}

bool Schema::belongs_to_method(const Descriptor& message) const {
  if (message.options().HasExtension(v1::entity)) return false;
  int uses = 0;
  for (const FileDescriptor* file : files_) {
    if (is_field_type(*file, message)) return false;
    uses += uses_in_methods(*file, message);
  }
  return uses == 1;
}

}  // namespace fika::doc
