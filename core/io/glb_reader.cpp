#include "io/glb_reader.h"

#include "base/rotation.h"
#include "io/text_file.h"

#include <Eigen/Geometry>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

// tinygltf, which writes, is not used for reading: it opens other files and decodes pictures that a file names, and does
// not hold accessors against their buffers.
namespace ropetp::io {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kMaxJsonBytes = 16u << 20;
constexpr int kMaxDepth = 100;
constexpr std::size_t kMaxNodes = 100'000;
constexpr std::size_t kMaxJoints = 1000;
constexpr std::size_t kMaxPositions = 16'000'000;
constexpr std::uint32_t kMagic = 0x46546C67, kJsonChunk = 0x4E4F534A, kBinChunk = 0x004E4942;
constexpr unsigned kFloat = 5126;
constexpr double kMaxUnevenness = 0.1;   // of a step
constexpr double kSameRate = 1e-5;

std::uint32_t word(std::string_view bytes, std::size_t at) {
    std::uint32_t value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

/// Whether brackets nest deeper than glTF's ever do: an open one costs the parser the most memory a byte.
bool isDeep(std::string_view json) {
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\') ++i;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kMaxDepth) return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

/// A member of an object, or null.
const Json* member(const Json& of, const char* key) {
    if (!of.is_object()) return nullptr;
    const auto found = of.find(key);
    return found == of.end() ? nullptr : &*found;
}
/// A list that an object may have; an empty one where it has none.
const Json& list(const Json& of, const char* key) {
    static const Json kNone = Json::array();
    const Json* found = member(of, key);
    return found && found->is_array() ? *found : kNone;
}
/// A whole number of a member, `otherwise` where there is no such member; none where it is something else.
std::optional<std::uint64_t> whole(const Json& of, const char* key, std::optional<std::uint64_t> otherwise = {}) {
    const Json* found = member(of, key);
    if (!found) return otherwise;
    if (!found->is_number_unsigned()) return {};
    return found->get<std::uint64_t>();
}
std::string_view text(const Json& of, const char* key) {
    const Json* found = member(of, key);
    return found && found->is_string() ? std::string_view(found->get_ref<const std::string&>()) : std::string_view();
}
/// Fills numbers from a member where there is one; false where it is something else.
bool numbers(const Json& of, const char* key, double* to, std::size_t count) {
    const Json* found = member(of, key);
    if (!found) return true;
    if (!found->is_array() || found->size() != count) return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (!(*found)[i].is_number()) return false;
        to[i] = (*found)[i].get<double>();
        if (!std::isfinite(to[i])) return false;
    }
    return true;
}

/// Values in the file's buffer, all checked to lie within it.
struct Values {
    const char* first = nullptr;
    std::size_t stride = 0, count = 0, width = 0;
    float at(std::size_t i, std::size_t c) const {
        float value;
        std::memcpy(&value, first + i * stride + c * sizeof value, sizeof value);
        return value;
    }
};

struct Track {
    enum Kind { Translation, Rotation, Scale } kind;
    std::size_t node;
    Values keys, values;
    bool steps;
    std::size_t key = 0;   ///< the last one at or before the time asked for; times only rise
};

struct Node {
    std::string name;
    int parent = -1;
    std::vector<std::size_t> children;
    Eigen::Vector3d translation = Eigen::Vector3d::Zero(), scale = Eigen::Vector3d::Ones();
    Eigen::Quaterniond rotation = Eigen::Quaterniond::Identity();
    std::optional<Eigen::Affine3d> matrix;   ///< instead of the three
    bool isThing = false;                    ///< carries a mesh or a camera
    bool isJoint = false, isNeeded = false;
    bool isMoved[3] = {};                    ///< by a track of each kind
    Eigen::Affine3d world;
};

class Reader {
  public:
    Reader(std::string_view file, std::string name) : bytes_(file), file_(std::move(name)) {}

    Result<ImportedMotion> read() {
        for (const auto step : {&Reader::chunks, &Reader::nodes, &Reader::sortNodes, &Reader::chooseJoints, &Reader::animation, &Reader::frames})
            if (auto ok = (this->*step)(); !ok) return fail(ok.error());
        return std::move(out_);
    }

  private:
    tl::unexpected<Error> wrong(const std::string& what) const { return fail(ErrorCode::CorruptFile, what, file_); }
    tl::unexpected<Error> unread(const std::string& what) const { return fail(ErrorCode::UnsupportedFormat, what, file_); }

    Result<void> chunks() {
        if (bytes_.size() < 20 || word(bytes_, 0) != kMagic) return wrong("a GLB file starts with glTF");
        if (word(bytes_, 4) != 2) return unread("only version 2 of glTF is read");
        if (word(bytes_, 8) > bytes_.size()) return wrong("the file is cut short");
        bytes_ = bytes_.substr(0, word(bytes_, 8));
        if (bytes_.size() < 20 || word(bytes_, 16) != kJsonChunk || word(bytes_, 12) > bytes_.size() - 20) return wrong("the JSON chunk is damaged");
        const std::string_view jsonText = bytes_.substr(20, word(bytes_, 12));
        if (jsonText.size() > kMaxJsonBytes) return unread("the JSON chunk is larger than 16 MiB");
        if (isDeep(jsonText)) return unread("the JSON chunk is nested too deeply");
        json_ = Json::parse(jsonText.begin(), jsonText.end(), nullptr, false);
        if (json_.is_discarded() || !json_.is_object()) return wrong("the JSON chunk is damaged");
        const std::string_view rest = bytes_.substr(20 + jsonText.size());
        if (rest.empty()) return {};
        if (rest.size() < 8 || word(rest, 0) > rest.size() - 8) return wrong("the binary chunk is damaged");
        if (word(rest, 4) == kBinChunk) data_ = rest.substr(8, word(rest, 0));
        return {};
    }

    /// An accessor of floats.
    Result<Values> values(std::optional<std::uint64_t> index, std::string_view type, std::size_t width) const {
        const Json &accessors = list(json_, "accessors"), &views = list(json_, "bufferViews"), &buffers = list(json_, "buffers");
        if (!index || *index >= accessors.size()) return wrong("an accessor is missing");
        const Json& accessor = accessors[*index];
        if (member(accessor, "sparse")) return unread("sparse data is not read");
        if (whole(accessor, "componentType") != kFloat) return unread("tracks are read as 32-bit floats");
        if (text(accessor, "type") != type) return wrong("a track has values of another type");
        const auto viewIndex = whole(accessor, "bufferView"), count = whole(accessor, "count"), skip = whole(accessor, "byteOffset", 0);
        if (!viewIndex || *viewIndex >= views.size() || !count || *count == 0 || !skip) return wrong("an accessor is damaged");
        const Json& view = views[*viewIndex];
        const auto buffer = whole(view, "buffer"), offset = whole(view, "byteOffset", 0), length = whole(view, "byteLength"), stride = whole(view, "byteStride", width * 4);
        if (!buffer || *buffer >= buffers.size() || !offset || !length || !stride) return wrong("a buffer view is damaged");
        if (*buffer != 0 || member(buffers[0], "uri")) return unread("data outside of the file is not read");
        if (*offset > data_.size() || *length > data_.size() - *offset) return wrong("a buffer view reaches beyond the file's data");
        if (*stride < width * 4 || *stride > 252) return wrong("a buffer view is damaged");
        if (*count > kMaxPositions / needed_.size()) return unread("the file has more frames than are supported");
        if (*skip > *length || *length - *skip < width * 4 || *count - 1 > (*length - *skip - width * 4) / *stride)
            return wrong("an accessor reaches beyond its buffer view");
        const Values out{data_.data() + *offset + *skip, std::size_t(*stride), std::size_t(*count), width};
        for (std::size_t i = 0; i < out.count; ++i)
            for (std::size_t c = 0; c < width; ++c)
                if (!std::isfinite(out.at(i, c))) return wrong("a value is not a number");
        return out;
    }

    Result<void> nodes() {
        const Json& all = list(json_, "nodes");
        if (all.size() > kMaxNodes) return unread("there are more nodes than are supported");
        nodes_.resize(all.size());
        for (std::size_t n = 0; n < all.size(); ++n) {
            Node& node = nodes_[n];
            node.name = text(all[n], "name").substr(0, 256);
            if (node.name.empty()) node.name = "node" + std::to_string(n);
            node.isThing = member(all[n], "mesh") || member(all[n], "camera");
            Eigen::Matrix4d matrix;
            const bool rightNumbers = numbers(all[n], "translation", node.translation.data(), 3) && numbers(all[n], "scale", node.scale.data(), 3) &&
                                      numbers(all[n], "rotation", node.rotation.coeffs().data(), 4) && numbers(all[n], "matrix", matrix.data(), 16);
            if (!rightNumbers || !(node.rotation.norm() > 1e-6)) return wrong("the place of " + node.name + " is damaged");
            node.rotation.normalize();
            if (member(all[n], "matrix")) node.matrix = Eigen::Affine3d(matrix);
            for (const Json& child : list(all[n], "children")) {
                if (!child.is_number_unsigned() || child.get<std::uint64_t>() >= all.size()) return wrong("a child of " + node.name + " is missing");
                const auto c = std::size_t(child.get<std::uint64_t>());
                if (nodes_[c].parent >= 0) return wrong("a node has two parents");
                nodes_[c].parent = int(n);
                node.children.push_back(c);
            }
        }
        return {};
    }

    /// Parents before their children, trees one after the other.
    Result<void> sortNodes() {
        std::vector<std::size_t> open;
        for (std::size_t n = nodes_.size(); n-- > 0;)
            if (nodes_[n].parent < 0) open.push_back(n);
        while (!open.empty()) {
            const std::size_t n = open.back();
            open.pop_back();
            order_.push_back(n);
            open.insert(open.end(), nodes_[n].children.rbegin(), nodes_[n].children.rend());
        }
        if (order_.size() != nodes_.size()) return wrong("nodes are their own ancestors");
        return {};
    }

    Result<void> chooseJoints() {
        const Json& skins = list(json_, "skins");
        if (skins.empty()) {
            for (Node& node : nodes_) node.isJoint = !node.isThing;
        } else {
            for (const Json& joint : list(skins[0], "joints")) {
                if (!joint.is_number_unsigned() || joint.get<std::uint64_t>() >= nodes_.size()) return wrong("a joint of the skin is missing");
                nodes_[joint.get<std::uint64_t>()].isJoint = true;
            }
        }
        std::vector<int> column(nodes_.size(), -1);   // of the nearest joint at or above a node
        for (const std::size_t n : order_) {
            Node& node = nodes_[n];
            const int above = node.parent < 0 ? -1 : column[std::size_t(node.parent)];
            column[n] = node.isJoint ? int(out_.names.size()) : above;
            if (!node.isJoint) continue;
            out_.names.push_back(node.name);
            out_.parents.push_back(above);
        }
        // What a joint hangs from moves it, be it a joint or not.
        for (auto n = order_.rbegin(); n != order_.rend(); ++n) {
            nodes_[*n].isNeeded |= nodes_[*n].isJoint;
            if (nodes_[*n].isNeeded && nodes_[*n].parent >= 0) nodes_[std::size_t(nodes_[*n].parent)].isNeeded = true;
        }
        for (const std::size_t n : order_)
            if (nodes_[n].isNeeded) needed_.push_back(n);
        if (out_.names.empty()) return unread("the file holds no skeleton");
        if (out_.names.size() > kMaxJoints) return unread("there are more joints than are supported");
        return {};
    }

    Result<void> animation() {
        const Json& animations = list(json_, "animations");
        if (animations.empty()) return unread("the file holds no animation");
        const Json& samplers = list(animations[0], "samplers");
        for (const Json& channel : list(animations[0], "channels")) {
            const Json* target = member(channel, "target");
            if (!target) return wrong("a track has no target");
            const auto path = text(*target, "path");
            const auto node = whole(*target, "node");
            if (!node || path == "weights" || path == "pointer") continue;   // nothing that moves a joint
            if (*node >= nodes_.size()) return wrong("a track's node is missing");
            if (!nodes_[*node].isNeeded) continue;
            const auto sampler = whole(channel, "sampler");
            if (!sampler || *sampler >= samplers.size()) return wrong("a track's values are missing");
            const auto interpolation = text(samplers[*sampler], "interpolation");
            if (interpolation == "CUBICSPLINE") return unread("cubic tracks are not read");
            const auto kind = path == "translation" ? Track::Translation : path == "rotation" ? Track::Rotation : Track::Scale;
            Track track{kind, std::size_t(*node), {}, {}, interpolation == "STEP"};
            if (track.kind == Track::Scale && path != "scale") return wrong("a track moves what no node has");
            if (nodes_[*node].matrix) return wrong("a node with a matrix cannot be moved");
            if (std::exchange(nodes_[*node].isMoved[track.kind], true)) return wrong("a node is moved twice");
            const auto keys = values(whole(samplers[*sampler], "input"), "SCALAR", 1);
            if (!keys) return fail(keys.error());
            const bool isRotation = track.kind == Track::Rotation;
            const auto found = values(whole(samplers[*sampler], "output"), isRotation ? "VEC4" : "VEC3", isRotation ? 4 : 3);
            if (!found) return fail(found.error());
            if (found->count != keys->count) return wrong("a track has another number of values than of keys");
            for (std::size_t i = 1; i < keys->count; ++i)
                if (!(keys->at(i, 0) > keys->at(i - 1, 0))) return wrong("times have to rise");
            track.keys = *keys;
            track.values = *found;
            tracks_.push_back(track);
            if (!longest_ || keys->count > longest_->count) longest_ = *keys;
        }
        if (!longest_) return unread("the animation moves no joint");
        return rate(animations[0]);
    }

    Result<void> rate(const Json& animation) {
        double noted = 0;
        if (const Json* extras = member(animation, "extras"))
            if (const Json* fps = member(*extras, "fps"); fps && fps->is_number()) noted = fps->get<double>();
        if (!(noted > 0 && std::isfinite(noted))) noted = 0;
        out_.fps = noted;
        const Values& keys = *longest_;
        if (keys.count == 1) return {};
        const double first = keys.at(0, 0), step = (double(keys.at(keys.count - 1, 0)) - first) / double(keys.count - 1);
        for (std::size_t i = 0; i < keys.count; ++i)
            if (!(std::abs(keys.at(i, 0) - first - double(i) * step) <= kMaxUnevenness * step)) return unread("keys at uneven times are not read");
        // Keys decide; the note only takes the rounding of their times away.
        if (!(std::abs(noted * step - 1) < kSameRate)) out_.fps = 1 / step;
        return {};
    }

    /// Sets what a track moves to its value at a time.
    void move(Track& track, double time) {
        while (track.key + 1 < track.keys.count && track.keys.at(track.key + 1, 0) <= time) ++track.key;
        const std::size_t a = track.key, b = std::min(a + 1, track.keys.count - 1);
        const double from = track.keys.at(a, 0), to = track.keys.at(b, 0);
        const double share = track.steps || b == a ? 0 : std::clamp((time - from) / (to - from), 0.0, 1.0);
        Node& node = nodes_[track.node];
        if (track.kind == Track::Rotation) {
            const auto at = [&](std::size_t i) {
                const Eigen::Quaterniond q(track.values.at(i, 3), track.values.at(i, 0), track.values.at(i, 1), track.values.at(i, 2));
                return q.norm() > 1e-6 ? q.normalized() : Eigen::Quaterniond::Identity();
            };
            node.rotation = share > 0 ? at(a).slerp(share, at(b)) : at(a);
        } else {
            const auto at = [&](std::size_t i) { return Eigen::Vector3d(track.values.at(i, 0), track.values.at(i, 1), track.values.at(i, 2)); };
            (track.kind == Track::Translation ? node.translation : node.scale) = share > 0 ? Eigen::Vector3d((1 - share) * at(a) + share * at(b)) : at(a);
        }
    }

    Result<void> frames() {
        out_.frameCount = longest_->count;
        out_.world.reserve(out_.frameCount * out_.names.size());
        out_.turned.reserve(out_.frameCount * out_.names.size());
        // Nodes as they are without the animation are the rest pose.
        std::vector<Eigen::Matrix3d> restTurns;
        place();
        for (const std::size_t n : needed_) {
            if (!nodes_[n].isJoint) continue;
            if (!nodes_[n].world.matrix().allFinite()) return wrong("a joint is infinitely far away");
            out_.rest.push_back(nodes_[n].world.translation());
            restTurns.push_back(nearestRotation(nodes_[n].world.linear()));
        }
        for (std::size_t i = 0; i < out_.frameCount; ++i) {
            for (Track& track : tracks_) move(track, longest_->at(i, 0));
            place();
            std::size_t joint = 0;
            for (const std::size_t n : needed_) {
                const Node& node = nodes_[n];
                if (!node.isJoint) continue;
                if (!node.world.matrix().allFinite()) return wrong("a joint is infinitely far away");
                out_.world.push_back(node.world.translation());
                out_.turned.emplace_back(Eigen::Matrix3d(nearestRotation(node.world.linear()) * restTurns[joint++].transpose()));
            }
        }
        return {};
    }

    /// The nodes' worlds from what they are now.
    void place() {
        for (const std::size_t n : needed_) {
            Node& node = nodes_[n];
            const Eigen::Affine3d local = node.matrix ? *node.matrix : Eigen::Translation3d(node.translation) * node.rotation * Eigen::Scaling(node.scale);
            node.world = node.parent < 0 ? local : nodes_[std::size_t(node.parent)].world * local;
        }
    }

    std::string_view bytes_, data_;
    std::string file_;
    Json json_;
    std::vector<Node> nodes_;
    std::vector<std::size_t> order_, needed_;   ///< all, and those that joints hang from
    std::vector<Track> tracks_;
    std::optional<Values> longest_;
    ImportedMotion out_;
};

}  // namespace

Result<ImportedMotion> readGlb(const std::filesystem::path& path) {
    const auto file = readWholeFile(path);
    if (!file) return fail(file.error());
    return Reader(*file, path.string()).read();
}

}  // namespace ropetp::io
