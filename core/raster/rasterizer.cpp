#include "raster/rasterizer.h"

#include "raster/shading.h"
#include "raster/srgb.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ropetp::raster {
namespace {

/// Nearer than this is cut off.
constexpr float kNearM = 0.05f;

struct Corner {
    float x, y, z;   ///< camera frame, metres
    float r, g, b;   ///< linear light
};

/// Position in samples, 1/z, and colour over z, which interpolate linearly on the screen.
struct Projected {
    float x, y, w;
    float rw, gw, bw;
};

Corner mix(const Corner& a, const Corner& b, float t) {
    const auto m = [t](float p, float q) { return p + t * (q - p); };
    return {m(a.x, b.x), m(a.y, b.y), m(a.z, b.z), m(a.r, b.r), m(a.g, b.g), m(a.b, b.b)};
}

}  // namespace

struct Rasterizer::Impl {
    Layer layer;
    int samples = 1;                       ///< a side
    // The sampled picture, only as far as the meshes reach: a person rarely fills the view.
    PixelRect window;                      ///< samples
    std::vector<float> inverseDepth;       ///< 0: empty
    std::vector<float> color;              ///< 3 a sample, linear
    std::vector<std::int32_t> face;
    std::vector<float> shaded;
    float fx = 0, fy = 0, cx = 0, cy = 0;  ///< to sample coordinates, whose integers are sample centres

    void prepare(const PinholeCamera& camera, const std::vector<Mesh>& meshes, int side) {
        if (layer.width != camera.width || layer.height != camera.height) {
            layer.width = camera.width;
            layer.height = camera.height;
            const std::size_t pixels = std::size_t(layer.width) * std::size_t(layer.height);
            layer.rgba.assign(4 * pixels, 0);
            layer.depthM.assign(pixels, std::numeric_limits<float>::infinity());
            layer.face.assign(pixels, -1);
        } else {
            clear();
        }
        samples = side;
        const float s = float(side), half = 0.5f * float(side - 1);
        fx = float(camera.fx) * s;
        fy = float(camera.fy) * s;
        cx = float(camera.cx) * s + half;
        cy = float(camera.cy) * s + half;
        window = {};
        for (const Mesh& mesh : meshes) window.add(reach(mesh));
        // Whole pixels.
        window = {window.x0 / side * side, window.y0 / side * side, (window.x1 + side - 1) / side * side, (window.y1 + side - 1) / side * side};
        layer.used = {window.x0 / side, window.y0 / side, window.x1 / side, window.y1 / side};
        const std::size_t count = std::size_t(window.width()) * std::size_t(window.height());
        inverseDepth.assign(count, 0);
        if (face.size() < count) {
            color.resize(3 * count);
            face.resize(count);
        }
    }

    void clear() {
        for (int y = layer.used.y0; y < layer.used.y1; ++y) {
            const auto from = std::ptrdiff_t(y) * layer.width + layer.used.x0;
            std::fill_n(layer.rgba.begin() + 4 * from, 4 * layer.used.width(), std::uint8_t(0));
            std::fill_n(layer.depthM.begin() + from, layer.used.width(), std::numeric_limits<float>::infinity());
            std::fill_n(layer.face.begin() + from, layer.used.width(), -1);
        }
    }

    /// The samples that a mesh can touch.
    PixelRect reach(const Mesh& mesh) const {
        const PixelRect whole{0, 0, layer.width * samples, layer.height * samples};
        float left = float(whole.x1), top = float(whole.y1), right = 0, bottom = 0;
        for (Eigen::Index v = 0; v < mesh.verticesInCam.rows(); ++v) {
            const float x = mesh.verticesInCam(v, 0), y = mesh.verticesInCam(v, 1), z = mesh.verticesInCam(v, 2);
            if (!(z >= kNearM) || !std::isfinite(x) || !std::isfinite(y)) return whole;   // cut somewhere that no corner tells of
            const float px = fx * x / z + cx, py = fy * y / z + cy;
            left = std::min(left, px), right = std::max(right, px);
            top = std::min(top, py), bottom = std::max(bottom, py);
        }
        const auto at = [](float v, int end) { return int(std::clamp(v, 0.0f, float(end))); };
        return {at(std::floor(left), whole.x1), at(std::floor(top), whole.y1), at(std::ceil(right) + 1, whole.x1), at(std::ceil(bottom) + 1, whole.y1)};
    }

    Projected project(const Corner& c) const {
        const float w = 1 / c.z;
        return {fx * c.x * w + cx, fy * c.y * w + cy, w, c.r * w, c.g * w, c.b * w};
    }

    void triangle(const Corner& a, const Corner& b, const Corner& c, std::int32_t index) {
        std::array<Corner, 4> kept;
        int n = 0;
        const std::array<const Corner*, 3> in = {&a, &b, &c};
        for (int i = 0; i < 3; ++i) {
            const Corner &p = *in[std::size_t(i)], &q = *in[std::size_t((i + 1) % 3)];
            if (p.z >= kNearM) kept[std::size_t(n++)] = p;
            if ((p.z >= kNearM) != (q.z >= kNearM)) kept[std::size_t(n++)] = mix(p, q, (kNearM - p.z) / (q.z - p.z));
        }
        if (n < 3) return;
        const Projected first = project(kept[0]);
        for (int i = 1; i + 1 < n; ++i) fill(first, project(kept[std::size_t(i)]), project(kept[std::size_t(i + 1)]), index);
    }

