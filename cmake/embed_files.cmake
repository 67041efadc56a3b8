# SPDX-License-Identifier: GPL-3.0-or-later
# fika_embed_files(TARGET NAME FOLDER) puts every file below FOLDER into TARGET, gzipped once at build
# time, as std::span<const fika::web::StaticFile> fika::web::NAME_files(); see server/web/static_files.h.
function(fika_embed_files target name folder)
  if(NOT TARGET fika_embed)
    add_executable(fika_embed ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../server/web/embed/main.cc)
    target_link_libraries(fika_embed PRIVATE fmt::fmt ZLIB::ZLIB fika_warnings)
  endif()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}_files.cc)
  add_custom_command(
    OUTPUT ${out}
    COMMAND fika_embed ${out} ${name} ${folder}
    DEPENDS fika_embed ${files}
    COMMENT "Embedding ${folder}")
  target_sources(${target} PRIVATE ${out})
endfunction()
