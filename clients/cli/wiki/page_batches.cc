// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/wiki/page_batches.h"

namespace fika::cli::wiki {
namespace {

// Below the server's megabyte, as lengths and tags come on top of what is counted.
constexpr std::size_t kBytesMax = 700 * 1024;
constexpr int kPagesMax = 300, kRevisionsMax = 600;

// The first `count` revisions go to the one, the others to the other.
void split(const v1::ImportPagesRequest& request, int count, v1::ImportPagesRequest& first,
           v1::ImportPagesRequest& second) {
  for (const v1::ImportedPage& page : request.pages()) {
    if (count >= page.revisions_size()) {
      *first.add_pages() = page;
    } else if (count <= 0) {
      *second.add_pages() = page;
    } else {
      v1::ImportedPage& head = *first.add_pages();
      head = page;
      head.mutable_revisions()->DeleteSubrange(count, page.revisions_size() - count);
      v1::ImportedPage& tail = *second.add_pages();
      tail = page;
      tail.mutable_revisions()->DeleteSubrange(0, count);
      tail.set_first_revision(page.first_revision() + static_cast<std::uint64_t>(count));
    }
    count -= page.revisions_size();
  }
}

int revisions_of(const v1::ImportPagesRequest& request) {
  int count = 0;
  for (const v1::ImportedPage& page : request.pages()) count += page.revisions_size();
  return count;
}

}  // namespace

Outcome<void> PageBatches::add(const v1::ImportedPage& page, v1::ImportedRevision revision) {
  const bool goes_on = page.id() == last_page_;
  const std::size_t size = revision.ByteSizeLong() + 16 + page.ByteSizeLong();
  const bool is_full =
      bytes_ + size > kBytesMax || revisions_ >= kRevisionsMax || batch_.pages_size() >= kPagesMax;
  if (revisions_ > 0 && is_full) CHECKED(flush());
  last_number_ = goes_on ? last_number_ + 1 : page.first_revision();
  last_page_ = page.id();
  const int count = batch_.pages_size();
  if (count == 0 || batch_.pages(count - 1).id() != page.id()) {
    v1::ImportedPage& head = *batch_.add_pages();
    head = page;
    head.set_first_revision(last_number_);
  }
  *batch_.mutable_pages(batch_.pages_size() - 1)->add_revisions() = std::move(revision);
  bytes_ += size;
  ++revisions_;
  return {};
}

Outcome<void> PageBatches::add_whole(v1::ImportedPage page) {
  google::protobuf::RepeatedPtrField<v1::ImportedRevision> revisions;
  revisions.Swap(page.mutable_revisions());
  for (v1::ImportedRevision& revision : revisions) CHECKED(add(page, std::move(revision)));
  return {};
}

Outcome<void> PageBatches::flush() {
  if (revisions_ == 0) return {};
  CHECKED(send(batch_));
  batch_.Clear();
  bytes_ = 0;
  revisions_ = 0;
  return {};
}

Outcome<void> PageBatches::send(const v1::ImportPagesRequest& request) {
  auto reply = send_(request);
  const int revisions = revisions_of(request);
  if (!reply && reply.error().code == Code::kLimit && revisions > 1) {
    v1::ImportPagesRequest first, second;
    split(request, revisions / 2, first, second);
    CHECKED(send(first));
    return send(second);
  }
  if (!reply) return std::unexpected(std::move(reply).error());
  const bool goes_on = request.pages(0).id() == counted_page_;
  counted_page_ = request.pages(request.pages_size() - 1).id();
  sum_.set_pages_added(sum_.pages_added() + reply->pages_added());
  sum_.set_pages_known(sum_.pages_known() + reply->pages_known() - (goes_on ? 1 : 0));
  sum_.set_revisions_added(sum_.revisions_added() + reply->revisions_added());
  sum_.set_revisions_known(sum_.revisions_known() + reply->revisions_known());
  sum_.set_titles_added(sum_.titles_added() + reply->titles_added());
  for (const std::string& page : reply->changed_here()) {
    const int count = sum_.changed_here_size();
    if (count == 0 || sum_.changed_here(count - 1) != page) sum_.add_changed_here(page);
  }
  return {};
}

}  // namespace fika::cli::wiki
