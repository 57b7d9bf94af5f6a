if(TARGET ropetp_train)
  add_executable(bench_photos ${CMAKE_CURRENT_LIST_DIR}/photos.cpp)
  target_link_libraries(bench_photos PRIVATE ropetp_options ropetp_train ropetp_nn)
endif()
