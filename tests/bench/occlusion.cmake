if(TARGET ropetp_train AND TARGET ropetp_jobs)
  add_executable(bench_occlusion ${CMAKE_CURRENT_LIST_DIR}/occlusion.cpp)
  target_link_libraries(bench_occlusion PRIVATE ropetp_options ropetp_train ropetp_jobs ropetp_io ropetp_media ropetp_metrics ropetp_nn ropetp_synth)
endif()
