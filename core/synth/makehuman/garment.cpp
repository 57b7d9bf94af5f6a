#include "synth/makehuman/garment.h"

#include <cmath>
#include <fstream>
#include <sstream>

namespace ropetp::synth {
namespace {

/// The texture that a .mhmat names, beside it.
std::filesystem::path textureOf(const std::filesystem::path& material) {
    std::ifstream file(material);
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string key, name;
        if (words >> key >> name && key == "diffuseTexture") {
            const auto path = material.parent_path() / std::filesystem::path(name).filename();
            return std::filesystem::exists(path) ? path : std::filesystem::path();
        }
    }
    return {};
}

}  // namespace

Result<Garment> Garment::read(const std::filesystem::path& path, int baseVertices) {
    std::ifstream file(path);
    if (!file) return fail(ErrorCode::FileNotFound, "the garment cannot be opened", path.string());
    const auto corrupt = [&](const std::string& line) { return fail(ErrorCode::CorruptFile, "not understood: " + line.substr(0, 60), path.string()); };
    const auto known = [&](int v) { return v >= 0 && v < baseVertices; };
    Garment out;
    std::string objFile;
    enum class Part { Head, Vertices, Hidden } part = Part::Head;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::istringstream words(line);
        std::string word;
        if (!(words >> word) || word[0] == '#') continue;
        if (word == "verts") {
            part = Part::Vertices;
        } else if (word == "delete_verts") {
            part = Part::Hidden;
        } else if (std::isalpha(static_cast<unsigned char>(word[0]))) {
            std::string value;
            if (word == "obj_file") words >> objFile;
            else if (word == "material" && words >> value) out.texture_ = textureOf(path.parent_path() / value);
            else if (word == "x_scale" || word == "y_scale" || word == "z_scale") {
                Scale& s = out.scale_[std::size_t(word[0] - 'x')];
                if (!(words >> s.a >> s.b >> s.reference) || !known(s.a) || !known(s.b) || !(s.reference > 0)) return corrupt(line);
            }
        } else if (part == Part::Vertices) {
            std::istringstream row(line);
            Anchor a;
            if (!(row >> a.vertices[0])) return corrupt(line);
            if (row >> a.vertices[1]) {
                if (!(row >> a.vertices[2] >> a.weights[0] >> a.weights[1] >> a.weights[2])) return corrupt(line);
                if (!(row >> a.offset.x() >> a.offset.y() >> a.offset.z())) a.offset.setZero();
            } else {
                a.vertices[1] = a.vertices[2] = a.vertices[0];
                a.weights = {1, 0, 0};
                a.offset.setZero();
            }
            for (const int v : a.vertices)
                if (!known(v)) return corrupt(line);
            out.anchors_.push_back(a);
        } else if (part == Part::Hidden) {
            std::istringstream row(line);
            std::vector<std::string> tokens;
            for (std::string t; row >> t;) tokens.push_back(t);
            for (std::size_t i = 0; i < tokens.size(); ++i) {
                const int first = std::atoi(tokens[i].c_str());
                int last = first;
                if (i + 2 < tokens.size() && tokens[i + 1] == "-") last = std::atoi(tokens[i += 2].c_str());
                if (!known(first) || !known(last)) return corrupt(line);
                for (int v = first; v <= last; ++v) out.hidden_.push_back(v);
            }
        }
    }
    auto mesh = readObj(path.parent_path() / objFile);
    if (!mesh) return fail(mesh.error());
    if (mesh->vertices.size() != out.anchors_.size()) return fail(ErrorCode::CorruptFile, "the garment's mesh has another number of vertices", path.string());
    out.mesh_ = std::move(*mesh);
    return out;
}

std::vector<Eigen::Vector3f> Garment::fitted(std::span<const Eigen::Vector3f> base) const {
    Eigen::Vector3f scale = Eigen::Vector3f::Ones();
    for (int c = 0; c < 3; ++c) {
        const Scale& s = scale_[std::size_t(c)];
        if (s.a >= 0) scale[c] = std::abs(base[std::size_t(s.a)][c] - base[std::size_t(s.b)][c]) / s.reference;
    }
    std::vector<Eigen::Vector3f> out(anchors_.size());
    for (std::size_t i = 0; i < anchors_.size(); ++i) {
        const Anchor& a = anchors_[i];
        out[i] = a.offset.cwiseProduct(scale);
        for (std::size_t k = 0; k < 3; ++k) out[i] += a.weights[k] * base[std::size_t(a.vertices[k])];
    }
    return out;
}

}  // namespace ropetp::synth
