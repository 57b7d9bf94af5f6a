if(TARGET ropetp_body)
add_executable(bench_skinning ${CMAKE_CURRENT_LIST_DIR}/skinning.cpp)
target_link_libraries(bench_skinning PRIVATE ropetp_options ropetp_body)
endif()
