// SPDX-License-Identifier: GPL-3.0-or-later
// Links and pictures of pages: by address, by a heading of the same page, by the title of another.
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "base/id.h"
#include "base/text.h"
#include "server/render/page_emitter.h"

namespace fika::render {
namespace {

// Its words are never filled in from its address.
constexpr std::size_t kNoWords = std::numeric_limits<std::size_t>::max();

constexpr std::string_view kFilesPath = "/files/";

// As other wikis and sites name files beside them; here nothing is beside a page.
bool is_relative(std::string_view address) {
  if (address.empty() || std::string_view("/\\#").contains(address.front())) return false;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
  return !address.substr(0, address.find_first_of("/?#")).contains(':') &&
         std::ranges::none_of(address, is_control);
}

// Of what leads elsewhere by http or https; else nothing.
std::string host_of(std::string_view href) {
  const std::size_t begin = href.find("://");
  if (begin == href.npos || href.starts_with('/')) return {};
  const std::string_view rest = href.substr(begin + 3);
  return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

}  // namespace

void PageEmitter::put_title(const MD_ATTRIBUTE& attribute) {
  const std::string title = resolved(attribute);
  if (title.empty()) return;
  sheet_.put(" title=\"");
  sheet_.put_attribute(title);
  sheet_.put("\"");
}

void PageEmitter::note_path(std::string_view href) {
  const std::string path(href.substr(0, href.find_first_of("?#")));
  for (const std::string_view place : {"/p/", "/threads/", "/people/", "/files/"}) {
    if (path.size() > place.size() && path.starts_with(place) && paths_.insert(path).second) {
      page_.paths.push_back(path);
    }
  }
}

void PageEmitter::open_link(const MD_ATTRIBUTE& attribute, const MD_ATTRIBUTE& title,
                            bool is_image) {
  std::string address = resolved(attribute);
  sheet_.charge(title.size);
  const bool is_words = flat_ != Flat::kNot || (is_in_link() && !is_image);
  const auto target = is_words ? std::nullopt : target_of(address, context_.origin);
  const bool is_inside = target && target->leads != Leads::kOutside;
  if (is_inside) note_path(target->href);
  if (is_inside && is_image && target->href.starts_with(kFilesPath)) {
    return open_picture(*target, title);
  }
  const bool is_shown = !is_words && !is_in_link() &&
                        (target || is_relative(address) || (!is_image && address.starts_with('#')));
  if (!is_shown) {
    sheet_.open("", "");
  } else if (target) {
    open_anchor(*target, is_image, false);
    put_title(title);
    sheet_.put(">");
  } else if (address.starts_with('#')) {
    open_by_fragment(std::string_view(address).substr(1));
  } else {
    sheet_.open("<a", "</a>");
    sheet_.put(kBrokenLink);
    sheet_.put(">");
  }
  if (is_image && is_shown && target) host_ = host_of(target->href);
  links_.push_back({is_shown, std::move(address), flat_ == Flat::kNot ? sheet_.size() : kNoWords});
  if (is_image && flat_ == Flat::kNot) flatten(Flat::kText);
}

// What is in it is what is known without the file. A label of another page is one hole already.
void PageEmitter::open_file_hole(std::string_view href) {
  constexpr std::size_t kIdCharacters = 36;
  const std::string_view path = href.substr(0, href.find_first_of("?#"));
  const auto id = Id::parse(path.substr(kFilesPath.size()));
  if (!id || path.size() != kFilesPath.size() + kIdCharacters || wikilink_) return;
  const auto [place, is_new] = file_places_.try_emplace(id->text(), page_.files.size());
  if (is_new) page_.files.push_back(id->text());
  page_.holes.push_back({.kind = Hole::Kind::kFile,
                         .begin = sheet_.size(),
                         .end = sheet_.size(),
                         .link = place->second,
                         .is_in_link = is_in_link()});
  file_depth_ = entered_.size();
}

void PageEmitter::open_picture(const Target& target, const MD_ATTRIBUTE& title) {
  open_file_hole(target.href);
  sheet_.open("<img src=\"", "\">");
  sheet_.put_text(target.href);
  sheet_.put("\"");
  put_title(title);
  sheet_.put(" loading=\"lazy\" alt=\"");
  links_.push_back({false, {}, kNoWords});
  flatten(Flat::kAttribute);
}

// A picture from elsewhere is a link: whoever follows it knows where it leads.
void PageEmitter::put_host() {
  if (host_.empty()) return;
  const bool has_words = sheet_.size() != links_.back().begin;
  if (has_words) sheet_.put(" (");
  const std::size_t begin = sheet_.size();
  sheet_.put(PageWords().picture_from);
  page_.holes.push_back({.kind = Hole::Kind::kPictureFrom, .begin = begin, .end = sheet_.size()});
  sheet_.put(" ");
  sheet_.put_text(host_);
  if (has_words) sheet_.put(")");
  host_.clear();
}

// Leads to a heading that may come only later.
void PageEmitter::open_by_fragment(std::string_view fragment) {
  sheet_.open("<a", "</a>");
  patches_.push_back({.at = sheet_.size(), .text = std::string(fragment), .is_link = true});
  sheet_.put(">");
}

void PageEmitter::open_wikilink(std::string_view written, Label label) {
  // In a table the bar before a label has a backslash, and is a part of the target for md4c.
  const std::size_t bar = label == Label::kThere ? written.npos : written.find('|');
  const std::string_view name = written.substr(0, bar);
  const std::size_t sign = name.find('#');
  PageLink link;
  link.target = trim(name.substr(0, sign));
  if (sign != name.npos) link.heading = trim(name.substr(sign + 1));
  const bool is_here = link.target.empty() && !link.heading.empty();
  const bool is_known =
      targets_.contains(link.target) || (!link.target.empty() && targets_.size() < kWikilinksMax);
  const bool is_sound = std::ranges::none_of(
      name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
  if (!is_sound || (!is_here && !is_known)) return sheet_.open("", "");

  if (is_here) {
    open_by_fragment(link.heading);
  } else {
    targets_.insert(link.target);
    page_.holes.push_back(
        {.kind = Hole::Kind::kPageLink, .begin = sheet_.size(), .end = sheet_.size()});
    sheet_.open("", "");
  }
  links_.push_back({true, {}, kNoWords});
  wikilink_ = OpenWikilink{std::move(link), label != Label::kNone, entered_.size(), {}};
  std::string more(bar == written.npos ? "" : trim(written.substr(bar + 1)));
  if (label == Label::kNone) silence_wikilink(more);
  if (label == Label::kUnsure) wikilink_->unsure_label = std::move(more);
}

void PageEmitter::settle_label(std::string_view first_words) {
  const std::string label = *std::exchange(wikilink_->unsure_label, std::nullopt);
  const auto end = place_of(first_words);
  if (!end) return;
  std::string_view before = markdown_.substr(0, *end - first_words.size());
  if (before.ends_with('\\')) before.remove_suffix(1);
  if (before.ends_with("[[")) silence_wikilink(label);
}

// What md4c finds within is the target once more.
void PageEmitter::silence_wikilink(std::string_view label) {
  wikilink_->has_label = !label.empty();
  note_words(label);
  sheet_.put_text(label);
  flat_ = Flat::kSilent;
  flat_depth_ = wikilink_->depth;
}

void PageEmitter::close_wikilink() {
  OpenWikilink open = *std::exchange(wikilink_, std::nullopt);
  PageLink& link = open.link;
  links_.pop_back();
  link.label = trim(link.label);
  if (!open.has_label || link.label.empty()) {
    const std::string words = link.target.empty()    ? link.heading
                              : link.heading.empty() ? link.target
                                                     : link.target + " › " + link.heading;
    note_words(words);
    sheet_.put_text(words);
  }
  if (link.target.empty()) return;
  Hole& hole = page_.holes.back();
  hole.end = sheet_.size();
  const std::string key = fmt::format("{}\n{}\n{}", link.target, link.heading, link.label);
  const auto [place, is_new] = link_places_.try_emplace(key, page_.wikilinks.size());
  hole.link = place->second;
  if (is_new) page_.wikilinks.push_back(std::move(link));
}

}  // namespace fika::render
