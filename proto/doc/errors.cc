// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include <fmt/format.h>

#include "base/result.h"
#include "proto/doc/html.h"
#include "proto/doc/sections.h"

namespace fika::doc {
namespace {

struct Row {
  Code code;
  std::string_view meaning;  // for the one who writes a client
};

constexpr std::array<Row, 12> kRows = {{
    {Code::kInvalid, "The request is malformed or over a limit. Sending it again cannot help."},
    {Code::kUnauthenticated,
     "Nobody is signed in, or the sign-in or token has ended. Sign in again."},
    {Code::kForbidden, "The caller sees the object but may not do this to it."},
    {Code::kNotFound, "Absent, or invisible to the caller: the two look alike."},
    {Code::kExists, "The id is taken, or the idempotency key was used for something else."},
    {Code::kState, "The object is in a state that does not allow this."},
    {Code::kAborted, "The version that was read has moved. Read it and try again."},
    {Code::kLimit, "A quota or rate is used up. Try later; Retry-After says how many seconds."},
    {Code::kUnimplemented, "There is no such method, or not by this HTTP method."},
    {Code::kUnavailable, "The server is full, stopping or cannot reach its disk. Try later."},
    {Code::kInternal, "A defect or a broken disk; the server's log has the detail."},
    {Code::kDataLoss, "Stored bytes are not what was written; the server's log has the detail."},
}};

}  // namespace

std::string errors() {
  std::string html =
      "<table>\n<thead><tr><th scope=\"col\">Code</th><th scope=\"col\">HTTP</th>"
      "<th scope=\"col\">Meaning</th></tr></thead>\n<tbody>\n";
  for (const Row& row : kRows) {
    const CodeInfo info = code_info(row.code);
    html += fmt::format("<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>\n",
                        escaped(info.connect), info.http_status, escaped(row.meaning));
  }
  return html + "</tbody>\n</table>\n";
}

}  // namespace fika::doc
