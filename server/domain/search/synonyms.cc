// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/synonyms.h"

#include <algorithm>
#include <fika/v1/search.pb.h>

#include "base/composed.h"
#include "base/text.h"
#include "search/analysis.h"
#include "server/domain/people/name_order.h"
#include "server/domain/search/asking.h"
#include "server/domain/search/handlers.h"

namespace fika::domain {
namespace {

// Stems are at least so long.
constexpr std::size_t kBeginningBytes = 3;

Status for_each_set(const storage::Reader& reader,
                    const std::function<bool(v1::SynonymSet&& set)>& visit) {
  Status status;
  CHECKED(storage::scan_index(reader, kSynonyms, {}, [&](std::string_view, std::string_view row) {
    v1::SynonymSet set;
    if (set.ParseFromArray(row.data(), static_cast<int>(row.size()))) {
      return visit(std::move(set));
    }
    status = fail(Code::kDataLoss, "A row of {} cannot be read. Run fika-server verify.",
                  kSynonyms.name);
    return false;
  }));
  return status;
}

// Of the words that a question is cut into as well. No list of words is needed to cut.
std::vector<std::string> beginnings_in(std::string_view text) {
  static const search::Analyser analyser;
  std::vector<std::string> beginnings;
  analyser.for_each_word(text, [&](const search::Word& word) {
    beginnings.push_back(word.text.substr(0, kBeginningBytes));
    return true;
  });
  return beginnings;
}

bool may_mean(const std::vector<std::string>& beginnings, const std::string& word) {
  const auto own = beginnings_in(word);
  return !own.empty() && std::ranges::find(beginnings, own.front()) != beginnings.end();
}

Result<std::string> checked_word(std::string_view word) {
  TRY(std::string checked, checked_line(word, kSynonymBytesMax, "Each word"));
  if (checked.size() > kSynonymBytesMax) {
    return fail(Code::kInvalid, "Each word has at most {} bytes. Take a shorter one.",
                kSynonymBytesMax);
  }
  return composed(checked);
}

// Each once, whatever its case.
Result<std::vector<std::string>> checked_words(const v1::PutSynonymsRequest& request) {
  std::vector<std::string> words, folded;
  if (request.words_size() > kSynonymsMax) {
    return fail(Code::kInvalid, "At most {} words are held for the same. Make two lists of them.",
                kSynonymsMax);
  }
  for (const std::string& each : request.words()) {
    TRY(std::string word, checked_word(each));
    const std::string same = fold_case(word);
    if (std::ranges::find(folded, same) != folded.end()) continue;
    folded.push_back(same);
    words.push_back(std::move(word));
  }
  if (std::cmp_less(words.size(), kSynonymsMin)) {
    return fail(Code::kInvalid, "It takes at least {} different words to mean the same.",
                kSynonymsMin);
  }
  return words;
}

}  // namespace

Result<std::vector<std::vector<std::string>>> synonyms_for(const storage::Reader& reader,
                                                           std::string_view words) {
  std::vector<std::vector<std::string>> sets;
  const auto beginnings = beginnings_in(words);
  CHECKED(for_each_set(reader, [&](v1::SynonymSet&& set) {
    const bool may = std::ranges::any_of(
        set.words(), [&](const std::string& word) { return may_mean(beginnings, word); });
    if (may) sets.emplace_back(set.words().begin(), set.words().end());
    return true;
  }));
  return sets;
}

Result<v1::SynonymSet> put_synonyms(Command& command, const v1::PutSynonymsRequest& request) {
  storage::Transaction& txn = command.txn;
  CHECKED(check_curates(txn, command.actor));
  TRY(const Id id, Id::parse(request.id(), "The list's id"));
  TRY(const auto words, checked_words(request));
  TRY(const auto present, storage::find_index(txn, kSynonyms, id.bytes()));
  std::size_t count = 0;
  CHECKED(storage::scan_index(txn, kSynonyms, {}, [&](std::string_view, std::string_view) {
    return ++count < kSynonymSetsMax;
  }));
  if (!present && count >= kSynonymSetsMax) {
    return fail(Code::kLimit, "There are {} lists of words, as many as fit. Remove some first.",
                count);
  }
  v1::SynonymSet set;
  set.set_id(id.text());
  set.mutable_words()->Assign(words.begin(), words.end());
  set.set_changed_by(command.actor.person.text());
  set.set_changed_at_ms(txn.time_ms());
  txn.put_index(kSynonyms, id.bytes(), set.SerializeAsString());
  return set;
}

Result<v1::RemoveSynonymsReply> remove_synonyms(Command& command,
                                                const v1::RemoveSynonymsRequest& request) {
  CHECKED(check_curates(command.txn, command.actor));
  TRY(const Id id, Id::parse(request.id(), "The list's id"));
  TRY(const auto present, storage::find_index(command.txn, kSynonyms, id.bytes()));
  if (present) command.txn.erase_index(kSynonyms, id.bytes());
  return v1::RemoveSynonymsReply();
}

Result<v1::ListSynonymsReply> list_synonyms(const Query& query, const v1::ListSynonymsRequest&) {
  CHECKED(check_curates(query.reader, query.actor));
  v1::ListSynonymsReply reply;
  CHECKED(for_each_set(query.reader, [&](v1::SynonymSet&& set) {
    *reply.add_synonyms() = std::move(set);
    return true;
  }));
  return reply;
}

}  // namespace fika::domain
