# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, warnings, sanitizers, linker and compiler cache: the same for every target.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

option(FIKA_PRECOMPILE "Precompile the headers that nearly every file includes" ON)
set(FIKA_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize takes them")

find_program(FIKA_CCACHE ccache)
if(FIKA_CCACHE)
  # A precompiled header carries its time of making unless told otherwise, and would never hit the cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${FIKA_CCACHE})
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
endif()

find_program(FIKA_LLD ld.lld-19)
if(FIKA_LLD)
  add_link_options(--ld-path=${FIKA_LLD})
endif()

if(FIKA_SANITIZE)
  add_compile_options(-fsanitize=${FIKA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${FIKA_SANITIZE})
endif()

add_library(fika_warnings INTERFACE)
target_compile_options(fika_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Werror)