    /// Of the buffers.
    std::size_t sampleAt(int x, int y) const { return std::size_t(y - window.y0) * std::size_t(window.width()) + std::size_t(x - window.x0); }

    void fill(const Projected& a, const Projected& b, const Projected& c, std::int32_t index) {
        const float area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        if (!(std::abs(area) > 1e-12f)) return;
        const auto low = [](float p, float q, float r, int least) { return std::max(float(least), std::ceil(std::min({p, q, r}))); };
        const auto high = [](float p, float q, float r, int most) { return std::min(float(most), std::floor(std::max({p, q, r}))); };
        const float left = low(a.x, b.x, c.x, window.x0), right = high(a.x, b.x, c.x, window.x1 - 1);
        const float top = low(a.y, b.y, c.y, window.y0), bottom = high(a.y, b.y, c.y, window.y1 - 1);
        if (!(left <= right) || !(top <= bottom)) return;
        const int xa = int(left), xb = int(right), ya = int(top), yb = int(bottom);
        // Barycentric weights are linear in the sample's place.
        const float inv = 1 / area;
        const float ux = (b.y - c.y) * inv, uy = (c.x - b.x) * inv;
        const float vx = (c.y - a.y) * inv, vy = (a.x - c.x) * inv;
        for (int y = ya; y <= yb; ++y) {
            float u = ux * (float(xa) - c.x) + uy * (float(y) - c.y);
            float v = vx * (float(xa) - c.x) + vy * (float(y) - c.y);
            std::size_t at = sampleAt(xa, y);
            for (int x = xa; x <= xb; ++x, ++at, u += ux, v += vx) {
                const float t = 1 - u - v;
                if (u < 0 || v < 0 || t < 0) continue;
                const float w = u * a.w + v * b.w + t * c.w;
                if (w <= inverseDepth[at]) continue;
                inverseDepth[at] = w;
                const float z = 1 / w;
                color[3 * at] = (u * a.rw + v * b.rw + t * c.rw) * z;
                color[3 * at + 1] = (u * a.gw + v * b.gw + t * c.gw) * z;
                color[3 * at + 2] = (u * a.bw + v * b.bw + t * c.bw) * z;
                face[at] = index;
            }
        }
    }

    void draw(const Mesh& mesh, const Light& light, std::int32_t firstFace) {
        shadeVertices(mesh, light, shaded);
        const auto corner = [&](int v) {
            const float* p = mesh.verticesInCam.data() + 3 * v;
            const float* c = shaded.data() + 3 * v;
            return Corner{p[0], p[1], p[2], c[0], c[1], c[2]};
        };
        for (Eigen::Index f = 0; f < mesh.faces.rows(); ++f)
            triangle(corner(mesh.faces(f, 0)), corner(mesh.faces(f, 1)), corner(mesh.faces(f, 2)), firstFace + std::int32_t(f));
    }

    void resolve() {
        const float share = 1.0f / float(samples * samples);
        for (int y = layer.used.y0; y < layer.used.y1; ++y)
            for (int x = layer.used.x0; x < layer.used.x1; ++x) {
                float r = 0, g = 0, b = 0, nearest = 0;
                int hits = 0;
                std::int32_t front = -1;
                for (int sy = 0; sy < samples; ++sy)
                    for (int sx = 0; sx < samples; ++sx) {
                        const std::size_t at = sampleAt(x * samples + sx, y * samples + sy);
                        const float w = inverseDepth[at];
                        if (w <= 0) continue;
                        ++hits;
                        r += color[3 * at];
                        g += color[3 * at + 1];
                        b += color[3 * at + 2];
                        if (w > nearest) {
                            nearest = w;
                            front = face[at];
                        }
                    }
                if (!hits) continue;
                const std::size_t pixel = std::size_t(y) * std::size_t(layer.width) + std::size_t(x);
                const float coverage = float(hits) * share, mean = 1 / float(hits);
                std::uint8_t* out = layer.rgba.data() + 4 * pixel;
                out[0] = std::uint8_t(srgbFromLinear(r * mean) * coverage + 0.5f);
                out[1] = std::uint8_t(srgbFromLinear(g * mean) * coverage + 0.5f);
                out[2] = std::uint8_t(srgbFromLinear(b * mean) * coverage + 0.5f);
                out[3] = std::uint8_t(255 * coverage + 0.5f);
                layer.depthM[pixel] = 1 / nearest;
                layer.face[pixel] = front;
            }
    }
};

Rasterizer::Rasterizer() : impl_(std::make_unique<Impl>()) {}
Rasterizer::~Rasterizer() = default;
Rasterizer::Rasterizer(Rasterizer&&) noexcept = default;
Rasterizer& Rasterizer::operator=(Rasterizer&&) noexcept = default;

Layer& Rasterizer::render(const PinholeCamera& camera, const std::vector<Mesh>& meshes, const Light& light, int samples) {
    impl_->prepare(camera, meshes, samples >= 4 ? 2 : 1);
    std::int32_t firstFace = 0;
    for (const Mesh& mesh : meshes) {
        impl_->draw(mesh, light, firstFace);
        firstFace += std::int32_t(mesh.faces.rows());
    }
    impl_->resolve();
    return impl_->layer;
}

}  // namespace ropetp::raster
