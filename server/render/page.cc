// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/page.h"

#include <algorithm>
#include <md4c.h>

#include "base/text.h"
#include "server/render/first_look.h"
#include "server/render/footnotes.h"
#include "server/render/page_emitter.h"
#include "server/render/parse.h"
#include "server/render/table_rules.h"

namespace fika::render {
namespace {

constexpr unsigned kDialect =
    MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_NOHTML | MD_FLAG_WIKILINKS;

std::unexpected<Error> too_long() {
  return fail(Code::kInvalid,
              "The page would become too long to show: some of it is repeated too often, such as a "
              "link with a very long address or a table of empty cells. Take some of it out.");
}
std::unexpected<Error> too_deep() {
  return fail(Code::kInvalid,
              "Lists, quotes or emphasis stand in each other more than {} deep. Make it flatter.",
              kDepthMax);
}

class Reader {
 public:
  Reader(PageEmitter& emitter, Effort& effort) : emitter_(emitter), effort_(effort) {}

  Status read(std::string_view markdown) {
    if (is_nested_too_deeply(markdown)) return too_deep();
    if (is_too_tangled(markdown)) {
      return fail(Code::kInvalid,
                  "There are too many lines and links without an empty line between them. Put some "
                  "in, or make two pages of it.");
    }
    const Source source = Source::exact(markdown);
    emitter_.read_from(source.text());
    const Reading reading = parse(source.text(), kDialect, emitter_);
    ++effort_.parses;
    effort_.callbacks += reading.callbacks;
    effort_.bytes = emitter_.bytes_spent();
    if (emitter_.is_too_wide()) {
      return fail(Code::kInvalid,
                  "A table has more than {} columns. Make two tables of it, or turn its rows into "
                  "columns.",
                  kTableColumnsMax);
    }
    if (emitter_.has_too_many_headings()) {
      return fail(Code::kInvalid, "The page has more than {} headings. Make two pages of it.",
                  kHeadingsMax);
    }
    if (emitter_.is_too_deep()) return too_deep();
    if (emitter_.is_over()) return too_long();
    if (!reading.is_done) {
      return fail(Code::kInternal,
                  "The page could not be read. Try again; if that does not help, make two pages of "
                  "it.");
    }
    return {};
  }

 private:
  PageEmitter& emitter_;
  Effort& effort_;
};

}  // namespace

Result<RenderedPage> render_page(std::string_view markdown, const RenderContext& given) {
  if (markdown.size() > kPageBytesMax) {
    return fail(Code::kInvalid, "The page is longer than {} KB. Make two pages of it.",
                kPageBytesMax / 1024);
  }
  if (!is_utf8(markdown)) {
    return fail(Code::kInvalid, "The page is not UTF-8 text. Save it as UTF-8 and try again.");
  }
  RenderContext context = given;
  context.has_group_mentions = false;  // a page tells nobody
  Effort effort;
  Footnotes footnotes(with_long_rules(markdown));
  const std::size_t bytes_max =
      std::min(kPageHtmlBytesMax, kPageBytesFree + kPageGrowthMax * markdown.size());
  PageEmitter emitter(footnotes, context, bytes_max);
  Reader reader(emitter, effort);
  CHECKED(reader.read(footnotes.body()));
  if (footnotes.used() > 0) emitter.open_footnotes();
  // One may be used for the first time in another.
  for (std::size_t number = 1; number <= footnotes.used(); ++number) {
    emitter.open_footnote(number);
    CHECKED(reader.read(footnotes.text(number)));
    emitter.close_footnote(number);
  }
  if (footnotes.used() > 0) emitter.close_footnotes();
  if (emitter.is_over()) return too_long();
  if (given.effort != nullptr) *given.effort = effort;
  RenderedPage page = emitter.finish();
  if (page.html.size() > bytes_max) return too_long();
  return page;
}

}  // namespace fika::render
