#include "io/chan_file.h"

#include "io/fixed_text.h"
#include "io/text_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace ropetp::io {
namespace {

constexpr std::size_t kMaxRows = 16'000'000;
constexpr int kDecimals = 6;

/// The next word of a line, which it is cut from; empty at its end.
std::string_view cutWord(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    const std::string_view word = line.substr(0, line.find_first_of(" \t\r"));
    line.remove_prefix(word.size());
    return word;
}

}  // namespace

Result<void> writeChan(const std::filesystem::path& path, const ExportScene& scene) {
    if (!scene.camera || scene.camera->worldFromCamera.empty()) return fail(ErrorCode::InvalidInput, "the take has no camera", path.string());
    if (scene.frames.empty()) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    const SceneCamera& camera = *scene.camera;
    FixedText text;
    text.out.reserve(scene.frames.size() * 80);
    Eigen::Vector3d angles = Eigen::Vector3d::Zero();   // about Z, Y, X
    for (std::size_t i = 0; i < scene.frames.size(); ++i) {
        const Eigen::Isometry3d& at = camera.worldFromCamera[std::min(i, camera.worldFromCamera.size() - 1)];
        angles = eulerDegrees(at.linear(), kChanOrder, angles);
        text << std::to_string(i + 1);
        for (const double v : {at.translation().x(), at.translation().y(), at.translation().z(), angles[2], angles[1], angles[0], camera.verticalFovDeg()}) {
            text << "\t";
            text.number(v, kDecimals);
        }
        text << "\n";
    }
    return writeWholeFile(path, text.out);
}

Result<CameraMotion> readChan(const std::filesystem::path& path) {
    const auto text = readWholeFile(path);
    if (!text) return fail(text.error());
    CameraMotion out;
    std::string_view rest = *text;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const auto wrong = [&](const char* what) { return fail(ErrorCode::CorruptFile, what + (", line " + std::to_string(number)), path.string()); };
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        std::string_view word = cutWord(line);
        if (word.empty() || word.front() == '#') continue;
        if (out.frames.size() >= kMaxRows) return fail(ErrorCode::UnsupportedFormat, "the file has more rows than are supported", path.string());
        double frame = 0, fov = 0;
        if (!parseNumber(word, frame) || frame != std::floor(frame) || std::abs(frame) > 1e9) return wrong("the number of a frame was expected");
        std::array<double, 6> v{};
        for (double& value : v)
            if (!parseNumber(cutWord(line), value)) return wrong("three coordinates and three angles were expected");
        if (word = cutWord(line); !word.empty() && (!parseNumber(word, fov) || !(fov > 0 && fov < 180))) return wrong("a field of view was expected");
        if (!cutWord(line).empty()) return wrong("there are more than eight columns");
        Eigen::Isometry3d at = Eigen::Isometry3d::Identity();
        at.linear() = matrixFromEulerDegrees({v[5], v[4], v[3]}, kChanOrder);
        at.translation() = Eigen::Vector3d(v[0], v[1], v[2]);
        out.frames.push_back(int(frame));
        out.worldFromCamera.push_back(at);
        out.verticalFovDeg.push_back(fov);
    }
    if (out.frames.empty()) return fail(ErrorCode::CorruptFile, "the file has no rows", path.string());
    return out;
}

}  // namespace ropetp::io
