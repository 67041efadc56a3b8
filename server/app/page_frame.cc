// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/page_frame.h"

#include <algorithm>

#include "server/web/static_files.h"

namespace fika::app {
namespace {

using render::Sheet;

constexpr std::size_t kNoticeBytesMax = 64 * 1024;

// Its address changes with its content, so browsers keep it for good.
const std::string& style_address() {
  static const std::string address = [] {
    static constexpr std::string_view kPath = "/assets/page.css";
    const auto files = web::landing_files();
    const auto found =
        std::ranges::find_if(files, [](const web::StaticFile& file) { return file.path == kPath; });
    std::string made(kPath);
    if (found != files.end()) made.append("?v=").append(found->tag);
    return made;
  }();
  return address;
}

}  // namespace

void put_attribute(Sheet& to, std::string_view before, std::string_view value,
                   std::string_view after) {
  to.put(before);
  to.put_attribute(value);
  to.put(after);
}

void put_text(Sheet& to, std::string_view before, std::string_view text, std::string_view after) {
  to.put(before);
  to.put_text(text);
  to.put(after);
}

void put_link(Sheet& to, std::string_view path, std::string_view text) {
  put_attribute(to, "<a href=\"", path, "\">");
  put_text(to, "", text, "</a>");
}

void begin_document(Sheet& to, const ReadingWords& words, std::string_view title,
                    std::string_view organisation) {
  put_attribute(to, "<!doctype html>\n<html lang=\"", words.language,
                "\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n");
  to.put(
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover, "
      "interactive-widget=resizes-content\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n");
  put_text(to, "<title>", title, "");
  if (!organisation.empty()) put_text(to, " – ", organisation, "");
  to.put("</title>\n");
}

void begin_body(Sheet& to, const AppParts& app) {
  to.put(app.head);
  put_attribute(to, "<link rel=\"stylesheet\" href=\"", style_address(), "\">\n");
  to.put("</head>\n<body>\n<div id=\"app\"><div class=\"paper\">\n");
}

// The app's own style comes last: a slow line then shows the page before it.
void end_document(Sheet& to, const AppParts& app) {
  to.put("</div></div>\n");
  to.put(app.start);
  to.put("</body>\n</html>\n");
}

const AppParts& app_parts() {
  static const AppParts parts = [] {
    AppParts found;
    const auto files = web::app_files();
    const auto index = std::ranges::find_if(
        files, [](const web::StaticFile& file) { return file.path == "/index.html"; });
    if (index == files.end()) {
      found.head = "<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\n";
      return found;
    }
    // The build writes one element a line.
    std::string_view html = index->identity;
    while (!html.empty()) {
      const std::size_t end = std::min(html.find('\n'), html.size());
      const std::string_view line = html.substr(0, end);
      html.remove_prefix(std::min(end + 1, html.size()));
      const bool starts = line.starts_with("<script ") ||
                          line.starts_with("<link rel=\"stylesheet\"") ||
                          line.starts_with("<link rel=\"modulepreload\"");
      const bool shows =
          !starts && (line.starts_with("<link rel=") || line.starts_with("<meta name=\"theme-"));
      if (starts) found.start.append(line).append("\n");
      if (shows) found.head.append(line).append("\n");
    }
    return found;
  }();
  return parts;
}

std::string notice_html(const Notice& notice, const ReadingWords& words, const AppParts& app) {
  Sheet to(kNoticeBytesMax);
  begin_document(to, words, notice.title, "Fika");
  begin_body(to, app);
  put_text(to, "<main>\n<h1>", notice.title, "</h1>\n");
  put_text(to, "<p>", notice.text, "</p>\n<p>");
  put_link(to, notice.path, notice.link);
  to.put("</p>\n</main>\n");
  end_document(to, app);
  return to.take();
}

}  // namespace fika::app
