// SPDX-License-Identifier: GPL-3.0-or-later
// The IRC importer on one file of JSON lines, which lies in memory.
#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

#include "clients/cli/importing/irc.h"
#include "tests/fuzz/archive_check.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = memfd_create("irc", MFD_CLOEXEC);
  FIKA_CHECK(file >= 0 && ftruncate(file, 0) == 0);
  FIKA_CHECK(pwrite(file, data, size, 0) == static_cast<ssize_t>(size));
  const auto archive = fika::cli::importing::read_irc(fmt::format("/proc/self/fd/{}", file));
  if (archive) fika::fuzz::check_archive(*archive);
  return 0;
}
