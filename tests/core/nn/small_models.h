#pragma once

#include "nn/tfjs_loader.h"

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

/// Tiny but complete models, written here byte by byte, so that the loaders are tested everywhere.
namespace smallmodels {

/// Writes FlatBuffers front to back: objects are appended, references patched afterwards.
class FlatWriter {
  public:
    std::vector<std::uint8_t> bytes;

    template <class T>
    std::size_t put(T v) {
        while (bytes.size() % sizeof(T)) bytes.push_back(0);
        const std::size_t at = bytes.size();
        bytes.resize(at + sizeof(T));
        std::memcpy(bytes.data() + at, &v, sizeof(T));
        return at;
    }
    /// Makes the reference at `at` point to the current, aligned end.
    void pointHere(std::size_t at) {
        while (bytes.size() % 4) bytes.push_back(0);
        const auto offset = std::uint32_t(bytes.size() - at);
        std::memcpy(bytes.data() + at, &offset, 4);
    }
    /// A table of 4-byte fields; `fields[i]` false leaves field i out. Gives the fields' positions.
    std::vector<std::size_t> table(const std::vector<bool>& fields) {
        const std::size_t vtable = put<std::uint16_t>(std::uint16_t(4 + 2 * fields.size()));
        std::size_t present = 0;
        for (const bool f : fields) present += f;
        put<std::uint16_t>(std::uint16_t(4 + 4 * present));
        std::uint16_t offset = 4;
        for (const bool f : fields) {
            put<std::uint16_t>(f ? offset : 0);
            if (f) offset = std::uint16_t(offset + 4);
        }
        while (bytes.size() % 4) bytes.push_back(0);
        const std::size_t at = bytes.size();
        put<std::int32_t>(std::int32_t(at - vtable));
        std::vector<std::size_t> positions;
        for (const bool f : fields) positions.push_back(f ? put<std::uint32_t>(0) : 0);
        return positions;
    }
    void set(std::size_t at, std::uint32_t v) { std::memcpy(bytes.data() + at, &v, 4); }
    /// Tables are referenced at their first word, which follows their description.
    std::vector<std::size_t> tableAt(std::size_t reference, const std::vector<bool>& fields) {
        const std::size_t description = 4 + 2 * fields.size();
        while (bytes.size() % 4) bytes.push_back(0);
        const std::size_t start = (bytes.size() + description + 3) / 4 * 4;
        const auto offset = std::uint32_t(start - reference);
        std::memcpy(bytes.data() + reference, &offset, 4);
        return table(fields);
    }
    template <class T>
    void vectorAt(std::size_t reference, const std::vector<T>& v) {
        pointHere(reference);
        put<std::uint32_t>(std::uint32_t(v.size()));
        for (const T& e : v) put<T>(e);
    }
    /// A vector of references, to be pointed later.
    std::vector<std::size_t> referencesAt(std::size_t reference, std::size_t count) {
        pointHere(reference);
        put<std::uint32_t>(std::uint32_t(count));
        std::vector<std::size_t> at;
        for (std::size_t i = 0; i < count; ++i) at.push_back(put<std::uint32_t>(0));
        return at;
    }
};

inline std::vector<std::uint8_t> floatBytes(const std::vector<float>& v) {
    std::vector<std::uint8_t> b(v.size() * 4);
    std::memcpy(b.data(), v.data(), b.size());
    return b;
}

/// x[1,4,4,1] -> 1x1 convolution of stride 2 with weights (1, -1), bias (0.5, 1), ReLU -> reshape to
/// the same shape.
inline std::vector<std::uint8_t> tflite() {
    FlatWriter w;
    const auto root = w.put<std::uint32_t>(0);
    for (const char c : {'T', 'F', 'L', '3'}) w.bytes.push_back(std::uint8_t(c));
    const auto model = w.tableAt(root, {true, true, true, false, true});
    w.set(model[0], 3);
    const auto codes = w.referencesAt(model[1], 2);
    for (int i = 0; i < 2; ++i) w.set(w.tableAt(codes[i], {false, false, false, true})[3], i == 0 ? 3 : 22);
    const auto buffers = w.referencesAt(model[4], 3);
    w.tableAt(buffers[0], {false});
    w.vectorAt(w.tableAt(buffers[1], {true})[0], floatBytes({1.f, -1.f}));
    w.vectorAt(w.tableAt(buffers[2], {true})[0], floatBytes({0.5f, 1.f}));
    const auto graph = w.tableAt(w.referencesAt(model[2], 1)[0], {true, true, true, true});
    struct T { std::vector<int> shape; std::uint32_t buffer; std::string name; };
    const std::vector<T> tensors = {{{1, 4, 4, 1}, 0, "x"}, {{2, 1, 1, 1}, 1, "w"}, {{2}, 2, "b"}, {{1, 2, 2, 2}, 0, "c"}, {{1, 2, 2, 2}, 0, "y"}};
    const auto list = w.referencesAt(graph[0], tensors.size());
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const auto t = w.tableAt(list[i], {true, true, true, true});
        w.set(t[2], tensors[i].buffer);
        w.vectorAt(t[0], tensors[i].shape);
        w.vectorAt(t[3], std::vector<char>(tensors[i].name.begin(), tensors[i].name.end()));
    }
    w.vectorAt(graph[1], std::vector<int>{0});
    w.vectorAt(graph[2], std::vector<int>{4});
    const auto operators = w.referencesAt(graph[3], 2);
    const auto conv = w.tableAt(operators[0], {true, true, true, false, true});
    w.vectorAt(conv[1], std::vector<int>{0, 1, 2});
    w.vectorAt(conv[2], std::vector<int>{3});
    const auto options = w.tableAt(conv[4], {true, true, true, true});
    w.set(options[0], 1), w.set(options[1], 2), w.set(options[2], 2), w.set(options[3], 1);
    const auto reshape = w.tableAt(operators[1], {true, true, true});
    w.set(reshape[0], 1);
    w.vectorAt(reshape[1], std::vector<int>{3});
    w.vectorAt(reshape[2], std::vector<int>{4});
    return w.bytes;
}

