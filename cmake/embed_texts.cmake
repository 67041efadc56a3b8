# SPDX-License-Identifier: GPL-3.0-or-later
# fika_embed_texts(TARGET FOLDER PATTERN HEADER FUNCTION) puts the files of FOLDER whose names match
# PATTERN into TARGET as they are, as std::span<const TextFile> fika::domain::FUNCTION(), which HEADER
# declares. Run as a script it writes that source file.
if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB files LIST_DIRECTORIES false ${FOLDER}/${PATTERN})
  list(SORT files)
  list(LENGTH files count)
  set(rows "")
  foreach(file ${files})
    get_filename_component(name ${file} NAME)
    file(READ ${file} text)
    string(APPEND rows "      {\"${name}\", R\"fika(${text})fika\"},\n")
  endforeach()
  file(WRITE ${OUT} "#include \"${HEADER}\"\n\nnamespace fika::domain {\n\n\
std::span<const TextFile> ${FUNCTION}() {\n\
  static constexpr std::array<TextFile, ${count}> kFiles = {{\n${rows}  }};\n\
  return kFiles;\n}\n\n}  // namespace fika::domain\n")
  return()
endif()

function(fika_embed_texts target folder pattern header function)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/${pattern})
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed_texts.cmake)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${function}.cc)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DFOLDER=${folder} -DPATTERN=${pattern} -DHEADER=${header}
            -DFUNCTION=${function} -P ${script}
    DEPENDS ${script} ${files}
    COMMENT "Embedding ${folder}" VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
