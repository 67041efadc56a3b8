// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/publication.h"

#include <fika/v1/sync.pb.h>

#include "server/domain/scopes.h"
#include "server/domain/sign_in/authenticate.h"
#include "server/feed/deflate.h"
#include "server/feed/delta.h"

namespace fika::feed {
namespace {

constexpr std::size_t kDeflateBytesMin = 1024;

void add_rows(const storage::CommitSummary& summary, Publication& publication) {
  for (const storage::PublishedRow& row : summary.rows) {
    storage::KeyReader key(row.key);
    if (row.table == domain::kSubscriptions.number) {
      const Id person = key.id();
      publication.access.push_back({person, key.scope(), !row.is_erased});
    } else if (row.table == domain::kRegrants.number && !row.is_erased) {
      publication.regranted.push_back(key.scope());
    } else if (row.table == domain::kSecrets.number && row.is_erased) {
      publication.ended_secrets.push_back(row.key);
    }
  }
}

}  // namespace

std::shared_ptr<const Publication> make_publication(storage::CommitSummary&& summary,
                                                    const FrameMaker& make_frame) {
  auto publication = std::make_shared<Publication>();
  publication->seq = summary.seq;
  v1::ServerFrame commit;
  commit.mutable_commit()->set_seq(summary.seq);
  const Frame commit_frame = make_frame(encode_small(commit));
  for (const storage::ScopeChanges& changes : summary.scopes) {
    v1::ServerFrame frame;
    fill_delta(changes, summary.seq, *frame.mutable_delta());
    Frame delta = make_frame(encode_small(frame));
    Frame both = std::make_shared<const std::string>(*delta + *commit_frame);
    publication->scopes.push_back({changes.scope, std::move(delta), std::move(both)});
  }
  add_rows(summary, *publication);
  publication->summary = std::move(summary);
  return publication;
}

std::string encode_small(const v1::ServerFrame& frame) { return frame.SerializeAsString(); }

std::string encode(const v1::ServerFrame& frame) {
  std::string plain = frame.SerializeAsString();
  if (plain.size() < kDeflateBytesMin) return plain;
  v1::ServerFrame outer;
  outer.set_deflated(deflate_raw(plain));
  std::string deflated = outer.SerializeAsString();
  return deflated.size() < plain.size() ? deflated : plain;
}

}  // namespace fika::feed
