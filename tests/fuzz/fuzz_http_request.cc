// SPDX-License-Identifier: GPL-3.0-or-later
// server/web/request_reader: a request comes out the same however its bytes arrived, and what comes
// out is fit to be looked at. The first byte says how large the pieces are.
#include <vector>

#include "base/text.h"
#include "server/web/request_reader.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using fika::web::Request;
using fika::web::RequestReader;

constexpr std::size_t kBodyBytesMax = 4096;
constexpr std::size_t kRequestsMax = 8;

struct Outcome {
  std::vector<std::string> requests;
  bool is_refused = false;
  bool operator==(const Outcome&) const = default;
};

std::string described(const Request& request) {
  std::string text = request.method + ' ' + request.path + '?' + request.query + '\n';
  for (const auto& [name, value] : request.headers) text += name + ": " + value + '\n';
  return text + request.body;
}

void check_sound(const Request& request) {
  FIKA_CHECK(request.path.starts_with('/') && !request.path.contains('?'));
  FIKA_CHECK(request.body.size() <= kBodyBytesMax);
  for (const auto& [name, value] : request.headers) {
    FIKA_CHECK(fika::to_lower_ascii(name) == name);
    FIKA_CHECK(!value.contains('\n') && !value.contains('\r') && !value.contains('\0'));
  }
  static_cast<void>(request.cookie("fika_sign_in"));
}

Outcome read(std::string_view stream, std::size_t piece_size) {
  Outcome outcome;
  std::string waiting;
  auto reader = std::make_unique<RequestReader>(kBodyBytesMax);
  while (outcome.requests.size() < kRequestsMax) {
    const auto state = reader->feed(waiting);
    if (state == RequestReader::State::kRefused) {
      const auto refusal = reader->refusal();
      FIKA_CHECK(refusal.status >= 400 && refusal.status < 600);
      outcome.is_refused = true;
      return outcome;
    }
    if (state == RequestReader::State::kDone) {
      static_cast<void>(reader->keep_alive());
      const Request request = reader->take();
      check_sound(request);
      outcome.requests.push_back(described(request));
      reader = std::make_unique<RequestReader>(kBodyBytesMax);
      continue;
    }
    if (stream.empty()) return outcome;
    const std::size_t size = std::min(piece_size, stream.size());
    waiting += stream.substr(0, size);
    stream.remove_prefix(size);
  }
  return outcome;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fika::fuzz::text_of(data, size);
  const std::size_t piece_size = std::max<std::size_t>(1, fika::fuzz::take_byte(input));
  // A header that never ends may be refused sooner or later; here it ends, and the verdict with it.
  const std::string stream = std::string(input) + "\r\n\r\n";
  const Outcome whole = read(stream, std::size_t(-1));
  FIKA_CHECK(whole == read(stream, piece_size));
  return 0;
}
