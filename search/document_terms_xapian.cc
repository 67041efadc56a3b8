// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/document_terms_xapian.h"

#include <algorithm>
#include <utility>

#include "search/kept_text.h"
#include "search/language.h"
#include "search/schema.h"

namespace fika::search {
namespace {

// About 20 MB when it is full.
constexpr std::size_t kKnownWordsMax = 60'000;

std::string_view cut(std::string_view text) {
  if (text.size() <= kTextBytesMax) return text;
  std::size_t end = kTextBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

// The first character of a pair, and the rest.
std::size_t first_size(std::string_view pair) {
  std::size_t end = 1;
  while (end < pair.size() && (static_cast<unsigned char>(pair[end]) & 0xc0) == 0x80) ++end;
  return end;
}

bool has_own_title(const Document& document) {
  switch (document.kind) {
    case Kind::kMessage:
      return false;
    case Kind::kPage:
      return document.anchor.empty();
    case Kind::kThread:
    case Kind::kPerson:
    case Kind::kCommunity:
    case Kind::kFile:
      return true;
  }
  return false;
}

void add_filters(Xapian::Document& stored, const Document& document, const EntityName& maker,
                 const std::string& language) {
  stored.add_boolean_term(name_term(document.kind, document.id, document.anchor));
  stored.add_boolean_term(group_term(maker));
  stored.add_boolean_term(term_of(prefix::kKind, static_cast<char>(document.kind)));
  stored.add_boolean_term(term_of(prefix::kScope, storage::scope_bytes(document.scope)));
  stored.add_boolean_term(term_of(prefix::kRoot, document.root));
  stored.add_boolean_term(month_term(document.time_ms));
  if (!document.community.is_nil()) {
    stored.add_boolean_term(term_of(prefix::kCommunity, document.community));
  }
  if (!document.author.is_nil()) {
    stored.add_boolean_term(term_of(prefix::kAuthor, document.author));
  }
  if (!language.empty()) stored.add_boolean_term(term_of(prefix::kLanguage, language));
  for (const std::string& tag : document.tags) stored.add_boolean_term(tag_term(tag));
  for (const State state : document.states) {
    stored.add_boolean_term(term_of(prefix::kState, static_cast<char>(state)));
  }
  for (const Has has : document.holds) {
    stored.add_boolean_term(term_of(prefix::kHas, static_cast<char>(has)));
  }
}

void add_values(Xapian::Document& stored, const Document& document, const std::string& language) {
  stored.add_value(slot::kTime, Xapian::sortable_serialise(static_cast<double>(document.time_ms)));
  stored.add_value(slot::kRoot, std::string(document.root.bytes()));
  stored.add_value(slot::kScope, storage::scope_bytes(document.scope));
  std::string standing(1, static_cast<char>(document.kind));
  for (const State state : document.states) standing += static_cast<char>(state);
  stored.add_value(slot::kStanding, standing);
  if (const std::string authority = authority_value(document.authority); !authority.empty()) {
    stored.add_value(slot::kAuthority, authority);
  }
  if (!document.community.is_nil()) {
    stored.add_value(slot::kCommunity, std::string(document.community.bytes()));
  }
  if (!document.author.is_nil()) {
    stored.add_value(slot::kAuthor, std::string(document.author.bytes()));
  }
  if (!language.empty()) stored.add_value(slot::kLanguage, language);
}

KeptText kept_of(const Document& document, const EntityName& maker) {
  std::string text(cut(document.text).substr(0, kKeptTextBytesMax + 4));
  if (!document.code.empty() && text.size() < kKeptTextBytesMax) {
    if (!text.empty()) text += '\n';
    text += document.code;
  }
  return {.entity_kind = maker.kind,
          .entity_root = maker.root,
          .entity_key = maker.key,
          .id = document.id,
          .anchor = document.anchor,
          .title = document.title,
          .heading = document.heading,
          .text = std::move(text)};
}

}  // namespace

std::string authority_value(double authority) {
  return authority > 0 ? Xapian::sortable_serialise(std::min(authority, 1.0)) : std::string();
}

std::string content_of(const Document& document, const EntityName& maker) {
  std::string all;
  // Each part behind its length, so that no two lists of parts come to the same.
  const auto add = [&all](std::string_view part) {
    all += std::to_string(part.size());
    all.append(1, ':').append(part);
  };
  // Whatever else is kept of it one day is in this one.
  add(encode(kept_of(document, maker)));
  add(std::string(1, static_cast<char>(document.kind)));
  for (const Id& id : {document.root, document.community, document.author}) add(id.bytes());
  add(storage::scope_bytes(document.scope));
  add(std::to_string(document.time_ms));
  add(document.language);
  std::string standing;
  for (const State state : document.states) standing += static_cast<char>(state);
  add(standing);
  std::string holds;
  for (const Has has : document.holds) holds += static_cast<char>(has);
  add(holds);
  add(std::to_string(document.tags.size()));
  for (const std::string& tag : document.tags) add(tag);
  add(document.text);
  add(document.code);
  return std::string(Id::derive(0, all).bytes());
}

bool is_storable(const Xapian::Document& stored) {
  for (auto term = stored.termlist_begin(); term != stored.termlist_end(); ++term) {
    const std::string text = *term;
    const auto zeros = static_cast<std::size_t>(std::ranges::count(text, '\0'));
    if (text.empty() || text.size() + zeros > kTermBytesMax) return false;
  }
  return true;
}

// Adds one field after the other.
class TermMaker::Fields {
 public:
  Fields(TermMaker& maker, Xapian::Document& stored, const std::string& language)
      : maker_(maker),
        stored_(stored),
        has_swedish_(language != "en"),
        has_english_(language != "sv") {}

