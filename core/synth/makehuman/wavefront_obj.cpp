#include "synth/makehuman/wavefront_obj.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>
#include <sstream>

namespace ropetp::synth {
namespace {

constexpr std::size_t kMostElements = 4'000'000;

/// "12/7" or "12"; negative indices are not used by this data.
bool corner(const std::string& word, ObjMesh::Corner& out) {
    const char* end = word.data() + word.size();
    auto [at, error] = std::from_chars(word.data(), end, out.vertex);
    if (error != std::errc()) return false;
    out.vertex -= 1;
    out.uv = -1;
    if (at == end || *at != '/' || at + 1 == end || at[1] == '/') return true;
    if (std::from_chars(at + 1, end, out.uv).ec != std::errc()) return false;
    out.uv -= 1;
    return true;
}

}  // namespace

std::vector<int> ObjMesh::verticesOf(const std::string& group) const {
    std::set<int> seen;
    for (const Triangle& t : triangles)
        if (groups[std::size_t(t.group)] == group)
            for (const Corner& c : t.corners) seen.insert(c.vertex);
    return {seen.begin(), seen.end()};
}

Result<ObjMesh> readObj(const std::filesystem::path& path) {
    std::ifstream file(path);
    if (!file) return fail(ErrorCode::FileNotFound, "the mesh cannot be opened", path.string());
    const auto corrupt = [&](int line, const char* why) { return fail(ErrorCode::CorruptFile, "line " + std::to_string(line) + ": " + why, path.string()); };
    ObjMesh mesh;
    mesh.groups = {""};
    int group = 0, number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        std::istringstream words(line);
        std::string kind;
        if (!(words >> kind)) continue;
        if (kind == "v") {
            Eigen::Vector3f p;
            if (!(words >> p.x() >> p.y() >> p.z()) || !p.allFinite()) return corrupt(number, "a vertex needs three numbers");
            mesh.vertices.push_back(p);
        } else if (kind == "vt") {
            Eigen::Vector2f p;
            if (!(words >> p.x() >> p.y()) || !p.allFinite()) return corrupt(number, "a texture point needs two numbers");
            mesh.uv.push_back(p);
        } else if (kind == "g") {
            std::string name;
            words >> name;
            const auto it = std::find(mesh.groups.begin(), mesh.groups.end(), name);
            group = int(it - mesh.groups.begin());
            if (it == mesh.groups.end()) mesh.groups.push_back(name);
        } else if (kind == "f") {
            std::vector<ObjMesh::Corner> polygon;
            for (std::string word; words >> word;) {
                ObjMesh::Corner c;
                if (!corner(word, c)) return corrupt(number, "a face needs indices");
                polygon.push_back(c);
            }
            if (polygon.size() < 3) return corrupt(number, "a face needs three corners");
            for (std::size_t i = 2; i < polygon.size(); ++i) mesh.triangles.push_back({{polygon[0], polygon[i - 1], polygon[i]}, group});
        }
        if (mesh.vertices.size() + mesh.uv.size() + mesh.triangles.size() > kMostElements) return corrupt(number, "the mesh is too large");
    }
    for (const auto& t : mesh.triangles)
        for (const auto& c : t.corners)
            if (c.vertex < 0 || c.vertex >= int(mesh.vertices.size()) || c.uv >= int(mesh.uv.size())) return corrupt(number, "a face names a vertex that does not exist");
    return mesh;
}

}  // namespace ropetp::synth
