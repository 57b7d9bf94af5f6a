#include "io/fbx_reader.h"

#include "io/euler.h"
#include "io/fbx_curve.h"
#include "io/fbx_document.h"
#include "io/fbx_time.h"
#include "io/text_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>
#include <optional>

namespace ropetp::io {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t(2) << 30, kMaxJoints = 1000;
/// Coordinates of a motion: a few keys must not ask for years of it.
constexpr double kMaxValues = 50e6, kFreeValues = 1e6, kValuesAKey = 1000;
constexpr double kMostM = 1e6;
/// A take whose last frame is this share of a frame short has it.
constexpr double kNearlyAFrame = 0.01;
/// What can be large and says nothing of motion.
constexpr std::string_view kSkipped[] = {"Geometry", "Deformer", "Video", "Texture", "Material", "Thumbnail"};

/// Of RotationOrder, as rotations from the outermost inwards: XYZ turns about X first.
constexpr std::array<EulerOrder, 6> kOrders = {{{2, 1, 0}, {1, 2, 0}, {0, 2, 1}, {2, 0, 1}, {1, 0, 2}, {0, 1, 2}}};

Eigen::Matrix3d turn(const Eigen::Vector3d& deg, std::size_t order) {
    const EulerOrder& o = kOrders[order];
    return matrixFromEulerDegrees({deg[o[0]], deg[o[1]], deg[o[2]]}, o);
}

/// The rotation in a matrix that may scale: its axes one after the other.
Eigen::Matrix3d rotationOf(Eigen::Matrix3d m) {
    for (Eigen::Index c = 0; c < 3; ++c) {
        for (Eigen::Index before = 0; before < c; ++before) m.col(c) -= m.col(before) * m.col(before).dot(m.col(c));
        const double length = m.col(c).norm();
        if (!(length > 1e-12)) return Eigen::Matrix3d::Identity();
        m.col(c) /= length;
    }
    if (m.determinant() < 0) m.col(2) *= -1;
    return m;
}

const std::vector<FbxNode>& inside(const FbxNode* node) {
    static const std::vector<FbxNode> kNone;
    return node ? node->children : kNone;
}

enum Channel : std::size_t { kPlace, kTurn, kScale };
constexpr std::array<std::string_view, 3> kChannels = {"Lcl Translation", "Lcl Rotation", "Lcl Scaling"}, kAxes = {"d|X", "d|Y", "d|Z"};

/// Three components of a property, of which curves move some.
struct Moved {
    std::array<const FbxCurve*, 3> curves{};
    std::array<std::size_t, 3> keys{};                  ///< where each curve was looked at last
    std::array<std::optional<double>, 3> constants;     ///< what the take says where no curve does

    bool any() const { return std::ranges::any_of(curves, [](const FbxCurve* c) { return c != nullptr; }); }
    Eigen::Vector3d at(std::int64_t t, Eigen::Vector3d v) {
        for (std::size_t c = 0; c < 3; ++c) {
            if (curves[c]) v[Eigen::Index(c)] = curves[c]->at(t, keys[c]);
            else if (constants[c]) v[Eigen::Index(c)] = *constants[c];
        }
        return v;
    }
};

/// A node of the scene.
struct Model {
    std::string name, kind;
    int parent = -1;
    bool isJoint = false, isNeeded = false;             ///< needed: a joint, or around one
    std::array<Eigen::Vector3d, 3> values = {Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero(), Eigen::Vector3d::Ones()};   ///< by Channel
    Eigen::Vector3d preTurn = Eigen::Vector3d::Zero(), postTurn = preTurn, turnOffset = preTurn, turnPivot = preTurn, scaleOffset = preTurn, scalePivot = preTurn;
    bool turnActive = false;                            ///< otherwise order, pre- and post-rotation do not count
    std::int64_t order = 0, inherit = 0;
    Eigen::Matrix3d before = Eigen::Matrix3d::Identity(), after = before;   ///< around the turn that moves
    std::array<Moved, 3> moved;                         ///< by Channel

    bool moves() const { return std::ranges::any_of(moved, &Moved::any); }

