// SPDX-License-Identifier: GPL-3.0-or-later
// Messages as they are quoted on a page: their words, whom they are from and where they stand. The
// caller has been asked about by relation_to() before anything comes here.
#pragma once

#include <fika/v1/messages.pb.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/method.h"
#include "storage/keys.h"

namespace fika::domain {

// What messages stand in: a thread, a conversation or a page, as a page links to it.
struct Origin {
  Id id;
  storage::Scope scope;
  std::string path;       // of this server
  std::string title;      // empty for a conversation
  std::string community;  // empty when it is in none
};
// kNotFound when the root is none of these.
Result<Origin> origin_of(const storage::Reader& reader, const Id& root);

// A text's signs that mean something in Markdown, as words. `text` is one line.
std::string plain_words(std::string_view text);

class Quoter {
 public:
  // `language` is the one of the words around the quotes: Swedish, or else English.
  Quoter(const Query& query, std::string_view language);

  // The quote with its author and a link to where it stands, as paragraphs.
  Result<std::string> quote(const Origin& origin, const v1::Message& message);
  // Who was quoted so far, and from where: one line.
  std::string credits() const;

  const std::vector<std::string>& authors() const { return authors_; }
  bool has_cut() const { return has_cut_; }

 private:
  Result<std::string> name_of(const Origin& origin, const std::string& author);
  std::string mention(const std::string& author) const;
  std::string_view word(std::string_view swedish, std::string_view english) const;

  const Query& query_;
  const bool is_swedish_;
  std::vector<std::string> authors_;          // ids, in the order they were quoted in
  std::map<std::string, std::string> names_;  // of these
  std::vector<Origin> origins_;
  bool has_cut_ = false;
};

}  // namespace fika::domain
