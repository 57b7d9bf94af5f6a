#include "body/mannequin/cage.h"

#include "body/mannequin/anatomy.h"

#include <array>
#include <cmath>
#include <functional>
#include <tuple>

namespace ropetp::body::mannequin_detail {
namespace {

// Lattice of the trunk: i = 0..4 from the mirror plane to the side, k = 0..4 from back to front,
// layers upwards. The leg hangs on i = 1..4, the neck stands on i = 0..2, the arm leaves the side
// i = 4 between the upper two layers; the trunk's loops so run on into the limbs.
constexpr int kSide = 4, kDepth = 4;
constexpr int kNeckSide = 2;
constexpr int kLegInner = 1;
constexpr int kArmRows = 2;
constexpr std::array kTorsoY = {0.838, 0.882, 0.926, 0.970, 1.014, 1.058, 1.102, 1.146,
                                1.190, 1.235, 1.283, 1.332, 1.385, 1.436};
constexpr std::array kLegY = {0.785, 0.735, 0.685, 0.635, 0.585, 0.536, 0.488, 0.440, 0.390,
                              0.340, 0.290, 0.240, 0.190, 0.140, 0.095, 0.045, 0.000};
constexpr std::array kFootZ = {0.040, 0.080, 0.118, 0.152, 0.180, 0.199};  // from the ankle, forward
constexpr std::array kArmX = {0.208, 0.248, 0.288, 0.328, 0.370, 0.411, 0.452, 0.493, 0.535,
                              0.577, 0.618, 0.660, 0.700, 0.735, 0.770, 0.803};
constexpr int kThumbRing = 13;  ///< the thumb leaves the hand between this ring and the next
constexpr int kFingerRings = 4;
constexpr int kThumbRings = 4;
// Heights of the neck's and head's loops at the back (z = -0.09) and at the front (z = +0.09).
constexpr std::array<std::pair<double, double>, 11> kHeadY = {{{1.496, 1.450}, {1.516, 1.466}, {1.536, 1.482},
                                                              {1.553, 1.497}, {1.574, 1.520}, {1.594, 1.544},
                                                              {1.612, 1.568}, {1.630, 1.594}, {1.650, 1.622},
                                                              {1.674, 1.656}, {1.698, 1.694}}};

Vector2d discFromSquare(double u, double w) { return {u * std::sqrt(1 - w * w / 2), w * std::sqrt(1 - u * u / 2)}; }

double mix(double a, double b, double t) { return a + (b - a) * t; }

class CageBuilder {
  public:
    explicit CageBuilder(const Solid& anatomy) : anatomy_(anatomy) {}

    QuadMesh build() {
        torso();
        leg();
        foot();
        head();
        arm();
        for (int f = 0; f < 4; ++f) finger(f);
        thumb();
        return cells_.skin();
    }

  private:
    using Key = std::tuple<Part, int, int, int>;
    using Place = std::function<Vector3d(int, int, int)>;
    /// Node of a lattice, made on first use. A lattice's layer 0 is that of what it hangs on.
    int node(Part part, int a, int b, int c, const Place& place, bool seam = false) {
        const Key key{part, a, b, c};
        const auto it = nodes_.find(key);
        if (it != nodes_.end()) return it->second;
        Vector3d p = place(a, b, c);
        if (seam) p.x() = 0;
        return nodes_[key] = cells_.addNode(p, part, seam);
    }
    /// Fills a box of cells with nodes from get(a, b, c).
    template <class Get>
    void fill(std::pair<int, int> as, std::pair<int, int> bs, std::pair<int, int> cs, Get get) {
        for (int a = as.first; a < as.second; ++a)
            for (int b = bs.first; b < bs.second; ++b)
                for (int c = cs.first; c < cs.second; ++c) {
                    std::array<int, 8> corners{};
                    for (int n = 0; n < 8; ++n) corners[n] = get(a + (n >> 2), b + (n >> 1 & 1), c + (n & 1));
                    cells_.addCell(corners);
                }
    }

