#include "train/people/spin_people.h"

#include "io/npz_file.h"
#include "train/people/joint_names.h"

#include <cmath>

namespace ropetp::train {
namespace {

constexpr double kScalePx = 200;
constexpr std::size_t kMostPeople = 10'000'000;

class SpinPeople final : public LabelledPictures {
  public:
    SpinPeople(const std::filesystem::path& file, std::shared_ptr<const body::BodyModel> body) : LabelledPictures("spin " + file.filename().string(), std::move(body)) {}

    Result<void> read(const io::NpzArrays& arrays, const std::filesystem::path& folder) {
        const auto names = arrays.find("imgname");
        if (names == arrays.end()) return fail(ErrorCode::InvalidInput, "the list has no imgname (as texts; Python objects are not read)");
        auto texts = names->second.texts();
        if (!texts) return fail(texts.error());
        const std::size_t n = texts->size();
        if (n == 0 || n > kMostPeople) return fail(ErrorCode::InvalidInput, "the list is empty or too long");
        for (const auto& [key, width, values] : {Column{"center", 2, &centre_}, Column{"scale", 1, &scale_}, Column{"part", 72, &part_}, Column{"pose", 72, &pose_},
                                                 Column{"shape", 10, &shape_}, Column{"has_smpl", 1, &hasSmpl_}, Column{"S", 96, &joints_}}) {
            const auto it = arrays.find(key);
            if (it == arrays.end()) continue;
            if (it->second.count() != n * width) return fail(ErrorCode::CorruptFile, std::string(key) + " has " + std::to_string(it->second.count()) + " numbers for " + std::to_string(n) + " people");
            const auto numbers = it->second.numbers();
            if (!numbers) return fail(numbers.error().code, std::string(key) + ": " + numbers.error().detail);
            values->assign(numbers->begin(), numbers->end());
        }
        if (part_.empty() && (centre_.empty() || scale_.empty())) return fail(ErrorCode::InvalidInput, "the list has neither part nor center and scale");
        if (part_.empty() && pose_.empty() && joints_.empty()) return fail(ErrorCode::InvalidInput, "the list has neither part, pose nor S");
        std::vector<std::filesystem::path> paths;
        for (const auto& t : *texts) paths.push_back(folder / t);
        const auto there = existing(paths);
        if (!there) return fail(there.error());
        pictures_ = std::move(paths);
        std::size_t useless = 0;
        for (std::size_t i = 0; i < n; ++i)
            if ((*there)[i]) {
                if (cropAround(ofRow(i)).isValid()) rows_.push_back(std::uint32_t(i));
                else ++useless;
            }
        if (useless > 0) remark(std::to_string(useless) + " people without a place in the picture were left out");
        if (rows_.empty()) return fail(ErrorCode::InvalidInput, "nobody of the list has a place in a picture");
        return {};
    }

    std::size_t size() const override { return rows_.size(); }
    PersonLabel label(std::size_t i) const override { return ofRow(rows_[i]); }

  private:
    struct Column {
        const char* key;
        std::size_t width;
        std::vector<float>* values;
    };

    PersonLabel ofRow(std::size_t row) const {
        PersonLabel l;
        l.picture = pictures_[row];
        if (!centre_.empty() && !scale_.empty()) {
            l.box.centre = {centre_[2 * row], centre_[2 * row + 1]};
            l.box.size = float(kScalePx) * scale_[row];
        }
        const float* part = part_.empty() ? nullptr : part_.data() + std::size_t(72) * row;
        const float* s = joints_.empty() ? nullptr : joints_.data() + std::size_t(96) * row;
        for (std::size_t k = 0; k < kSpinNames.size(); ++k) {
            const auto joint = jointNamed(kSpinNames[k]);
            if (!joint) continue;
            const auto j = std::size_t(joint->joint);
            if (part && part[3 * k + 2] > 0 && std::isfinite(part[3 * k]) && std::isfinite(part[3 * k + 1])) {
                l.px.row(joint->joint) << part[3 * k], part[3 * k + 1];
                l.pxWeight[j] = joint->weight;
                l.seen[j] = 1;
            }
            if (s && s[4 * k + 3] > 0 && std::isfinite(s[4 * k]) && std::isfinite(s[4 * k + 1]) && std::isfinite(s[4 * k + 2])) {
                l.joints.row(joint->joint) << s[4 * k], s[4 * k + 1], s[4 * k + 2];
                l.jointWeight[j] = joint->weight;
            }
        }
        // Joints are compared with the hips laid over each other: without them there is nothing to compare.
        if (!(l.jointWeight[1] > 0) || !(l.jointWeight[2] > 0)) l.jointWeight.fill(0);
        const bool smpl = !pose_.empty() && (hasSmpl_.empty() || hasSmpl_[row] > 0);
        if (!smpl) return l;
        const Eigen::Map<const Eigen::Matrix<float, 72, 1>> pose(pose_.data() + std::size_t(72) * row);
        if (!pose.allFinite()) return l;
        l.pose.emplace();
        for (int j = 0; j < body::kJointCount; ++j) l.pose->axisAngleRad[std::size_t(j)] = pose.segment<3>(3 * j).cast<double>();
        if (shape_.empty()) return l;
        const Eigen::Map<const Eigen::Matrix<float, 10, 1>> shape(shape_.data() + std::size_t(10) * row);
        if (shape.allFinite()) l.betas = shape.cast<double>();
        return l;
    }

    std::vector<std::filesystem::path> pictures_;
    std::vector<std::uint32_t> rows_;
    std::vector<float> centre_, scale_, part_, pose_, shape_, hasSmpl_, joints_;
};

}  // namespace

Result<std::shared_ptr<LabelledPictures>> openSpinPeople(const std::filesystem::path& list, const std::filesystem::path& images,
                                                         std::shared_ptr<const body::BodyModel> body) {
    const auto arrays = io::readNpz(list);
    if (!arrays) return fail(arrays.error());
    auto people = std::make_shared<SpinPeople>(list, std::move(body));
    if (auto ok = people->read(*arrays, images); !ok) return fail(ok.error().code, ok.error().detail, ok.error().file.empty() ? list.string() : ok.error().file);
    return people;
}

}  // namespace ropetp::train
