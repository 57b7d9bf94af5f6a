#pragma once

#include "io/fbx_document.h"
#include "io/fbx_reader.h"
#include "io/fbx_time.h"

#include <QTest>

#include <map>
#include <tuple>

namespace ropetp::io::test {

using Tree = std::vector<FbxNode>;

/// A file as another tool might write it, part by part.
class Made {
  public:
    Made() {
        all_ = {FbxNode{"GlobalSettings", {}, {}}, FbxNode{"Objects", {}, {}}, FbxNode{"Connections", {}, {}}};
        all_[0].add("Properties70");
        setting("TimeMode", std::int32_t(6));
    }
    template <class V>
    void setting(const char* key, V value) {
        all_[0].children[0].add("P", std::string(key), std::string(), std::string(), std::string(), value);
    }
    std::int64_t add(const char* node, const char* name, const char* kind) {
        all_[1].add(node, ++last_, std::string(name) + std::string("\0\1", 2) + node, std::string(kind)).add("Properties70");
        return last_;
    }
    std::int64_t joint(const char* name, std::int64_t parent, const char* kind = "LimbNode") {
        const auto id = add("Model", name, kind);
        connect(id, parent);
        return id;
    }
    FbxNode& object(std::int64_t id) {
        for (FbxNode& n : all_[1].children)
            if (n.integer(0) == id) return n;
        qFatal("no such object");
        return all_[1];
    }
    template <class... V>
    void property(std::int64_t id, const char* key, V... values) {
        object(id).children[0].add("P", std::string(key), std::string(), std::string(), std::string(), values...);
    }
    void vector(std::int64_t id, const char* key, const Eigen::Vector3d& v) { property(id, key, v.x(), v.y(), v.z()); }
    void connect(std::int64_t child, std::int64_t parent) { all_[2].add("C", std::string("OO"), child, parent); }
    void connect(std::int64_t child, std::int64_t parent, const char* property) { all_[2].add("C", std::string("OP"), child, parent, std::string(property)); }
    std::int64_t take(const char* name) {
        const auto stack = add("AnimationStack", name, "");
        return layer(stack), stack;
    }
    std::int64_t layer(std::int64_t stack) {
        layer_ = add("AnimationLayer", "Base", "");
        connect(layer_, stack);
        return layer_;
    }
    /// Of one axis; keys are frames at 30 a second. In the last layer made.
    std::int64_t curve(std::int64_t of, const char* channel, const char* axis, const std::vector<std::pair<double, float>>& keys) {
        auto& node = nodes_[{layer_, of, channel}];
        if (node == 0) {
            node = add("AnimationCurveNode", "node", "");
            connect(node, layer_);
            connect(node, of, channel);
        }
        const auto curve = add("AnimationCurve", "", "");
        std::vector<std::int64_t> times;
        std::vector<float> values;
        for (const auto& [frame, value] : keys) times.push_back(fbxTick(frame, 30)), values.push_back(value);
        object(curve).add("KeyTime", times);
        object(curve).add("KeyValueFloat", values);
        connect(curve, node, axis);
        return curve;
    }
    Tree& tree() { return all_; }
    Result<ImportedMotion> read(std::uint32_t version = 7400) const { return parseFbx(encodeFbx(all_, version)); }

  private:
    Tree all_;
    std::int64_t last_ = 100, layer_ = 0;
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, std::int64_t> nodes_;
};

/// Two joints and a take of three frames that moves the first.
inline Made usual() {
    Made made;
    const auto hips = made.joint("Hips", 0), spine = made.joint("Spine", hips);
    made.vector(spine, "Lcl Translation", {0, 10, 0});
    made.take("Take");
    made.curve(hips, "Lcl Translation", "d|X", {{0, 0}, {2, 20}});
    return made;
}

}  // namespace ropetp::io::test
