#include "io/fbx_reader.h"

#include "base/rotation.h"
#include "io/euler.h"
#include "io/fbx_document.h"
#include "io/fbx_time.h"
#include "io/text_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace ropetp::io {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t(2) << 30, kMaxJoints = 1000;
/// Joint positions: a few keys must not ask for years of motion.
constexpr double kFreeValues = 5e5, kValuesAKey = 500, kMostValues = 5e7;
constexpr double kMostM = 1e6;

/// Of RotationOrder: which rotation is the outermost, and so on inwards. 6 (spheric) is taken for 0.
constexpr std::array<EulerOrder, 7> kOrders = {{{2, 1, 0}, {1, 2, 0}, {0, 2, 1}, {2, 0, 1}, {1, 0, 2}, {0, 1, 2}, {2, 1, 0}}};

struct Curve {
    std::vector<std::int64_t> times;
    std::vector<double> values;
    double at(std::int64_t t) const {
        const auto after = std::upper_bound(times.begin(), times.end(), t);
        if (after == times.begin()) return values.front();
        const auto i = std::size_t(after - times.begin());
        if (i == times.size()) return values.back();
        return values[i - 1] + (values[i] - values[i - 1]) * double(t - times[i - 1]) / double(times[i] - times[i - 1]);
    }
};

struct Model {
    std::string name, kind;
    std::int64_t parent = 0;
    std::map<std::string, Eigen::Vector3d, std::less<>> vectors;   ///< of Properties70
    int order = 0;
    std::array<std::array<const Curve*, 3>, 3> curves{};          ///< translation, rotation, scaling; x y z

    Eigen::Vector3d vector(std::string_view key, double otherwise = 0) const {
        const auto it = vectors.find(key);
        return it == vectors.end() ? Eigen::Vector3d(Eigen::Vector3d::Constant(otherwise)) : it->second;
    }
};

Eigen::Matrix3d turn(const Eigen::Vector3d& deg, int rotationOrder) {
    const EulerOrder& o = kOrders[std::size_t(rotationOrder)];
    return matrixFromEulerDegrees({deg[o[0]], deg[o[1]], deg[o[2]]}, o);
}

/// FBX's chain of transforms from a node to its parent, with what stays worked out once.
class Chain {
  public:
    Chain(const Model& m, int parentChain)
        : parent(parentChain), model_(m), still_{m.vector("Lcl Translation"), m.vector("Lcl Rotation"), m.vector("Lcl Scaling", 1)}, before_(turn(m.vector("PreRotation"), 0)),
          after_(turn(m.vector("PostRotation"), 0).transpose()), rotationPivot_(m.vector("RotationPivot")), scalingPivot_(m.vector("ScalingPivot")),
          rotationOffset_(m.vector("RotationOffset")), scalingOffset_(m.vector("ScalingOffset")) {}

    /// @param t  null: without animation.
    Eigen::Affine3d local(const std::int64_t* t) const {
        const Eigen::Vector3d move = value(0, t), scale = value(2, t);
        const Eigen::Matrix3d turns = before_ * turn(value(1, t), model_.order) * after_;
        Eigen::Affine3d out = Eigen::Affine3d::Identity();
        out.linear() = turns * scale.asDiagonal();
        out.translation() = move + rotationOffset_ + rotationPivot_ + turns * (scalingOffset_ + scalingPivot_ - rotationPivot_ - scale.cwiseProduct(scalingPivot_));
        return out;
    }
    int parent;   ///< place in the list of chains, or -1

  private:
    Eigen::Vector3d value(std::size_t what, const std::int64_t* t) const {
        Eigen::Vector3d v = still_[what];
        for (std::size_t c = 0; t && c < 3; ++c)
            if (model_.curves[what][c]) v[Eigen::Index(c)] = model_.curves[what][c]->at(*t);
        return v;
    }
    const Model& model_;
    std::array<Eigen::Vector3d, 3> still_;
    Eigen::Matrix3d before_, after_;
    Eigen::Vector3d rotationPivot_, scalingPivot_, rotationOffset_, scalingOffset_;
};

