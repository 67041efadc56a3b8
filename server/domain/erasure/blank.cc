// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "server/domain/erasure/phases.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/name_order.h"

namespace fika::domain {
namespace {

void erase_name(storage::Transaction& txn, const Subject& subject) {
  const auto key = [&](std::string_view folded) {
    return storage::KeyWriter().text_part(folded).id(subject.id).take();
  };
  const std::string& name = subject.person.name();
  txn.erase_index(kPeopleByName, key(fold_case(name)));
  for (const std::string& start : name_starts(name)) txn.erase_index(kPeopleByWord, key(start));
}

Status erase_settings(storage::Transaction& txn, const Subject& subject) {
  TRY(const auto settings, storage::find<v1::PersonSettings>(txn, subject.id));
  if (!settings) return {};
  const std::string email = to_lower_ascii(settings->email());
  TRY(const auto holder, storage::find_index(txn, kPersonByEmail, email));
  if (holder == subject.id.bytes()) txn.erase_index(kPersonByEmail, email);
  return txn.erase<v1::PersonSettings>(subject.id);
}

}  // namespace

Result<std::string> blank_person(storage::Transaction& txn, const Subject& subject,
                                 const std::string&, std::size_t) {
  CHECKED(erase_settings(txn, subject));
  if (subject.is_blank()) return std::string();
  erase_name(txn, subject);
  v1::Person blank;
  blank.set_organisation(subject.organisation.text());
  blank.set_id(subject.id.text());
  blank.set_deactivated(true);
  blank.set_former_colleague(true);
  CHECKED(txn.put(blank));
  return std::string();
}

}  // namespace fika::domain
