#include "train/crop_picture.h"

#include "pose/rope/rope_crop.h"

#include <opencv2/imgproc.hpp>

namespace ropetp::train {

Image cropPicture(const Image& image, const track::CropRegion& region, int sidePx) {
    const Eigen::Matrix3d m = pose::cropFromPicture(region, sidePx).inverse();
    const cv::Matx23d pictureFromCrop(m(0, 0), m(0, 1), m(0, 2), m(1, 0), m(1, 1), m(1, 2));
    const cv::Mat rgb(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.pixels()));
    Image out(sidePx, sidePx);
    cv::Mat crop(sidePx, sidePx, CV_8UC3, out.mutablePixels());
    cv::warpAffine(rgb, crop, pictureFromCrop, {sidePx, sidePx}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
    return out;
}

}  // namespace ropetp::train
