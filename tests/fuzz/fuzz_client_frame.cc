// SPDX-License-Identifier: GPL-3.0-or-later
// The frames of /sync: what parses is written and read again as the same.
#include <fika/v1/sync.pb.h>

#include <google/protobuf/stubs/logging.h>

#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // It complains on standard error of each string that is not UTF-8.
  [[maybe_unused]] static const google::protobuf::LogSilencer silencer;
  fika::v1::ClientFrame frame;
  if (!frame.ParseFromArray(data, static_cast<int>(size))) return 0;
  const std::string written = frame.SerializeAsString();
  fika::v1::ClientFrame again;
  FIKA_CHECK(again.ParseFromString(written));
  FIKA_CHECK(again.SerializeAsString() == written);
  FIKA_CHECK(again.frame_case() == frame.frame_case());
  return 0;
}
