// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/dump_reader.h"

#include <charconv>
#include <expat.h>
#include <memory>
#include <vector>

#include "clients/cli/importing/calendar.h"
#include "clients/cli/wiki/dump_bytes.h"

namespace fika::cli::wiki {
namespace {

constexpr std::size_t kDepthOfXmlMax = 32, kFieldBytesMax = 8 * 1024, kNamespacesMax = 1'000;

int number_of(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class Reader {
 public:
  explicit Reader(const DumpVisitor& visitor)
      : visitor_(visitor), parser_(XML_ParserCreate("UTF-8"), &XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<Reader*>(self)->begin(name, attributes);
        },
        [](void* self, const XML_Char*) { static_cast<Reader*>(self)->end(); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const XML_Char* text, int size) {
      static_cast<Reader*>(self)->add({text, static_cast<std::size_t>(size)});
    });
    // A dump has none; what has one wants to declare entities.
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
          static_cast<Reader*>(self)->stop(
              fail(Code::kInvalid, "The dump is refused: it declares a document type."));
        });
  }

  Status feed(std::string_view piece, bool is_last) {
    const auto done =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_last ? 1 : 0);
    CHECKED(status_);
    if (done == XML_STATUS_OK) return {};
    return fail(Code::kInvalid, "The dump cannot be read, line {}: {}.",
                XML_GetCurrentLineNumber(parser_.get()),
                XML_ErrorString(XML_GetErrorCode(parser_.get())));
  }

 private:
  void stop(Status status) {
    if (status_) status_ = std::move(status);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  static std::string attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes != nullptr; attributes += 2) {
      if (attributes[0] == name) return attributes[1];
    }
    return {};
  }

  bool is_in(std::string_view parent) const {
    return path_.size() >= 2 && path_[path_.size() - 2] == parent;
  }

  void begin(std::string_view name, const XML_Char** attributes) {
    if (!status_) return;
    path_.emplace_back(name);
    text_.clear();
    is_cut_ = false;
    if (path_.size() == 1) {
      if (name != "mediawiki") {
        return stop(fail(Code::kInvalid, "This is no dump of a MediaWiki: it begins with <{}>.",
                         name.substr(0, 40)));
      }
      site_.language = attribute(attributes, "xml:lang");
    }
    if (path_.size() > kDepthOfXmlMax) {
      return stop(fail(Code::kInvalid, "The dump is refused: it is nested too deep."));
    }
    if (name == "page" && path_.size() == 2) {
      const std::uint64_t number = pages_++;
      page_ = DumpPage();
      page_.number = number;
    } else if (name == "revision" && is_in("page")) {
      revision_ = DumpRevision();
    } else if (name == "redirect" && is_in("page")) {
      page_.redirect = attribute(attributes, "title");
    } else if (name == "minor" && is_in("revision")) {
      revision_.is_minor = true;
    } else if (name == "namespace") {
      namespace_ = number_of(attribute(attributes, "key"));
      // Of the first namespace what counts for all.
      if (namespace_ == 0)
        site_.is_case_sensitive = attribute(attributes, "case") != "first-letter";
    }
  }

  void add(std::string_view text) {
    if (!status_ || path_.empty()) return;
    const bool is_text = path_.back() == "text";
    const std::size_t bytes_max = is_text ? kDumpTextBytesMax : kFieldBytesMax;
    if (text_.size() + text.size() > bytes_max) {
      is_cut_ = true;
    } else if (!is_cut_) {
      text_ += text;
    }
  }

  void end() {
    if (!status_ || path_.empty()) return;
    const std::string name = std::move(path_.back());
    take(name);
    path_.pop_back();
    text_.clear();
  }

  void take(std::string_view name) {
    const std::string_view parent =
        path_.size() >= 2 ? std::string_view(path_[path_.size() - 2]) : std::string_view();
    if (parent == "siteinfo") {
      if (name == "sitename") site_.name = text_;
      if (name == "dbname") site_.database = text_;
      if (name == "base") site_.base = text_;
    } else if (name == "namespace" && site_.namespaces.size() < kNamespacesMax) {
      site_.namespaces[namespace_] = text_;
    } else if (name == "siteinfo") {
      tell_site();
    } else if (parent == "page" && name == "title") {
      page_.title = text_;
    } else if (parent == "page" && name == "ns") {
      page_.name_space = number_of(text_);
    } else if (parent == "page" && name == "revision") {
      tell_site();
      if (const Status done = visitor_.revision(page_, std::move(revision_)); !done) stop(done);
    } else if (name == "page" && path_.size() == 2) {
      if (const Status done = visitor_.end_of_page(page_); !done) stop(done);
    } else if (parent == "contributor" && (name == "username" || name == "ip")) {
      revision_.author = text_;
    } else if (parent == "revision") {
      take_of_revision(name);
    }
  }

  void take_of_revision(std::string_view name) {
    if (name == "timestamp") {
      const auto time = importing::parse_iso_ms(text_);
      if (time) revision_.time_ms = *time;
    } else if (name == "comment") {
      revision_.comment = std::move(text_);
    } else if (name == "model") {
      revision_.model = text_;
    } else if (name == "text") {
      revision_.is_too_long = is_cut_;
      revision_.text = std::move(text_);
    }
  }

  // Once, before the first page, also where the dump says nothing of its site.
  void tell_site() {
    if (is_site_told_) return;
    is_site_told_ = true;
    if (const Status done = visitor_.site(site_); !done) stop(done);
  }

  const DumpVisitor& visitor_;
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  Status status_;
  std::vector<std::string> path_;
  std::string text_;
  bool is_cut_ = false, is_site_told_ = false;
  int namespace_ = 0;
  std::uint64_t pages_ = 0;
  DumpSite site_;
  DumpPage page_;
  DumpRevision revision_;
};

}  // namespace

Status read_dump(const std::filesystem::path& path, const DumpVisitor& visitor) {
  Reader reader(visitor);
  CHECKED(each_piece(path, [&](std::string_view piece) { return reader.feed(piece, false); }));
  return reader.feed({}, true);
}

Status read_dump_text(std::string_view xml, const DumpVisitor& visitor) {
  Reader reader(visitor);
  return reader.feed(xml, true);
}

}  // namespace fika::cli::wiki
