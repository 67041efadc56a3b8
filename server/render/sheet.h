// SPDX-License-Identifier: GPL-3.0-or-later
// The HTML as it grows: what is open is closed in the right order, text is escaped, and nothing
// goes past the budget. Once over it, everything more is dropped and is_full() stays true.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fika::render {

class Sheet {
 public:
  explicit Sheet(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // A tag or other finished HTML.
  void put(std::string_view html);
  // Words of people's: & < > are escaped.
  void put_text(std::string_view text);
  // The same for the value of an attribute: " too.
  void put_attribute(std::string_view text);
  // `opening` now, `closing` when close() comes for it. More than kDepthMax in each other fill it.
  void open(std::string_view opening, std::string_view closing);
  void close();
  // Work that leaves no trace in the HTML counts too: something may be read many times.
  void charge(std::size_t bytes);

  bool is_full() const { return is_full_; }
  bool is_too_deep() const { return is_too_deep_; }
  std::size_t size() const { return html_.size(); }
  std::size_t spent() const { return html_.size() + charged_; }
  std::string take() { return std::move(html_); }

 private:
  void put_escaped(std::string_view text, std::string_view signs);

  const std::size_t bytes_max_;
  std::size_t charged_ = 0;
  bool is_full_ = false, is_too_deep_ = false;
  std::string html_;
  std::vector<std::string_view> closings_;
};

}  // namespace fika::render
