# Helpers so that a folder's CMakeLists.txt says only what is particular to it.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

option(ROPETP_SANITIZE "Address and undefined-behaviour sanitizers" OFF)
if(ROPETP_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# Eigen is two to four times faster with AVX2 and FMA. Every file gets the same flag, because Eigen's
# alignment depends on it. Off where the building machine lacks them (or for packages: set it empty).
set(ropetp_default_arch "")
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND EXISTS /proc/cpuinfo)
  file(READ /proc/cpuinfo cpuinfo LIMIT 8192)
  if(cpuinfo MATCHES " avx2 " AND cpuinfo MATCHES " fma " AND cpuinfo MATCHES " f16c " AND cpuinfo MATCHES " bmi2 ")
    set(ropetp_default_arch "x86-64-v3")
  endif()
endif()
set(ROPETP_ARCH "${ropetp_default_arch}" CACHE STRING "Value of -march, or empty")
if(ROPETP_ARCH)
  add_compile_options(-march=${ROPETP_ARCH})
endif()

# LibTorch's headers hold warnings that are not ours; its C++ front end lies in a folder of its own.
set(ROPETP_TORCH_OPTIONS "-Wno-shadow;-Wno-extra;-Wno-deprecated-declarations;-Wno-sign-compare;-isystem/usr/include/torch/csrc/api/include")

find_package(Eigen3 REQUIRED NO_MODULE)
find_package(Threads REQUIRED)

add_library(ropetp_options INTERFACE)
target_compile_options(ropetp_options INTERFACE -Wall -Wextra -Wshadow -Wno-unused-parameter)
target_compile_definitions(ropetp_options INTERFACE QT_NO_KEYWORDS)

# ropetp_add_library(core/body SOURCES a.cpp ... [PUBLIC core/base ...] [PRIVATE libs ...])
# One static library per folder, named ropetp_<last part>. PUBLIC takes folders of this repository
# or CMake targets; headers are included as "body/skeleton.h" (core) or "ui/main_window.h".
function(ropetp_add_library folder)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  get_filename_component(name ${folder} NAME)
  set(target ropetp_${name})
  add_library(${target} STATIC ${ARG_SOURCES})
  if(folder MATCHES "^core/")
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/core)
  else()
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/core)
  endif()
  foreach(dep IN LISTS ARG_PUBLIC)
    if(dep MATCHES "^(core/|render$|ui$)")
      get_filename_component(dep_name ${dep} NAME)
      target_link_libraries(${target} PUBLIC ropetp_${dep_name})
    else()
      target_link_libraries(${target} PUBLIC ${dep})
    endif()
  endforeach()
  target_link_libraries(${target} PUBLIC Eigen3::Eigen PRIVATE ropetp_options ${ARG_PRIVATE})
endfunction()

# ropetp_add_test(tst_foo LIBS ropetp_body ... [LABELS unit shared ...] [DISPLAY] [TIMEOUT s])
# Builds tst_foo.cpp with Qt Test. DISPLAY runs it under a private X server.
function(ropetp_add_test name)
  cmake_parse_arguments(ARG "DISPLAY" "TIMEOUT" "LIBS;LABELS;SOURCES" ${ARGN})
  find_package(Qt6 6.4 REQUIRED COMPONENTS Core Test)
  add_executable(${name} ${name}.cpp ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/core)
  target_link_libraries(${name} PRIVATE ropetp_options ${ARG_LIBS} Qt6::Core Qt6::Test)
  target_compile_definitions(${name} PRIVATE
      ROPETP_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ROPETP_SHARED_DIR="${PROJECT_SOURCE_DIR}/../shared")
  if(ARG_DISPLAY)
    add_test(NAME ${name} COMMAND xvfb-run -a -s "-screen 0 1400x900x24" $<TARGET_FILE:${name}>)
  else()
    add_test(NAME ${name} COMMAND ${name})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
      ENVIRONMENT "OMP_WAIT_POLICY=PASSIVE;ROPETP_RESOURCES=${PROJECT_SOURCE_DIR}/resources"
      SKIP_REGULAR_EXPRESSION "SKIPPED WHOLE TEST")
endfunction()
