# How every program here is built to be hard to exploit. deploy/check-hardening reads it from the result.
include(CheckCXXCompilerFlag)
include(CheckCXXSourceCompiles)
include(CheckPIESupported)

# An address that is not known before the program starts. CMake compiles static libraries for shared ones (-fPIC), which
# costs inlining: ours end in programs only.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
check_pie_supported(LANGUAGES CXX)
add_compile_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,STATIC_LIBRARY>:-fPIE>)

# All symbols are bound at the start, and what points to them is read-only then.
add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack)

# Returns and jumps lead only to where the compiler meant them: x86, ARM. For assembly too: a linker drops the mark of this
# where one object lacks it.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  add_compile_options(-fcf-protection)
elseif(CMAKE_SYSTEM_PROCESSOR STREQUAL "aarch64")
  add_compile_options(-mbranch-protection=standard)
endif()

# A buffer cannot overwrite a return address unnoticed, nor a large frame jump over the stack's guard page.
foreach(flag -fstack-protector-strong -fstack-clash-protection)
  string(MAKE_C_IDENTIFIER "has${flag}" has)
  check_cxx_compiler_flag(${flag} ${has})
  if(${has})
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:${flag}>)
  endif()
endforeach()

# The standard library checks indexes and iterators where that is cheap.
add_compile_definitions($<$<COMPILE_LANGUAGE:CXX>:_GLIBCXX_ASSERTIONS>)

# The C library checks sizes. It needs an optimizing compiler, and the sanitizers check more themselves.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  set(CMAKE_REQUIRED_FLAGS "-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3")
  check_cxx_source_compiles("#include <cstring>
    #if __USE_FORTIFY_LEVEL < 3
    #error
    #endif
    int main() {}" has_fortify_3)
  unset(CMAKE_REQUIRED_FLAGS)
  set(fortify_level $<IF:$<BOOL:${has_fortify_3}>,3,2>)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-U_FORTIFY_SOURCE> $<$<COMPILE_LANGUAGE:CXX>:-D_FORTIFY_SOURCE=${fortify_level}>)
endif()