    int torsoNode(int i, int k, int layer) {
        return node(Part::Torso, i, k, layer, [&](int a, int b, int l) {
            const double u = double(a) / kSide, w = double(b - 2) / 2;
            const double y = kTorsoY[l];
            if (l == 0) {
                // Half torso, half leg: the groin.
                const Vector3d t = anatomy_.tube(kTorsoTube).point(y, discFromSquare(u, w));
                if (a < kLegInner) return t;
                const Vector3d g = anatomy_.tube(kLegTube).point(y, discFromSquare((a - 2.5) / 1.5, w));
                return Vector3d(mix(t.x(), std::max(g.x(), 0.016), 0.7), y - 0.004 * (1 - u), mix(t.z(), g.z(), 0.6));
            }
            if (l == int(kTorsoY.size()) - 1) {
                // The top of the shoulders, falling off sideways from the neck's root.
                const double x = std::array{0.0, 0.030, 0.062, 0.112, 0.165}[a];
                const double z = mix(-0.036, -0.026, u) + w * mix(0.056, 0.030, u) * std::sqrt(1 - u * u * 0.3);
                return Vector3d(x, mix(1.452, 1.446, u) + 0.012 * (1 - w) * (1 - u) - 0.018 * std::max(w, 0.0), z);
            }
            Vector3d p = anatomy_.tube(kTorsoTube).point(y, discFromSquare(u, w));
            if (l >= int(kTorsoY.size()) - 3 && a == kSide) p.x() = 0.165;
            return p;
        }, i == 0);
    }

    void torso() {
        fill({0, kSide}, {0, kDepth}, {0, int(kTorsoY.size()) - 1}, [&](int i, int k, int l) { return torsoNode(i, k, l); });
    }

    int legNode(int i, int k, int ring) {
        if (ring == 0) return torsoNode(i, k, 0);
        return node(Part::Leg, i, k, ring, [&](int a, int b, int r) {
            const Vector2d disc = discFromSquare((a - 2.5) / 1.5, (b - 2) / 2.0);
            const double y = kLegY[r - 1];
            if (y > 0.09) return anatomy_.tube(kLegTube).point(y, disc);
            // Heel: the back of the foot, which goes on from the leg's front side.
            const double z = disc.y() < 0 ? -0.034 + 0.056 * disc.y() : -0.034 + 0.036 * disc.y();
            return Vector3d(0.096 + 0.033 * disc.x(), y, z);
        });
    }

    void leg() {
        fill({kLegInner, kSide}, {0, kDepth}, {0, int(kLegY.size())}, [&](int i, int k, int r) { return legNode(i, k, r); });
    }

    void foot() {
        const int sole = int(kLegY.size());  // ring at y = 0
        const auto get = [&](int i, int level, int n) {
            if (n == 0) return legNode(i, kDepth, sole - 2 + level);  // 0: instep, 1: middle, 2: sole
            return node(Part::Foot, i, level, n, [&](int a, int l, int s) {
                const Vector2d disc = discFromSquare((a - 2.5) / 1.5, double(1 - l));
                return anatomy_.tube(kFootTube).point(kFootZ[s - 1], disc);
            });
        };
        fill({kLegInner, kSide}, {0, 2}, {0, int(kFootZ.size())}, get);
    }

    void head() {
        const int top = int(kHeadY.size());
        const auto get = [&](int i, int k, int ring) {
            if (ring == 0) return torsoNode(i, k, int(kTorsoY.size()) - 1);
            return node(Part::Head, i, k, ring, [&](int a, int b, int r) {
                const double u = double(a) / kNeckSide, w = (b - 2) / 2.0;
                const Vector2d disc = discFromSquare(u, w);
                const auto [back, front] = kHeadY[r - 1];
                const double y = mix(back, front, 0.5 + 0.5 * disc.y());
                const bool chinOrAbove = r >= 4;
                Vector3d p = anatomy_.tube(chinOrAbove ? kFaceTube : kNeckTube).point(y, disc);
                if (chinOrAbove) {
                    // The skull outside the face's tube.
                    const double h = (y - 1.632) / 0.0885;
                    const double s = std::sqrt(std::max(0.05, 1 - h * h));
                    p.x() = disc.x() * std::max(0.05, 0.0755 * s);
                    p.z() = disc.y() < 0 ? -0.006 + disc.y() * 0.096 * s : std::max(p.z(), -0.006 + disc.y() * 0.09 * s);
                    if (r == top) p = Vector3d(disc.x() * 0.050, 1.700 + 0.02 * (1 - disc.norm()), disc.y() * 0.065 - 0.006);
                }
                return p;
            }, i == 0);
        };
        fill({0, kNeckSide}, {0, kDepth}, {0, top}, get);
    }

