if(TARGET ropetp_train)
  add_executable(bench_trajectory_length ${CMAKE_CURRENT_LIST_DIR}/trajectory_length.cpp)
  target_link_libraries(bench_trajectory_length PRIVATE ropetp_options ropetp_train ropetp_trajectory ropetp_metrics)
endif()
