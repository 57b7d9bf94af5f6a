#include "io/bvh.h"

#include "io/text_file.h"

#include <charconv>
#include <cmath>

namespace ropetp::io {
namespace {

constexpr std::size_t kMaxJoints = 1000;
constexpr std::size_t kMaxValues = 50'000'000;
constexpr int kMaxDepth = 200;

/// Words of a text with their line numbers.
class Words {
  public:
    explicit Words(std::string_view text) : text_(text) {}
    /// Empty at the end.
    std::string_view next() {
        while (at_ < text_.size() && isSpace(text_[at_])) line_ += text_[at_++] == '\n';
        const std::size_t start = at_;
        while (at_ < text_.size() && !isSpace(text_[at_])) ++at_;
        return text_.substr(start, at_ - start);
    }
    /// The rest of the line, trimmed: names may hold spaces.
    std::string_view restOfLine() {
        std::size_t end = text_.find('\n', at_);
        if (end == std::string_view::npos) end = text_.size();
        std::string_view rest = text_.substr(at_, end - at_);
        at_ = end;
        while (!rest.empty() && isSpace(rest.front())) rest.remove_prefix(1);
        while (!rest.empty() && isSpace(rest.back())) rest.remove_suffix(1);
        return rest;
    }
    std::size_t line() const { return line_; }

  private:
    static bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

bool toNumber(std::string_view word, double& value) {
    if (!word.empty() && word.front() == '+') word.remove_prefix(1);
    const auto parsed = std::from_chars(word.data(), word.data() + word.size(), value);
    return parsed.ec == std::errc() && parsed.ptr == word.data() + word.size() && std::isfinite(value);
}

class Parser {
  public:
    Parser(std::string_view text, std::string file) : words_(text), file_(std::move(file)) {}

    Result<BvhMotion> parse() {
        if (words_.next() != "HIERARCHY") return wrong("a BVH file starts with HIERARCHY");
        if (words_.next() != "ROOT") return wrong("ROOT was expected");
        if (auto ok = joint(-1, 0); !ok) return fail(ok.error());
        const auto word = words_.next();
        if (word == "ROOT") return fail(ErrorCode::UnsupportedFormat, "several skeletons in one file are not read, " + at(), file_);
        if (word != "MOTION") return wrong("MOTION was expected");
        if (auto ok = motion(); !ok) return fail(ok.error());
        return std::move(out_);
    }

  private:
    std::string at() const { return "line " + std::to_string(words_.line()); }
    tl::unexpected<Error> wrong(const std::string& what) const { return fail(ErrorCode::CorruptFile, what + ", " + at(), file_); }

    Result<void> numbers(double* to, int count) {
        for (int i = 0; i < count; ++i)
            if (!toNumber(words_.next(), to[i])) return wrong("a number was expected");
        return {};
    }

    Result<void> joint(int parent, int depth) {
        if (depth > kMaxDepth || out_.joints.size() >= kMaxJoints) return fail(ErrorCode::UnsupportedFormat, "the skeleton is too large, " + at(), file_);
        const int self = int(out_.joints.size());
        out_.joints.push_back({});
        out_.joints.back().name = words_.restOfLine().substr(0, 256);
        out_.joints.back().parent = parent;
        if (words_.next() != "{") return wrong("{ was expected");
        for (;;) {
            const auto word = words_.next();
            if (word == "}") return {};
            if (word == "OFFSET") {
                if (auto ok = numbers(out_.joints[std::size_t(self)].offset.data(), 3); !ok) return ok;
            } else if (word == "CHANNELS") {
                if (auto ok = channels(out_.joints[std::size_t(self)]); !ok) return ok;
            } else if (word == "JOINT") {
                if (auto ok = joint(self, depth + 1); !ok) return ok;
            } else if (word == "End") {
                if (auto ok = endSite(); !ok) return ok;
                out_.joints[std::size_t(self)].hasEndSite = true;
            } else {
                return wrong(word.empty() ? "the file ends within the skeleton" : "\"" + std::string(word.substr(0, 40)) + "\" was not expected");
            }
        }
    }

    Result<void> channels(BvhJoint& joint) {
        double count = 0;
        if (!toNumber(words_.next(), count) || count < 0 || count > 6 || count != std::floor(count) || !joint.channels.empty())
            return wrong("up to six channels were expected");
        joint.firstChannel = out_.channelCount;
        for (int i = 0; i < int(count); ++i) {
            const auto name = words_.next();
            static constexpr std::array<std::string_view, 6> kNames = {"Xposition", "Yposition", "Zposition", "Xrotation", "Yrotation", "Zrotation"};
            int found = -1;
            for (int k = 0; k < 6; ++k)
                if (name == kNames[std::size_t(k)]) found = k;
            if (found < 0) return wrong("an unknown channel");
            joint.channels.push_back(found);
        }
        out_.channelCount += joint.channels.size();
        return {};
    }

