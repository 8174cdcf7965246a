# Flags that every target of ours shares.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(kg_flags INTERFACE)
target_compile_options(kg_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # libstdc++ 12's own stable_sort calls what it has marked as deprecated.
  target_compile_options(kg_flags INTERFACE -Wno-deprecated-declarations)
endif()
if(KILOGRAPH_WERROR)
  target_compile_options(kg_flags INTERFACE -Werror)
endif()
if(KILOGRAPH_SANITIZE)
  add_compile_options(-fsanitize=${KILOGRAPH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KILOGRAPH_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 sees uninitialized reads in its own <regex> and <variant> when it instruments them.
    target_compile_options(kg_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(KILOGRAPH_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # coverage, by which libFuzzer finds its way
endif()