    /// From the lines of a Properties70 list; those it does not have stay as they are.
    void read(const FbxNode& list) {
        const std::pair<std::string_view, Eigen::Vector3d*> vectors[] = {
            {kChannels[kPlace], &values[kPlace]}, {kChannels[kTurn], &values[kTurn]}, {kChannels[kScale], &values[kScale]},
            {"PreRotation", &preTurn}, {"PostRotation", &postTurn}, {"RotationOffset", &turnOffset}, {"RotationPivot", &turnPivot},
            {"ScalingOffset", &scaleOffset}, {"ScalingPivot", &scalePivot}};
        for (const FbxNode& line : list.children) {
            const std::string_view key = line.text(0);
            if (key == "RotationOrder") order = line.integer(4, order);
            if (key == "RotationActive") turnActive = line.integer(4, turnActive) != 0;
            if (key == "InheritType") inherit = line.integer(4, inherit);
            for (const auto& [vectorKey, v] : vectors)
                if (key == vectorKey) *v = {line.number(4, v->x()), line.number(5, v->y()), line.number(6, v->z())};
        }
    }
};

/// A place in the world. What scales is kept apart from what turns: children need not inherit both alike.
struct Pose {
    Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity(), linear = Eigen::Matrix3d::Identity();
    Eigen::Vector3d at = Eigen::Vector3d::Zero(), ownScale = Eigen::Vector3d::Ones();
};

/// FBX's chain of transforms.
Pose placed(const Model& m, const Eigen::Vector3d& place, const Eigen::Vector3d& turnDeg, const Eigen::Vector3d& scale, const Pose& parent) {
    const Eigen::Matrix3d rotation = m.before * turn(turnDeg, std::size_t(m.order)) * m.after;
    const Eigen::Vector3d local = place + m.turnOffset + m.turnPivot + rotation * (m.scaleOffset + m.scalePivot - scale.cwiseProduct(m.scalePivot) - m.turnPivot);
    Pose out;
    out.at = parent.at + parent.linear * local;
    out.rotation = parent.rotation * rotation;
    out.ownScale = scale;
    const Eigen::Matrix3d stretch = parent.rotation.transpose() * parent.linear;
    if (m.inherit == 1) out.linear = parent.linear * rotation * scale.asDiagonal();                       // turned, then scaled by the parent
    else if (m.inherit == 0) out.linear = out.rotation * stretch * scale.asDiagonal();
    else out.linear = out.rotation * stretch * parent.ownScale.cwiseInverse().asDiagonal() * scale.asDiagonal();   // the parent's own scale is left out
    return out;
}

class Reader {
  public:
    Reader(const std::vector<FbxNode>& top, std::string file) : top_(top), file_(std::move(file)) {}

    Result<ImportedMotion> run() {
        const FbxNode *objectList = find("Objects"), *connectionList = find("Connections");
        if (!objectList || !connectionList) return corrupt("the file has no objects");
        if (auto ok = settings(); !ok) return fail(ok.error());
        if (auto ok = objects(*objectList); !ok) return fail(ok.error());
        connections(*connectionList);
        const bool hasLimbs = std::ranges::any_of(models_, isLimb);
        if (auto ok = chooseTake(hasLimbs); !ok) return fail(ok.error());
        if (auto ok = chooseJoints(hasLimbs); !ok) return fail(ok.error());
        return motion();
    }

  private:
    struct CurveNode {
        int layer = -1;
        std::vector<std::pair<std::size_t, Channel>> targets;
        std::array<const FbxCurve*, 3> curves{};
        std::array<std::optional<double>, 3> constants;
    };
    struct Stack {
        std::int64_t start = 0, stop = 0;
    };
    enum class Kind { Model, Curve, CurveNode, Layer, Stack };
    struct Object {
        Kind kind;
        std::size_t index;
    };

    tl::unexpected<Error> corrupt(const std::string& what) const { return fail(ErrorCode::CorruptFile, what, file_); }
    tl::unexpected<Error> unsupported(const std::string& what) const { return fail(ErrorCode::UnsupportedFormat, what, file_); }
    const FbxNode* find(std::string_view name) const {
        const auto found = std::ranges::find(top_, name, &FbxNode::name);
        return found == top_.end() ? nullptr : &*found;
    }
    const Object* find(std::int64_t id, Kind kind) const {
        const auto found = objects_.find(id);
        return found == objects_.end() || found->second.kind != kind ? nullptr : &found->second;
    }
    static bool isLimb(const Model& m) { return m.kind == "LimbNode" || m.kind == "Limb" || m.kind == "Root"; }