/// The same convolution, then an upsampling whose size the graph computes from its input's shape.
inline std::pair<std::vector<std::uint8_t>, std::vector<std::uint8_t>> tfjs() {
    const std::string json = R"({"weightsManifest":[{"paths":["w.bin"],"weights":[
      {"name":"w","shape":[1,1,1,2],"dtype":"float32"},{"name":"b","shape":[2],"dtype":"float32"},
      {"name":"zero","shape":[1],"dtype":"int32"},{"name":"one","shape":[1],"dtype":"int32"},{"name":"three","shape":[1],"dtype":"int32"},
      {"name":"two","shape":[2],"dtype":"int32"}]}],
      "modelTopology":{"node":[
      {"name":"x","op":"Placeholder"},{"name":"w","op":"Const"},{"name":"b","op":"Const"},{"name":"one","op":"Const"},
      {"name":"three","op":"Const"},{"name":"two","op":"Const"},{"name":"zero","op":"Const"},
      {"name":"c","op":"_FusedConv2D","input":["x","w","b"],"attr":{"strides":{"list":{"i":["1","2","2","1"]}},
        "padding":{"s":"VkFMSUQ="},"fused_ops":{"list":{"s":["Qmlhc0FkZA==","UmVsdQ=="]}}}},
      {"name":"shape","op":"Shape","input":["c"]},
      {"name":"hw","op":"StridedSlice","input":["shape","one","three","one"]},
      {"name":"size","op":"Mul","input":["hw","two"]},
      {"name":"y","op":"ResizeBilinear","input":["c","size"],"attr":{"half_pixel_centers":{"b":true}}}]}})";
    auto weights = floatBytes({1.f, -1.f, 0.5f, 1.f});
    for (const int i : {0, 1, 3, 2, 2})
        for (int k = 0; k < 4; ++k) weights.push_back(std::uint8_t(i >> 8 * k));
    return {{json.begin(), json.end()}, weights};
}

inline ropetp::nn::TfjsCut tfjsCut() { return {"x", {1, 4, 4, 1}, {"y"}}; }

}  // namespace smallmodels
