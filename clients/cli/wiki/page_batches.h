// SPDX-License-Identifier: GPL-3.0-or-later
// Pages and their revisions on their way to the server, in batches that it takes. A long history
// goes in several.
#pragma once

#include <fika/v1/import_pages.pb.h>
#include <functional>

#include "clients/cli/failure.h"

namespace fika::cli::wiki {

class PageBatches {
 public:
  using Send = std::function<Outcome<v1::ImportPagesReply>(const v1::ImportPagesRequest&)>;
  explicit PageBatches(Send send) : send_(std::move(send)) {}

  // `page` without revisions; `revision` is the next one of it, or its only one. What came before
  // of the page must have been the one before that.
  Outcome<void> add(const v1::ImportedPage& page, v1::ImportedRevision revision);
  Outcome<void> add_whole(v1::ImportedPage page);
  Outcome<void> flush();

  // What the server said to all of it. A page that went in several batches is known or added once.
  const v1::ImportPagesReply& sum() const { return sum_; }

 private:
  Outcome<void> send(const v1::ImportPagesRequest& request);

  const Send send_;
  v1::ImportPagesRequest batch_;
  std::size_t bytes_ = 0;
  int revisions_ = 0;
  std::string last_page_;          // the last page of all, and
  std::uint64_t last_number_ = 0;  // which of its revisions that was
  std::string counted_page_;
  v1::ImportPagesReply sum_;
};

}  // namespace fika::cli::wiki