    Result<void> settings() {
        const FbxNode* node = find("GlobalSettings");
        const FbxNode* list = node ? node->find("Properties70") : nullptr;
        double unitCm = 1, customFps = 0;
        std::int64_t mode = 0;
        std::array<std::int64_t, 3> axes = {0, 1, 2}, signs = {1, 1, 1};   // of what becomes X, Y and Z
        static constexpr std::array<std::string_view, 3> kNames = {"CoordAxis", "UpAxis", "FrontAxis"};
        for (const FbxNode& line : inside(list)) {
            const std::string_view key = line.text(0);
            if (key == "UnitScaleFactor") unitCm = line.number(4, 1);
            if (key == "TimeMode") mode = line.integer(4);
            if (key == "CustomFrameRate") customFps = line.number(4);
            for (std::size_t i = 0; i < 3; ++i) {
                if (key == kNames[i]) axes[i] = line.integer(4, axes[i]);
                if (key.starts_with(kNames[i]) && key.substr(kNames[i].size()) == "Sign") signs[i] = line.integer(4) < 0 ? -1 : 1;
            }
        }
        if (!(unitCm > 1e-9 && unitCm < 1e9)) return corrupt("the file's unit of length is damaged");
        Eigen::Matrix3d turned = Eigen::Matrix3d::Zero();
        for (std::size_t i = 0; i < 3; ++i)
            if (axes[i] >= 0 && axes[i] < 3) turned(Eigen::Index(i), axes[i]) = double(signs[i]);
        if (std::abs(turned.determinant()) < 0.5) return corrupt("the file's axes are damaged");
        base_.rotation = turned;
        base_.linear = turned * (unitCm / 100);
        for (const FbxRate& r : kFbxRates)
            if (r.mode == mode) fps_ = r.fps;
        if (mode == kFbxCustomRate && customFps > 0.01 && customFps < 100'000) fps_ = fbxRateOf(customFps).fps;
        return {};
    }

    Result<void> objects(const FbxNode& list) {
        const Model usual = usualModel();
        for (const FbxNode& n : list.children) {
            const std::int64_t id = n.integer(0);
            std::optional<Object> made;
            const FbxNode* properties = n.find("Properties70");
            if (n.name == "Model") {
                made = Object{Kind::Model, models_.size()};
                Model m = usual;
                m.name = n.text(1).substr(0, n.text(1).find('\0')).substr(0, 256);
                m.kind = n.text(2).substr(0, 32);
                if (properties) m.read(*properties);
                if (m.order < 0 || m.order > 6 || m.inherit < 0 || m.inherit > 2) return corrupt("the transform of \"" + m.name + "\" is damaged");
                if (m.order == 6 || !m.turnActive) m.order = 0;   // 6 is spheric: only limits make it differ
                if (m.turnActive) m.before = turn(m.preTurn, 0), m.after = turn(m.postTurn, 0).transpose();
                models_.push_back(std::move(m));
            } else if (n.name == "AnimationCurve") {
                made = Object{Kind::Curve, curves_.size()};
                if (auto ok = curve(n); !ok) return ok;
            } else if (n.name == "AnimationCurveNode") {
                made = Object{Kind::CurveNode, curveNodes_.size()};
                CurveNode node;
                for (const FbxNode& line : inside(properties))
                    for (std::size_t axis = 0; axis < 3; ++axis)
                        if (line.text(0) == kAxes[axis] && line.properties.size() > 4) node.constants[axis] = line.number(4);
                curveNodes_.push_back(std::move(node));
            } else if (n.name == "AnimationLayer") {
                made = Object{Kind::Layer, stackOfLayer_.size()};
                stackOfLayer_.push_back(-1);
            } else if (n.name == "AnimationStack") {
                made = Object{Kind::Stack, stacks_.size()};
                Stack stack;
                for (const FbxNode& line : inside(properties)) {
                    if (line.text(0) == "LocalStart") stack.start = line.integer(4);
                    if (line.text(0) == "LocalStop") stack.stop = line.integer(4);
                }
                stacks_.push_back(stack);
            } else if (n.name == "Pose" && n.text(2) == "BindPose") {
                for (const FbxNode& node : n.children) {
                    const FbxNode *of = node.find("Node"), *matrix = node.find("Matrix");
                    if (node.name != "PoseNode" || !of || !matrix) continue;
                    const auto m = matrix->numbers(0);
                    if (m.size() != 16 || !std::ranges::all_of(m, [](double v) { return std::abs(v) < 1e12; })) return corrupt("the bind pose is damaged");
                    bind_.emplace(of->integer(0), Eigen::Affine3d(Eigen::Map<const Eigen::Matrix4d>(m.data())));
                }
            }
            if (made && (id == 0 || !objects_.emplace(id, *made).second)) return corrupt("two objects have the same number");
        }
        return {};
    }

    /// As the file's template has it.
    Model usualModel() const {
        Model out;
        const FbxNode* definitions = find("Definitions");
        for (const FbxNode& type : inside(definitions))
            if (type.name == "ObjectType" && type.text(0) == "Model")
                if (const FbxNode* t = type.find("PropertyTemplate"))
                    if (const FbxNode* list = t->find("Properties70")) out.read(*list);
        return out;
    }

    Result<void> curve(const FbxNode& n) {
        FbxCurve out;
        const FbxNode *times = n.find("KeyTime"), *values = n.find("KeyValueFloat");
        const FbxNode *flags = n.find("KeyAttrFlags"), *data = n.find("KeyAttrDataFloat"), *counts = n.find("KeyAttrRefCount");
        if (times) out.times = times->integers(0);
        if (values) out.values = values->numbers(0);
        const bool ascends = std::ranges::adjacent_find(out.times, std::ranges::greater_equal{}) == out.times.end();
        const bool areFinite = std::ranges::all_of(out.values, [](double v) { return std::isfinite(v); });
        if (out.times.size() != out.values.size() || !ascends || !areFinite) return corrupt("a curve is damaged");
        if (flags && counts) ways(out, flags->integers(0), counts->integers(0), data);
        curves_.push_back(std::move(out));
        return {};
    }

    static void ways(FbxCurve& out, const std::vector<std::int64_t>& flags, const std::vector<std::int64_t>& counts, const FbxNode* data) {
        const auto* numbers = data && !data->properties.empty() ? std::get_if<std::vector<float>>(&data->properties[0]) : nullptr;
        std::size_t key = 0;
        for (std::size_t i = 0; i < std::min(flags.size(), counts.size()) && key < out.times.size(); ++i) {
            if (counts[i] <= 0) continue;
            FbxCurve::Way way;
            way.flags = std::int32_t(flags[i]);
            if (numbers && numbers->size() >= 4 * i + 4) {
                const float* d = numbers->data() + 4 * i;
                const auto finite = [](float v) { return std::isfinite(v) ? double(v) : 0.0; };
                way.leaves = finite(d[0]);
                way.arrives = finite(d[1]);
                const auto packed = std::bit_cast<std::uint32_t>(d[2]);   // two weights in 1/9999
                way.leaveWeight = std::min(1.0, (packed & 0xffff) / 9999.0);
                way.arriveWeight = std::min(1.0, (packed >> 16) / 9999.0);
            }
            out.ways.push_back(way);
            out.fromKey.push_back(key);
            key += std::size_t(std::min<std::int64_t>(counts[i], std::int64_t(out.times.size())));
        }
    }

    void connections(const FbxNode& list) {
        for (const FbxNode& c : list.children) {
            const std::int64_t child = c.integer(1), parent = c.integer(2);
            if (const Object *a = find(child, Kind::Model), *b = find(parent, Kind::Model); a && b && c.text(0) == "OO" && models_[a->index].parent < 0)
                models_[a->index].parent = int(b->index);
            if (const Object *a = find(child, Kind::Layer), *b = find(parent, Kind::Stack); a && b) stackOfLayer_[a->index] = int(b->index);
            if (const Object* a = find(child, Kind::CurveNode)) {
                CurveNode& node = curveNodes_[a->index];
                if (const Object* b = find(parent, Kind::Layer)) node.layer = int(b->index);
                const auto channel = std::ranges::find(kChannels, c.text(3));
                if (const Object* b = find(parent, Kind::Model); b && channel != kChannels.end()) node.targets.emplace_back(b->index, Channel(channel - kChannels.begin()));
            }
            if (const Object *a = find(child, Kind::Curve), *b = find(parent, Kind::CurveNode); a && b) {
                const auto axis = std::ranges::find(kAxes, c.text(3));
                if (axis != kAxes.end() && !curves_[a->index].times.empty()) curveNodes_[b->index].curves[std::size_t(axis - kAxes.begin())] = &curves_[a->index];
            }
        }
    }

    /// The first take that moves a possible joint; some tools put an empty one before it.
    Result<void> chooseTake(bool hasLimbs) {
        std::vector<std::optional<int>> layerOf(stacks_.size());
        std::vector<bool> hasSeveral(stacks_.size(), false);
        for (const CurveNode& node : curveNodes_) {
            const bool moves = std::ranges::any_of(node.curves, [](const FbxCurve* c) { return c != nullptr; }) &&
                               std::ranges::any_of(node.targets, [&](const auto& t) { return hasLimbs ? isLimb(models_[t.first]) : models_[t.first].kind == "Null"; });
            if (!moves || node.layer < 0 || stackOfLayer_[std::size_t(node.layer)] < 0) continue;
            const auto stack = std::size_t(stackOfLayer_[std::size_t(node.layer)]);
            if (layerOf[stack] && *layerOf[stack] != node.layer) hasSeveral[stack] = true;
            layerOf[stack] = node.layer;
        }
        const auto chosen = std::ranges::find_if(layerOf, [](const auto& l) { return l.has_value(); });
        if (chosen == layerOf.end()) return unsupported(hasLimbs ? "no take moves the skeleton" : "the file holds no skeleton that moves");
        const auto stack = std::size_t(chosen - layerOf.begin());
        if (hasSeveral[stack]) return unsupported("several layers move the skeleton: merge them first");
        stack_ = stacks_[stack];
        // Whatever stands around the joints moves as well.
        for (const CurveNode& node : curveNodes_) {
            if (node.layer < 0 || stackOfLayer_[std::size_t(node.layer)] != int(stack)) continue;
            for (const auto& [model, channel] : node.targets) {
                models_[model].moved[channel].curves = node.curves;
                models_[model].moved[channel].constants = node.constants;
            }
        }
        return {};
    }

    /// In the file's order, but parents before their children.
    Result<void> chooseJoints(bool hasLimbs) {
        std::vector<bool> isPlaced(models_.size(), false);
        std::vector<std::size_t> above;
        std::size_t joints = 0;
        for (std::size_t i = 0; i < models_.size(); ++i) {
            above.clear();
            for (int k = int(i); k >= 0 && !isPlaced[std::size_t(k)]; k = models_[std::size_t(k)].parent) {
                if (above.size() == models_.size()) return corrupt("nodes are each other's parents");
                above.push_back(std::size_t(k));
            }
            for (; !above.empty(); above.pop_back()) {
                Model& m = models_[above.back()];
                m.isJoint = hasLimbs ? isLimb(m) : m.kind == "Null" && (m.moves() || (m.parent >= 0 && models_[std::size_t(m.parent)].isJoint));
                joints += m.isJoint;
                isPlaced[above.back()] = true;
                order_.push_back(above.back());
            }
        }
        if (joints > kMaxJoints) return unsupported("the skeleton has more than " + std::to_string(kMaxJoints) + " joints");
        for (std::size_t k = order_.size(); k-- > 0;) {
            Model& m = models_[order_[k]];
            m.isNeeded |= m.isJoint;
            if (m.isNeeded && m.parent >= 0) models_[std::size_t(m.parent)].isNeeded = true;
        }
        std::erase_if(order_, [&](std::size_t i) { return !models_[i].isNeeded; });
        return {};
    }

    /// From the take's beginning to its end, or where it does not say or has no keys in it from the first key to the last.
    Result<void> span() {
        std::optional<std::int64_t> first, last;
        double keys = 0;
        for (const std::size_t i : order_)
            for (const Moved& moved : models_[i].moved)
                for (const FbxCurve* c : moved.curves) {
                    if (!c) continue;
                    first = std::min(first.value_or(c->times.front()), c->times.front());
                    last = std::max(last.value_or(c->times.back()), c->times.back());
                    keys += double(c->times.size());
                }
        const bool isTold = stack_.stop > stack_.start && stack_.start <= last.value_or(0) && stack_.stop >= first.value_or(0);
        start_ = isTold ? stack_.start : first.value_or(0);
        const double frames = (double(isTold ? stack_.stop : last.value_or(0)) - double(start_)) / kFbxTicksPerSec * fps_ + kNearlyAFrame;
        const bool isShort = (frames + 1) * double(order_.size()) * 3 <= std::min(kMaxValues, kFreeValues + kValuesAKey * keys);
        if (!isShort) return unsupported("the take has more frames than are supported");
        frames_ = std::size_t(std::max(0.0, frames)) + 1;
        return {};
    }

    Result<ImportedMotion> motion() {
        if (auto ok = span(); !ok) return fail(ok.error());
        ImportedMotion out;
        out.fps = fps_;
        out.frameCount = frames_;
        std::vector<Pose> poses(models_.size());
        std::vector<int> jointOf(models_.size(), -1);   // the model's own, else the nearest above
        const auto above = [&](const Model& m) -> const Pose& { return m.parent < 0 ? base_ : poses[std::size_t(m.parent)]; };
        std::map<std::size_t, Eigen::Affine3d> bound;
        for (const auto& [id, matrix] : bind_)
            if (const Object* o = find(id, Kind::Model)) bound.emplace(o->index, matrix);
        std::vector<Eigen::Matrix3d> restFromJoint;
        for (const std::size_t i : order_) {
            const Model& m = models_[i];
            poses[i] = placed(m, m.values[kPlace], m.values[kTurn], m.values[kScale], above(m));
            if (const auto matrix = bound.find(i); matrix != bound.end()) {
                poses[i].at = base_.linear * matrix->second.translation();
                poses[i].linear = base_.linear * matrix->second.linear();
                poses[i].rotation = base_.rotation * rotationOf(matrix->second.linear());
            }
            jointOf[i] = m.parent < 0 ? -1 : jointOf[std::size_t(m.parent)];
            if (!m.isJoint) continue;
            out.parents.push_back(jointOf[i]);
            jointOf[i] = int(out.names.size());
            out.names.push_back(m.name);
            if (!isSomewhere(poses[i])) return corrupt("\"" + m.name + "\" is nowhere at rest");
            out.rest.push_back(poses[i].at);
            restFromJoint.push_back(rotationOf(poses[i].linear).transpose());
        }
        out.world.reserve(frames_ * out.names.size());
        out.turned.reserve(frames_ * out.names.size());
        for (std::size_t frame = 0; frame < frames_; ++frame) {
            const std::int64_t t = start_ + fbxTick(double(frame), fps_);
            for (const std::size_t i : order_) {
                Model& m = models_[i];
                poses[i] = placed(m, m.moved[kPlace].at(t, m.values[kPlace]), m.moved[kTurn].at(t, m.values[kTurn]), m.moved[kScale].at(t, m.values[kScale]), above(m));
                if (!m.isJoint) continue;
                if (!isSomewhere(poses[i])) return corrupt("\"" + m.name + "\" is nowhere on a frame");
                out.world.push_back(poses[i].at);
                out.turned.emplace_back(Eigen::Matrix3d(rotationOf(poses[i].linear) * restFromJoint[std::size_t(jointOf[i])]));
            }
        }
        return out;
    }

    static bool isSomewhere(const Pose& p) { return p.at.cwiseAbs().maxCoeff() < kMostM && p.linear.allFinite() && p.at.allFinite(); }

    const std::vector<FbxNode>& top_;
    std::string file_;
    std::vector<Model> models_;
    std::vector<FbxCurve> curves_;
    std::vector<CurveNode> curveNodes_;
    std::vector<int> stackOfLayer_;
    std::vector<Stack> stacks_;
    std::map<std::int64_t, Object> objects_;
    std::map<std::int64_t, Eigen::Affine3d> bind_;
    std::vector<std::size_t> order_;   ///< models that are needed, parents first
    Pose base_;                        ///< metres and Y up from the file's axes
    Stack stack_;
    double fps_ = 30;
    std::int64_t start_ = 0;
    std::size_t frames_ = 0;
};

}  // namespace

Result<ImportedMotion> parseFbx(std::string_view bytes, const std::string& file) {
    const auto top = decodeFbx(bytes, kSkipped);
    if (!top) return fail(top.error().code, top.error().detail, file);
    return Reader(*top, file).run();
}

Result<ImportedMotion> readFbx(const std::filesystem::path& path) {
    const auto bytes = readWholeFile(path, kMaxFileBytes);
    if (!bytes) return fail(bytes.error());
    return parseFbx(*bytes, path.string());
}

}  // namespace ropetp::io
