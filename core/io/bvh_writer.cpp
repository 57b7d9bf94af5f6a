#include "io/bvh.h"

#include "base/atomic_file.h"
#include "base/rotation.h"
#include "body/kinematics.h"
#include "io/resample.h"

#include <charconv>
#include <cmath>

namespace ropetp::io {
namespace {

using body::kJointCount;
constexpr double kCm = 100.0;
constexpr char kAxisName[] = "XYZ";
/// Where bones without a child end, relative to the bone before them.
constexpr double kEndShare = 0.6;

std::vector<int> childrenOf(int joint) {
    std::vector<int> children;
    for (int j = 1; j < kJointCount; ++j)
        if (body::kParents[std::size_t(j)] == joint) children.push_back(j);
    return children;
}

/// Text with quick numbers.
class Text {
  public:
    Text& operator<<(std::string_view s) {
        out.append(s);
        return *this;
    }
    void number(double v, int decimals) {
        char buffer[64];
        if (std::abs(v) < 0.5 * std::pow(10.0, -decimals)) v = 0;   // no "-0.00000"
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, v, std::chars_format::fixed, decimals).ptr;
        out.append(buffer, end);
    }
    std::string out;
};

class Writer {
  public:
    Writer(const body::JointPositions& rest, const EulerOrder& order) : rest_(rest), order_(order) { hierarchy(0, 0); }

    void motion(const EvenMotion& motion) {
        text_ << "MOTION\nFrames: " << std::to_string(motion.posesInWorld.size()) << "\nFrame Time: ";
        text_.number(1.0 / motion.fps, 10);
        text_ << "\n";
        std::array<Eigen::Vector3d, kJointCount> last;
        last.fill(Eigen::Vector3d::Zero());
        text_.out.reserve(text_.out.size() + motion.posesInWorld.size() * 75 * 9);
        for (const body::Pose& pose : motion.posesInWorld) {
            const Eigen::Vector3d pelvis = (rest_.row(0).transpose() + pose.translationM) * kCm;
            for (int c = 0; c < 3; ++c) {
                if (c) text_ << " ";
                text_.number(pelvis[c], 5);
            }
            for (const int j : written_) {
                auto& angles = last[std::size_t(j)];
                angles = eulerDegrees(matrixFromAxisAngle(pose.axisAngleRad[std::size_t(j)]), order_, angles);
                for (int c = 0; c < 3; ++c) {
                    text_ << " ";
                    text_.number(angles[c], 5);
                }
            }
            text_ << "\n";
        }
    }

    const std::string& text() const { return text_.out; }

  private:
    void offset(const Eigen::Vector3d& v, int depth) {
        indent(depth);
        text_ << "OFFSET";
        for (int c = 0; c < 3; ++c) {
            text_ << " ";
            text_.number(v[c] * kCm, 6);
        }
        text_ << "\n";
    }
    void indent(int depth) { text_.out.append(std::size_t(depth), '\t'); }

    void hierarchy(int joint, int depth) {
        written_.push_back(joint);
        if (joint == 0) text_ << "HIERARCHY\n";
        indent(depth);
        text_ << (joint == 0 ? "ROOT " : "JOINT ") << kExportNames[std::size_t(joint)] << "\n";
        indent(depth);
        text_ << "{\n";
        const int parent = body::kParents[std::size_t(joint)];
        const Eigen::Vector3d bone = parent < 0 ? Eigen::Vector3d::Zero() : Eigen::Vector3d((rest_.row(joint) - rest_.row(parent)).transpose());
        // The root's place is in its channels alone: readers disagree on whether an offset adds to them.
        offset(bone, depth + 1);
        indent(depth + 1);
        text_ << (joint == 0 ? "CHANNELS 6 Xposition Yposition Zposition" : "CHANNELS 3");
        for (const int axis : order_) text_ << " " << std::string_view(&kAxisName[axis], 1) << "rotation";
        text_ << "\n";
        const auto children = childrenOf(joint);
        for (const int child : children) hierarchy(child, depth + 1);
        if (children.empty()) {
            indent(depth + 1);
            text_ << "End Site\n";
            indent(depth + 1);
            text_ << "{\n";
            offset(kEndShare * bone, depth + 2);
            indent(depth + 1);
            text_ << "}\n";
        }
        indent(depth);
        text_ << "}\n";
    }

    const body::JointPositions& rest_;
    EulerOrder order_;
    Text text_;
    std::vector<int> written_;   ///< joints in the order of the file
};

Result<ExportReport> compare(const std::filesystem::path& path, const EvenMotion& motion, const body::JointPositions& rest) {
    const auto read = readBvh(path);
    if (!read) return fail(read.error());
    ExportReport report;
    report.frames = read->frameCount;
    report.fps = 1.0 / read->frameTimeSec;
    report.resampled = motion.resampled;
    if (read->frameCount != motion.posesInWorld.size())
        return fail(ErrorCode::Internal, "the written file has another number of frames than the take", path.string());
    std::array<int, kJointCount> column{};
    for (int j = 0; j < kJointCount; ++j) {
        column[std::size_t(j)] = read->find(kExportNames[std::size_t(j)]);
        if (column[std::size_t(j)] < 0) return fail(ErrorCode::Internal, "the written file lacks a joint", path.string());
    }
    for (std::size_t i = 0; i < read->frameCount; ++i) {
        const auto positions = read->positions(i);
        const auto wanted = body::jointPositions(rest, motion.posesInWorld[i]);
        for (int j = 0; j < kJointCount; ++j) {
            const double mm = 1000 * (positions[std::size_t(column[std::size_t(j)])] / kCm - wanted.row(j).transpose()).norm();
            if (mm <= report.largestErrorMm) continue;
            report.largestErrorMm = mm;
            report.worstJoint = j;
            report.worstFrame = i;
        }
    }
    return report;
}

}  // namespace

Result<ExportReport> writeBvh(const std::filesystem::path& path, const body::MotionClip& clip, const body::BodyModel& body, const BvhOptions& options) {
    const EvenMotion motion = evenMotion(clip, options.fps);
    if (motion.posesInWorld.empty() || !(motion.fps > 0)) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    const body::JointPositions rest = body.restJoints(clip.betas);
    Writer writer(rest, options.order);
    writer.motion(motion);
    auto file = AtomicFile::create(path);
    if (!file) return fail(file.error());
    if (auto written = file->write(writer.text().data(), writer.text().size()); !written) return fail(written.error());
    if (auto done = file->commit(); !done) return fail(done.error());
    return compare(path, motion, rest);
}

}  // namespace ropetp::io
