// SPDX-License-Identifier: GPL-3.0-or-later
// A dump of MediaWiki as XML.
#include "base/text.h"
#include "clients/cli/wiki/dump_reader.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace wiki = fika::cli::wiki;
  std::size_t bytes = 0;
  wiki::DumpVisitor visitor;
  visitor.site = [](const wiki::DumpSite&) { return fika::Status(); };
  visitor.revision = [&](const wiki::DumpPage& page, const wiki::DumpRevision& revision) {
    FIKA_CHECK(fika::is_utf8(page.title) && fika::is_utf8(revision.text));
    bytes += revision.text.size();
    return fika::Status();
  };
  visitor.end_of_page = [](const wiki::DumpPage&) { return fika::Status(); };
  const auto done = wiki::read_dump_text({reinterpret_cast<const char*>(data), size}, visitor);
  FIKA_CHECK(bytes <= size);
  if (!done) FIKA_CHECK(fika::is_utf8(done.error().detail));
  return 0;
}
