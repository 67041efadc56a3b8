// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the index and what it means. Whoever changes what a word of this says, or how
// analysis.h makes words, raises kSchemaVersion: an index of another version is made anew.
//
// A document of the index is one search::Document: a message, a thread with its opening message,
// one section of a page, a person, a community, the text of a file. An entity of the store makes a
// group of them, usually of one; the group's term names the entity, and to bring an entity up to
// date is to put what it makes now in the group's place. A document whose kContent is as before
// stays as it is, but for its authority: that somebody was helped by a long page is one value of
// it, and no reason to take all its words in again.
//
// Words. analysis.h cuts text into words and gives each word its forms. A word's own term has no
// prefix: it is case folded, so that it begins with no capital letter, and every prefix does. A
// word counts more often (its wdf) where it says more: kTitleWeight and the others below. These
// carry positions: words of the title, the heading, the text and the code, in this order, with a
// gap of kFieldGap between two fields, so that no phrase reaches across. With each word and the
// same wdf come its stems, as the document's language says: Swedish ones, English ones, or both
// where the language is another, or is not known. A question takes each of its words in both
// languages, so nobody guesses the language of two words. The parts of a compound or of a joined
// name (kunskapsdelning; readTimeout, read_timeout) come as stems under kPart, and the same word
// without its rings, dots and accents under kFolded and kFoldedStem, with a wdf of 1: they are
// never there instead of the word, and count less in a question.
//
// The title. Of a thread, a page's beginning, a person, a community and a file, the title's words
// stand once more under kTitleWord, and all of the title as one term under kWholeTitle: an exact
// title is one term. Both stand there without accents too, for those who begin to type a name. Of a
// message and of a later section the title is the context in which they stand: its words are found
// with kContextWeight, and are nobody's title.
//
// Filters are terms without a wdf, so that they weigh nothing: see the table. Ids and scopes are
// their bytes. What is sorted, collapsed or counted by is a value in a slot. What a hit shows is in
// the document's data (kept_text.h), so that showing it opens no other store.
//
// The metadata of the database: the version, the features, what the words were made with, and the
// place in the change log up to which all is in it. All are written in the same commit as the
// documents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "search/document_row.h"

namespace fika::search {

inline constexpr std::uint32_t kSchemaVersion = 3;
// Spoken of by name where a version is too coarse; an index with any other is made anew.
inline constexpr std::string_view kFeatures = "";

// The one table of prefixes. A letter is never given a second meaning in one version.
namespace prefix {
// Forms of words.
inline constexpr std::string_view kSwedishStem = "ZS";
inline constexpr std::string_view kEnglishStem = "ZE";
inline constexpr std::string_view kPart = "P";         // a stem of a part, of either language
inline constexpr std::string_view kFolded = "F";       // where it differs from the word
inline constexpr std::string_view kFoldedStem = "FS";  // of the Swedish stem; where it differs
// Titles.
inline constexpr std::string_view kTitleWord = "T";
inline constexpr std::string_view kWholeTitle = "TW";  // its words with a space between each two
// Filters.
inline constexpr std::string_view kName = "Q";   // kind letter, id, anchor: one document
inline constexpr std::string_view kGroup = "G";  // the entity that made it
inline constexpr std::string_view kKind = "K";   // the letter of Kind
inline constexpr std::string_view kScope = "O";  // storage::scope_bytes()
inline constexpr std::string_view kRoot = "R";   // the id's bytes, as the next two
inline constexpr std::string_view kCommunity = "C";
inline constexpr std::string_view kAuthor = "A";
inline constexpr std::string_view kLanguage = "L";  // "sv": without region, lower case
inline constexpr std::string_view kTag = "B";       // tag_term()
inline constexpr std::string_view kState = "D";     // the letter of State
inline constexpr std::string_view kHas = "H";       // the letter of Has
inline constexpr std::string_view kMonth = "M";     // "202609", UTC
}  // namespace prefix

// Numbers of value slots.
namespace slot {
inline constexpr std::uint32_t kTime = 0;       // sortable_serialise(milliseconds)
inline constexpr std::uint32_t kRoot = 1;       // the id's bytes: hits of one root are one
inline constexpr std::uint32_t kScope = 2;      // storage::scope_bytes()
inline constexpr std::uint32_t kStanding = 3;   // the letter of the kind, then those of the states
inline constexpr std::uint32_t kAuthority = 4;  // sortable_serialise(0 to 1); empty: 0
inline constexpr std::uint32_t kCommunity = 5;  // the id's bytes; empty: none, as the next
inline constexpr std::uint32_t kAuthor = 6;
inline constexpr std::uint32_t kLanguage = 7;  // as under prefix::kLanguage; empty: not known
inline constexpr std::uint32_t kContent = 8;   // content_of(): a hash of all but the authority
}  // namespace slot

// How often a word counts.
inline constexpr std::uint32_t kTitleWeight = 4;
inline constexpr std::uint32_t kHeadingWeight = 3;
inline constexpr std::uint32_t kTagWeight = 2;
inline constexpr std::uint32_t kTextWeight = 1;
inline constexpr std::uint32_t kCodeWeight = 1;
inline constexpr std::uint32_t kContextWeight = 1;
inline constexpr std::uint32_t kPartWeight = 1;
inline constexpr std::uint32_t kFoldedWeight = 1;

inline constexpr std::uint32_t kFieldGap = 100;

// Xapian's own limit; a zero byte counts twice.
inline constexpr std::size_t kTermBytesMax = 245;
// A text is taken in up to here, and kept for snippets up to there.
inline constexpr std::size_t kTextBytesMax = 1 << 20;
inline constexpr std::size_t kKeptTextBytesMax = 8 << 10;

// Names of what stands in the database's metadata.
namespace metadata {
inline constexpr std::string_view kVersion = "fika_version";    // decimal
inline constexpr std::string_view kFeatures = "fika_features";  // as above
inline constexpr std::string_view kWords = "fika_words";        // Analyser::fingerprint()
inline constexpr std::string_view kCursor = "fika_cursor";      // seq, a space, epoch
inline constexpr std::string_view kDeleted = "fika_deleted";    // documents, since compaction
}  // namespace metadata

// A prefix with what stands behind it. A term that would be too long is cut and gets its hash.
std::string term_of(std::string_view prefix, std::string_view rest);
inline std::string term_of(std::string_view prefix, const Id& id) {
  return term_of(prefix, id.bytes());
}
inline std::string term_of(std::string_view prefix, char letter) {
  return term_of(prefix, std::string_view(&letter, 1));
}
// Of the entity that makes a group of documents.
std::string group_term(const EntityName& maker);
std::string name_term(Kind kind, const Id& id, std::string_view anchor);
// Tags are the same whatever their case and spelling: composed and folded.
std::string tag_term(std::string_view tag);
// Of the month of this moment, UTC.
std::string month_term(std::int64_t time_ms);
// "sv" of "sv-FI"; empty of empty.
std::string language_without_region(std::string_view language);

}  // namespace fika::search
