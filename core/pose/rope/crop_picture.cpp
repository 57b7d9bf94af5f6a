#include "pose/rope/crop_picture.h"

#include "pose/rope/rope_crop.h"

#include <opencv2/imgproc.hpp>

namespace ropetp::pose {

Result<Image> cropPicture(const Image& picture, const track::CropRegion& region, int side) {
    if (picture.isNull() || !region.isValid() || side < 1) return fail(ErrorCode::InvalidInput, "the picture or the region is empty");
    try {
        const Eigen::Matrix3d m = cropFromPicture(region, side).inverse();
        const cv::Matx23d pictureFromCrop(m(0, 0), m(0, 1), m(0, 2), m(1, 0), m(1, 1), m(1, 2));
        const cv::Mat rgb(picture.height(), picture.width(), CV_8UC3, const_cast<std::uint8_t*>(picture.pixels()));
        Image out(side, side);
        cv::Mat crop(side, side, CV_8UC3, out.mutablePixels());
        cv::warpAffine(rgb, crop, pictureFromCrop, {side, side}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
        return out;
    } catch (const cv::Exception& e) {
        return fail(ErrorCode::Internal, e.what());
    }
}

}  // namespace ropetp::pose
