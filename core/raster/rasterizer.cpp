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
    // Buffers of the sampled picture; only the dirty rectangle is ever anything but empty.
    int sampledWidth = 0, sampledHeight = 0;
    std::vector<float> inverseDepth;       ///< 0: empty
    std::vector<float> color;              ///< 3 a sample, linear
    std::vector<std::int32_t> face;
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;    ///< dirty rectangle, samples
    std::vector<float> shaded;
    float fx = 0, fy = 0, cx = 0, cy = 0;  ///< to sample coordinates, whose integers are sample centres

    void prepare(const PinholeCamera& camera, int side) {
        if (layer.width != camera.width || layer.height != camera.height || side != samples) {
            samples = side;
            layer.width = camera.width;
            layer.height = camera.height;
            const std::size_t pixels = std::size_t(layer.width) * std::size_t(layer.height);
            layer.rgba.assign(4 * pixels, 0);
            layer.depthM.assign(pixels, std::numeric_limits<float>::infinity());
            layer.face.assign(pixels, -1);
            sampledWidth = layer.width * side;
            sampledHeight = layer.height * side;
            inverseDepth.assign(pixels * std::size_t(side * side), 0);
            color.resize(3 * inverseDepth.size());
            face.resize(inverseDepth.size());
        } else {
            clear();
        }
        x0 = sampledWidth;
        y0 = sampledHeight;
        x1 = y1 = 0;
        const float s = float(side), half = 0.5f * float(side - 1);
        fx = float(camera.fx) * s;
        fy = float(camera.fy) * s;
        cx = float(camera.cx) * s + half;
        cy = float(camera.cy) * s + half;
    }

    void clear() {
        for (int y = y0; y < y1; ++y) std::fill_n(inverseDepth.begin() + std::ptrdiff_t(y) * sampledWidth + x0, x1 - x0, 0.0f);
        const int px0 = x0 / samples, px1 = (x1 + samples - 1) / samples;
        for (int y = y0 / samples; y < (y1 + samples - 1) / samples; ++y) {
            const std::size_t row = std::size_t(y) * std::size_t(layer.width);
            std::fill(layer.rgba.begin() + std::ptrdiff_t(4 * (row + px0)), layer.rgba.begin() + std::ptrdiff_t(4 * (row + px1)), std::uint8_t(0));
            std::fill(layer.depthM.begin() + std::ptrdiff_t(row + px0), layer.depthM.begin() + std::ptrdiff_t(row + px1), std::numeric_limits<float>::infinity());
            std::fill(layer.face.begin() + std::ptrdiff_t(row + px0), layer.face.begin() + std::ptrdiff_t(row + px1), -1);
        }
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

    void fill(const Projected& a, const Projected& b, const Projected& c, std::int32_t index) {
        const float area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        if (!(std::abs(area) > 1e-12f)) return;
        const auto low = [](float p, float q, float r, int least) { return std::max(float(least), std::ceil(std::min({p, q, r}))); };
        const auto high = [](float p, float q, float r, int most) { return std::min(float(most), std::floor(std::max({p, q, r}))); };
        const float left = low(a.x, b.x, c.x, 0), right = high(a.x, b.x, c.x, sampledWidth - 1);
        const float top = low(a.y, b.y, c.y, 0), bottom = high(a.y, b.y, c.y, sampledHeight - 1);
        if (!(left <= right) || !(top <= bottom)) return;
        const int xa = int(left), xb = int(right), ya = int(top), yb = int(bottom);
        x0 = std::min(x0, xa);
        y0 = std::min(y0, ya);
        x1 = std::max(x1, xb + 1);
        y1 = std::max(y1, yb + 1);
        // Barycentric weights are linear in the sample's place.
        const float inv = 1 / area;
        const float ux = (b.y - c.y) * inv, uy = (c.x - b.x) * inv;
        const float vx = (c.y - a.y) * inv, vy = (a.x - c.x) * inv;
        for (int y = ya; y <= yb; ++y) {
            float u = ux * (float(xa) - c.x) + uy * (float(y) - c.y);
            float v = vx * (float(xa) - c.x) + vy * (float(y) - c.y);
            std::size_t at = std::size_t(y) * std::size_t(sampledWidth) + std::size_t(xa);
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
        if (x1 <= x0 || y1 <= y0) return;
        const float share = 1.0f / float(samples * samples);
        for (int y = y0 / samples; y < (y1 + samples - 1) / samples; ++y)
            for (int x = x0 / samples; x < (x1 + samples - 1) / samples; ++x) {
                float r = 0, g = 0, b = 0, nearest = 0;
                int hits = 0;
                std::int32_t front = -1;
                for (int sy = 0; sy < samples; ++sy)
                    for (int sx = 0; sx < samples; ++sx) {
                        const std::size_t at = std::size_t(y * samples + sy) * std::size_t(sampledWidth) + std::size_t(x * samples + sx);
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

const Layer& Rasterizer::render(const PinholeCamera& camera, const std::vector<Mesh>& meshes, const Light& light, int samples) {
    impl_->prepare(camera, samples >= 4 ? 2 : 1);
    std::int32_t firstFace = 0;
    for (const Mesh& mesh : meshes) {
        impl_->draw(mesh, light, firstFace);
        firstFace += std::int32_t(mesh.faces.rows());
    }
    impl_->resolve();
    return impl_->layer;
}

}  // namespace ropetp::raster
