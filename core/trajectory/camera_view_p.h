#pragma once

#include "trajectory/camera_view.h"

#include <opencv2/core.hpp>

namespace ropetp::trajectory {

struct CameraView::Data {
    cv::Mat grey;               ///< see smallGrey()
    cv::Mat mask;               ///< same size, 255 where there is background
    int width = 0, height = 0;  ///< of the frame itself
};

}  // namespace ropetp::trajectory
