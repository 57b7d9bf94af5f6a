#include "train/labelled_photos.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

namespace ropetp::train {
namespace {

using nlohmann::json;

constexpr std::uintmax_t kMostBytes = 256u << 20;
constexpr double kFarthestPx = 1e6;

/// Where each of metrics::PhotoJoint's points (left shoulder, right shoulder, elbows, wrists, hips, knees, ankles)
/// stands in a format's list.
struct KeypointOrder {
    const char* format;
    std::size_t count;
    std::array<std::size_t, metrics::kPhotoJoints> at;
};
constexpr KeypointOrder kCoco = {"COCO", 17, {5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}};
constexpr KeypointOrder kCrowdPose = {"CrowdPose", 14, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}};
constexpr KeypointOrder kMpii = {"MPII", 16, {13, 12, 14, 11, 15, 10, 3, 2, 4, 1, 5, 0}};

/// Labels that break the rules. Thrown inside the reader and caught by it.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

const json& member(const json& object, const char* name) {
    const auto it = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object() || it == object.end()) throw Broken(std::string("\"") + name + "\" is missing");
    return *it;
}

const json& list(const json& object, const char* name, std::size_t size = 0) {
    const json& value = member(object, name);
    if (!value.is_array() || (size > 0 && value.size() != size)) throw Broken(std::string("\"") + name + "\" is not a list of the right size");
    return value;
}

double number(const json& value) {
    if (!value.is_number()) throw Broken("a number is expected");
    const double v = value.get<double>();
    if (!std::isfinite(v) || std::abs(v) > kFarthestPx) throw Broken("a number is out of range");
    return v;
}

std::int64_t id(const json& value) {
    if (!value.is_number_integer()) throw Broken("an id is not an integer");
    return value.get<std::int64_t>();
}

/// Photos lie beside the labels: a name must not lead elsewhere.
std::filesystem::path photo(const std::filesystem::path& folder, const json& name) {
    if (!name.is_string()) throw Broken("the name of a photo is not a text");
    const std::filesystem::path file = name.get<std::string>();
    if (file.empty() || file != file.filename() || file == "." || file == "..") throw Broken("the name of a photo is a path");
    return folder / file;
}

/// COCO's visibility: 0 not labelled, 1 labelled but hidden, 2 seen.
metrics::PointLabel labelOf(const json& value) {
    const double v = number(value);
    return v >= 2 ? metrics::PointLabel::Visible : v >= 1 ? metrics::PointLabel::Hidden : metrics::PointLabel::None;
}

std::vector<LabelledPerson> cocoPeople(const json& root, const std::filesystem::path& folder) {
    std::map<std::int64_t, std::filesystem::path> photos;
    for (const json& image : list(root, "images")) photos[id(member(image, "id"))] = photo(folder, member(image, "file_name"));
    std::vector<LabelledPerson> people;
    for (const json& each : list(root, "annotations")) {
        if (const auto crowd = each.find("iscrowd"); crowd != each.end() && number(*crowd) != 0) continue;
        const json& points = list(each, "keypoints");
        const KeypointOrder* order = points.size() == 3 * kCoco.count ? &kCoco : points.size() == 3 * kCrowdPose.count ? &kCrowdPose : nullptr;
        if (!order) throw Broken("a person has neither COCO's nor CrowdPose's number of points");
        const auto name = photos.find(id(member(each, "image_id")));
        if (name == photos.end()) throw Broken("a person is in a photo that is not listed");
        const json& box = list(each, "bbox", 4);
        LabelledPerson p;
        p.photo = name->second;
        p.box = {number(box[0]), number(box[1]), number(box[2]), number(box[3])};
        for (std::size_t k = 0; k < metrics::kPhotoJoints; ++k) {
            const std::size_t at = 3 * order->at[k];
            p.px[k] = {number(points[at]), number(points[at + 1])};
            p.labels[k] = labelOf(points[at + 2]);
        }
        people.push_back(std::move(p));
    }
    return people;
}

std::vector<LabelledPerson> mpiiPeople(const json& root, const std::filesystem::path& folder) {
    /// A person's height is 200 pixels times `scale`; the centre lies 15 pixels times it above the middle.
    constexpr double kHeightPx = 200, kLowerPx = 15;
    std::vector<LabelledPerson> people;
    for (const json& each : root) {
        const json &points = list(each, "joints", kMpii.count), &seen = list(each, "joints_vis", kMpii.count), &centre = list(each, "center", 2);
        const double scale = number(member(each, "scale"));
        LabelledPerson p;
        p.photo = photo(folder, member(each, "image"));
        const double side = kHeightPx * scale;
        p.box = {number(centre[0]) - side / 2, number(centre[1]) + kLowerPx * scale - side / 2, side, side};
        for (std::size_t k = 0; k < metrics::kPhotoJoints; ++k) {
            const json& point = points[kMpii.at[k]];
            if (!point.is_array() || point.size() != 2) throw Broken("a point is not two numbers");
            // MPII counts pixels from one. It does not tell hidden points from seen ones.
            p.px[k] = {number(point[0]) - 1, number(point[1]) - 1};
            p.labels[k] = number(seen[kMpii.at[k]]) > 0 ? metrics::PointLabel::Visible : metrics::PointLabel::None;
        }
        people.push_back(std::move(p));
    }
    return people;
}

Result<std::filesystem::path> labelFile(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return fail(ErrorCode::FileNotFound, {}, path.string());
    if (!std::filesystem::is_directory(path, error)) return path;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator it(path, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".json") files.push_back(it->path());
    if (files.empty()) return fail(ErrorCode::FileNotFound, "the folder holds no .json file", path.string());
    return *std::min_element(files.begin(), files.end(), [](const auto& a, const auto& b) {
        const auto x = a.filename().string(), y = b.filename().string();
        return std::pair(x.size(), x) < std::pair(y.size(), y);
    });
}

}  // namespace

int LabelledPerson::labelled() const {
    return int(std::count_if(labels.begin(), labels.end(), [](metrics::PointLabel l) { return l != metrics::PointLabel::None; }));
}

Result<std::vector<LabelledPerson>> readPhotoLabels(const std::filesystem::path& path) {
    const auto file = labelFile(path);
    if (!file) return fail(file.error());
    const std::string name = file->string();
    std::error_code error;
    if (std::filesystem::file_size(*file, error) > kMostBytes || error) return fail(ErrorCode::UnsupportedFormat, "too large, or not a file", name);
    std::ifstream in(*file, std::ios::binary);
    if (!in) return fail(ErrorCode::FileUnreadable, {}, name);
    try {
        const json root = json::parse(in, nullptr, false);
        if (root.is_discarded()) return fail(ErrorCode::CorruptFile, "not JSON", name);
        if (root.is_object() && root.contains("annotations")) return cocoPeople(root, file->parent_path());
        if (root.is_array() && !root.empty() && root.front().is_object() && root.front().contains("joints_vis")) return mpiiPeople(root, file->parent_path());
    } catch (const std::exception& e) {
        return fail(ErrorCode::CorruptFile, e.what(), name);
    }
    return fail(ErrorCode::UnsupportedFormat, "neither COCO's nor CrowdPose's nor MPII's labels", name);
}

}  // namespace ropetp::train
