#include "synth/person_picture.h"

#include "body/kinematics.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ropetp::synth {
namespace {

constexpr float kShadowBiasM = 0.03f;

std::vector<Eigen::Vector3f> normalsOf(const HumanPart& part, const std::vector<Eigen::Vector3f>& vertices) {
    std::vector<Eigen::Vector3f> normals(vertices.size(), Eigen::Vector3f::Zero());
    for (const auto& t : part.triangles) {
        const auto &a = vertices[std::size_t(t.vertex[0])], &b = vertices[std::size_t(t.vertex[1])], &c = vertices[std::size_t(t.vertex[2])];
        const Eigen::Vector3f n = (b - a).cross(c - a);
        for (const int v : t.vertex) normals[std::size_t(v)] += n;
    }
    for (auto& n : normals) n.normalize();
    return normals;
}

}  // namespace

const raster::Texture& PersonPainter::texture(const std::filesystem::path& file) {
    const auto it = textures_.find(file);
    if (it != textures_.end()) return it->second;
    const cv::Mat picture = file.empty() ? cv::Mat() : cv::imread(file.string(), cv::IMREAD_UNCHANGED);
    if (picture.empty() || picture.depth() != CV_8U) return textures_.emplace(file, raster::Texture(Eigen::Vector3f(0.3f, 0.25f, 0.22f))).first->second;
    std::vector<std::uint8_t> rgba;
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x) {
            const std::uint8_t* p = picture.ptr(y) + std::ptrdiff_t(x) * picture.channels();
            const bool grey = picture.channels() < 3;
            rgba.insert(rgba.end(), {grey ? p[0] : p[2], grey ? p[0] : p[1], p[0], picture.channels() == 4 ? p[3] : std::uint8_t(255)});
        }
    return textures_.emplace(file, raster::Texture(picture.cols, picture.rows, rgba)).first->second;
}

void PersonPainter::castShadows(const Environment& place) {
    const Eigen::Vector3f z = -place.towardsSun(), x = z.cross(std::abs(z.y()) < 0.9f ? Eigen::Vector3f::UnitY() : Eigen::Vector3f::UnitX()).normalized();
    sunFromWorld_.row(0) = x;
    sunFromWorld_.row(1) = z.cross(x);
    sunFromWorld_.row(2) = z;
    Eigen::Vector2f low = Eigen::Vector2f::Constant(1e9f), high = -low;
    for (const auto& vertices : inWorld_)
        for (const auto& v : vertices) {
            const Eigen::Vector2f p = (sunFromWorld_ * v).head<2>();
            low = low.cwiseMin(p);
            high = high.cwiseMax(p);
        }
    shadowLow_ = low;
    shadowCellsPerM_ = (kShadowSize - 2) / std::max(0.1f, (high - low).maxCoeff());
    shadowDepth_.assign(kShadowSize * kShadowSize, std::numeric_limits<float>::infinity());
    // Cells are larger than triangles: a vertex each is enough.
    for (const auto& vertices : inWorld_)
        for (const auto& v : vertices) {
            const Eigen::Vector3f p = sunFromWorld_ * v;
            const int cx = int((p.x() - low.x()) * shadowCellsPerM_), cy = int((p.y() - low.y()) * shadowCellsPerM_);
            float& d = shadowDepth_[std::size_t(cy * kShadowSize + cx)];
            d = std::min(d, p.z());
        }
}

float PersonPainter::sunlit(const Eigen::Vector3f& point) const {
    const Eigen::Vector3f p = sunFromWorld_ * point;
    const int cx = int((p.x() - shadowLow_.x()) * shadowCellsPerM_), cy = int((p.y() - shadowLow_.y()) * shadowCellsPerM_);
    float lit = 0, cells = 0;
    for (int y = std::max(0, cy - 1); y <= std::min(kShadowSize - 1, cy + 1); ++y)
        for (int x = std::max(0, cx - 1); x <= std::min(kShadowSize - 1, cx + 1); ++x) {
            lit += shadowDepth_[std::size_t(y * kShadowSize + x)] > p.z() - kShadowBiasM;
            cells += 1;
        }
    return cells > 0 ? lit / cells : 1;
}

void PersonPainter::light(const HumanPart& part, const std::vector<Eigen::Vector3f>& inWorld, const Environment& place, std::vector<Eigen::Vector3f>& out) const {
    const auto normals = normalsOf(part, inWorld);
    out.resize(inWorld.size());
    const bool bright = place.sun().maxCoeff() > 0.02f;
    for (std::size_t v = 0; v < inWorld.size(); ++v) {
        out[v] = place.ambient(normals[v]);
        const float towards = normals[v].dot(place.towardsSun());
        if (bright && towards > 0) out[v] += place.sun() * towards * sunlit(inWorld[v]);
    }
}