class Reader {
  public:
    Reader(const std::vector<FbxNode>& top, const std::string& file) : file_(file) {
        for (const FbxNode& n : top) {
            if (n.name == "Objects") objects_ = &n;
            if (n.name == "Connections") connections_ = &n;
            if (n.name == "GlobalSettings") settings_ = &n;
        }
    }

    Result<ImportedMotion> run() {
        if (!objects_ || !connections_) return fail(ErrorCode::CorruptFile, "the file has no objects", file_);
        settings();
        objects();
        connect();
        chooseJoints();
        if (joints_.empty()) return fail(ErrorCode::InvalidInput, "the file holds no skeleton", file_);
        if (joints_.size() > kMaxJoints) return fail(ErrorCode::UnsupportedFormat, "more than 1000 joints", file_);
        return motion();
    }

  private:
    void settings() {
        if (!settings_) return;
        const FbxNode* list = settings_->find("Properties70");
        if (!list) return;
        double custom = 0;
        std::int64_t mode = 0;
        for (const FbxNode& line : list->children) {
            if (line.text(0) == "UnitScaleFactor") unitM_ = line.number(4, 1) / 100;
            if (line.text(0) == "UpAxis") up_ = int(line.integer(4, 1));
            if (line.text(0) == "UpAxisSign") upSign_ = line.integer(4, 1) < 0 ? -1 : 1;
            if (line.text(0) == "TimeMode") mode = line.integer(4);
            if (line.text(0) == "CustomFrameRate") custom = line.number(4);
        }
        if (!(unitM_ > 1e-9 && unitM_ < 1e9)) unitM_ = 0.01;
        for (const auto& r : kFbxRates)
            if (r.mode == mode) fps_ = r.fps;
        if (mode == kFbxCustomRate && custom > 0.01 && custom < 10000) fps_ = custom;
    }

    void objects() {
        for (const FbxNode& n : objects_->children) {
            const std::int64_t id = n.integer(0);
            if (n.name == "Model") {
                Model m;
                m.name = std::string(n.text(1).substr(0, n.text(1).find('\0')));
                m.kind = std::string(n.text(2));
                if (const FbxNode* list = n.find("Properties70"))
                    for (const FbxNode& line : list->children) {
                        if (line.text(0) == "RotationOrder") m.order = int(std::clamp<std::int64_t>(line.integer(4), 0, 6));
                        if (line.properties.size() >= 7) m.vectors[std::string(line.text(0))] = {line.number(4), line.number(5), line.number(6)};
                    }
                models_.emplace(id, std::move(m));
                order_.push_back(id);
            } else if (n.name == "AnimationCurve") {
                Curve c;
                if (const FbxNode* t = n.find("KeyTime")) c.times = t->integers(0);
                if (const FbxNode* v = n.find("KeyValueFloat")) c.values = v->numbers(0);
                const bool good = !c.times.empty() && c.times.size() == c.values.size() && std::ranges::is_sorted(c.times) && std::ranges::adjacent_find(c.times) == c.times.end() &&
                                  std::ranges::all_of(c.values, [](double v) { return std::isfinite(v); });
                if (good) curves_.emplace(id, std::move(c));
            } else if (n.name == "AnimationCurveNode") {
                curveNodes_.insert(id);
            } else if (n.name == "AnimationLayer") {
                layers_.insert(id);
            } else if (n.name == "AnimationStack") {
                if (firstStack_ == 0) firstStack_ = id;
            } else if (n.name == "Pose" && n.text(2) == "BindPose") {
                for (const FbxNode& node : n.children) {
                    const FbxNode *of = node.find("Node"), *m = node.find("Matrix");
                    if (node.name != "PoseNode" || !of || !m) continue;
                    const auto values = m->numbers(0);
                    if (values.size() == 16) bind_.emplace(of->integer(0), Eigen::Affine3d(Eigen::Map<const Eigen::Matrix4d>(values.data())));
                }
            }
        }
    }

