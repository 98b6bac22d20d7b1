# CTest reads this: each doctest case of ${program} becomes a test with the case's name and its own limit.
# doctest's own doctest_discover_tests() cuts a name at each semicolon.

execute_process(COMMAND ${program} --list-test-cases OUTPUT_VARIABLE names RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  add_test("${program} is built" "${program}" --list-test-cases)
endif()
# Not a list of CMake's: a name may have brackets and semicolons.
while(names MATCHES "^([^\n]*)\n(.*)$")
  set(name "${CMAKE_MATCH_1}")
  set(names "${CMAKE_MATCH_2}")
  if(NOT name MATCHES "^(\\[doctest\\] .*|=+)$")
    string(REPLACE "," "\\," filter "${name}")  # a comma separates filters
    add_test("${name}" "${program}" "--test-case=${filter}")
    # A filter that finds no case would pass. The slowest case takes 9 s on a free core.
    set_tests_properties("${name}" PROPERTIES TIMEOUT 180 FAIL_REGULAR_EXPRESSION "test cases: +0 ")
  endif()
endwhile()
