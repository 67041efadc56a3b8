// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/page_html.h"

#include <algorithm>

#include "base/text.h"
#include "server/app/page_slug.h"

namespace fika::app {
namespace {

using render::Sheet;

constexpr std::size_t kDocumentBytesMax = std::size_t{32} * 1024 * 1024;
constexpr std::size_t kSummarySizeMax = 200;

// The first words of the text itself, for who shows a link to the page.
std::string summary_of(std::string_view markdown) {
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view line = trim(markdown.substr(0, end));
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
    if (line.empty() || std::string_view("#|`~:!<=-").contains(line.front())) continue;
    return first_line(line, kSummarySizeMax);
  }
  return {};
}

void put_page_link(Sheet& to, const v1::Page& page) {
  put_attribute(to, "<a href=\"", page_path(page.id(), page.title()), "\"");
  if (!page.language().empty()) put_attribute(to, " lang=\"", page.language(), "\"");
  put_text(to, ">", page.title(), "</a>");
}

void put_time(Sheet& to, const ReadingWords& words, std::int64_t time_ms) {
  put_attribute(to, "<time datetime=\"", machine_time(time_ms), "\">");
  put_text(to, "", day_in(words, time_ms), "</time>");
}

void put_meta(Sheet& to, std::string_view kind, std::string_view name, std::string_view content) {
  if (content.empty()) return;
  put_attribute(to, "<meta ", kind, "=\"");
  put_attribute(to, "", name, "\" content=\"");
  put_attribute(to, "", content, "\">\n");
}

class PageDocument {
 public:
  PageDocument(const PageSheet& sheet, const ReadingWords& words, const AppParts& app)
      : sheet_(sheet), view_(sheet.view), page_(sheet.view.page()), words_(words), app_(app) {}

  std::string written() {
    const std::string path = page_path(page_.id(), page_.title());
    const std::string summary = summary_of(view_.text());
    begin_document(to_, words_, title(), sheet_.organisation);
    put_meta(to_, "name", "description", summary);
    put_meta(to_, "property", "og:type", "article");
    put_meta(to_, "property", "og:title", title());
    put_meta(to_, "property", "og:description", summary);
    put_meta(to_, "property", "og:site_name", sheet_.organisation);
    put_attribute(to_, "<link rel=\"canonical\" href=\"", path, "\">\n");
    begin_body(to_, app_);
    put_text(to_, "<a class=\"paper-skip\" href=\"#text\">", words_.skip, "</a>\n");
    put_place();
    to_.put("<main>\n<article");
    if (!page_.language().empty()) put_attribute(to_, " lang=\"", page_.language(), "\"");
    put_text(to_, ">\n<h1>", title(), "</h1>\n");
    put_attribute(to_, "<div class=\"paper-about\" lang=\"", words_.language, "\">\n");
    put_notices();
    put_byline();
    put_tags();
    put_contents();
    to_.put("</div>\n<div class=\"paper-text\" id=\"text\" tabindex=\"-1\">\n");
    put_words();
    to_.put("</div>\n</article>\n");
    put_translations();
    put_list(words_.below, sheet_.below, sheet_.has_more_below);
    put_discussions();
    put_list(words_.linked_from, sheet_.linked_from, false);
    to_.put("</main>\n");
    end_document(to_, app_);
    return to_.take();
  }

 private:
  // As it was when the revision was written.
  const std::string& title() const {
    const std::string& then = view_.revision().title();
    return then.empty() ? page_.title() : then;
  }

  void put_place() {
    put_attribute(to_, "<nav class=\"paper-place\" aria-label=\"", words_.place, "\"><ol>\n<li>");
    put_link(to_, "/", sheet_.organisation.empty() ? "Fika" : sheet_.organisation);
    to_.put("</li>\n");
    if (!page_.community().empty()) {
      to_.put("<li>");
      put_link(to_, "/communities/" + page_.community(), sheet_.community);
      to_.put("</li>\n");
    }
    for (const v1::PageStep& step : view_.breadcrumbs()) {
      to_.put("<li>");
      put_link(to_, page_path(step.id(), step.title()), step.title());
      to_.put("</li>\n");
    }
    to_.put("</ol></nav>\n");
  }

  void put_notices() {
    if (view_.in_trash()) put_text(to_, "<p class=\"paper-notice\">", words_.in_trash, "</p>\n");
    if (view_.revision().number() != page_.revision()) {
      put_text(to_, "<p class=\"paper-notice\">", words_.old_revision, " ");
      put_link(to_, page_path(page_.id(), page_.title()), words_.newest);
      to_.put("</p>\n");
    }
    if (view_.original().is_behind()) {
      put_text(to_, "<p class=\"paper-notice\">", words_.is_ahead, " ");
      put_page_link(to_, view_.original().page());
      to_.put("</p>\n");
    }
  }

