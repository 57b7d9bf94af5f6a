#include "synth/box_mesh.h"

#include <algorithm>
#include <cmath>

namespace ropetp::synth {
namespace {

constexpr double kCellM = 0.05;

Eigen::Vector3f stoneColor(const Eigen::Vector3d& p, int axis) {
    const double across = axis == 0 ? p.z() : p.x(), up = axis == 1 ? p.z() : p.y();
    const double row = std::floor(up / 0.25), shifted = across + (std::int64_t(row) % 2 ? 0.2 : 0.0);
    const double n = std::sin(12.9898 * std::floor(shifted / 0.4) + 78.233 * row + 3.1 * axis) * 43758.5453;
    const double shade = 0.78 + 0.30 * (n - std::floor(n));
    const double f = shifted / 0.4 - std::floor(shifted / 0.4), g = up / 0.25 - row;
    const bool seam = f < 0.09 || g < 0.14;
    return Eigen::Vector3f(0.46f, 0.44f, 0.40f) * float(seam ? 0.55 : shade);
}

}  // namespace

ColoredMesh stoneWall(const Eigen::Vector3d& low, const Eigen::Vector3d& high) {
    std::vector<Eigen::Vector3f> points, colors;
    std::vector<Eigen::Vector3i> faces;
    for (int axis = 0; axis < 3; ++axis)
        for (int end = 0; end < 2; ++end) {
            const int u = (axis + 1) % 3, v = (axis + 2) % 3;
            const int nu = std::max(1, int(std::lround((high[u] - low[u]) / kCellM))), nv = std::max(1, int(std::lround((high[v] - low[v]) / kCellM)));
            const int first = int(points.size());
            for (int j = 0; j <= nv; ++j)
                for (int i = 0; i <= nu; ++i) {
                    Eigen::Vector3d p;
                    p[axis] = end ? high[axis] : low[axis];
                    p[u] = low[u] + (high[u] - low[u]) * i / nu;
                    p[v] = low[v] + (high[v] - low[v]) * j / nv;
                    points.push_back(p.cast<float>());
                    colors.push_back(stoneColor(p, axis));
                }
            for (int j = 0; j < nv; ++j)
                for (int i = 0; i < nu; ++i) {
                    const int a = first + j * (nu + 1) + i, b = a + 1, c = a + nu + 1, d = c + 1;
                    if (end) faces.insert(faces.end(), {{a, b, d}, {a, d, c}});
                    else faces.insert(faces.end(), {{a, d, b}, {a, c, d}});
                }
        }
    ColoredMesh mesh;
    mesh.vertices.resize(Eigen::Index(points.size()), 3);
    for (std::size_t i = 0; i < points.size(); ++i) mesh.vertices.row(Eigen::Index(i)) = points[i].transpose();
    mesh.faces.resize(Eigen::Index(faces.size()), 3);
    for (std::size_t i = 0; i < faces.size(); ++i) mesh.faces.row(Eigen::Index(i)) = faces[i].transpose();
    mesh.colors = std::move(colors);
    return mesh;
}

}  // namespace ropetp::synth
