// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, by what is in it: names lie. The only place that includes libmagic.
#pragma once

#include <string>
#include <string_view>

namespace fika::content {

// The media type that the first bytes of a file speak of, such as "image/png", in lower case;
// "application/octet-stream" when they speak of none. Any thread.
std::string media_type_of(std::string_view beginning);

// Whether a browser shows it in its place without running anything of it: raster pictures, sound
// and film in the common forms. All else is only ever downloaded.
bool is_shown_in_place(std::string_view media_type);

}  // namespace fika::content