const raster::TexturedLayer& PersonPainter::paint(const PersonShot& shot, const Environment& place, std::mt19937_64& random) {
    const auto frames = body::jointFrames(shot.human->restJoints, shot.poseInWorld);
    const std::size_t count = shot.human->parts.size();
    inWorld_.resize(count);
    inCam_.resize(count);
    light_.resize(count);
    labels_.resize(count);
    parts_.clear();
    const Eigen::Matrix3f r = shot.camFromWorld.linear().cast<float>();
    const Eigen::Vector3f t = shot.camFromWorld.translation().cast<float>();
    for (std::size_t i = 0; i < count; ++i) {
        const HumanPart& part = shot.human->parts[i];
        parts_.push_back(&part);
        skin(part, shot.human->restJoints, frames, inWorld_[i]);
        inCam_[i].resize(inWorld_[i].size());
        for (std::size_t v = 0; v < inCam_[i].size(); ++v) inCam_[i][v] = r * inWorld_[i][v] + t;
        labels_[i].resize(part.rest.size());
        for (std::size_t v = 0; v < part.rest.size(); ++v) labels_[i][v] = part.bindings[v].joints[0];
    }
    castShadows(place);
    std::uniform_real_distribution<float> uniform(0, 1);
    std::vector<raster::TexturedMesh> meshes;
    std::vector<std::vector<raster::TexturedMesh::Triangle>> triangles(count);
    const float exposure = 0.7f + 0.6f * uniform(random);
    for (std::size_t i = 0; i < count; ++i) {
        const HumanPart& part = *parts_[i];
        light(part, inWorld_[i], place, light_[i]);
        triangles[i].reserve(part.triangles.size());
        for (const auto& tri : part.triangles) triangles[i].push_back({tri.vertex, tri.uv});
        raster::TexturedMesh mesh;
        mesh.verticesInCam = inCam_[i];
        mesh.triangles = triangles[i];
        mesh.light = light_[i];
        mesh.labels = labels_[i];
        mesh.texture = &texture(part.texture);
        mesh.cutOut = part.kind == HumanPart::Kind::Hair;
        mesh.tint = Eigen::Vector3f::Constant(exposure);
        // Dyed: the same suit in other colours.
        if (part.kind == HumanPart::Kind::Suit || part.kind == HumanPart::Kind::Shoes) {
            const float strength = 0.25f + 1.2f * uniform(random);
            for (int c = 0; c < 3; ++c) mesh.tint[c] *= strength * (0.55f + 0.9f * uniform(random));
        } else if (part.kind == HumanPart::Kind::Hair) {
            mesh.tint *= 0.3f + 1.1f * uniform(random);
        }
        meshes.push_back(mesh);
    }
    return rasterizer_.render(shot.pixelFromCam.cast<float>(), size_, size_, meshes);
}

const std::vector<Eigen::Vector3f>& PersonPainter::backdrop(const PersonShot& shot, const Environment& place) {
    const Eigen::Matrix3f worldRay = (shot.camFromWorld.linear().transpose() * shot.pixelFromCam.inverse()).cast<float>();
    place.view(worldRay, size_, size_, backdrop_);
    // The shadow: vertices slid along the light to the floor, splatted and blurred.
    const Eigen::Vector3f s = place.towardsSun();
    const bool sunny = place.sun().maxCoeff() > 0.3f && s.y() > 0.25f;
    const Eigen::Vector3f along = sunny ? Eigen::Vector3f(s / s.y()) : Eigen::Vector3f::UnitY();
    cv::Mat shade(size_, size_, CV_32F, cv::Scalar(0));
    const Eigen::Matrix3f p = shot.pixelFromCam.cast<float>(), r = shot.camFromWorld.linear().cast<float>();
    const Eigen::Vector3f t = shot.camFromWorld.translation().cast<float>();
    const float floorY = float(shot.floorY);
    for (const auto& vertices : inWorld_)
        for (std::size_t v = 0; v < vertices.size(); v += 3) {
            const float height = vertices[v].y() - floorY;
            if (!sunny && height > 0.35f) continue;
            const Eigen::Vector3f onFloor = vertices[v] - along * height, c = r * onFloor + t;
            if (c.z() < 0.1f) continue;
            const Eigen::Vector3f h = p * c;
            const int x = int(std::lround(h.x() / h.z())), y = int(std::lround(h.y() / h.z()));
            if (x >= 0 && y >= 0 && x < size_ && y < size_) shade.at<float>(y, x) += sunny ? 0.5f : 0.25f;
        }
    const double spread = sunny ? 2.2 : 5.0;
    cv::GaussianBlur(shade, shade, {}, spread);
    const float gain = sunny ? 6.f : 10.f, most = sunny ? 0.65f : 0.45f;
    for (std::size_t i = 0; i < backdrop_.size(); ++i) backdrop_[i] *= 1 - most * std::min(1.f, gain * reinterpret_cast<const float*>(shade.data)[i]);
    return backdrop_;
}

}  // namespace ropetp::synth