    void connect() {
        std::map<std::int64_t, std::int64_t> stackOfLayer, layerOfNode;
        std::map<std::int64_t, std::array<const Curve*, 3>> ofNode;
        std::vector<std::tuple<std::int64_t, std::int64_t, std::size_t>> drives;   // curve node, model, what
        for (const FbxNode& c : connections_->children) {
            const std::int64_t child = c.integer(1), parent = c.integer(2);
            const auto model = models_.find(child);
            if (model != models_.end() && (parent == 0 || models_.contains(parent)) && c.text(0) == "OO" && child != parent) model->second.parent = parent;
            if (layers_.contains(child)) stackOfLayer[child] = parent;
            if (curveNodes_.contains(child)) {
                if (layers_.contains(parent)) layerOfNode[child] = parent;
                if (models_.contains(parent))
                    for (std::size_t what = 0; what < 3; ++what)
                        if (static constexpr std::string_view kWhat[] = {"Lcl Translation", "Lcl Rotation", "Lcl Scaling"}; c.text(3) == kWhat[what]) drives.emplace_back(child, parent, what);
            }
            if (const auto curve = curves_.find(child); curve != curves_.end() && curveNodes_.contains(parent))
                for (std::size_t axis = 0; axis < 3; ++axis)
                    if (static constexpr std::string_view kAxis[] = {"d|X", "d|Y", "d|Z"}; c.text(3) == kAxis[axis]) ofNode[parent][axis] = &curve->second;
        }
        for (const auto& [node, model, what] : drives) {
            const auto layer = layerOfNode.find(node);
            // Other takes of the file are left alone.
            if (layer != layerOfNode.end() && stackOfLayer.contains(layer->second) && stackOfLayer[layer->second] != firstStack_) continue;
            auto& target = models_[model].curves[what];
            for (std::size_t axis = 0; axis < 3; ++axis)
                if (ofNode[node][axis]) target[axis] = ofNode[node][axis];
        }
    }

    /// Limb nodes, or empties where a tool wrote those; parents before children. Circles are left out.
    void chooseJoints() {
        const auto choose = [&](auto&& isJoint) {
            std::map<std::int64_t, std::vector<std::int64_t>> children;
            for (const std::int64_t id : order_) children[models_[id].parent].push_back(id);
            std::vector<std::int64_t> open(children[0].rbegin(), children[0].rend());
            while (!open.empty() && joints_.size() <= kMaxJoints) {
                const std::int64_t id = open.back();
                open.pop_back();
                reached_.push_back(id);
                if (isJoint(models_[id])) joints_.push_back(id);
                const auto& below = children[id];
                open.insert(open.end(), below.rbegin(), below.rend());
            }
        };
        choose([](const Model& m) { return m.kind == "LimbNode" || m.kind == "Root" || m.kind == "Limb"; });
        if (!joints_.empty()) return;
        reached_.clear();
        choose([](const Model& m) { return m.kind == "Null" && std::ranges::any_of(m.curves, [](const auto& c) { return c[0] || c[1] || c[2]; }); });
    }

    Eigen::Affine3d toYUp() const {
        Eigen::Matrix3d r = Eigen::Matrix3d::Identity();
        if (up_ == 2) r << 1, 0, 0, 0, 0, 1, 0, -1, 0;
        if (up_ == 0) r << 0, -1, 0, 1, 0, 0, 0, 0, 1;
        if (upSign_ < 0) r = Eigen::Vector3d(1, -1, -1).asDiagonal() * r;
        Eigen::Affine3d out = Eigen::Affine3d::Identity();
        out.linear() = unitM_ * r;
        return out;
    }

    /// World of every reached node, in their order. @param t  null: without animation.
    std::vector<Eigen::Affine3d> worlds(const std::int64_t* t) const {
        std::vector<Eigen::Affine3d> out;
        out.reserve(chains_.size());
        const Eigen::Affine3d base = toYUp();
        for (const Chain& c : chains_) out.push_back((c.parent < 0 ? base : out[std::size_t(c.parent)]) * c.local(t));
        return out;
    }

