// SPDX-License-Identifier: GPL-3.0-or-later
// server/rpc/codec: a request that is accepted as JSON means the same after a way through JSON and
// through protobuf. The first byte chooses the request; the rest is the JSON or, by its top bit,
// protobuf.
#include <array>
#include <fika/v1/communities.pb.h>
#include <fika/v1/import.pb.h>
#include <fika/v1/messages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <fika/v1/sync.pb.h>
#include <fika/v1/threads.pb.h>

#include <google/protobuf/stubs/logging.h>

#include "server/rpc/codec.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using fika::rpc::Encoding;
using google::protobuf::Message;

const std::array<const Message*, 8> kRequests = {
    &fika::v1::PostMessageRequest::default_instance(),
    &fika::v1::ListMessagesRequest::default_instance(),
    &fika::v1::UpdateCommunityRequest::default_instance(),
    &fika::v1::ImportBatchRequest::default_instance(),
    &fika::v1::UpdateProfileRequest::default_instance(),
    &fika::v1::CreateInvitationRequest::default_instance(),
    &fika::v1::StartThreadRequest::default_instance(),
    // Not sent as JSON, but it has what the others lack: bytes, a choice, lists of bytes.
    &fika::v1::ServerFrame::default_instance(),
};

void check_round_trip(const Message& message, Encoding encoding) {
  const std::string written = fika::rpc::encode(message, encoding);
  const auto again = fika::rpc::decode(message, written, encoding);
  FIKA_CHECK(again.has_value());
  FIKA_CHECK((*again)->SerializeAsString() == message.SerializeAsString());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // protobuf's parser complains on standard error of strings that are not UTF-8, for each one.
  [[maybe_unused]] static const google::protobuf::LogSilencer silencer;
  std::string_view input = fika::fuzz::text_of(data, size);
  const std::uint8_t choice = fika::fuzz::take_byte(input);
  const Message& request = *kRequests[choice % kRequests.size()];
  const bool is_json = choice < 0x80;
  auto decoded = fika::rpc::decode(request, input, is_json ? Encoding::kJson : Encoding::kProto);
  if (!decoded) return 0;
  // What a later version would know has no JSON form.
  (*decoded)->DiscardUnknownFields();
  check_round_trip(**decoded, Encoding::kProto);
  check_round_trip(**decoded, Encoding::kJson);
  return 0;
}
