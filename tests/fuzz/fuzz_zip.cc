// SPDX-License-Identifier: GPL-3.0-or-later
// A zip as an archive's source: no name leaves it, and nothing unpacks to more than was allowed.
#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text.h"
#include "clients/cli/importing/source.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = memfd_create("zip", MFD_CLOEXEC);
  FIKA_CHECK(file >= 0 && ftruncate(file, 0) == 0);
  FIKA_CHECK(pwrite(file, data, size, 0) == static_cast<ssize_t>(size));
  const fika::cli::importing::SourceLimits limits = {
      .file_bytes_max = 1 << 16, .all_bytes_max = 1 << 18, .ratio_max = 200, .files_max = 100};
  const auto source =
      fika::cli::importing::Source::open(fmt::format("/proc/self/fd/{}", file), limits);
  if (!source) {
    FIKA_CHECK(fika::is_utf8(source.error().detail));
    return 0;
  }
  FIKA_CHECK((*source)->names().size() <= limits.files_max);
  std::size_t size_all = 0;
  for (const std::string& name : (*source)->names()) {
    FIKA_CHECK(!name.starts_with('/') && !name.starts_with("../") && !name.contains("/../"));
    FIKA_CHECK(fika::is_utf8(name));
    const auto content = (*source)->read(name);
    if (!content) continue;
    FIKA_CHECK(content->size() <= limits.file_bytes_max);
    size_all += content->size();
  }
  FIKA_CHECK(size_all <= limits.all_bytes_max);
  return 0;
}
