if(TARGET ropetp_project)
  add_executable(bench_project ${CMAKE_CURRENT_LIST_DIR}/project.cpp)
  target_link_libraries(bench_project PRIVATE ropetp_options ropetp_project ropetp_synth)
endif()
