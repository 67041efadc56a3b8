// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/erasure/asking.h"

#include <fika/v1/erasure.pb.h>
#include <future>

#include "server/domain/checks.h"
#include "server/domain/erasure/phases.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/people/directory.h"

namespace fika::domain {
namespace {

Result<v1::ErasePersonReply> ask_for_erasure(Command& command,
                                             const v1::ErasePersonRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const Id id, Id::parse(request.person(), "person"));
  Subject subject{.organisation = command.organisation, .id = id, .person = {}};
  TRY(subject.person, person_with(txn, command.organisation, id));
  TRY(const bool is_asked, is_erasure_asked(txn, id));
  if (is_asked || subject.is_blank()) return v1::ErasePersonReply();
  TRY(const auto waiting, erasures_asked(txn));
  if (waiting.size() >= kErasuresMax) {
    return fail(Code::kLimit, "{} people are being erased already. Wait until some are done.",
                waiting.size());
  }
  // The first command of the job: from here on nothing lets the person in.
  TRY(const ErasureProgress begun,
      erase_some(txn, command.organisation, id, ErasureProgress(), kErasedRowsMax));
  txn.put_index(kErasures, id.bytes(),
                storage::KeyWriter().u64(static_cast<std::uint64_t>(txn.time_ms())).take());
  return v1::ErasePersonReply();
}

Result<v1::ListErasuresReply> list_erasures(const Query& query, const v1::ListErasuresRequest&) {
  v1::ListErasuresReply reply;
  CHECKED(storage::scan_index(
      query.reader, kErasures, {}, [&](std::string_view key, std::string_view value) {
        v1::Erasure& erasure = *reply.add_erasures();
        erasure.set_person(Id::from_bytes(key).text());
        erasure.set_asked_at_ms(static_cast<std::int64_t>(storage::KeyReader(value).u64()));
        return true;
      }));
  return reply;
}

// Part of fika-server verify.
Status check_erasures(const storage::Reader& reader, storage::Findings& findings) {
  TRY(const auto organisation, organisation_id(reader));
  if (!organisation) return {};
  return each_row(reader, findings, kErasures, row_form(sizeof(Id), sizeof(std::uint64_t)),
                  [&](std::string_view key, std::string_view) -> Status {
                    const Id id = Id::from_bytes(key);
                    TRY(const auto person, storage::find<v1::Person>(reader, *organisation, {id}));
                    if (!person || !person->deactivated()) {
                      findings.add("Somebody is being erased who is not there, or not shut out",
                                   id.text());
                    }
                    return {};
                  });
}

}  // namespace

Result<std::vector<Id>> erasures_asked(const storage::Reader& reader) {
  std::vector<Id> people;
  CHECKED(storage::scan_index(reader, kErasures, {}, [&](std::string_view key, std::string_view) {
    people.push_back(Id::from_bytes(key));
    return people.size() < kErasuresMax;
  }));
  return people;
}

Result<bool> is_erasure_asked(const storage::Reader& reader, const Id& person) {
  TRY(const auto row, storage::find_index(reader, kErasures, person.bytes()));
  return row.has_value();
}

Status finish_erasure(storage::Writer& writer, const Clock& clock, const Id& person) {
  std::promise<Result<storage::Done>> answer;
  storage::Work work;
  work.time_ms = clock.now_ms();
  work.seed = Id::make(work.time_ms);
  work.run = [&](storage::Transaction& txn) -> Result<std::string> {
    txn.erase_index(kErasures, person.bytes());
    return std::string();
  };
  work.done = [&](Result<storage::Done> done) { answer.set_value(std::move(done)); };
  CHECKED(writer.submit(std::move(work)));
  TRY(const storage::Done done, answer.get_future().get());
  return {};
}

Capability erasure() {
  return {.service = "fika.v1.ErasureService",
          .methods =
              {
                  // The last administrator stays: shutting out sees to it.
                  command<&ask_for_erasure>("ErasePerson", {.caller = Caller::kAdmin}),
                  query<&list_erasures>("ListErasures", {.caller = Caller::kAdmin}),
              },
          .check = &check_erasures};
}

}  // namespace fika::domain
