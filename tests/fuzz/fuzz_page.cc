// SPDX-License-Identifier: GPL-3.0-or-later
// server/render: whatever a page says, it is refused with a sentence or its HTML is made of what
// page.h names, keeps to its bounds, and stays so when a reader's titles are filled in.
#include "server/render/page.h"
#include "server/render/page_reader_for_tests.h"
#include "tests/fuzz/fuzzing.h"

namespace {

std::optional<fika::render::LinkTarget> title_of(const fika::render::PageLink& link) {
  if (link.target.size() % 2 == 0) return std::nullopt;
  return fika::render::LinkTarget{"/pages/1", "<\"" + link.label + link.heading};
}

void check_places(const fika::render::RenderedPage& page) {
  std::size_t taken = 0;
  for (const fika::render::Hole& hole : page.holes) {
    FIKA_CHECK(taken <= hole.begin && hole.begin <= hole.end && hole.end <= page.html.size());
    FIKA_CHECK(hole.kind != fika::render::Hole::Kind::kPageLink ||
               hole.link < page.wikilinks.size());
    taken = hole.end;
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fika::fuzz::text_of(data, size);
  fika::render::Effort effort;
  const auto page =
      fika::render::render_page(text, {.origin = "https://fika.example", .effort = &effort});
  if (!page) {
    FIKA_CHECK(page.error().code == fika::Code::kInvalid && !page.error().detail.empty());
    return 0;
  }
  const std::size_t most =
      fika::render::kPageBytesFree + fika::render::kPageGrowthMax * text.size();
  FIKA_CHECK(page->html.size() <= most && effort.bytes <= 3 * most);
  check_places(*page);
  const std::string html = with_links(*page, title_of);
  for (const std::string_view one : {std::string_view(page->html), std::string_view(html)}) {
    FIKA_CHECK(fika::render::PageReader(one).fault().empty());
  }
  return 0;
}
