if(TARGET ropetp_trajectory AND TARGET ropetp_track AND TARGET ropetp_media)
  add_executable(bench_camera_rotation ${CMAKE_CURRENT_LIST_DIR}/camera_rotation.cpp)
  target_link_libraries(bench_camera_rotation PRIVATE ropetp_options ropetp_trajectory ropetp_track ropetp_nn ropetp_media)
endif()
