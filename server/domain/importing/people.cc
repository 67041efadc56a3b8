// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "server/domain/importing/batch.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/profile_fields.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

constexpr std::size_t kEmailLengthMax = 320;

// An address that nobody could have simply finds nobody: archives hold all kinds.
Result<std::optional<Id>> account_of(const storage::Reader& reader, std::string_view email) {
  TRY(const std::string line, checked_optional_line(email, kEmailLengthMax, "The e-mail address"));
  return person_by_email(reader, line);
}

Status add_former_colleague(Batch& batch, const Id& id, std::string name) {
  v1::Person person;
  person.set_organisation(batch.command.organisation.text());
  person.set_id(id.text());
  person.set_name(std::move(name));
  person.set_former_colleague(true);
  person.set_created_at_ms(batch.command.txn.time_ms());
  CHECKED(add_person(batch.command.txn, person, v1::PersonSettings{}));
  batch.people.emplace(id, std::move(person));
  return {};
}

}  // namespace

Status check_time(const Batch& batch, std::int64_t time_ms) {
  if (time_ms > 0 && time_ms <= batch.command.txn.time_ms() + kImportedAheadMsMax) return {};
  return fail(Code::kInvalid, "Its time, {} ms, is before 1970 or in the future.", time_ms);
}

std::unexpected<Error> id_in_use(const Id& id) {
  return fail(Code::kExists,
              "The id {} is in use for something that this archive did not bring. Nothing was "
              "imported; give the archive ids of its own.",
              id.text());
}

Result<std::optional<const v1::Person*>> known_person(Batch& batch, const Id& id) {
  using Known = std::optional<const v1::Person*>;
  if (const auto cached = batch.people.find(id); cached != batch.people.end()) {
    return Known(&cached->second);
  }
  const storage::Transaction& txn = batch.command.txn;
  TRY(const auto stand_in, storage::find_index(txn, kStandIns, id.bytes()));
  const Id person_id = stand_in ? Id::from_bytes(*stand_in) : id;
  TRY(auto person, storage::find<v1::Person>(txn, batch.command.organisation, {person_id}));
  if (!person || (!stand_in && !person->former_colleague())) return Known();
  return Known(&batch.people.emplace(id, *std::move(person)).first->second);
}

Result<const v1::Person*> person_for(Batch& batch, std::string_view text) {
  TRY(const Id id, Id::parse(text, "A person's id"));
  TRY(const auto person, known_person(batch, id));
  if (!person) {
    return fail(Code::kInvalid, "The person {} has not been imported. Send the people first.",
                id.text());
  }
  return *person;
}

Status import_person(Batch& batch, const v1::ImportedPerson& imported) {
  TRY(const Id id, Id::parse(imported.id(), "The person's id"));
  TRY(std::string name, checked_person_name(imported.name()));
  TRY(const auto known, known_person(batch, id));
  if (known) {
    batch.reply.set_people_known(batch.reply.people_known() + 1);
    return {};
  }
  storage::Transaction& txn = batch.command.txn;
  TRY(auto account, account_of(txn, imported.email()));
  // An archive that was made here names everybody by the id they have.
  TRY(const auto same, storage::find<v1::Person>(txn, batch.command.organisation, {id}));
  const bool is_same = same && (!account || *account == id);
  if (is_same) account = id;
  TRY(const auto place, storage::place_of(txn, id));
  TRY(const auto scope, storage::scope_of(txn, id));
  if (!is_same && (place || scope)) return id_in_use(id);
  if (!account) {
    batch.reply.set_people_added(batch.reply.people_added() + 1);
    return add_former_colleague(batch, id, std::move(name));
  }
  batch.reply.set_people_matched(batch.reply.people_matched() + 1);
  txn.put_index(kStandIns, id.bytes(), std::string(account->bytes()));
  return {};
}

}  // namespace fika::domain
