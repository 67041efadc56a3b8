// SPDX-License-Identifier: GPL-3.0-or-later
#include <unordered_map>

#include <fmt/format.h>

#include "server/render/page.h"
#include "server/render/sheet.h"
#include "server/render/shown_file.h"
#include "server/render/target.h"

namespace fika::render {
namespace {

class Filling {
 public:
  Filling(const RenderedPage& page, const ResolveLink& resolve, const ResolveFile& resolve_file,
          const PageWords& words)
      : page_(page),
        resolve_(resolve),
        resolve_file_(resolve_file),
        words_(words),
        sheet_(page.html.size() + kPageHtmlBytesMax + kLabelBytesMax * page.holes.size()) {}

  std::string filled() {
    std::size_t taken = 0;
    for (const Hole& hole : page_.holes) {
      sheet_.put(html(taken, hole.begin));
      put(hole);
      taken = hole.end;
    }
    sheet_.put(html(taken, page_.html.size()));
    return sheet_.take();
  }

 private:
  static constexpr std::size_t kLabelBytesMax = 100;

  std::string_view html(std::size_t from, std::size_t until) const {
    return std::string_view(page_.html).substr(from, until - from);
  }

  void put(const Hole& hole) {
    switch (hole.kind) {
      case Hole::Kind::kPageLink:
        return put_link(page_.wikilinks[hole.link], html(hole.begin, hole.end));
      case Hole::Kind::kFile:
        return put_file(page_.files[hole.link], html(hole.begin, hole.end), hole.is_in_link);
      case Hole::Kind::kFootnotesLabel:
        return sheet_.put_attribute(words_.footnotes.substr(0, kLabelBytesMax));
      case Hole::Kind::kBackLabel:
        return sheet_.put_attribute(words_.back.substr(0, kLabelBytesMax));
      case Hole::Kind::kPictureFrom:
        return sheet_.put_text(words_.picture_from.substr(0, kLabelBytesMax));
    }
  }

  const std::optional<LinkTarget>& target_of(const PageLink& link) {
    const auto found = targets_.find(link.target);
    if (found != targets_.end()) return found->second;
    return targets_.emplace(link.target, resolve_(link)).first->second;
  }

  // Written apart first: what is over the budget is left out as a whole.
  void put_link(const PageLink& link, std::string_view written) {
    if (is_over_) return sheet_.put(written);
    const std::optional<LinkTarget>& target = target_of(link);
    const std::size_t size_max = 6 * (written.size() + link.target.size() + link.heading.size() +
                                      (target ? target->path.size() + target->title.size() : 0)) +
                                 1024;
    Sheet one(size_max);
    if (target) {
      one.put("<a href=\"");
      one.put_attribute(target->path);
      const std::string id = heading_id(link.heading);
      if (!id.empty()) one.put("#" + percent_encoded(id));
      one.put("\" class=\"page\">");
      if (link.label.empty()) {
        one.put_text(target->title);
        if (!link.heading.empty()) one.put_text(" › " + link.heading);
      } else {
        one.put(written);
      }
    } else {
      one.put("<a class=\"wanted\" role=\"link\" aria-disabled=\"true\" data-page=\"");
      one.put_attribute(link.target);
      one.put("\">");
      one.put(written);
    }
    one.put("</a>");
    put_instead(one.take(), written);
  }

  void put_file(const std::string& id, std::string_view written, bool is_in_link) {
    if (is_over_ || !resolve_file_) return sheet_.put(written);
    auto found = files_.find(id);
    if (found == files_.end()) found = files_.emplace(id, resolve_file_(id)).first;
    const std::optional<ShownFile>& file = found->second;
    if (!file) return sheet_.put(written);
    put_instead(file_html({id, written, is_in_link}, *file), written);
  }

  void put_instead(const std::string& html, std::string_view written) {
    const std::size_t more = html.size() > written.size() ? html.size() - written.size() : 0;
    added_ += more;
    is_over_ = added_ > kPageHtmlBytesMax;
    sheet_.put(is_over_ ? written : html);
  }

  const RenderedPage& page_;
  const ResolveLink& resolve_;
  const ResolveFile& resolve_file_;
  const PageWords& words_;
  Sheet sheet_;
  std::size_t added_ = 0;
  bool is_over_ = false;  // and stays so: further links are their words
  std::unordered_map<std::string_view, std::optional<LinkTarget>> targets_;
  std::unordered_map<std::string_view, std::optional<ShownFile>> files_;
};

}  // namespace

std::string with_links(const RenderedPage& page, const ResolveLink& resolve, const PageWords& words,
                       const ResolveFile& resolve_file) {
  return Filling(page, resolve, resolve_file, words).filled();
}

}  // namespace fika::render
