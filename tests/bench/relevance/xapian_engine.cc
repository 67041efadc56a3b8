// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/xapian_engine.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <xapian.h>

#include "base/text.h"

namespace fika::bench {
namespace {

class XapianEngine final : public Engine {
 public:
  std::string_view name() const override { return "Xapian BM25"; }

  Status take_in(const Collection& set) override try {
    database_ = Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY);
    stem_ = Xapian::Stem(set.language);
    Xapian::TermGenerator generator;
    generator.set_stemmer(stem_);
    for (const JudgedDocument& each : set.documents) {
      Xapian::Document document;
      generator.set_document(document);
      generator.index_text(each.title);
      generator.increase_termpos();
      generator.index_text(each.text);
      database_.add_document(document);
    }
    return {};
  } catch (const Xapian::Error& error) {
    return fail(Code::kInternal, "Xapian: {}.", error.get_msg());
  }

  Result<std::vector<std::size_t>> rank(const std::string& question) override try {
    Xapian::QueryParser parser;
    parser.set_stemmer(stem_);
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_database(database_);
    Xapian::Enquire enquire(database_);
    // It does not stem what begins with a capital; a question's first word does. Signs of a
    // question are no operators, and high-speed is two words, not a phrase.
    std::string words = to_lower_ascii(question);
    std::ranges::replace_if(words, [](unsigned char sign) { return std::ispunct(sign) != 0; }, ' ');
    enquire.set_query(parser.parse_query(words, 0));
    const Xapian::MSet hits = enquire.get_mset(0, kMost);
    std::vector<std::size_t> ranked;
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) ranked.push_back(*hit - 1);
    return ranked;
  } catch (const Xapian::Error& error) {
    return fail(Code::kInternal, "Xapian: {}.", error.get_msg());
  }

 private:
  static constexpr Xapian::doccount kMost = 50;

  Xapian::WritableDatabase database_;
  Xapian::Stem stem_;
};

}  // namespace

std::unique_ptr<Engine> xapian_engine() { return std::make_unique<XapianEngine>(); }

}  // namespace fika::bench
