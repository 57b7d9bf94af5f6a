#include "trajectory/background_flow_p.h"
#include "trajectory/camera_view_p.h"

namespace ropetp::trajectory {
namespace {

constexpr int kLongSide = 320;

}  // namespace

CameraView CameraView::of(const Image& image, std::span<const track::Box> people) {
    CameraView view;
    if (image.isNull() || image.width() < 1 || image.height() < 1) return view;
    try {
        auto data = std::make_shared<Data>();
        const cv::Mat rgb(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.pixels()));
        data->grey = smallGrey(rgb, kLongSide);
        data->mask = backgroundMask(data->grey.size(), people, double(data->grey.cols) / image.width());
        data->width = image.width();
        data->height = image.height();
        view.data_ = std::move(data);
    } catch (const cv::Exception&) {
        // Out of memory or a size OpenCV refuses.
    }
    return view;
}

}  // namespace ropetp::trajectory
