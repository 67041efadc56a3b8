// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/importing/slack_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "clients/cli/importing/limits.h"

namespace fika::cli::importing {
namespace {

// The usual ones, sorted; whatever is not here keeps its name, which readers understand too.
constexpr auto kEmoji = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"+1", "👍"},
    {"-1", "👎"},
    {"100", "💯"},
    {"airplane", "✈️"},
    {"anguished", "😧"},
    {"arrow_right", "➡️"},
    {"astonished", "😲"},
    {"basketball", "🏀"},
    {"beer", "🍺"},
    {"beers", "🍻"},
    {"blush", "😊"},
    {"books", "📚"},
    {"bow", "🙇"},
    {"bulb", "💡"},
    {"calendar", "📅"},
    {"chart_with_upwards_trend", "📈"},
    {"checkered_flag", "🏁"},
    {"clap", "👏"},
    {"coffee", "☕"},
    {"confused", "😕"},
    {"cry", "😢"},
    {"disappointed", "😞"},
    {"eye", "👁️"},
    {"eyes", "👀"},
    {"facepalm", "🤦"},
    {"fire", "🔥"},
    {"fire_engine", "🚒"},
    {"frame_with_picture", "🖼️"},
    {"ghost", "👻"},
    {"grin", "😁"},
    {"grinning", "😀"},
    {"hamburger", "🍔"},
    {"heart", "❤️"},
    {"heart_eyes", "😍"},
    {"heavy_check_mark", "✔️"},
    {"hugging_face", "🤗"},
    {"joy", "😂"},
    {"laughing", "😆"},
    {"loud_sound", "🔊"},
    {"muscle", "💪"},
    {"national_park", "🏞️"},
    {"neutral_face", "😐"},
    {"ok", "🆗"},
    {"ok_hand", "👌"},
    {"open_mouth", "😮"},
    {"party_popper", "🎉"},
    {"pizza", "🍕"},
    {"point_right", "👉"},
    {"point_up", "☝️"},
    {"pray", "🙏"},
    {"question", "❓"},
    {"raised_hands", "🙌"},
    {"rocket", "🚀"},
    {"rolling_eyes", "🙄"},
    {"scream", "😱"},
    {"simple_smile", "🙂"},
    {"slightly_smiling_face", "🙂"},
    {"smile", "😄"},
    {"smiley", "😃"},
    {"smirk", "😏"},
    {"snowboarder", "🏂"},
    {"sob", "😭"},
    {"sparkles", "✨"},
    {"star", "⭐"},
    {"stuck_out_tongue", "😛"},
    {"sunglasses", "😎"},
    {"sweat_smile", "😅"},
    {"tada", "🎉"},
    {"thinking_face", "🤔"},
    {"thumbsup", "👍"},
    {"warning", "⚠️"},
    {"wave", "👋"},
    {"white_check_mark", "✅"},
    {"wink", "😉"},
    {"world_map", "🗺️"},
    {"x", "❌"},
    {"zap", "⚡"},
});
static_assert(std::ranges::is_sorted(kEmoji, {},
                                     &std::pair<std::string_view, std::string_view>::first));

constexpr std::array<std::string_view, 5> kSkinTones = {"🏻", "🏼", "🏽", "🏾", "🏿"};

std::string escaped_label(std::string_view text) {
  std::string label;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') label += '\\';
    label += c == '\n' ? ' ' : c;
  }
  return label;
}

}  // namespace

std::string SlackNames::person(std::string_view id, std::string_view label) const {
  const auto found = people.find(id);
  if (found != people.end()) {
    return "[@" + escaped_label(found->second.name) + "](/people/" + found->second.id.text() + ")";
  }
  while (label.starts_with('@')) label.remove_prefix(1);
  return std::string(label.empty() ? "somebody" : label);
}

std::string SlackNames::channel(std::string_view id, std::string_view label) const {
  const auto found = channels.find(id);
  if (found != channels.end()) {
    return "[#" + escaped_label(found->second.name) + "](/c/" + found->second.id.text() + ")";
  }
  while (label.starts_with('#')) label.remove_prefix(1);
  return label.empty() ? "#channel" : "#" + std::string(label);
}

std::string markdown_link(std::string_view url, std::string_view text) {
  const std::size_t colon = url.find(':');
  const std::string scheme =
      colon == std::string_view::npos ? std::string() : to_lower_ascii(url.substr(0, colon));
  if (scheme == "mailto" || scheme == "tel") {
    return std::string(text.empty() ? url.substr(scheme.size() + 1) : text);
  }
  if (scheme != "http" && scheme != "https" && scheme != "ftp") {
    return std::string(text.empty() ? url : text);
  }
  if (text.empty() || text == url || url == "http://" + std::string(text) ||
      url == "https://" + std::string(text)) {
    return std::string(url);
  }
  std::string target;
  for (const char c : url) {
    switch (c) {
      case ' ':
        target += "%20";
        break;
      case '(':
        target += "%28";
        break;
      case ')':
        target += "%29";
        break;
      case '<':
        target += "%3C";
        break;
      case '>':
        target += "%3E";
        break;
      case '\n':
        break;
      default:
        target += c;
    }
  }
  return "[" + escaped_label(text) + "](" + target + ")";
}

std::string emoji(std::string_view name) {
  const std::size_t tone = name.find("::skin-tone-");
  const std::string_view base = name.substr(0, tone);
  const auto found = std::ranges::lower_bound(
      kEmoji, base, {}, &std::pair<std::string_view, std::string_view>::first);
  if (found == kEmoji.end() || found->first != base) return ":" + std::string(base) + ":";
  std::string sign(found->second);
  if (tone != std::string_view::npos && name.size() > tone + 12) {
    const char digit = name[tone + 12];
    if (digit >= '2' && digit <= '6') sign += kSkinTones.at(static_cast<std::size_t>(digit - '2'));
  }
  return sign;
}

}  // namespace fika::cli::importing
