#include "media/image_folder_p.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

namespace ropetp::media {
namespace {

constexpr double kFps = 30;

/// Digits compare as numbers, everything else as text.
bool naturalLess(const std::string& a, const std::string& b) {
    std::size_t i = 0, j = 0;
    const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    while (i < a.size() && j < b.size()) {
        if (digit(a[i]) && digit(b[j])) {
            std::size_t ie = i, je = j;
            while (ie < a.size() && digit(a[ie])) ++ie;
            while (je < b.size() && digit(b[je])) ++je;
            std::string_view x(&a[i], ie - i), y(&b[j], je - j);
            while (x.size() > 1 && x[0] == '0') x.remove_prefix(1);
            while (y.size() > 1 && y[0] == '0') y.remove_prefix(1);
            if (x.size() != y.size()) return x.size() < y.size();
            if (x != y) return x < y;
            i = ie;
            j = je;
        } else {
            if (a[i] != b[j]) return a[i] < b[j];
            ++i;
            ++j;
        }
    }
    return a.size() - i < b.size() - j;
}

bool isPicture(const std::filesystem::path& path) {
    static const std::set<std::string> endings = {".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"};
    std::string e = path.extension().string();
    std::transform(e.begin(), e.end(), e.begin(), [](unsigned char c) { return std::tolower(c); });
    return endings.contains(e);
}

Result<cv::Mat> load(const std::filesystem::path& file) {
    try {
        cv::Mat m = cv::imread(file.string(), cv::IMREAD_COLOR);
        if (m.empty()) return fail(ErrorCode::CorruptFile, "the picture cannot be read", file.string());
        return m;
    } catch (const cv::Exception& e) {
        return fail(ErrorCode::CorruptFile, e.err, file.string());
    }
}

}  // namespace

Result<std::unique_ptr<FrameSource>> ImageFolder::open(const std::filesystem::path& folder) {
    auto source = std::make_unique<ImageFolder>();
    std::error_code ec;
    for (std::filesystem::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec))
        if (it->is_regular_file(ec) && isPicture(it->path())) source->files_.push_back(it->path());
    if (ec) return fail(ErrorCode::FileUnreadable, ec.message(), folder.string());
    if (source->files_.empty()) return fail(ErrorCode::NotAVideo, "the folder holds no pictures", folder.string());
    std::sort(source->files_.begin(), source->files_.end(),
              [](const auto& a, const auto& b) { return naturalLess(a.filename().string(), b.filename().string()); });
    auto& info = source->info_;
    bool sized = false;
    for (const auto& file : source->files_) {
        const auto first = load(file);
        if (!first) continue;
        info.width = first->cols;
        info.height = first->rows;
        sized = true;
        break;
    }
    if (!sized) return fail(ErrorCode::NoFrames, "none of the pictures can be read", folder.string());
    info.path = folder;
    info.container = "images";
    info.codec = source->files_.front().extension().string().substr(1);
    info.pixelFormat = "rgb24";
    info.fps = kFps;
    for (std::size_t i = 0; i < source->files_.size(); ++i) info.ptsSec.push_back(double(i) / kFps);
    info.durationSec = double(source->files_.size()) / kFps;
    return std::unique_ptr<FrameSource>(std::move(source));
}

Result<Image> ImageFolder::frame(FrameIndex index) {
    if (index.value < 0 || index.value >= info_.frameCount())
        return fail(ErrorCode::InvalidInput, "frame " + std::to_string(index.value) + " does not exist", info_.path.string());
    const std::int64_t n = info_.frameCount();
    // A damaged picture is shown as its nearest readable neighbour, earlier ones first.
    for (std::int64_t d = 0; d < n; ++d) {
        for (const std::int64_t i : {index.value - d, index.value + d}) {
            if (i < 0 || i >= n) continue;
            auto loaded = load(files_[static_cast<std::size_t>(i)]);
            if (!loaded) continue;
            if (d > 0 && std::find(info_.damagedFrames.begin(), info_.damagedFrames.end(), index) == info_.damagedFrames.end()) {
                info_.damagedFrames.push_back(index);
                info_.warnings.push_back(files_[static_cast<std::size_t>(index.value)].filename().string() + " cannot be read");
            }
            if (loaded->cols != info_.width || loaded->rows != info_.height)
                cv::resize(*loaded, *loaded, {info_.width, info_.height}, 0, 0, cv::INTER_AREA);
            Image image = Image::unfilled(info_.width, info_.height);
            cv::Mat rgb(info_.height, info_.width, CV_8UC3, image.mutablePixels());
            cv::cvtColor(*loaded, rgb, cv::COLOR_BGR2RGB);
            return image;
        }
    }
    return fail(ErrorCode::CorruptFile, "no picture can be read", info_.path.string());
}

}  // namespace ropetp::media