    Result<ImportedMotion> motion() {
        std::optional<std::int64_t> first, last;
        std::size_t keys = 0;
        for (const std::int64_t id : reached_)
            for (const auto& what : models_[id].curves)
                for (const Curve* c : what) {
                    if (!c) continue;
                    keys += c->times.size();
                    first = std::min(first.value_or(c->times.front()), c->times.front());
                    last = std::max(last.value_or(c->times.back()), c->times.back());
                }
        ImportedMotion out;
        out.fps = fps_;
        const double spanSec = first ? (double(*last) - double(*first)) / kFbxTicksPerSec : 0;
        if (!(spanSec * fps_ * double(reached_.size()) < std::min(kMostValues, kFreeValues + kValuesAKey * double(keys)))) return fail(ErrorCode::UnsupportedFormat, "the motion is too long", file_);
        out.frameCount = std::size_t(std::floor(spanSec * fps_ + 1e-3)) + 1;
        std::map<std::int64_t, int> place, chainOf;
        for (const std::int64_t id : reached_) {
            const Model& m = models_.at(id);
            const auto above = chainOf.find(m.parent);
            chains_.emplace_back(m, above == chainOf.end() ? -1 : above->second);
            chainOf[id] = int(chains_.size()) - 1;
        }
        const auto atRest = worlds(nullptr);
        const bool bound = std::ranges::all_of(joints_, [&](std::int64_t id) { return bind_.contains(id); });
        std::vector<Eigen::Matrix3d> restTurn;
        for (const std::int64_t id : joints_) {
            const Model& m = models_[id];
            std::int64_t above = m.parent;
            while (above != 0 && !place.contains(above)) above = models_[above].parent;
            out.parents.push_back(above == 0 ? -1 : place[above]);
            place[id] = int(out.names.size());
            out.names.push_back(m.name);
            const Eigen::Affine3d rest = bound ? Eigen::Affine3d(toYUp() * bind_.at(id)) : atRest[std::size_t(chainOf[id])];
            out.rest.push_back(rest.translation());
            restTurn.push_back(nearestRotation(rest.linear()));
        }
        for (std::size_t i = 0; i < out.frameCount; ++i) {
            const std::int64_t t = first.value_or(0) + std::int64_t(std::llround(double(i) / fps_ * kFbxTicksPerSec));
            const auto now = worlds(&t);
            for (std::size_t j = 0; j < joints_.size(); ++j) {
                const Eigen::Affine3d& w = now[std::size_t(chainOf[joints_[j]])];
                if (!w.matrix().allFinite() || w.translation().norm() > kMostM) return fail(ErrorCode::CorruptFile, "a joint is nowhere", file_);
                out.world.push_back(w.translation());
                out.turned.emplace_back(Eigen::Matrix3d(nearestRotation(w.linear()) * restTurn[j].transpose()));
            }
        }
        for (const auto& r : out.rest)
            if (!r.allFinite()) return fail(ErrorCode::CorruptFile, "a joint is nowhere", file_);
        return out;
    }

    std::string file_;
    const FbxNode *objects_ = nullptr, *connections_ = nullptr, *settings_ = nullptr;
    std::map<std::int64_t, Model> models_;
    std::map<std::int64_t, Curve> curves_;
    std::map<std::int64_t, Eigen::Affine3d> bind_;
    std::set<std::int64_t> curveNodes_, layers_;
    std::vector<std::int64_t> order_, reached_, joints_;
    std::vector<Chain> chains_;                               ///< of reached_
    std::int64_t firstStack_ = 0;
    double unitM_ = 0.01, fps_ = 30;
    int up_ = 1, upSign_ = 1;
};

}  // namespace

Result<ImportedMotion> readFbx(const std::filesystem::path& path) {
    const auto bytes = readWholeFile(path, kMaxFileBytes);
    if (!bytes) return fail(bytes.error());
    return parseFbx(*bytes, path.string());
}

Result<ImportedMotion> parseFbx(std::string_view bytes, const std::string& file) {
    const auto top = decodeFbx(bytes);
    if (!top) return fail(top.error().code, top.error().detail, file);
    return Reader(*top, file).run();
}

}  // namespace ropetp::io
