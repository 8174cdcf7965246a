# kilograph_embed(ROOM HEADER FOLDER PATTERN...): the files of FOLDER that match become one generated
# source of the room, with the contract of HEADER (below src/), so that the program carries its data.
# A changed, new or vanished file makes CMake run again.
function(kilograph_embed room header folder)
  set(rows "")
  set(names "")
  foreach(pattern IN LISTS ARGN)
    file(GLOB files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/${pattern})
    list(SORT files)
    list(APPEND names ${files})
  endforeach()
  foreach(name IN LISTS names)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${name})
    file(READ ${folder}/${name} text)
    string(APPEND rows "    {\"${name}\", R\"embedded(${text})embedded\"},\n")
  endforeach()
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${room}/embedded.cpp)
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Written by cmake/Embed.cmake from files of the source tree.
#include \"@header@\"

namespace kilograph::@room@ {
namespace {

constexpr EmbeddedFile kFiles[] = {
@rows@};

}  // namespace

std::span<const EmbeddedFile> embedded_files() { return kFiles; }

}  // namespace kilograph::@room@
")
  target_sources(kg_${room} PRIVATE ${output})
endfunction()
