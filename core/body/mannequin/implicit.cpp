#include "body/mannequin/implicit.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ropetp::body::mannequin_detail {
namespace {

constexpr int kTableSize = 256;
constexpr double kEndRoundingM = 0.03;
constexpr double kMirrorReachM = 0.12;
constexpr double kGradientStepM = 5e-4;
constexpr double kUnbounded = 1e9;

double cubic(double a, double b, double c, double d, double tb, double tc, double t, double slopeScaleB, double slopeScaleC) {
    // Hermite with finite-difference slopes for uneven stations.
    const double h = tc - tb;
    const double s = (t - tb) / h;
    const double mb = (c - a) * slopeScaleB * h, mc = (d - b) * slopeScaleC * h;
    const double s2 = s * s, s3 = s2 * s;
    return (2 * s3 - 3 * s2 + 1) * b + (s3 - 2 * s2 + s) * mb + (-2 * s3 + 3 * s2) * c + (s3 - s2) * mc;
}

Tube::Station interpolate(const std::vector<Tube::Station>& s, double t) {
    std::size_t i = 0;
    while (i + 2 < s.size() && t > s[i + 1].at) ++i;
    const Tube::Station& b = s[i];
    const Tube::Station& c = s[i + 1];
    const Tube::Station& a = i > 0 ? s[i - 1] : b;
    const Tube::Station& d = i + 2 < s.size() ? s[i + 2] : c;
    const double kb = 1 / (c.at - a.at), kc = 1 / (d.at - b.at);
    const auto mix = [&](double Tube::Station::*m) {
        return cubic(a.*m, b.*m, c.*m, d.*m, b.at, c.at, t, kb, kc);
    };
    using S = Tube::Station;
    return {t, mix(&S::centreU), mix(&S::centreV), mix(&S::uPlus), mix(&S::uMinus), mix(&S::vPlus), mix(&S::vMinus)};
}

}  // namespace

double smoothMin(double a, double b, double k) {
    const double h = std::max(k - std::abs(a - b), 0.0) / k;
    return std::min(a, b) - h * h * k * 0.25;
}

double smoothMax(double a, double b, double k) { return -smoothMin(-a, -b, k); }

