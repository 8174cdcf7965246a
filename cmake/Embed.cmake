# kilograph_embed(TARGET OUTPUT FOLDER PATTERN...): the files of FOLDER that match become one
# generated source of TARGET with the contract of src/knowledge/embedded.hpp, so that the program
# carries its data. A changed, new or vanished file makes CMake run again.
function(kilograph_embed target output folder)
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
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"// Written by cmake/Embed.cmake from ontology/.
#include \"knowledge/embedded.hpp\"

namespace kilograph::knowledge {
namespace {

constexpr EmbeddedFile kFiles[] = {
@rows@};

}  // namespace

std::span<const EmbeddedFile> embedded_files() { return kFiles; }

}  // namespace kilograph::knowledge
")
  target_sources(${target} PRIVATE ${output})
endfunction()
