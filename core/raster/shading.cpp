#include "raster/shading.h"

#include <cmath>

namespace ropetp::raster {

void shadeVertices(const Mesh& mesh, const Light& light, std::vector<float>& out) {
    const Eigen::Index count = mesh.verticesInCam.rows();
    body::VertexArray normals = body::VertexArray::Zero(count, 3);
    for (Eigen::Index f = 0; f < mesh.faces.rows(); ++f) {
        const int a = mesh.faces(f, 0), b = mesh.faces(f, 1), c = mesh.faces(f, 2);
        const Eigen::RowVector3f pa = mesh.verticesInCam.row(a);
        const Eigen::RowVector3f n = (mesh.verticesInCam.row(b) - pa).cross(mesh.verticesInCam.row(c) - pa);  // weighted by area
        normals.row(a) += n;
        normals.row(b) += n;
        normals.row(c) += n;
    }
    const Eigen::Vector3f key = light.towardsLightInCam.normalized();
    const Eigen::Vector3f fill = Eigen::Vector3f(-key.x(), 0.3f * key.y(), key.z()).normalized();
    out.resize(std::size_t(count) * 3);
    for (Eigen::Index v = 0; v < count; ++v) {
        const Eigen::Vector3f n = normals.row(v).transpose().normalized();
        const Eigen::Vector3f toEye = -mesh.verticesInCam.row(v).transpose().normalized();
        // Half Lambert for the key: bodies keep their form in the shade.
        const float wrapped = 0.5f * n.dot(key) + 0.5f;
        const float lit = light.ambient * (0.7f + 0.3f * std::max(0.0f, n.dot(fill))) + light.diffuse * wrapped * wrapped;
        const float shine = std::max(0.0f, n.dot((key + toEye).normalized()));
        const float s2 = shine * shine, s8 = s2 * s2 * s2 * s2;
        const float highlight = light.specular * s8 * s8;
        const Eigen::Vector3f& color = mesh.vertexColor.size() == 1 ? mesh.vertexColor.front() : mesh.vertexColor[std::size_t(v)];
        for (int c = 0; c < 3; ++c) out[std::size_t(3 * v + c)] = color[c] * lit + highlight;
    }
}

}  // namespace ropetp::raster
