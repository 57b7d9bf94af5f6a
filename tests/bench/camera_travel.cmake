if(TARGET ropetp_trajectory AND TARGET ropetp_io AND TARGET ropetp_media)
  add_executable(bench_camera_travel ${CMAKE_CURRENT_LIST_DIR}/camera_travel.cpp)
  target_link_libraries(bench_camera_travel PRIVATE ropetp_options ropetp_trajectory ropetp_io ropetp_media)
endif()
