// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/entities.h"

#include <fika/v1/options.pb.h>

#include "base/check.h"

namespace fika::storage {
namespace {

constexpr std::size_t kTextKeyBytesMax = 200;

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* text_field(const google::protobuf::Descriptor* descriptor,
                                  const std::string& name) {
  const FieldDescriptor* field = descriptor->FindFieldByName(name);
  FIKA_CHECK(field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
             !field->is_repeated());
  return field;
}

Result<Id> id_in(const Message& entity, const FieldDescriptor* field) {
  std::string scratch;
  return Id::parse(entity.GetReflection()->GetStringReference(entity, field, &scratch),
                   field->name());
}

}  // namespace

EntityType::EntityType(const google::protobuf::Descriptor* descriptor) : descriptor_(descriptor) {
  const v1::EntityOptions& options = descriptor->options().GetExtension(v1::entity);
  FIKA_CHECK(options.kind() > 0 && options.kind() <= 0xffff);
  kind_ = options.kind();
  root_field_ = text_field(descriptor, options.root());
  for (const std::string& name : options.key()) {
    key_fields_.push_back(text_field(descriptor, name));
  }
  if (!options.text_key().empty()) text_field_ = text_field(descriptor, options.text_key());
  if (options.root() == "id") id_field_ = root_field_;
  if (options.key_size() == 1 && options.key(0) == "id") id_field_ = key_fields_[0];
  // The key of a listed entity ends with its id.
  FIKA_CHECK(id_field_ == nullptr || text_field_ == nullptr);
  FIKA_CHECK(id_field_ != root_field_ || key_fields_.empty());
}

Result<Id> EntityType::root_of(const Message& entity) const { return id_in(entity, root_field_); }

Result<Id> EntityType::id_of(const Message& entity) const {
  FIKA_CHECK(is_listed());
  return id_in(entity, id_field_);
}

Result<std::string> EntityType::key_of(const Message& entity) const {
  TRY(const Id root, root_of(entity));
  KeyWriter key;
  key.u16(static_cast<std::uint16_t>(kind_)).id(root);
  for (const FieldDescriptor* field : key_fields_) {
    TRY(const Id part, id_in(entity, field));
    key.id(part);
  }
  if (text_field_ != nullptr) {
    std::string scratch;
    const std::string& text =
        entity.GetReflection()->GetStringReference(entity, text_field_, &scratch);
    if (text.empty() || text.size() > kTextKeyBytesMax) {
      return fail(Code::kInvalid, "{} must be 1 to {} bytes long.", text_field_->name(),
                  kTextKeyBytesMax);
    }
    key.text(text);
  }
  return key.take();
}

std::string entity_key(std::uint32_t kind, const Id& root, std::initializer_list<Id> parts,
                       std::string_view text) {
  KeyWriter key;
  key.u16(static_cast<std::uint16_t>(kind)).id(root);
  for (const Id& part : parts) key.id(part);
  return key.text(text).take();
}

StoredEntity stored_entity(std::string_view row) {
  KeyReader value(row);
  StoredEntity stored;
  stored.version = value.u64();
  stored.body = value.rest();
  return stored;
}

std::string stored_row(std::uint64_t version, const Message& entity) {
  std::string row = KeyWriter().u64(version).take();
  FIKA_CHECK(entity.AppendToString(&row));
  return row;
}

}  // namespace fika::storage
