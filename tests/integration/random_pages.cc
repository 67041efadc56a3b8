// SPDX-License-Identifier: GPL-3.0-or-later
// Random commands about the pages of a wiki, the files in them and the comments on their passages.
#include <fika/v1/files.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/passages.pb.h>
#include <fika/v1/watching.pb.h>

#include <fmt/format.h>

#include "storage/entities.h"
#include "tests/integration/random_commands.h"

namespace fika::tests {
namespace {

template <class Request>
std::unique_ptr<google::protobuf::Message> boxed(Request request) {
  return std::make_unique<Request>(std::move(request));
}

}  // namespace

std::uint64_t RandomCommands::revision_of(const std::string& page) {
  const auto found = storage::find<v1::Page>(*world_.read(), *Id::parse(page));
  return found && *found ? (*found)->revision() : 1;
}

// A few lines, a link by title and a file: so that saves merge, and links and files come and go.
std::string RandomCommands::page_text() {
  std::string text;
  for (int line = 0; line < 4; ++line) text += fmt::format("Line {} says {}.\n\n", line, below(6));
  if (one_in(2)) text += fmt::format("See [[Page {}]].\n", below(6));
  if (one_in(2)) text += fmt::format("![A picture](/files/{})\n", any(files_));
  return text;
}

RandomCommands::Given RandomCommands::create_page() {
  v1::CreatePageRequest request;
  request.set_id(pages_.size() < 12 ? fresh(pages_) : any(pages_));
  if (!one_in(3)) request.set_community(any(communities_));
  if (one_in(3) && pages_.size() > 1) request.set_parent(any(pages_));
  request.set_title(fmt::format("Page {}", below(6)));
  request.set_text(page_text());
  if (one_in(2)) request.add_tags(fmt::format("tag {}", below(3)));
  return {"CreatePage", boxed(request)};
}

RandomCommands::Given RandomCommands::save_page() {
  v1::SavePageRequest request;
  request.set_page(any(pages_));
  const std::uint64_t newest = revision_of(request.page());
  request.set_base_revision(one_in(3) ? 1 + below(newest) : newest);
  if (!one_in(4)) request.set_text(page_text());
  if (one_in(3)) request.set_title(fmt::format("Page {}", below(6)));
  if (one_in(3)) {
    request.set_replace_tags(true);
    for (std::size_t i = below(3); i > 0; --i) request.add_tags(fmt::format("tag {}", below(3)));
  }
  return {"SavePage", boxed(request)};
}

// Its bytes come in beside the commands, as they do through the door.
RandomCommands::Given RandomCommands::about_file() {
  if (one_in(2) && !uploads_.empty()) {
    v1::FinishUploadRequest request;
    request.set_id(any(uploads_));
    std::ignore = world_.files().uploads.append(*Id::parse(request.id()), 0, "words", 5);
    return {"FinishUpload", boxed(request)};
  }
  v1::BeginUploadRequest request;
  request.set_id(fresh(uploads_));
  files_.push_back(uploads_.back());
  request.set_name("words.txt");
  request.set_size_bytes(5);
  return {"BeginUpload", boxed(request)};
}

RandomCommands::Given RandomCommands::about_passage() {
  if (one_in(3) && !messages_.empty()) {
    v1::ResolvePassageRequest request;
    request.set_message(any(messages_));
    return {"ResolvePassage", boxed(request)};
  }
  if (one_in(5) && !messages_.empty()) {
    v1::ReopenPassageRequest request;
    request.set_message(any(messages_));
    return {"ReopenPassage", boxed(request)};
  }
  v1::CommentPassageRequest request;
  request.set_page(any(pages_));
  request.set_message(fresh(messages_));
  request.set_text("Is that so?");
  request.set_quote(fmt::format("says {}", below(6)));
  return {"CommentPassage", boxed(request)};
}

RandomCommands::Given RandomCommands::about_page() {
  switch (below(13)) {
    case 10:
    case 11:
      return about_passage();
    case 12: {
      v1::SetPageWatchRequest request;
      request.set_page(any(pages_));
      request.set_watched(!one_in(3));
      request.set_with_subpages(one_in(2));
      return {"SetPageWatch", boxed(request)};
    }
    case 0:
    case 1:
      return create_page();
    case 2:
    case 3:
    case 4:
      return save_page();
    case 5: {
      v1::MovePageRequest request;
      request.set_page(any(pages_));
      if (!one_in(3)) request.set_community(any(communities_));
      if (one_in(3)) request.set_parent(any(pages_));
      return {"MovePage", boxed(request)};
    }
    case 6: {
      v1::TrashPageRequest request;
      request.set_page(any(pages_));
      return {"TrashPage", boxed(request)};
    }
    case 7: {
      v1::RestorePageRequest request;
      request.set_page(any(pages_));
      return {"RestorePage", boxed(request)};
    }
    case 8: {
      v1::RestoreRevisionRequest request;
      request.set_page(any(pages_));
      request.set_base_revision(revision_of(request.page()));
      request.set_revision(1 + below(request.base_revision()));
      return {"RestoreRevision", boxed(request)};
    }
    default:
      return about_file();
  }
}

}  // namespace fika::tests
