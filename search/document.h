// SPDX-License-Identifier: GPL-3.0-or-later
// What the index keeps of one thing that can be found. The domain makes documents, the indexer
// stores them; neither side knows how the other does it. schema.h says what becomes of each field.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.h"
#include "storage/keys.h"

namespace fika::search {

// What a hit is. The letters stand in the index: never given a second meaning.
enum class Kind : char {
  kMessage = 'm',  // in a thread, a conversation or the talk of a page
  kThread = 't',   // a thread's title and opening message
  kPage = 'w',     // one section of a page, or what stands before its first heading
  kPerson = 'p',
  kCommunity = 'c',
  kFile = 'f',  // the text of an attachment; found under what holds it
};

// How a thing stands; a document may be in several states. Letters in the index, as above.
enum class State : char {
  kQuestion = 'q',
  kAnnouncement = 'n',
  kUnanswered = 'u',  // a question that nobody but its author has written in
  kResolved = 'r',
  kPinned = 'p',
  kImported = 'i',
  kLesson = 'l',  // a page of the template for lessons learned
  kVerified = 'v',
  kStale = 's',
  kObsolete = 'o',  // left out unless asked for
};

// What a thing holds.
enum class Has : char { kFile = 'f', kLink = 'l', kCode = 'c', kPicture = 'p' };

struct Document {
  Kind kind = Kind::kMessage;
  Id id;    // the message, thread, page, person, community or file
  Id root;  // decides who may see it; hits of one root are shown as one
  // As storage::filed_scope_of(root): a merged community's own, which the asker holds as an alias.
  storage::Scope scope;
  // Of a page's section: the id of its heading; of a file: empty or the number of its part. With
  // kind and id it names the document.
  std::string anchor;
  Id community;  // nil: in none
  Id author;     // nil: nobody's in particular
  std::int64_t time_ms = 0;
  std::string language;  // BCP 47 as its author chose it; empty: the indexer looks
  std::vector<State> states;
  std::vector<Has> holds;
  std::vector<std::string> tags;
  // How much it has helped, been linked to or been accepted: 0 to 1.
  double authority = 0;
  // Plain text, UTF-8, without markup.
  std::string title;    // of the thread or page; a person's or community's name
  std::string heading;  // of the section
  std::string text;
  std::string code;  // what stood in code blocks, found by the parts of its names
};

}  // namespace fika::search
