// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/character.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace fika::render {
namespace {

struct Name {
  std::string_view name, text;
};

// Latin letters and the signs of HTML 4 that people type by name; sorted.
constexpr auto kNames = std::to_array<Name>({
    {"AElig", "Æ"},  {"Aacute", "Á"}, {"Acirc", "Â"},  {"Agrave", "À"}, {"Aring", "Å"},
    {"Atilde", "Ã"}, {"Auml", "Ä"},   {"Ccedil", "Ç"}, {"Delta", "Δ"},  {"ETH", "Ð"},
    {"Eacute", "É"}, {"Ecirc", "Ê"},  {"Egrave", "È"}, {"Euml", "Ë"},   {"Iacute", "Í"},
    {"Ntilde", "Ñ"}, {"OElig", "Œ"},  {"Oacute", "Ó"}, {"Ocirc", "Ô"},  {"Ograve", "Ò"},
    {"Omega", "Ω"},  {"Oslash", "Ø"}, {"Otilde", "Õ"}, {"Ouml", "Ö"},   {"Scaron", "Š"},
    {"Sigma", "Σ"},  {"THORN", "Þ"},  {"Uacute", "Ú"}, {"Uuml", "Ü"},   {"Yacute", "Ý"},
    {"aacute", "á"}, {"acirc", "â"},  {"aelig", "æ"},  {"agrave", "à"}, {"alpha", "α"},
    {"amp", "&"},    {"apos", "'"},   {"aring", "å"},  {"asymp", "≈"},  {"atilde", "ã"},
    {"auml", "ä"},   {"beta", "β"},   {"bull", "•"},   {"ccedil", "ç"}, {"cent", "¢"},
    {"check", "✓"},  {"copy", "©"},   {"curren", "¤"}, {"dagger", "†"}, {"darr", "↓"},
    {"deg", "°"},    {"delta", "δ"},  {"divide", "÷"}, {"eacute", "é"}, {"ecirc", "ê"},
    {"egrave", "è"}, {"emsp", " "},   {"ensp", " "},   {"eth", "ð"},    {"euml", "ë"},
    {"euro", "€"},   {"frac12", "½"}, {"frac14", "¼"}, {"frac34", "¾"}, {"ge", "≥"},
    {"gt", ">"},     {"hArr", "⇔"},   {"harr", "↔"},   {"hearts", "♥"}, {"hellip", "…"},
    {"iacute", "í"}, {"icirc", "î"},  {"iexcl", "¡"},  {"infin", "∞"},  {"iquest", "¿"},
    {"iuml", "ï"},   {"lArr", "⇐"},   {"lambda", "λ"}, {"laquo", "«"},  {"larr", "←"},
    {"ldquo", "“"},  {"le", "≤"},     {"lsquo", "‘"},  {"lt", "<"},     {"mdash", "—"},
    {"micro", "µ"},  {"middot", "·"}, {"minus", "−"},  {"mu", "μ"},     {"nbsp", "\u00a0"},
    {"ndash", "–"},  {"ne", "≠"},     {"ntilde", "ñ"}, {"oacute", "ó"}, {"ocirc", "ô"},
    {"oelig", "œ"},  {"ograve", "ò"}, {"omega", "ω"},  {"ordf", "ª"},   {"ordm", "º"},
    {"oslash", "ø"}, {"otilde", "õ"}, {"ouml", "ö"},   {"para", "¶"},   {"permil", "‰"},
    {"pi", "π"},     {"plusmn", "±"}, {"pound", "£"},  {"quot", "\""},  {"rArr", "⇒"},
    {"raquo", "»"},  {"rarr", "→"},   {"rdquo", "”"},  {"reg", "®"},    {"rsquo", "’"},
    {"sbquo", "‚"},  {"scaron", "š"}, {"sect", "§"},   {"sigma", "σ"},  {"sum", "∑"},
    {"sup1", "¹"},   {"sup2", "²"},   {"sup3", "³"},   {"szlig", "ß"},  {"thinsp", " "},
    {"thorn", "þ"},  {"times", "×"},  {"trade", "™"},  {"uacute", "ú"}, {"uarr", "↑"},
    {"ucirc", "û"},  {"ugrave", "ù"}, {"uuml", "ü"},   {"yacute", "ý"}, {"yen", "¥"},
    {"yuml", "ÿ"},
});
static_assert(std::ranges::is_sorted(kNames, {}, &Name::name));

constexpr std::uint32_t kReplacement = 0xfffd;

bool is_character(std::uint32_t number) {
  if (number == '\t' || number == '\n' || number == '\r') return true;
  return number >= 0x20 && (number < 0x7f || number > 0x9f) &&
         (number < 0xd800 || number > 0xdfff) && number <= 0x10ffff;
}

std::string utf8_of(std::uint32_t number) {
  std::string text;
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (number < 0x80) {
    add(number);
  } else if (number < 0x800) {
    add(0xc0 | number >> 6);
    add(0x80 | (number & 0x3f));
  } else if (number < 0x10000) {
    add(0xe0 | number >> 12);
    add(0x80 | (number >> 6 & 0x3f));
    add(0x80 | (number & 0x3f));
  } else {
    add(0xf0 | number >> 18);
    add(0x80 | (number >> 12 & 0x3f));
    add(0x80 | (number >> 6 & 0x3f));
    add(0x80 | (number & 0x3f));
  }
  return text;
}

}  // namespace

std::string character_of(std::string_view reference) {
  if (reference.size() < 3) return std::string(reference);
  std::string_view word = reference.substr(1, reference.size() - 2);
  if (word.front() != '#') {
    const auto found = std::ranges::lower_bound(kNames, word, {}, &Name::name);
    const bool is_known = found != kNames.end() && found->name == word;
    return std::string(is_known ? found->text : reference);
  }
  word.remove_prefix(1);
  const bool is_hex = word.starts_with('x') || word.starts_with('X');
  if (is_hex) word.remove_prefix(1);
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(word.data(), word.data() + word.size(), number, is_hex ? 16 : 10);
  const bool is_whole = error == std::errc() && end == word.data() + word.size();
  return utf8_of(is_whole && is_character(number) ? number : kReplacement);
}

}  // namespace fika::render