  void put_byline() {
    const v1::Revision& revision = view_.revision();
    put_text(to_, "<p class=\"paper-byline\">", words_.changed, " ");
    put_time(to_, words_, revision.created_at_ms());
    put_text(to_, " ", words_.by, " ");
    put_text(to_, "", sheet_.reviser, "");
    if (revision.number() != 1) {
      put_text(to_, " · ", words_.begun, " ");
      put_time(to_, words_, page_.created_at_ms());
      put_text(to_, " ", words_.by, " ");
      put_text(to_, "", sheet_.author, "");
    }
    for (const std::string& name : sheet_.contributors) {
      const bool is_first = &name == sheet_.contributors.data();
      put_text(to_, is_first ? " · " : ", ", is_first ? words_.contributors : "",
               is_first ? " " : "");
      put_text(to_, "", name, "");
    }
    if (sheet_.has_more_contributors) put_text(to_, " ", words_.more_below, "");
    if (!sheet_.owner.empty()) {
      put_text(to_, " · ", words_.owner, " ");
      put_text(to_, "", sheet_.owner, "");
    }
    put_text(to_, " · ", words_.revision, " ");
    put_text(to_, "", std::to_string(revision.number()), "</p>\n");
  }

  void put_tags() {
    if (page_.tags().empty()) return;
    put_attribute(to_, "<ul class=\"paper-tags\" aria-label=\"", words_.tags, "\">");
    for (const std::string& tag : page_.tags()) put_text(to_, "<li>", tag, "</li>");
    to_.put("</ul>\n");
  }

  void put_contents() {
    if (view_.outline_size() < 2) return;
    put_attribute(to_, "<nav aria-label=\"", words_.contents,
                  "\"><details class=\"paper-contents\">");
    put_text(to_, "<summary>", words_.contents, "</summary><ol>\n");
    for (const v1::PageHeading& heading : view_.outline()) {
      const std::uint32_t level = std::clamp(heading.level(), 2U, 6U);
      put_attribute(to_, "<li class=\"paper-level-", std::to_string(level), "\">");
      put_link(to_, "#" + heading.anchor(), heading.text());
      to_.put("</li>\n");
    }
    to_.put("</ol></details></nav>\n");
  }

  void put_words() {
    if (!view_.html().empty() || view_.text().empty()) return to_.put(view_.html());
    put_text(to_, "<p class=\"paper-notice\">", words_.unreadable, "</p>\n<pre>");
    put_text(to_, "", view_.text(), "</pre>\n");
  }

  void put_translations() {
    if (!view_.has_original() && view_.translations().empty()) return;
    put_text(to_, "<section class=\"paper-near\"><h2>", words_.in_languages, "</h2><ul>\n");
    if (view_.has_original()) put_translation(view_.original().page(), words_.original);
    for (const v1::PageTranslation& other : view_.translations()) {
      put_translation(other.page(), other.is_behind() ? words_.is_behind : std::string_view());
    }
    to_.put("</ul></section>\n");
  }

  void put_translation(const v1::Page& page, std::string_view remark) {
    to_.put("<li>");
    put_page_link(to_, page);
    if (!page.language().empty()) put_text(to_, " (", page.language(), ")");
    if (!remark.empty()) put_text(to_, " – ", remark, "");
    to_.put("</li>\n");
  }

  void put_discussions() {
    if (sheet_.discussed_in.empty()) return;
    put_text(to_, "<section class=\"paper-near\"><h2>", words_.discussed_in, "</h2><ul>\n");
    for (const v1::Discussion& talk : sheet_.discussed_in) {
      std::string path = "/threads/" + talk.root();
      if (!talk.messages().empty()) path += "/" + talk.messages(0);
      to_.put("<li>");
      put_link(to_, talk.is_page() ? page_path(talk.root(), talk.title()) : path, talk.title());
      to_.put("</li>\n");
    }
    to_.put("</ul></section>\n");
  }

  void put_list(std::string_view heading, const std::vector<v1::Page>& pages, bool has_more) {
    if (pages.empty()) return;
    put_text(to_, "<section class=\"paper-near\"><h2>", heading, "</h2><ul>\n");
    for (const v1::Page& page : pages) {
      to_.put("<li>");
      put_page_link(to_, page);
      to_.put("</li>\n");
    }
    if (has_more) put_text(to_, "<li>… ", words_.more_below, "</li>\n");
    to_.put("</ul></section>\n");
  }

  const PageSheet& sheet_;
  const v1::PageView& view_;
  const v1::Page& page_;
  const ReadingWords& words_;
  const AppParts& app_;
  Sheet to_{kDocumentBytesMax};
};

}  // namespace

std::string page_html(const PageSheet& sheet, const ReadingWords& words, const AppParts& app) {
  return PageDocument(sheet, words, app).written();
}

}  // namespace fika::app
