#include "app/train/synth_command.h"

#include "train/assets.h"
#include "body/skeleton.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace ropetp::train {
namespace {

constexpr int kColumns = 8, kRows = 6;

void drawLabels(const RopeSample& s, cv::Mat& picture) {
    const auto at = [&](int j) { return cv::Point2f((s.joints2d(j, 0) + 1) * kCropPx / 2, (s.joints2d(j, 1) + 1) * kCropPx / 2); };
    for (int j = 1; j < body::kJointCount; ++j) cv::line(picture, at(j), at(body::kParents[std::size_t(j)]), {255, 200, 60}, 1, cv::LINE_AA);
    for (int j = 0; j < body::kJointCount; ++j) {
        const float v = s.visible[std::size_t(j)];
        cv::circle(picture, at(j), 3, v > 0.7f ? cv::Scalar(80, 255, 80) : v > 0.2f ? cv::Scalar(0, 220, 255) : cv::Scalar(60, 60, 255), -1, cv::LINE_AA);
    }
}

}  // namespace

namespace {

/// Pictures a second once people, clothes and places have been read: a training makes hundreds of thousands.
int rateSynthesis(SyntheticPeople& people, int count) {
    for (int i = 0; i < count; ++i) people.next();
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) people.next();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%.1f pictures/s on one core, %d x %d, over %d (people made anew included)\n", count / seconds, kCropPx, kCropPx, count);
    return 0;
}

}  // namespace

int previewSynthesis(const std::vector<std::string>& words) {
    std::string out;
    std::uint64_t seed = 1;
    int rate = 0;
    AssetFolders folders;
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
        if (words[i] == "--preview") out = words[i + 1];
        else if (words[i] == "--seed") seed = std::strtoull(words[i + 1].c_str(), nullptr, 10);
        else if (words[i] == "--assets") folders.data = words[i + 1];
        else if (words[i] == "--work") folders.work = words[i + 1];
        else if (words[i] == "--rate") rate = std::atoi(words[i + 1].c_str());
    }
    if (out.empty() && rate < 1) {
        std::fputs("usage: ropetp-train synth --preview OUT.png | --rate N [--assets FOLDER] [--work FOLDER] [--seed S]\n", stderr);
        return 2;
    }
    const auto assets = readAssets(folders, false);
    if (!assets) {
        std::fprintf(stderr, "%s\n", describe(assets.error()).c_str());
        return 1;
    }
    SyntheticPeople people(*assets, {}, seed);
    if (out.empty()) return rateSynthesis(people, rate);
    cv::Mat sheet(kRows * kCropPx, kColumns * kCropPx, CV_8UC3);
    for (int i = 0; i < kRows * kColumns; ++i) {
        const RopeSample s = people.next();
        cv::Mat rgb(kCropPx, kCropPx, CV_8UC3, const_cast<std::uint8_t*>(s.crop.pixels())), bgr;
        cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
        if (i >= kRows * kColumns / 2) drawLabels(s, bgr);
        bgr.copyTo(sheet(cv::Rect(i % kColumns * kCropPx, i / kColumns * kCropPx, kCropPx, kCropPx)));
    }
    return cv::imwrite(out, sheet) ? 0 : 1;
}

}  // namespace ropetp::train