    Result<void> endSite() {
        words_.restOfLine();
        Eigen::Vector3d offset;
        if (words_.next() != "{" || words_.next() != "OFFSET") return wrong("an end site has one OFFSET");
        if (auto ok = numbers(offset.data(), 3); !ok) return ok;
        if (words_.next() != "}") return wrong("} was expected");
        return {};
    }

    Result<void> motion() {
        double frames = 0;
        if (words_.next() != "Frames:" || !toNumber(words_.next(), frames) || frames < 1 || frames != std::floor(frames))
            return wrong("the number of frames was expected");
        if (words_.next() != "Frame" || words_.next() != "Time:" || !toNumber(words_.next(), out_.frameTimeSec) || !(out_.frameTimeSec > 0))
            return wrong("the frame time was expected");
        if (out_.channelCount == 0) return wrong("the skeleton has no channels");
        if (frames > double(kMaxValues / out_.channelCount)) return fail(ErrorCode::UnsupportedFormat, "the file has more frames than are supported", file_);
        const std::size_t count = std::size_t(frames) * out_.channelCount;
        // Grown as values come: a file that lies about its frames costs no memory.
        for (std::size_t i = 0; i < count; ++i) {
            double value = 0;
            const auto word = words_.next();
            if (!toNumber(word, value)) return wrong(word.empty() ? "the file ends before its last frame" : "a number was expected");
            out_.values.push_back(value);
        }
        out_.frameCount = std::size_t(frames);
        if (!words_.next().empty()) return wrong("there is more than the frames announced");
        return {};
    }

    Words words_;
    std::string file_;
    BvhMotion out_;
};

}  // namespace

int BvhMotion::find(std::string_view name) const {
    for (std::size_t i = 0; i < joints.size(); ++i)
        if (joints[i].name == name) return int(i);
    return -1;
}

std::vector<Eigen::Isometry3d> BvhMotion::worldFromJoint(std::size_t frame) const {
    std::vector<Eigen::Isometry3d> world(joints.size());
    const double* row = values.data() + frame * channelCount;
    for (std::size_t i = 0; i < joints.size(); ++i) {
        const BvhJoint& joint = joints[i];
        Eigen::Vector3d position = joint.offset;
        Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();
        Eigen::Vector3d moved = Eigen::Vector3d::Zero();
        bool hasPosition = false;
        for (std::size_t c = 0; c < joint.channels.size(); ++c) {
            const int kind = joint.channels[c];
            const double value = row[joint.firstChannel + c];
            if (kind < 3) {
                moved[kind] = value;
                hasPosition = true;
            } else {
                rotation = rotation * Eigen::AngleAxisd(value * EIGEN_PI / 180, Eigen::Vector3d::Unit(kind - 3)).toRotationMatrix();
            }
        }
        // The convention of most tools: position channels of a joint replace its offset.
        if (hasPosition) position = moved;
        Eigen::Isometry3d local = Eigen::Isometry3d::Identity();
        local.linear() = rotation;
        local.translation() = position;
        world[i] = joint.parent < 0 ? local : world[std::size_t(joint.parent)] * local;
    }
    return world;
}

std::vector<Eigen::Vector3d> BvhMotion::positions(std::size_t frame) const {
    std::vector<Eigen::Vector3d> out;
    for (const auto& w : worldFromJoint(frame)) out.push_back(w.translation());
    return out;
}

ImportedMotion BvhMotion::imported(double unitsPerMetre) const {
    ImportedMotion out;
    out.fps = 1 / frameTimeSec;
    out.frameCount = frameCount;
    for (const BvhJoint& j : joints) {
        out.names.push_back(j.name);
        out.parents.push_back(j.parent);
        const Eigen::Vector3d offset = j.offset / unitsPerMetre;
        out.rest.push_back(j.parent < 0 ? offset : Eigen::Vector3d(out.rest[std::size_t(j.parent)] + offset));
    }
    out.world.reserve(frameCount * joints.size());
    out.turned.reserve(frameCount * joints.size());
    for (std::size_t i = 0; i < frameCount; ++i)
        for (const auto& w : worldFromJoint(i)) {
            out.world.push_back(w.translation() / unitsPerMetre);
            out.turned.emplace_back(w.linear());
        }
    return out;
}

Result<BvhMotion> readBvh(const std::filesystem::path& path) {
    const auto text = readWholeFile(path);
    if (!text) return fail(text.error());
    return parseBvh(*text, path.string());
}

Result<BvhMotion> parseBvh(std::string_view text, const std::string& file) { return Parser(text, file).parse(); }

}  // namespace ropetp::io
