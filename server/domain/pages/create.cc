// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "server/domain/pages/fields.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/text.h"
#include "server/domain/pages/writing.h"
#include "server/domain/threads/handlers.h"

namespace fika::domain {

Result<std::string> prepare_create(const Query& query, const v1::CreatePageRequest& request) {
  // Work in the pool is not for those who may not ask for it.
  TRY(const Place place, named_place(query.reader, query.organisation, request.community()));
  CHECKED(check_may_write(query.reader, query.actor, place));
  TRY(const std::string text, checked_page_text(request.text()));
  TRY(const auto prepared, prepared_text(text));
  return prepared.SerializeAsString();
}

Result<v1::Page> create_page(Command& command, const v1::CreatePageRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const Place place, named_place(txn, command.organisation, request.community()));
  CHECKED(check_may_write(txn, command.actor, place));
  TRY(const Id id, Id::parse(request.id(), "The page's id"));
  CHECKED(check_root_is_free(txn, id));
  TRY(const Spot spot, spot_in(txn, place, request.parent(), request.before(), 1, id));

  PlacedPage fresh{.place = place, .page = {}};
  v1::Page& page = fresh.page;
  page.set_id(id.text());
  page.set_community(community_of(place));
  if (!spot.parent.is_nil()) page.set_parent(spot.parent.text());
  page.set_rank(spot.rank);
  TRY(*page.mutable_title(), checked_page_title(request.title()));
  TRY(*page.mutable_language(), checked_page_language(request.language()));
  TRY(const auto tags, checked_tags(request.tags()));
  page.mutable_tags()->Assign(tags.begin(), tags.end());
  TRY(*page.mutable_template_name(),
      checked_optional_line(request.template_name(), kPageTemplateNameMax, "The template"));
  TRY(*page.mutable_owner(), checked_owner(command, place, request.owner(), {}));
  TRY(const auto sources, checked_sources(txn, command.actor, request.sources()));
  page.mutable_sources()->Assign(sources.begin(), sources.end());
  CHECKED(set_translation(txn, command.actor, request.translation_of(),
                          request.translated_revision(), page));
  page.set_author(command.actor.person.text());
  page.set_created_at_ms(txn.time_ms());

  store::v1::PreparedText text;
  text.ParseFromArray(command.prepared.data(), static_cast<int>(command.prepared.size()));
  Written written{.summary = {}, .parents = {}, .source = source_of(command.actor)};
  TRY(written.summary, checked_summary(request.summary()));
  CHECKED(add_revision(command, page, text, written));
  CHECKED(put_page(txn, nullptr, fresh));
  CHECKED(name_owner(command, fresh));
  return page;
}

}  // namespace fika::domain
