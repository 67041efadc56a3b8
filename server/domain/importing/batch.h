// SPDX-License-Identifier: GPL-3.0-or-later
// One batch on its way in: what it has written so far and what it need not look up again. Lives for
// one command on the writer thread.
#pragma once

#include <fika/v1/threads.pb.h>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "server/domain/importing/importing.h"

namespace fika::domain {

struct ImportedThreadState {
  v1::Thread thread;
  v1::Head before, head;
};

struct Batch {
  Command& command;
  // What prepare_batch() made and no message has taken yet.
  std::string_view html = {};
  v1::ImportBatchReply reply = {};
  // The archive's person -> the person here.
  std::unordered_map<Id, v1::Person> people = {};
  std::unordered_map<Id, ImportedThreadState> threads = {};
  // Messages of the batch, so that one may quote another that comes later.
  std::unordered_set<Id> messages = {};
};

// people.cc
Status import_person(Batch& batch, const v1::ImportedPerson& imported);
// The person that an archive's id stands for; kInvalid when nobody came under it.
Result<const v1::Person*> person_for(Batch& batch, std::string_view id);
// As person_for, and nothing for ids that nobody came under: texts may name anybody.
Result<std::optional<const v1::Person*>> known_person(Batch& batch, const Id& id);

// places.cc
Status import_community(Batch& batch, const v1::ImportedCommunity& imported);
Status import_thread(Batch& batch, const v1::ImportedThread& imported);
// A thread that came by import, now or before.
Result<ImportedThreadState*> thread_for(Batch& batch, std::string_view id);
// Files the threads anew that got messages.
Status finish_threads(Batch& batch);

// rendering.cc: the HTML of the next message; to be asked once for each, in their order.
std::string take_html(Batch& batch);

// posts.cc
Status import_message(Batch& batch, const v1::ImportedMessage& imported);

// A time of the archive: kInvalid unless it is after 1970 and not ahead of us.
Status check_time(const Batch& batch, std::int64_t time_ms);
// The refusal for an id that is in use for something the archive did not bring.
std::unexpected<Error> id_in_use(const Id& id);

}  // namespace fika::domain
