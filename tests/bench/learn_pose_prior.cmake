if(TARGET ropetp_pose)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
  add_executable(learn_pose_prior
    ${CMAKE_CURRENT_LIST_DIR}/learn_pose_prior.cpp
    ${CMAKE_CURRENT_LIST_DIR}/motion_landmarks.cpp
    ${CMAKE_CURRENT_LIST_DIR}/npz_arrays.cpp)
  target_include_directories(learn_pose_prior PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/core)
  target_link_libraries(learn_pose_prior PRIVATE ropetp_options ropetp_pose PkgConfig::LIBZIP)
endif()
