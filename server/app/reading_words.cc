// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/reading_words.h"

#include <ctime>

#include <fmt/format.h>

#include "base/text.h"

namespace fika::app {
namespace {

constexpr ReadingWords kEnglish = {
    .language = "en",
    .skip = "Skip to the text",
    .place = "Where this page stands",
    .contents = "Contents",
    .tags = "Tags",
    .changed = "Changed",
    .by = "by",
    .begun = "Begun",
    .contributors = "Also written by",
    .owner = "Kept by",
    .revision = "Revision",
    .in_languages = "In other languages",
    .original = "the original",
    .is_behind = "older than the original",
    .is_ahead = "The original has been changed since this was translated:",
    .below = "Pages below this one",
    .more_below = "and more",
    .linked_from = "Pages that link here",
    .discussed_in = "Discussed in",
    .in_trash = "This page is in the trash. It is erased 30 days after it was thrown away.",
    .old_revision = "This is how the page once was. It has been changed since.",
    .newest = "Read it as it is now",
    .unreadable = "This page is too much to be laid out. Here is its text as it was written.",
    .absent_title = "Nothing here",
    .absent_text = "There is no such page, or you may not see it.",
    .to_front = "To the front page",
    .sign_in_title = "Sign in",
    .sign_in_text = "Pages are for those who are signed in.",
    .former_colleague = "Former colleague",
    .months = {"January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December"},
};

constexpr ReadingWords kSwedish = {
    .language = "sv",
    .skip = "Hoppa till texten",
    .place = "Här finns sidan",
    .contents = "Innehåll",
    .tags = "Taggar",
    .changed = "Ändrad",
    .by = "av",
    .begun = "Påbörjad",
    .contributors = "Även skriven av",
    .owner = "Sköts av",
    .revision = "Version",
    .in_languages = "På andra språk",
    .original = "originalet",
    .is_behind = "äldre än originalet",
    .is_ahead = "Originalet har ändrats sedan det här översattes:",
    .below = "Sidor under den här",
    .more_below = "och fler",
    .linked_from = "Sidor som länkar hit",
    .discussed_in = "Diskuteras i",
    .in_trash = "Sidan ligger i papperskorgen. Den raderas 30 dagar efter att den kastades.",
    .old_revision = "Så här såg sidan ut en gång. Den har ändrats sedan dess.",
    .newest = "Läs den som den är nu",
    .unreadable = "Sidan är för stor för att formges. Här är texten som den skrevs.",
    .absent_title = "Här finns inget",
    .absent_text = "Sidan finns inte, eller så får du inte se den.",
    .to_front = "Till förstasidan",
    .sign_in_title = "Logga in",
    .sign_in_text = "Sidorna är till för dem som har loggat in.",
    .former_colleague = "Tidigare kollega",
    .months = {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
               "september", "oktober", "november", "december"},
};

const ReadingWords* words_for(std::string_view tag) {
  const std::string language = to_lower_ascii(tag.substr(0, tag.find_first_of("-_")));
  if (language == "sv") return &kSwedish;
  if (language == "en") return &kEnglish;
  return nullptr;
}

std::tm utc(std::int64_t time_ms) {
  const std::time_t seconds = static_cast<std::time_t>(time_ms / 1000);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  return parts;
}

}  // namespace

const ReadingWords& reading_words(std::string_view setting, std::string_view accept_language) {
  if (const ReadingWords* const own = words_for(setting)) return *own;
  // Browsers list the preferred ones first; weights that say otherwise are not worth reading.
  while (!accept_language.empty()) {
    const std::size_t comma = accept_language.find(',');
    const std::string_view item = accept_language.substr(0, comma);
    if (const ReadingWords* const asked = words_for(trim(item.substr(0, item.find(';'))))) {
      return *asked;
    }
    if (comma == accept_language.npos) break;
    accept_language.remove_prefix(comma + 1);
  }
  return kEnglish;
}

std::string day_in(const ReadingWords& words, std::int64_t time_ms) {
  const std::tm day = utc(time_ms);
  return fmt::format("{} {} {}", day.tm_mday, words.months.at(static_cast<std::size_t>(day.tm_mon)),
                     day.tm_year + 1900);
}

std::string machine_time(std::int64_t time_ms) {
  const std::tm time = utc(time_ms);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", time.tm_year + 1900, time.tm_mon + 1,
                     time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec);
}

}  // namespace fika::app