double smoothStep(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

Tube::Tube(int axis, int u, int v, double exponent, std::vector<Station> stations, const Vector3d& origin, double yawRad)
    : axis_(axis), u_(u), v_(v), exponent_(exponent), origin_(origin), cosYaw_(std::cos(yawRad)), sinYaw_(std::sin(yawRad)) {
    std::sort(stations.begin(), stations.end(), [](const Station& a, const Station& b) { return a.at < b.at; });
    first_ = stations.front().at;
    last_ = stations.back().at;
    table_.reserve(kTableSize);
    for (int i = 0; i < kTableSize; ++i)
        table_.push_back(interpolate(stations, first_ + (last_ - first_) * i / (kTableSize - 1)));
}

Vector3d Tube::toLocal(const Vector3d& p) const {
    const Vector3d q = p - origin_;
    return {cosYaw_ * q.x() - sinYaw_ * q.z(), q.y(), sinYaw_ * q.x() + cosYaw_ * q.z()};
}

Vector3d Tube::toBody(const Vector3d& q) const {
    return origin_ + Vector3d(cosYaw_ * q.x() + sinYaw_ * q.z(), q.y(), -sinYaw_ * q.x() + cosYaw_ * q.z());
}

Tube::Station Tube::at(double position) const {
    const double f = std::clamp((position - first_) / (last_ - first_), 0.0, 1.0) * (kTableSize - 1);
    const int i = std::min(static_cast<int>(f), kTableSize - 2);
    const double w = f - i;
    const Station& a = table_[i];
    const Station& b = table_[i + 1];
    const auto mix = [w](double x, double y) { return x + w * (y - x); };
    return {position,
            mix(a.centreU, b.centreU), mix(a.centreV, b.centreV), mix(a.uPlus, b.uPlus),
            mix(a.uMinus, b.uMinus),   mix(a.vPlus, b.vPlus),     mix(a.vMinus, b.vMinus)};
}

Vector3d Tube::point(double position, const Vector2d& disc) const {
    const Station s = at(position);
    Vector3d q;
    q[axis_] = position;
    q[u_] = s.centreU + disc.x() * (disc.x() > 0 ? s.uPlus : s.uMinus);
    q[v_] = s.centreV + disc.y() * (disc.y() > 0 ? s.vPlus : s.vMinus);
    return toBody(q);
}

double Tube::distance(const Vector3d& p) const {
    const Vector3d q = toLocal(p);
    const Station s = at(q[axis_]);
    const double u = q[u_] - s.centreU, v = q[v_] - s.centreV;
    const double ru = u > 0 ? s.uPlus : s.uMinus, rv = v > 0 ? s.vPlus : s.vMinus;
    const double a = std::abs(u) / ru, b = std::abs(v) / rv;
    const double rho = exponent_ == 2 ? std::sqrt(a * a + b * b)
                                      : std::pow(std::pow(a, exponent_) + std::pow(b, exponent_), 1 / exponent_);
    // Along the ray from the centre; near the centre the ray has no direction.
    const double ray = rho > 0.3 ? std::hypot(u, v) * (1 - 1 / rho) : (rho - 1) * std::min(ru, rv);
    return smoothMax(ray, std::max(first_ - q[axis_], q[axis_] - last_), kEndRoundingM * 0.5);
}

double Blob::distance(const Vector3d& p) const {
    if (kind == Kind::Cone) {
        const Vector3d ab = b - a;
        const double t = std::clamp((p - a).dot(ab) / ab.squaredNorm(), 0.0, 1.0);
        return (p - a - t * ab).norm() - (radii.x() + t * (radii.y() - radii.x()));
    }
    const Vector3d q = (p - a).cwiseQuotient(radii);
    const double k0 = q.norm();
    const double k1 = q.cwiseQuotient(radii).norm();
    return k1 > 1e-9 ? k0 * (k0 - 1) / k1 : -radii.minCoeff();
}

double Blob::boundRadius() const {
    return kind == Kind::Cone ? 0.5 * (b - a).norm() + std::max(radii.x(), radii.y()) : radii.maxCoeff();
}

void Solid::add(Tube tube, double blend, bool mirrored, std::uint32_t part) {
    tubes_.push_back(std::move(tube));
    items_.push_back({true, tubes_.size() - 1, Vector3d::Zero(), kUnbounded, blend, mirrored, Op::Add, part});
}

void Solid::add(const Blob& blob, double blend, bool mirrored, std::uint32_t part, Op op) {
    blobs_.push_back(blob);
    items_.push_back({false, blobs_.size() - 1, blob.boundCentre(), blob.boundRadius(), blend, mirrored, op, part});
}

double Solid::itemDistance(const Item& item, const Vector3d& p) const {
    return item.isTube ? tubes_[item.index].distance(p) : blobs_[item.index].distance(p);
}

void Solid::combine(const Item& item, const Vector3d& p, double& d) const {
    // A lower bound of the item's distance tells most items out of reach.
    const double bound = (p - item.centre).norm() - item.radius;
    if (item.op == Op::Add) {
        if (bound > d + item.blend) return;
        d = smoothMin(d, itemDistance(item, p), item.blend);
    } else {
        if (bound > item.blend - d) return;
        d = smoothMax(d, -itemDistance(item, p), item.blend);
    }
}

double Solid::distance(const Vector3d& p, std::uint32_t visible) const {
    double d = 1e3;
    for (const Item& item : items_) {
        if (!(item.part & visible)) continue;
        combine(item, p, d);
        if (item.mirrored && p.x() < kMirrorReachM) combine(item, Vector3d(-p.x(), p.y(), p.z()), d);
    }
    return d;
}

Vector3d Solid::gradient(const Vector3d& p, std::uint32_t visible) const {
    // Four samples at the corners of a tetrahedron.
    static const Vector3d corners[4] = {{1, -1, -1}, {-1, -1, 1}, {-1, 1, -1}, {1, 1, 1}};
    Vector3d g = Vector3d::Zero();
    for (const Vector3d& c : corners) g += c * distance(p + kGradientStepM * c, visible);
    return g / (4 * kGradientStepM);
}

}  // namespace ropetp::body::mannequin_detail
