#include "media/picture_file.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace ropetp::media {

Result<Image> readPicture(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return fail(ErrorCode::FileNotFound, "the picture is missing", path.string());
    try {
        const cv::Mat bgr = cv::imread(path.string(), cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
        if (bgr.empty()) return fail(ErrorCode::CorruptFile, "the picture cannot be read", path.string());
        Image image = Image::unfilled(bgr.cols, bgr.rows);
        cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.mutablePixels());
        cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
        return image;
    } catch (const cv::Exception& e) {
        return fail(ErrorCode::CorruptFile, e.err, path.string());
    }
}

}  // namespace ropetp::media
