#include "io/bvh.h"

#include "io/fixed_text.h"
#include "io/text_file.h"

namespace ropetp::io {
namespace {

constexpr char kAxisName[] = "XYZ";
/// Where bones without a child end, relative to the bone before them.
constexpr double kEndShare = 0.6;
constexpr int kOffsetDecimals = 6, kAngleDecimals = 5, kTimeDecimals = 9;

class Writer {
  public:
    Writer(const ExportScene& scene, const BvhStyle& style) : scene_(scene), style_(style), children_(scene.joints.size()) {
        // A centimetre has five decimals, a metre seven.
        for (double unit = style.unitsPerMetre; unit < 100 && placeDecimals_ < 8; unit *= 10) ++placeDecimals_;
        for (std::size_t j = 0; j < scene.joints.size(); ++j)
            if (scene.joints[j].parent >= 0) children_[std::size_t(scene.joints[j].parent)].push_back(j);
        text_ << "HIERARCHY\n";
        hierarchy(0, 0);
        motion();
    }

    const std::string& text() const { return text_.out; }

  private:
    void indent(int depth) { text_.out.append(std::size_t(depth), '\t'); }

    void offset(const Eigen::Vector3d& m, int depth) {
        indent(depth);
        text_ << "OFFSET";
        for (int c = 0; c < 3; ++c) {
            text_ << " ";
            text_.number(m[c] * style_.unitsPerMetre, kOffsetDecimals);
        }
        text_ << "\n";
    }

    void hierarchy(std::size_t j, int depth) {
        const SceneJoint& joint = scene_.joints[j];
        written_.push_back(j);
        indent(depth);
        text_ << (joint.parent < 0 ? "ROOT " : "JOINT ") << joint.name << "\n";
        indent(depth);
        text_ << "{\n";
        // The place of a joint that moves is in its channels alone: readers disagree on whether an offset adds to them.
        offset(scene_.isMoving(j) ? Eigen::Vector3d(Eigen::Vector3d::Zero()) : joint.offset, depth + 1);
        indent(depth + 1);
        text_ << (scene_.isMoving(j) ? "CHANNELS 6 Xposition Yposition Zposition" : "CHANNELS 3");
        for (const int axis : style_.order) text_ << " " << std::string_view(&kAxisName[axis], 1) << "rotation";
        text_ << "\n";
        for (const std::size_t child : children_[j]) hierarchy(child, depth + 1);
        if (children_[j].empty()) {
            indent(depth + 1);
            text_ << "End Site\n";
            indent(depth + 1);
            text_ << "{\n";
            offset(kEndShare * joint.offset, depth + 2);
            indent(depth + 1);
            text_ << "}\n";
        }
        indent(depth);
        text_ << "}\n";
    }

    void motion() {
        text_ << "MOTION\nFrames: " << std::to_string(scene_.frames.size()) << "\nFrame Time: ";
        text_.number(1.0 / scene_.fps, kTimeDecimals);
        text_ << "\n";
        std::vector<Eigen::Vector3d> last(scene_.joints.size(), Eigen::Vector3d::Zero());
        text_.out.reserve(text_.out.size() + scene_.frames.size() * scene_.joints.size() * 3 * 11);
        for (std::size_t i = 0; i < scene_.frames.size(); ++i) {
            bool first = true;
            const auto separate = [&] {
                if (!first) text_.out.push_back(' ');
                first = false;
            };
            for (const std::size_t j : written_) {
                if (scene_.isMoving(j)) {
                    const Eigen::Vector3d place = scene_.placeOf(i, j) * style_.unitsPerMetre;
                    for (int c = 0; c < 3; ++c) separate(), text_.number(place[c], placeDecimals_);
                }
                last[j] = eulerDegrees(scene_.frames[i].rotations[j].toRotationMatrix(), style_.order, last[j]);
                for (int c = 0; c < 3; ++c) separate(), text_.number(last[j][c], kAngleDecimals);
            }
            text_.out.push_back('\n');
        }
    }

    const ExportScene& scene_;
    const BvhStyle& style_;
    std::vector<std::vector<std::size_t>> children_;
    std::vector<std::size_t> written_;   ///< joints in the order of the file
    int placeDecimals_ = 5;
    FixedText text_;
};

}  // namespace

Result<void> writeBvh(const std::filesystem::path& path, const ExportScene& scene, const BvhStyle& style) {
    if (scene.joints.empty() || scene.frames.empty()) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    return writeWholeFile(path, Writer(scene, style).text());
}

}  // namespace ropetp::io
