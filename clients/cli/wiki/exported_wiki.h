// SPDX-License-Identifier: GPL-3.0-or-later
// An exported wiki (page_export.h) to the pages that it was made of: ids, texts, histories and
// files are what they were. Page by page, since a history may be long.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "clients/cli/importing/archive.h"
#include "clients/cli/importing/source.h"
#include "clients/cli/wiki/exported_links.h"
#include "clients/cli/wiki/manifest.h"
#include "clients/cli/wiki/origin.h"
#include "clients/cli/wiki/wiki.h"

namespace fika::cli::wiki {

class ExportedWiki {
 public:
  // Nothing where the source, which outlives it, holds no wiki.json at its top or in its folder
  // pages/.
  static Result<std::optional<ExportedWiki>> find(importing::Source& source);

  const Manifest& manifest() const { return manifest_; }
  const Origin& origin() const { return origin_; }

  // In their order, each whole with all its revisions. `communities` says by a place's folder which
  // community its pages go to. A page whose file was edited since gets that as a revision of the
  // caller's, on top.
  Result<WikiCounts> each_page(const std::map<std::string, std::string>& communities,
                               const std::function<Status(const v1::ImportedPage&)>& take);

  Result<std::vector<WikiFile>> files() const;
  // Whom it numbers.
  Result<importing::Archive> people() const;

 private:
  ExportedWiki(importing::Source& source, Manifest manifest, Origin origin, std::string top)
      : source_(&source),
        manifest_(std::move(manifest)),
        origin_(std::move(origin)),
        links_(manifest_),
        top_(std::move(top)) {}
  Result<v1::ImportedPage> page(const ManifestPage& entry, const std::string& community);
  Result<std::string> text_of(const ManifestPage& entry);

  importing::Source* source_;
  Manifest manifest_;
  Origin origin_;
  ExportedLinks links_;
  std::string top_;  // what all paths in it begin with: "" or "pages/"
};

}  // namespace fika::cli::wiki
