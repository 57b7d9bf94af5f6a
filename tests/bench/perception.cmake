if(TARGET ropetp_track AND TARGET ropetp_media)
  add_executable(bench_perception ${CMAKE_CURRENT_LIST_DIR}/perception.cpp)
  target_link_libraries(bench_perception PRIVATE ropetp_options ropetp_track ropetp_nn ropetp_media)
endif()
