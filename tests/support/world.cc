// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/world.h"

#include <unistd.h>

#include "base/check.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/run.h"
#include "server/domain/scopes.h"

namespace fika::tests {
namespace {

std::filesystem::path make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "fika-world-XXXXXX").string();
  FIKA_CHECK(mkdtemp(name.data()) != nullptr);
  return name;
}

}  // namespace

World::World(const std::vector<domain::Capability>& capabilities, bool is_compressed)
    : folder_(make_folder()), capabilities_(capabilities) {
  auto store = storage::Store::open({.folder = folder_, .is_compressed = is_compressed}, clock_);
  FIKA_CHECK(store.has_value());
  store_ = std::move(*store);
  files_ = storage::FileFolder::open(folder_).value();
  step_ = std::make_unique<storage::EmbeddedCommitStep>(*store_);
  storage::WriterConfig config;
  for (const auto& capability : capabilities_) {
    for (const auto& due : capability.due) config.due_handlers.emplace(due.name, due.run);
  }
  config.is_published = [](std::uint16_t) { return true; };
  config.on_commit = [this](storage::CommitSummary&& summary) {
    const std::lock_guard lock(mutex_);
    if (listener_) listener_(summary);
    last_commit_ = std::move(summary);
  };
  writer_ = std::make_unique<storage::Writer>(*store_, *step_, clock_, std::move(config));
  writer_->start();
  organisation_ = fresh_id();
  FIKA_CHECK(write([&](storage::Transaction& txn) -> Status {
               TRY(const auto organisation, domain::found_organisation(txn, organisation_, "Test"));
               return {};
             }).has_value());
  admin_ = person("Admin", v1::ROLE_ADMIN);
}

World::~World() {
  writer_->stop();
  serving_.reset();
  runner_.reset();
  index_.reset();
  writer_.reset();
  store_.reset();
  std::filesystem::remove_all(folder_);
}

domain::Actor World::person(const std::string& name, v1::Role role) {
  domain::Actor actor;
  actor.person = fresh_id();
  actor.role = role;
  actor.scope = v1::TOKEN_SCOPE_ADMIN;
  v1::Person person;
  person.set_organisation(organisation_.text());
  person.set_id(actor.person.text());
  person.set_name(name);
  person.set_role(role);
  v1::PersonSettings settings;
  settings.set_person(person.id());
  FIKA_CHECK(write([&](storage::Transaction& txn) {
               return domain::create_person(txn, person, settings);
             }).has_value());
  return actor;
}

const domain::Method& World::method_named(const std::string& name) const {
  for (const auto& capability : capabilities_) {
    for (const auto& method : capability.methods) {
      if (method.name == name) return method;
    }
  }
  FIKA_CHECK(false);
}

Result<std::unique_ptr<google::protobuf::Message>> World::call_any(
    const domain::Actor& actor, const std::string& name, const google::protobuf::Message& request,
    const std::string& client_id) {
  const domain::Method& method = method_named(name);
  // As the dispatcher does it.
  for (int prepares = 1;; ++prepares) {
    const auto reader = read();
    const domain::Query query{*reader,         actor,    organisation_,
                              clock_.now_ms(), &*files_, serving_ ? &*serving_ : nullptr};
    if (method.query) return domain::run_query(method, query, request);
    const auto prepare = [&]() -> Result<std::string> {
      if (!method.prepare) return std::string();
      TRY(const domain::Actor present,
          domain::check_policy(*reader, organisation_, actor, method, request));
      return method.prepare(
          {*reader, present, organisation_, query.now_ms, query.folder, query.search}, request);
    };
    const Result<std::string> prepared = prepare();
    if (!prepared && client_id.empty()) return std::unexpected(prepared.error());
    if (prepared && on_prepared_) on_prepared_();
    auto bytes = submit(actor, client_id, [&](storage::Transaction& txn) -> Result<std::string> {
      if (!prepared) return std::unexpected(prepared.error());
      const domain::Command command{txn, actor, organisation_, *prepared};
      TRY(const auto reply, domain::run_command(method, command, request));
      return reply->SerializeAsString();
    });
    if (!bytes) {
      if (domain::is_prepare_again(bytes.error()) && prepares < domain::kPreparesMax) continue;
      return std::unexpected(std::move(bytes).error());
    }
    std::unique_ptr<google::protobuf::Message> reply(method.reply->New());
    FIKA_CHECK(reply->ParseFromString(*bytes));
    return reply;
  }
}

std::vector<search::DocumentRow> World::document_rows() const {
  std::vector<search::DocumentRow> rows;
  for (const auto& capability : capabilities_) {
    rows.insert(rows.end(), capability.documents.begin(), capability.documents.end());
  }
  return rows;
}

void World::make_searchable() {
  auto index = search::Index::open({.folder = folder_ / "search"}, document_rows());
  FIKA_CHECK(index.has_value());
  index_ = *std::move(index);
  runner_ =
      std::make_unique<storage::TailerRunner>(*store_, index_->tailer(), storage::TailerConfig());
  runner_->start();
  serving_.emplace(*index_, *runner_);
}

void World::wait_until_found() {
  runner_->hurry();
  FIKA_CHECK(runner_->wait_for(store_->head().seq, std::chrono::seconds(30)));
}

Code World::refusal(const domain::Actor& actor, const std::string& method,
                    const google::protobuf::Message& request) {
  const auto reply = call_any(actor, method, request);
  return reply ? Code::kInternal : reply.error().code;
}

Status World::write(const std::function<Status(storage::Transaction& txn)>& work) {
  TRY(const auto reply, submit({}, {}, [&](storage::Transaction& txn) -> Result<std::string> {
        CHECKED(work(txn));
        return std::string();
      }));
  return {};
}

Result<std::string> World::submit(const domain::Actor& actor, const std::string& client_id,
                                  std::function<Result<std::string>(storage::Transaction&)> run) {
  std::promise<Result<storage::Done>> answer;
  storage::Work work;
  work.person = actor.person;
  work.client_id = client_id;
  work.time_ms = clock_.now_ms();
  work.seed = fresh_id();
  work.run = std::move(run);
  work.done = [&](Result<storage::Done> done) { answer.set_value(std::move(done)); };
  CHECKED(writer_->submit(std::move(work)));
  TRY(storage::Done done, answer.get_future().get());
  return std::move(done.reply);
}

void World::on_commit(std::function<void(const storage::CommitSummary& summary)> listener) {
  const std::lock_guard lock(mutex_);
  listener_ = std::move(listener);
}

storage::CommitSummary World::last_commit() const {
  const std::lock_guard lock(mutex_);
  return last_commit_;
}

}  // namespace fika::tests
