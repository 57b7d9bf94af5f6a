if(TARGET ropetp_jobs)
  add_executable(bench_jitter ${CMAKE_CURRENT_LIST_DIR}/jitter.cpp)
  target_link_libraries(bench_jitter PRIVATE ropetp_options ropetp_jobs ropetp_metrics)
endif()
