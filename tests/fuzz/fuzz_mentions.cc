// SPDX-License-Identifier: GPL-3.0-or-later
// server/domain/messages: whom a message mentions: each once, and never anybody that stands in
// code.
#include <algorithm>

#include "base/text.h"
#include "server/domain/messages/messages.h"
#include "server/domain/messages/prose.h"
#include "tests/fuzz/fuzzing.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fika::fuzz::text_of(data, size);
  const std::string prose = fika::domain::prose_of(text);
  FIKA_CHECK(prose.size() == text.size());
  // Blanking takes whole characters away or leaves them.
  FIKA_CHECK(!fika::is_utf8(text) || fika::is_utf8(prose));

  const auto people = fika::domain::mentions_in(text);
  const std::string lower_prose = fika::to_lower_ascii(prose);
  for (const fika::Id& person : people) {
    FIKA_CHECK(std::count(people.begin(), people.end(), person) == 1);
    FIKA_CHECK(lower_prose.contains("](/people/" + person.text()));
  }
  if (fika::domain::group_mention_in(text) != fika::v1::GROUP_MENTION_KIND_UNSPECIFIED) {
    FIKA_CHECK(prose.contains("@thread") || prose.contains("@community"));
  }

  const std::string fenced = "~~~~\n" + std::string(text.substr(0, text.find('~'))) + "\n~~~~";
  FIKA_CHECK(fika::domain::mentions_in(fenced).empty());
  return 0;
}