    int armNode(int k, int row, int ring) {
        if (ring == 0) return torsoNode(kSide, k, int(kTorsoY.size()) - 1 - kArmRows + row);
        return node(Part::Arm, k, row, ring, [&](int a, int b, int r) {
            const Vector2d disc = discFromSquare((a - 2) / 2.0, double(b - 1));
            return anatomy_.tube(kArmTube).point(kArmX[r - 1], disc);
        });
    }

    void arm() {
        fill({0, kDepth}, {0, kArmRows}, {0, int(kArmX.size())}, [&](int k, int j, int r) { return armNode(k, j, r); });
    }

    /// Ring n of `rings` round a finger; (a, b) = -1..1 across and up.
    static Vector3d onFinger(const Finger& f, int n, int rings, const Vector2d& square, const Vector3d& across, const Vector3d& up) {
        const double t = double(n) / rings;
        const Vector3d centre = t < 0.5 ? Vector3d(f.base + (f.middle - f.base) * (2 * t))
                                        : Vector3d(f.middle + (f.tip - f.middle) * (2 * t - 1));
        const Vector2d disc = discFromSquare(square.x(), square.y());
        const double r = mix(f.baseRadius, f.tipRadius, t);
        const Vector3d end = n == rings ? Vector3d((f.tip - f.middle).normalized() * 0.6 * r) : Vector3d::Zero();
        return centre + end + r * (n == rings ? 0.7 : 1.0) * (disc.x() * across + disc.y() * up);
    }

    void finger(int f) {
        const Part part = static_cast<Part>(int(Part::Finger0) + f);
        const Finger& shape = fingers()[f];
        const auto get = [&](int n, int row, int k) {
            if (n == 0) return armNode(f + k, row, int(kArmX.size()));
            return node(part, n, row, k, [&](int ring, int b, int a) {
                return onFinger(shape, ring, kFingerRings, {a == 0 ? -1.0 : 1.0, b - 1.0}, Vector3d::UnitZ(), Vector3d::UnitY());
            });
        };
        fill({0, kFingerRings}, {0, kArmRows}, {0, 1}, get);
    }

    void thumb() {
        const Finger& shape = fingers()[4];
        const Vector3d along = (shape.tip - shape.base).normalized();
        const Vector3d across = along.cross(Vector3d::UnitY()).normalized();  // towards the wrist is negative
        const auto get = [&](int n, int row, int c) {
            if (n == 0) return armNode(kDepth, row, kThumbRing + c);
            return node(Part::Thumb, n, row, c, [&](int ring, int b, int a) {
                Finger outer = shape;  // the palm hides the root
                outer.base = shape.base + 0.45 * (shape.middle - shape.base);
                const double side = (a == 0 ? -1.0 : 1.0) * (across.x() > 0 ? 1 : -1);
                return onFinger(outer, ring, kThumbRings, {side, b - 1.0}, across, Vector3d::UnitY());
            });
        };
        fill({0, kThumbRings}, {0, kArmRows}, {0, 1}, get);
    }

    const Solid& anatomy_;
    CellComplex cells_;
    std::map<Key, int> nodes_;
};

}  // namespace

QuadMesh makeCage(const Solid& anatomy) { return CageBuilder(anatomy).build(); }

}  // namespace ropetp::body::mannequin_detail
