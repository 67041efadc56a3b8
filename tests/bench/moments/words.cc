// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/moments/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>
#include <string_view>

#include <boost/json.hpp>

namespace fika::bench {
namespace {

using Names = std::string_view;

constexpr std::array<Names, 56> kGiven{
    "Anna",   "Erik",    "Maria",   "Lars",      "Karin", "Karl",   "Sara",    "Johan",
    "Emma",   "Anders",  "Lena",    "Per",       "Eva",   "Nils",   "Kerstin", "Mikael",
    "Amina",  "Omar",    "Fatima",  "Ali",       "Leyla", "Hassan", "Ewa",     "Piotr",
    "James",  "Olivia",  "Thomas",  "Charlotte", "Björn", "Åsa",    "Örjan",   "Märta",
    "Sven",   "Ingrid",  "Gustav",  "Elsa",      "Oskar", "Linnea", "Viktor",  "Maja",
    "Henrik", "Camilla", "Fredrik", "Susanne",   "Jonas", "Helena", "Daniel",  "Malin",
    "Aino",   "Mikko",   "Ingunn",  "Torbjørn",  "Priya", "Rahul",  "Chen",    "Yuki"};
constexpr std::array<Names, 56> kFamily{
    "Andersson", "Johansson",   "Karlsson",   "Nilsson",    "Eriksson",  "Larsson",   "Olsson",
    "Persson",   "Svensson",    "Gustafsson", "Pettersson", "Jonsson",   "Jansson",   "Hansson",
    "Bengtsson", "Lindberg",    "Jakobsson",  "Magnusson",  "Lindström", "Lindqvist", "Lindgren",
    "Axelsson",  "Berg",        "Bergström",  "Lundberg",   "Lind",      "Lundgren",  "Mattsson",
    "Berglund",  "Fredriksson", "Sandberg",   "Henriksson", "Sjöberg",   "Forsberg",  "Wallin",
    "Engström",  "Danielsson",  "Håkansson",  "Lundin",     "Björk",     "Ahmed",     "Hussein",
    "Kowalski",  "Nowak",       "Smith",      "Taylor",     "Brown",     "Virtanen",  "Korhonen",
    "Hansen",    "Haugen",      "Sharma",     "Patel",      "Wang",      "Tanaka",    "Öberg"};
constexpr std::array<Names, 24> kPractice{
    "Bridge inspection",  "Groundwater",     "Road safety",     "Timber construction",
    "Tunnel design",      "Railway signals", "Urban drainage",  "Noise and vibration",
    "Project economy",    "BIM and models",  "Field survey",    "Contaminated land",
    "Energy audits",      "Fire safety",     "Public dialogue", "Procurement",
    "Climate adaptation", "Winter roads",    "Asset data",      "Ports and quays",
    "Biodiversity",       "Lean leadership", "Young engineers", "Accessible buildings"};
constexpr std::array<Names, 10> kCircle{
    "Nordic",  "in practice",     "Stockholm",      "Göteborg", "beginners",
    "experts", "lessons learned", "tools and data", "Norrland", "network"};
constexpr std::array<Names, 8> kSites{"Stockholm", "Göteborg", "Malmö", "Luleå",
                                      "Umeå",      "Örebro",   "Oslo",  "Gdańsk"};
constexpr std::array<Names, 12> kUnits{"Structures",  "Geotechnics",    "Transport", "Water",
                                       "Environment", "Architecture",   "Energy",    "Management",
                                       "Measurement", "Administration", "Digital",   "Industry"};

}  // namespace

Result<Words> Words::load(const std::filesystem::path& folder, std::uint64_t seed) try {
  std::vector<std::string> pool;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const auto& path : files) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      const auto value = boost::json::parse(line);
      std::istringstream text(std::string(value.as_object().at("text").as_string()));
      for (std::string word; text >> word;) {
        // Links and the like are longer than titles are wide.
        if (word.size() <= 24) pool.push_back(word);
      }
    }
  }
  if (pool.empty()) {
    return fail(Code::kNotFound, "There are no texts in {} to take words from.", folder.string());
  }
  return Words(std::move(pool), seed);
} catch (const std::exception& error) {
  return fail(Code::kInvalid, "{} is no folder of chat lines: {}.", folder.string(), error.what());
}

Words::Words(std::vector<std::string> pool, std::uint64_t seed)
    : pool_(std::move(pool)), random_(seed) {}

std::size_t Words::any(std::size_t below) {
  return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
}

std::size_t Words::mostly_first(std::size_t below) {
  const double place = std::uniform_real_distribution<double>(0, 1)(random_);
  return static_cast<std::size_t>(place * place * static_cast<double>(below));
}

std::string Words::sentence(std::size_t least, std::size_t most) {
  std::string words;
  for (std::size_t left = least + any(most - least + 1); left > 0; --left) {
    if (!words.empty()) words += ' ';
    words += pool_[any(pool_.size())];
  }
  const auto first = static_cast<unsigned char>(words.front());
  words.front() = static_cast<char>(std::toupper(first));
  return words;
}

std::string Words::text(std::size_t bytes) {
  std::string text = sentence(4, 9);
  while (text.size() < bytes) text += ". " + sentence(4, 9);
  return text;
}

std::string Words::person_name() {
  return fmt::format("{} {}", kGiven[any(kGiven.size())], kFamily[any(kFamily.size())]);
}

std::string Words::community_name() {
  return fmt::format("{} {}", kPractice[any(kPractice.size())], kCircle[any(kCircle.size())]);
}

std::string Words::site() { return std::string(kSites[any(kSites.size())]); }
std::string Words::unit() { return std::string(kUnits[any(kUnits.size())]); }

}  // namespace fika::bench
