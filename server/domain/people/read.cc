// SPDX-License-Identifier: GPL-3.0-or-later
#include <sodium.h>

#include "base/text.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/handlers.h"
#include "server/domain/people/name_order.h"
#include "server/domain/people/people.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

std::unexpected<Error> bad_page() {
  return fail(Code::kInvalid, "This page is not one that was given out. Begin with the first.");
}

// A page is the place in the directory where the one before ended.
std::string page_after(std::string_view position) {
  std::string page(position.size() * 2 + 1, '\0');
  sodium_bin2hex(page.data(), page.size(), reinterpret_cast<const unsigned char*>(position.data()),
                 position.size());
  page.pop_back();
  return page;
}

Result<std::string> position_of(const std::string& page, const std::string& prefix) {
  if (page.empty()) return std::string();
  // What a person's key can be: NUL and id after a folded name or the part of one.
  std::string position(page.size() / 2, '\0');
  std::size_t size = 0;
  if (sodium_hex2bin(reinterpret_cast<unsigned char*>(position.data()), position.size(),
                     page.data(), page.size(), nullptr, &size, nullptr) != 0 ||
      size * 2 != page.size() || !position.starts_with(prefix)) {
    return bad_page();
  }
  return position;
}

}  // namespace

Result<v1::Me> get_me(const Query& query, const v1::GetMeRequest&) {
  v1::Me me;
  TRY(*me.mutable_person(), person_with(query.reader, query.organisation, query.actor.person));
  TRY(auto settings, storage::find<v1::PersonSettings>(query.reader, query.actor.person));
  if (settings) *me.mutable_settings() = *std::move(settings);
  me.set_organisation(query.organisation.text());
  return me;
}

Result<v1::Person> get_person(const Query& query, const v1::GetPersonRequest& request) {
  TRY(const Id id, Id::parse(request.person(), "person"));
  if (query.actor.is_guest() && id != query.actor.person) {
    return fail(Code::kNotFound, "There is no such person, or you may not see them.");
  }
  return person_with(query.reader, query.organisation, id);
}

Result<v1::ListPeopleReply> list_people(const Query& query, const v1::ListPeopleRequest& request) {
  if (request.limit() > kPeoplePageSizeMax) {
    return fail(Code::kInvalid, "A page holds at most {} people. Ask for fewer.",
                kPeoplePageSizeMax);
  }
  TRY(const std::string words,
      checked_optional_line(request.name_prefix(), kPersonNameSizeMax, "The beginning of a name"));
  const std::string prefix = fold_case(words);
  TRY(const std::string position, position_of(request.page(), prefix));
  v1::ListPeopleReply reply;
  if (query.actor.is_guest()) return reply;
  const auto limit = static_cast<int>(request.limit() == 0 ? kPeoplePageSize : request.limit());
  std::string last;
  CHECKED(for_each_person(query.reader, query.organisation, prefix, position,
                          [&](v1::Person&& person, std::string_view at) {
                            if (reply.people_size() == limit) {
                              reply.set_next_page(page_after(last));
                              return false;
                            }
                            *reply.add_people() = std::move(person);
                            last = at;
                            return true;
                          }));
  return reply;
}

Result<v1::Person> find_person_by_email(const Query& query,
                                        const v1::FindPersonByEmailRequest& request) {
  TRY(const auto id, person_by_email(query.reader, trim(request.email())));
  if (!id) return fail(Code::kNotFound, "Nobody has this e-mail address here.");
  return person_with(query.reader, query.organisation, *id);
}

Status add_own_settings_to(const Query&, const storage::Scope& scope, SnapshotBuilder& snapshot) {
  if (scope != person_scope(scope.id)) return {};
  snapshot.note_person(scope.id.text());
  return snapshot.add<v1::PersonSettings>(scope.id);
}

}  // namespace fika::domain
