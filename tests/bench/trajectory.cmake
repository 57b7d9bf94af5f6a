if(TARGET ropetp_train)
  add_executable(bench_trajectory ${CMAKE_CURRENT_LIST_DIR}/trajectory.cpp)
  target_link_libraries(bench_trajectory PRIVATE ropetp_options ropetp_train ropetp_trajectory ropetp_metrics)
endif()
