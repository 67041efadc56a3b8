# SPDX-License-Identifier: GPL-3.0-or-later
# fika_web_app(TARGET) makes the static library TARGET, which holds what clients/web builds as
# std::span<const fika::web::StaticFile> fika::web::app_files(). Without Node.js, or with
# -DFIKA_WEB_APP=OFF, the table is empty and the server shows its landing page instead.
option(FIKA_WEB_APP "Build the web app into the server" ON)

function(fika_web_app target)
  set(web ${CMAKE_SOURCE_DIR}/clients/web)
  set(dist ${CMAKE_CURRENT_BINARY_DIR}/web_app)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/web_app_files.cc)
  find_program(FIKA_NODE NAMES node nodejs)
  if(FIKA_WEB_APP AND FIKA_NODE)
    # src/gen is made by the build itself, and must not start it anew.
    file(GLOB parts LIST_DIRECTORIES true CONFIGURE_DEPENDS ${web}/src/*)
    list(FILTER parts EXCLUDE REGEX "/gen(\\.[0-9]+)?$")
    set(sources)
    foreach(part ${parts} ${web}/public ${web}/scripts)
      if(IS_DIRECTORY ${part})
        file(GLOB_RECURSE found CONFIGURE_DEPENDS ${part}/*)
        list(APPEND sources ${found})
      else()
        list(APPEND sources ${part})
      endif()
    endforeach()
    list(FILTER sources EXCLUDE REGEX "_test\\.tsx?$")
    file(GLOB protos CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/proto/fika/v1/*.proto)
    add_custom_command(
      OUTPUT ${out}
      COMMAND ${FIKA_NODE} scripts/install.mjs
      COMMAND ${CMAKE_COMMAND} -E env PROTOC=$<TARGET_FILE:protobuf::protoc> ${FIKA_NODE} scripts/generate.mjs
      COMMAND ${FIKA_NODE} scripts/build.mjs ${dist}
      COMMAND fika_embed ${out} app ${dist}
      DEPENDS fika_embed ${sources} ${protos} ${web}/package.json ${web}/package-lock.json
      WORKING_DIRECTORY ${web}
      COMMENT "Building the web app"
      VERBATIM)
  else()
    if(FIKA_WEB_APP)
      message(WARNING "There is no Node.js: the server is built without the web app")
    endif()
    file(MAKE_DIRECTORY ${dist})
    add_custom_command(
      OUTPUT ${out}
      COMMAND ${CMAKE_COMMAND} -E rm -rf ${dist}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${dist}
      COMMAND fika_embed ${out} app ${dist}
      DEPENDS fika_embed
      VERBATIM)
  endif()
  add_library(${target} STATIC ${out})
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE fika_base)
endfunction()
