#include "train/people/coco_people.h"

#include "train/people/joint_names.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <unordered_map>

namespace ropetp::train {
namespace {

using nlohmann::json;
constexpr int kLeastPoints = 5;
constexpr std::size_t kMostNames = 1000;
/// A box is tight around the body.
constexpr float kBoxMargin = 1.2f;

struct Person {
    std::uint32_t image = 0;
    std::array<float, 4> box{};   ///< x, y, width, height
    std::array<std::array<float, 2>, body::kJointCount> px{};
    std::array<float, body::kJointCount> weight{}, seen{};
};

class CocoPeople final : public LabelledPictures {
  public:
    CocoPeople(const std::filesystem::path& file, std::shared_ptr<const body::BodyModel> body) : LabelledPictures("coco " + file.filename().string(), std::move(body)) {}

    Result<void> read(const json& file, const std::filesystem::path& folder) {
        std::unordered_map<std::int64_t, std::vector<std::string>> namesOf;
        if (file.contains("categories"))
            for (const auto& c : file.at("categories")) {
                std::vector<std::string> names;
                if (c.contains("keypoints") && c.at("keypoints").size() <= kMostNames) names = c.at("keypoints").get<std::vector<std::string>>();
                namesOf[c.at("id").get<std::int64_t>()] = names;
            }
        std::unordered_map<std::int64_t, std::uint32_t> indexOf;
        for (const auto& i : file.at("images")) {
            indexOf[i.at("id").get<std::int64_t>()] = std::uint32_t(images_.size());
            images_.push_back(folder / i.at("file_name").get<std::string>());
        }
        const auto there = existing(images_);
        if (!there) return fail(there.error());
        for (const auto& a : file.at("annotations")) {
            if (!a.contains("keypoints") || (a.contains("iscrowd") && a.at("iscrowd") == 1)) continue;
            const auto image = indexOf.find(a.at("image_id").get<std::int64_t>());
            if (image == indexOf.end()) return fail(ErrorCode::CorruptFile, "an annotation of a picture that is not listed");
            if (!(*there)[image->second]) continue;
            const auto category = a.contains("category_id") ? namesOf.find(a.at("category_id").get<std::int64_t>()) : namesOf.end();
            const bool named = category != namesOf.end() && !category->second.empty();
            const auto& points = a.at("keypoints");
            const std::size_t count = named ? category->second.size() : kCocoNames.size();
            if (points.size() != 3 * count) return fail(ErrorCode::CorruptFile, "a person with " + std::to_string(points.size()) + " numbers for " + std::to_string(count) + " key points");
            Person p;
            p.image = image->second;
            int found = 0;
            for (std::size_t k = 0; k < count; ++k) {
                const auto joint = jointNamed(named ? std::string_view(category->second[k]) : kCocoNames[k]);
                const double x = points[3 * k].get<double>(), y = points[3 * k + 1].get<double>(), v = points[3 * k + 2].get<double>();
                if (!joint || !(v > 0) || !std::isfinite(x) || !std::isfinite(y)) continue;
                const auto j = std::size_t(joint->joint);
                p.px[j] = {float(x), float(y)};
                p.weight[j] = joint->weight;
                p.seen[j] = v >= 2 ? 1.f : 0.5f;
                ++found;
            }
            if (found < kLeastPoints) continue;
            if (a.contains("bbox") && a.at("bbox").size() == 4) p.box = a.at("bbox").get<std::array<float, 4>>();
            people_.push_back(p);
        }
        if (people_.empty()) return fail(ErrorCode::InvalidInput, "no person with enough labelled joints");
        return {};
    }

    std::size_t size() const override { return people_.size(); }

    PersonLabel label(std::size_t i) const override {
        const Person& p = people_[i];
        PersonLabel l;
        l.picture = images_[p.image];
        for (int j = 0; j < body::kJointCount; ++j) l.px.row(j) << p.px[std::size_t(j)][0], p.px[std::size_t(j)][1];
        l.pxWeight = p.weight;
        l.seen = p.seen;
        l.box.centre = {p.box[0] + p.box[2] / 2, p.box[1] + p.box[3] / 2};
        l.box.size = kBoxMargin * std::max(p.box[2], p.box[3]);
        return l;
    }

  private:
    std::vector<std::filesystem::path> images_;
    std::vector<Person> people_;
};

}  // namespace

Result<std::shared_ptr<LabelledPictures>> openCocoPeople(const std::filesystem::path& annotations, const std::filesystem::path& images,
                                                         std::shared_ptr<const body::BodyModel> body) {
    std::ifstream in(annotations);
    if (!in) return fail(ErrorCode::FileNotFound, "the annotations cannot be opened", annotations.string());
    try {
        // Outlines are most of such a file.
        const auto file = json::parse(in, [](int, json::parse_event_t event, json& value) { return event != json::parse_event_t::key || value != "segmentation"; });
        auto people = std::make_shared<CocoPeople>(annotations, std::move(body));
        if (auto ok = people->read(file, images); !ok) return fail(ok.error().code, ok.error().detail, ok.error().file.empty() ? annotations.string() : ok.error().file);
        return people;
    } catch (const json::exception& e) {
        return fail(ErrorCode::CorruptFile, std::string("not a COCO-style file: ") + e.what(), annotations.string());
    }
}

}  // namespace ropetp::train
