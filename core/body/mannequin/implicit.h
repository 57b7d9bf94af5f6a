#pragma once

#include <Eigen/Core>
#include <Eigen/Geometry>

#include <cstdint>
#include <vector>

/// A small modelling kit: bodies as smooth unions of simple solids, given by a function that is
/// negative inside and close to the distance in metres near the surface.
namespace ropetp::body::mannequin_detail {

using Eigen::Vector2d;
using Eigen::Vector3d;

/// Polynomial smooth minimum and maximum; k is the width of the blend in metres.
double smoothMin(double a, double b, double k);
double smoothMax(double a, double b, double k);
/// 0 below `from`, 1 above `to`, cubic in between (also for to < from).
double smoothStep(double from, double to, double x);

/// A solid swept along an axis whose cross-section is four quarter superellipses with their own
/// half-axes. Stations, in any order, are joined by cubic curves.
class Tube {
  public:
    struct Station {
        double at;                       ///< position along the axis
        double centreU, centreV;
        double uPlus, uMinus, vPlus, vMinus;  ///< half-axes, > 0
    };
    /// The axis and the cross-section's u and v are coordinates 0..2 of the tube's own frame, which
    /// is the body's turned by `yawRad` about the vertical through `origin`.
    Tube(int axis, int u, int v, double exponent, std::vector<Station> stations,
         const Vector3d& origin = Vector3d::Zero(), double yawRad = 0);

    double distance(const Vector3d& p) const;
    /// Station at a position along the axis, clamped to the ends.
    Station at(double position) const;
    /// Point inside the cross-section: (u, v) in the unit disc.
    Vector3d point(double position, const Vector2d& disc) const;

  private:
    Vector3d toLocal(const Vector3d& p) const;
    Vector3d toBody(const Vector3d& p) const;
    int axis_, u_, v_;
    double exponent_;
    double first_, last_;
    Vector3d origin_;
    double cosYaw_, sinYaw_;
    std::vector<Station> table_;  ///< sampled evenly
};

/// An ellipsoid, or (with b) a round cone from a to b with radii.x() and radii.y().
struct Blob {
    enum class Kind { Ellipsoid, Cone } kind;
    Vector3d a;
    Vector3d b;
    Vector3d radii;
    double distance(const Vector3d& p) const;
    double boundRadius() const;
    Vector3d boundCentre() const { return kind == Kind::Cone ? Vector3d(0.5 * (a + b)) : a; }
};

/// Which vertices see a part: a finger's surface must not be drawn to its neighbour.
enum PartMask : std::uint32_t {
    kEverything = 0xffffffffu,
    kFinger0 = 1u << 0,  ///< finger f is kFinger0 << f, little finger first
    kThumb = 1u << 4,
    kOther = 1u << 5,
};

/// The left half of a symmetric body as a sequence of unions and cuts.
class Solid {
  public:
    enum class Op { Add, Cut };
    /// @param mirrored  the right-hand copy also counts near the plane x = 0.
    void add(Tube tube, double blend, bool mirrored, std::uint32_t part = kOther);
    void add(const Blob& blob, double blend, bool mirrored, std::uint32_t part = kOther, Op op = Op::Add);

    /// @param p  with x >= 0 (a little less is fine).
    double distance(const Vector3d& p, std::uint32_t visible) const;
    Vector3d gradient(const Vector3d& p, std::uint32_t visible) const;
    const Tube& tube(std::size_t i) const { return tubes_[i]; }

  private:
    struct Item {
        bool isTube;
        std::size_t index;  ///< in tubes_ or blobs_
        Vector3d centre;
        double radius;
        double blend;
        bool mirrored;
        Op op;
        std::uint32_t part;
    };
    double itemDistance(const Item& item, const Vector3d& p) const;
    void combine(const Item& item, const Vector3d& p, double& d) const;
    std::vector<Tube> tubes_;
    std::vector<Blob> blobs_;
    std::vector<Item> items_;
};

}  // namespace ropetp::body::mannequin_detail
