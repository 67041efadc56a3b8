// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rpc/codec.h"

#include <boost/json/basic_parser_impl.hpp>
#include <google/protobuf/util/json_util.h>

#include "base/check.h"

namespace fika::rpc {
namespace {

constexpr std::size_t kJsonDepthMax = 32;

// Accepts every value and keeps nothing: only the grammar counts.
// NOLINTBEGIN(readability-identifier-naming): Boost.JSON's names
struct GrammarOnly {
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);
  using error_code = boost::json::error_code;
  using string_view = boost::json::string_view;
  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t, error_code&) { return true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t, error_code&) { return true; }
  bool on_key_part(string_view, std::size_t, error_code&) { return true; }
  bool on_key(string_view, std::size_t, error_code&) { return true; }
  bool on_string_part(string_view, std::size_t, error_code&) { return true; }
  bool on_string(string_view, std::size_t, error_code&) { return true; }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t, string_view, error_code&) { return true; }
  bool on_uint64(std::uint64_t, string_view, error_code&) { return true; }
  bool on_double(double, string_view, error_code&) { return true; }
  bool on_bool(bool, error_code&) { return true; }
  bool on_null(error_code&) { return true; }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }
};
// NOLINTEND(readability-identifier-naming): Boost.JSON's names

Status check_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = kJsonDepthMax;
  boost::json::basic_parser<GrammarOnly> parser(options);
  boost::json::error_code error;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
  if (error || used != text.size() || !parser.done()) {
    return fail(Code::kInvalid, "The request is not valid JSON (at byte {}).", used);
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<google::protobuf::Message>> decode(
    const google::protobuf::Message& prototype, std::string_view payload, Encoding encoding) {
  std::unique_ptr<google::protobuf::Message> message(prototype.New());
  if (encoding == Encoding::kProto) {
    if (!message->ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
      return fail(Code::kInvalid, "The request is no {}.", prototype.GetDescriptor()->full_name());
    }
    return message;
  }
  CHECKED(check_json(payload));
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(payload.data(), payload.size()), message.get());
  if (!status.ok()) {
    return fail(Code::kInvalid, "The request is no {}: {}", prototype.GetDescriptor()->full_name(),
                std::string_view(status.message().data(), status.message().size()));
  }
  return message;
}

std::string encode(const google::protobuf::Message& message, Encoding encoding) {
  if (encoding == Encoding::kProto) return message.SerializeAsString();
  std::string text;
  google::protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  FIKA_CHECK(google::protobuf::util::MessageToJsonString(message, &text, options).ok());
  return text;
}

}  // namespace fika::rpc