  void add(std::string_view text, std::uint32_t weight, bool is_title = false) {
    if (text.empty()) return;
    const std::uint32_t before = base_;
    maker_.analyser_.for_each_word(cut(text), [&](Word&& word) {
      base_ = before + word.position;
      stored_.add_posting(word.text, base_, weight);
      if (is_title) add_title_word(word);
      add_forms(word, weight);
      return true;
    });
    base_ += kFieldGap;
  }

 private:
  void add_title_word(const Word& word) {
    stored_.add_term(term_of(prefix::kTitleWord, word.text), 1);
    const Forms& forms = maker_.forms_of(word);
    if (!forms.folded.empty()) stored_.add_term(term_of(prefix::kTitleWord, forms.folded), 1);
  }

  void add_forms(const Word& word, std::uint32_t weight) {
    if (word.is_pair) {
      // A lone character is asked for too.
      const std::size_t first = first_size(word.text);
      if (first < word.text.size()) {
        stored_.add_term(word.text.substr(0, first), weight);
        stored_.add_term(word.text.substr(first), weight);
      }
      return;
    }
    if (!word.joined.empty()) {
      stored_.add_term(word.joined, kPartWeight);
      add_stems(maker_.analyser_.forms(word.joined), kPartWeight);
    }
    add_stems(maker_.forms_of(word), weight);
  }

  void add_stems(const Forms& forms, std::uint32_t weight) {
    if (has_swedish_ && !forms.swedish.empty()) {
      stored_.add_term(term_of(prefix::kSwedishStem, forms.swedish), weight);
    }
    if (has_english_ && !forms.english.empty()) {
      stored_.add_term(term_of(prefix::kEnglishStem, forms.english), weight);
    }
    if (!forms.folded.empty()) {
      stored_.add_term(term_of(prefix::kFolded, forms.folded), kFoldedWeight);
    }
    if (has_swedish_ && !forms.folded_stem.empty()) {
      stored_.add_term(term_of(prefix::kFoldedStem, forms.folded_stem), kFoldedWeight);
    }
    for (const std::string& part : forms.parts) {
      stored_.add_term(term_of(prefix::kPart, part), kPartWeight);
    }
  }

  TermMaker& maker_;
  Xapian::Document& stored_;
  const bool has_swedish_, has_english_;
  std::uint32_t base_ = 0;
};

const Forms& TermMaker::forms_of(const Word& word) {
  std::string key = word.text;
  for (const std::string& part : word.name_parts) key.append(1, ' ').append(part);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  if (known_.size() >= kKnownWordsMax) known_.clear();
  return known_.emplace(std::move(key), analyser_.forms(word)).first->second;
}

Xapian::Document TermMaker::make(const Document& document, const EntityName& maker,
                                 const std::string& content) {
  Xapian::Document stored;
  const std::string language = document.language.empty()
                                   ? language_of(document.text)
                                   : language_without_region(document.language);
  add_filters(stored, document, maker, language);
  add_values(stored, document, language);
  stored.add_value(slot::kContent, content);

  // A name is in no language: it is found by the stems of both.
  const bool is_name = document.kind == Kind::kPerson || document.kind == Kind::kCommunity;
  Fields fields(*this, stored, is_name ? std::string() : language);
  const bool has_title = has_own_title(document);
  fields.add(document.title, has_title ? kTitleWeight : kContextWeight, has_title);
  fields.add(document.heading, kHeadingWeight);
  fields.add(document.text, kTextWeight);
  fields.add(document.code, kCodeWeight);
  for (const std::string& tag : document.tags) fields.add(tag, kTagWeight);
  if (has_title) {
    if (const std::string whole = analyser_.whole(document.title); !whole.empty()) {
      stored.add_term(term_of(prefix::kWholeTitle, whole), 1);
      if (const std::string plain = without_accents(whole); plain != whole) {
        stored.add_term(term_of(prefix::kWholeTitle, plain), 1);
      }
    }
  }

  stored.set_data(encode(kept_of(document, maker)));
  return stored;
}

}  // namespace fika::search
