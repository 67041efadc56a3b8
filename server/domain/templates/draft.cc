// SPDX-License-Identifier: GPL-3.0-or-later
// From a thread or messages to the beginning of a page. Every id in the request is asked about;
// what is absent, deleted or not for the caller is answered alike.
#include <algorithm>

#include "base/text.h"
#include "server/domain/pages/pages.h"
#include "server/domain/templates/collection.h"
#include "server/domain/templates/handlers.h"
#include "server/domain/templates/key_messages.h"
#include "server/domain/templates/quoting.h"
#include "server/domain/threads/threads.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

std::unexpected<Error> nothing_there() {
  return fail(Code::kNotFound, "There is no such thread or message, or you may not see it.");
}

Status check_sees(const Query& query, const Id& root) {
  TRY(const Relation relation, relation_to(query.reader, query.actor, root));
  if (relation < Relation::kSees) return nothing_there();
  return {};
}

struct Material {
  std::vector<v1::Message> messages;
  std::vector<Origin> origins;  // of each message
  std::vector<std::string> sources;
  std::string title, community;
  bool is_cut = false;
};

Status take_thread(const Query& query, const v1::DraftPageRequest& request, Material& material) {
  TRY(const Id id, Id::parse(request.thread(), "The thread"));
  CHECKED(check_sees(query, id));
  TRY(const auto thread, storage::find<v1::Thread>(query.reader, id));
  if (!thread) return nothing_there();
  if (!thread->merged_into().empty()) {
    return fail(Code::kState, "The thread was merged into another one. Begin there.");
  }
  TRY(const Origin origin, origin_of(query.reader, id));
  material.sources.push_back(id.text());
  material.title = thread->title();
  material.community = thread->community();
  if (!request.messages().empty()) return {};
  TRY(KeyMessages key, key_messages(query.reader, id));
  material.messages = std::move(key.messages);
  material.origins.assign(material.messages.size(), origin);
  material.is_cut = key.is_cut;
  return {};
}

Status take_message(const Query& query, const std::string& named, Material& material) {
  TRY(const Id id, Id::parse(named, "A message"));
  TRY(const auto place, storage::place_of(query.reader, id));
  if (!place || place->kind != storage::entity_type<v1::Message>().kind()) return nothing_there();
  CHECKED(check_sees(query, place->root));
  TRY(auto message, storage::find<v1::Message>(query.reader, place->root, {id}));
  if (!message || message->deleted()) return nothing_there();
  const bool is_known =
      std::ranges::find(material.messages, id.text(), &v1::Message::id) != material.messages.end();
  if (is_known) return {};
  TRY(Origin origin, origin_of(query.reader, place->root));
  const bool has_thread =
      std::ranges::find(material.sources, place->root.text()) != material.sources.end();
  if (!has_thread) material.sources.push_back(id.text());
  if (material.title.empty()) {
    material.title = title_from(message->text());
    material.community = origin.community;
  }
  material.messages.push_back(*std::move(message));
  material.origins.push_back(std::move(origin));
  return {};
}

Result<Material> material_for(const Query& query, const v1::DraftPageRequest& request) {
  if (request.thread().empty() && request.messages().empty()) {
    return fail(Code::kInvalid, "Name a thread or messages that the page is to grow out of.");
  }
  if (request.messages_size() > kDraftedMessagesMax) {
    return fail(Code::kInvalid, "{} messages are too many; a page begins with at most {}.",
                request.messages_size(), kDraftedMessagesMax);
  }
  Material material;
  if (!request.thread().empty()) CHECKED(take_thread(query, request, material));
  for (const std::string& message : request.messages()) {
    CHECKED(take_message(query, message, material));
  }
  // A thread and messages of elsewhere may be one too many.
  if (material.sources.size() > static_cast<std::size_t>(kPageSourcesMax)) {
    material.sources.resize(static_cast<std::size_t>(kPageSourcesMax));
  }
  return material;
}

}  // namespace

Result<v1::DraftPageReply> draft_page(const Query& query, const v1::DraftPageRequest& request) {
  TRY(Material material, material_for(query, request));
  const Collection all = collected_templates();
  const v1::Template* chosen =
      nearest_template(all.templates, request.template_name(), request.language());
  if (!chosen) {
    return fail(Code::kNotFound, "There is no such template. ListTemplates has those there are.");
  }
  Quoter quoter(query, chosen->language());
  std::string quotes;
  for (std::size_t i = 0; i < material.messages.size(); ++i) {
    TRY(const std::string quote, quoter.quote(material.origins[i], material.messages[i]));
    quotes += quote;
  }
  v1::DraftPageReply reply;
  *reply.mutable_template_() = *chosen;
  reply.set_title(material.title.empty() ? chosen->title() : material.title);
  for (const v1::TemplateField& field : chosen->fields()) {
    v1::DraftField& draft = *reply.add_fields();
    draft.set_id(field.id());
    if (field.takes_quotes()) draft.set_text(std::string(trim(quotes)));
    *reply.mutable_text() += page_part(field, draft.text());
  }
  reply.set_credits(quoter.credits());
  if (!reply.credits().empty()) *reply.mutable_text() += reply.credits() + "\n";
  reply.mutable_sources()->Assign(material.sources.begin(), material.sources.end());
  for (const v1::Message& message : material.messages) reply.add_messages(message.id());
  reply.mutable_authors()->Assign(quoter.authors().begin(), quoter.authors().end());
  reply.set_community(material.community);
  reply.set_is_cut(material.is_cut || quoter.has_cut());
  return reply;
}

}  // namespace fika::domain
