// SPDX-License-Identifier: GPL-3.0-or-later
// What imported messages look like, made before the writer's queue. Between the two lies a row of
// sizes (u32) and HTML, one pair a message; ids of the archive's people stand in it until posts.cc
// puts those who stand in for them.
#include "server/domain/importing/batch.h"
#include "server/domain/importing/handlers.h"
#include "server/domain/messages/messages.h"
#include "storage/keys.h"

namespace fika::domain {

Result<std::string> prepare_batch(const Query&, const v1::ImportBatchRequest& request) {
  std::string prepared;
  // More than that is refused.
  if (request.messages_size() > kImportedMessagesMax) return prepared;
  std::size_t size = 0;
  for (const v1::ImportedMessage& message : request.messages()) {
    TRY(std::string html, message_html(message.text(), true));
    if (size + html.size() > kImportedHtmlBytesMax) html.clear();
    size += html.size();
    prepared += storage::KeyWriter().u32(static_cast<std::uint32_t>(html.size())).take();
    prepared += html;
  }
  return prepared;
}

std::string take_html(Batch& batch) {
  if (batch.html.empty()) return {};
  storage::KeyReader next(batch.html);
  const std::size_t size = next.u32();
  batch.html = next.rest().substr(size);
  return std::string(next.rest().substr(0, size));
}

}  // namespace fika::domain
