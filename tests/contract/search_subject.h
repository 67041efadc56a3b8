// SPDX-License-Identifier: GPL-3.0-or-later
// The search index as a tailer under test: each message of storage/test_bed.h is one document.
// Tests only.
#pragma once

#include <fika/v1/messages.pb.h>
#include <fika/v1/threads.pb.h>
#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "base/check.h"
#include "search/index.h"
#include "storage/entities.h"
#include "storage/tailer.h"

namespace fika::storage {

inline Status message_documents(const Reader& reader, const v1::Message& message,
                                std::vector<search::Document>& out) {
  TRY(const Id root, Id::parse(message.root()));
  TRY(const auto scope, filed_scope_of(reader, root));
  search::Document document;
  document.kind = search::Kind::kMessage;
  document.id = Id::parse(message.id()).value();
  document.root = root;
  document.scope = scope.value_or(Scope{});
  document.text = message.text();
  // The title is the thread's: what depends on another entity.
  TRY(const auto thread, find<v1::Thread>(reader, root, {root}));
  if (thread) document.title = thread->title();
  out.push_back(std::move(document));
  return {};
}

inline std::vector<search::DocumentRow> message_rows() {
  search::DocumentRow thread{
      .entity_kind = entity_type<v1::Thread>().kind(), .build = {}, .dependents = {}};
  thread.dependents = [](const Reader& reader, const search::EntityName& changed,
                         std::vector<search::EntityName>& out) -> Status {
    return for_each<v1::Message>(reader, changed.root, {}, [&](v1::Message&& message) {
      out.push_back({entity_type<v1::Message>().kind(), changed.root,
                     std::string(Id::parse(message.id()).value().bytes())});
      return true;
    });
  };
  return {search::documents_of<v1::Message, &message_documents>(), std::move(thread)};
}

// Fills the index that it holds.
class SearchTailer final : public Tailer {
 public:
  explicit SearchTailer(const std::filesystem::path& folder)
      : index_(
            search::Index::open({.folder = folder, .swedish_words = {}}, message_rows()).value()) {}
  search::Index& index() { return *index_; }

  std::string_view name() const override { return index_->tailer().name(); }
  Result<TailerCursor> cursor() override { return index_->tailer().cursor(); }
  Status consume(std::span<const LogLine> lines, const Reader& reader,
                 const TailerCursor& upto) override {
    return index_->tailer().consume(lines, reader, upto);
  }
  Status reset(const Reader& reader, const TailerCursor& upto) override {
    return index_->tailer().reset(reader, upto);
  }
  bool is_lost() const override { return index_->tailer().is_lost(); }
  void abandon() override { index_->tailer().abandon(); }

 private:
  std::unique_ptr<search::Index> index_;
};

// Every document of the index with all its terms, positions and values, in an order of their own:
// two indexes of the same documents give the same.
std::multiset<std::string> spelt_out(const std::filesystem::path& folder);

struct SearchSubject {
  static std::unique_ptr<Tailer> open(const std::filesystem::path& folder) {
    return std::make_unique<SearchTailer>(folder);
  }
  static std::set<Id> messages(const std::filesystem::path& folder);
};

}  // namespace fika::storage
