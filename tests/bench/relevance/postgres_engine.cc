// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/postgres_engine.h"

#include <string>

namespace fika::bench {
namespace {

class PostgresEngine final : public Engine {
 public:
  explicit PostgresEngine(Postgres& server) : server_(server) {}

  std::string_view name() const override { return "PostgreSQL"; }

  Status take_in(const Collection& set) override {
    language_ = set.language == "sv" ? "swedish" : "english";
    CHECKED(server_.run("DROP TABLE IF EXISTS judged"));
    CHECKED(server_.run("CREATE TABLE judged (place int, title text, body text, words tsvector)"));
    std::string lines;
    for (std::size_t place = 0; place < set.documents.size(); ++place) {
      lines += std::to_string(place) + '\t' + copy_field(set.documents[place].title) + '\t' +
               copy_field(set.documents[place].text) + '\n';
    }
    CHECKED(server_.copy("judged (place, title, body)", lines));
    CHECKED(server_.run("UPDATE judged SET words = setweight(to_tsvector('" + language_ +
                        "', title), 'A') || setweight(to_tsvector('" + language_ +
                        "', body), 'B')"));
    return {};
  }

  Result<std::vector<std::size_t>> rank(const std::string& question) override {
    TRY(const PostgresRows rows,
        server_.run("SELECT place FROM judged, (SELECT replace(plainto_tsquery('" + language_ +
                        "', $1)::text, ' & ', ' | ')::tsquery AS asked) AS question "
                        "WHERE words @@ asked ORDER BY ts_rank(words, asked, 1) DESC, place "
                        "LIMIT 50",
                    {question}));
    std::vector<std::size_t> ranked;
    for (const auto& row : rows) ranked.push_back(std::stoul(row[0]));
    return ranked;
  }

 private:
  Postgres& server_;
  std::string language_;
};

}  // namespace

std::unique_ptr<Engine> postgres_engine(Postgres& server) {
  return std::make_unique<PostgresEngine>(server);
}

}  // namespace fika::bench
