#include "body/mannequin/anatomy.h"

#include "body/mannequin/proportions.h"

namespace ropetp::body::mannequin_detail {
namespace {

using Station = Tube::Station;

// Girths and breadths follow the mid-range of the ANSUR (1988) and NASA-STD-3000 tables scaled to a
// stature of 1.72 m: chest depth 0.225, waist breadth 0.275, hip breadth 0.345, buttock depth 0.235,
// neck 0.365, upper arm 0.30, forearm 0.265, wrist 0.165, thigh 0.55, calf 0.365, ankle 0.22 round;
// head 0.152 x 0.193, chin to vertex 0.228; hand 0.186 x 0.084; foot 0.258 x 0.096.

Station symmetric(double y, double halfWidth, double front, double back, double centreZ) {
    return {y, 0, centreZ, halfWidth, halfWidth, front - centreZ, centreZ - back};
}

Tube torso() {
    const double c = -0.005;
    return Tube(1, 0, 2, 2.25,
                {symmetric(0.800, 0.080, 0.040, -0.050, c), symmetric(0.840, 0.130, 0.078, -0.080, c),
                 symmetric(0.885, 0.160, 0.096, -0.096, c), symmetric(0.930, 0.166, 0.104, -0.098, c),
                 symmetric(0.975, 0.160, 0.106, -0.092, c), symmetric(1.030, 0.147, 0.103, -0.082, c),
                 symmetric(1.085, 0.137, 0.099, -0.078, c), symmetric(1.130, 0.136, 0.099, -0.082, c),
                 symmetric(1.180, 0.142, 0.103, -0.092, c), symmetric(1.235, 0.150, 0.105, -0.103, c),
                 symmetric(1.290, 0.155, 0.100, -0.112, c), symmetric(1.340, 0.155, 0.086, -0.117, c),
                 symmetric(1.385, 0.142, 0.062, -0.112, c), symmetric(1.420, 0.112, 0.040, -0.100, c),
                 symmetric(1.455, 0.072, 0.022, -0.088, -0.03)});
}

Tube neck() {
    return Tube(1, 0, 2, 2,
                {symmetric(1.390, 0.070, 0.026, -0.090, -0.036), symmetric(1.430, 0.062, 0.026, -0.092, -0.034),
                 symmetric(1.465, 0.0575, 0.031, -0.088, -0.030), symmetric(1.500, 0.0560, 0.037, -0.082, -0.025),
                 symmetric(1.540, 0.0560, 0.042, -0.078, -0.020), symmetric(1.590, 0.0560, 0.042, -0.076, -0.015)});
}

Tube leg() {
    // y, centre x, centre z, lateral, medial, front, back
    return Tube(1, 0, 2, 2,
                {{0.960, 0.090, -0.004, 0.072, 0.070, 0.080, 0.080}, {0.905, 0.092, 0.000, 0.081, 0.076, 0.090, 0.088},
                 {0.850, 0.093, 0.002, 0.084, 0.080, 0.093, 0.088},  {0.800, 0.094, 0.003, 0.083, 0.082, 0.092, 0.084},
                 {0.740, 0.096, 0.004, 0.079, 0.079, 0.089, 0.079},  {0.670, 0.098, 0.004, 0.072, 0.073, 0.082, 0.073},
                 {0.600, 0.100, 0.003, 0.064, 0.066, 0.072, 0.065},  {0.545, 0.101, 0.001, 0.057, 0.060, 0.062, 0.058},
                 {0.500, 0.101, -0.003, 0.053, 0.056, 0.056, 0.052}, {0.460, 0.100, -0.008, 0.051, 0.053, 0.053, 0.050},
                 {0.415, 0.099, -0.013, 0.052, 0.052, 0.046, 0.057}, {0.360, 0.098, -0.018, 0.055, 0.055, 0.043, 0.067},
                 {0.310, 0.097, -0.022, 0.053, 0.052, 0.042, 0.067}, {0.250, 0.096, -0.026, 0.045, 0.043, 0.040, 0.056},
                 {0.190, 0.096, -0.030, 0.037, 0.036, 0.037, 0.044}, {0.130, 0.096, -0.033, 0.032, 0.032, 0.035, 0.038},
                 {0.085, 0.096, -0.034, 0.032, 0.033, 0.037, 0.038}, {0.040, 0.096, -0.034, 0.030, 0.030, 0.036, 0.034}});
}

// z from the ankle, centre x, mid-height, half width (lateral, medial), up, down
Station footStation(double z, double centreX, double halfWidth, double top, double sole) {
    const double mid = sole + 0.45 * (top - sole);
    return {z, centreX, mid, halfWidth, halfWidth, top - mid, mid - sole};
}

constexpr double kToeOutRad = 0.10;

Tube foot() {
    return Tube(2, 0, 1, 2.5,
                {footStation(-0.060, 0.000, 0.010, 0.040, 0.014), footStation(-0.052, 0.000, 0.022, 0.056, 0.005),
                 footStation(-0.035, 0.000, 0.030, 0.070, 0.001), footStation(-0.010, 0.000, 0.033, 0.080, 0.000),
                 footStation(0.025, 0.000, 0.034, 0.083, 0.002),  footStation(0.060, 0.001, 0.037, 0.070, 0.003),
                 footStation(0.095, 0.002, 0.043, 0.054, 0.001),  footStation(0.128, 0.002, 0.048, 0.042, 0.000),
                 footStation(0.155, 0.000, 0.047, 0.034, 0.000),  footStation(0.177, -0.003, 0.042, 0.028, 0.001),
                 footStation(0.192, -0.007, 0.034, 0.024, 0.003), footStation(0.201, -0.011, 0.020, 0.019, 0.006)},
                Vector3d(0.096, 0, -0.034), kToeOutRad);
}

Tube arm() {
    // x, centre z, centre y, front, back, up, down
    return Tube(0, 2, 1, 2.1,
                {{0.120, -0.026, 1.386, 0.050, 0.055, 0.036, 0.046}, {0.160, -0.027, 1.394, 0.052, 0.056, 0.040, 0.056},
                 {0.195, -0.028, 1.400, 0.051, 0.053, 0.042, 0.054}, {0.230, -0.030, 1.403, 0.049, 0.049, 0.044, 0.050},
                 {0.270, -0.032, 1.405, 0.048, 0.047, 0.045, 0.047}, {0.315, -0.034, 1.404, 0.047, 0.046, 0.044, 0.045},
                 {0.360, -0.036, 1.404, 0.045, 0.044, 0.042, 0.043}, {0.405, -0.038, 1.404, 0.041, 0.041, 0.039, 0.039},
                 {0.450, -0.040, 1.404, 0.039, 0.040, 0.037, 0.036}, {0.490, -0.039, 1.404, 0.043, 0.039, 0.038, 0.036},
                 {0.530, -0.038, 1.405, 0.043, 0.038, 0.037, 0.035}, {0.580, -0.036, 1.406, 0.038, 0.035, 0.033, 0.031},
                 {0.630, -0.033, 1.407, 0.032, 0.031, 0.027, 0.026}, {0.680, -0.031, 1.408, 0.028, 0.028, 0.021, 0.021},
                 {0.710, -0.030, 1.408, 0.029, 0.028, 0.019, 0.0195}, {0.740, -0.027, 1.408, 0.036, 0.033, 0.0175, 0.019},
                 {0.775, -0.025, 1.407, 0.041, 0.039, 0.0155, 0.0175}, {0.802, -0.024, 1.406, 0.042, 0.040, 0.0125, 0.0140},
                 {0.818, -0.024, 1.405, 0.040, 0.038, 0.009, 0.010}});
}

Tube face() {
    return Tube(1, 0, 2, 2.3,
                {symmetric(1.490, 0.020, 0.080, 0.030, 0.045), symmetric(1.502, 0.034, 0.091, 0.005, 0.035),
                 symmetric(1.520, 0.047, 0.092, -0.012, 0.025), symmetric(1.545, 0.056, 0.090, -0.020, 0.020),
                 symmetric(1.575, 0.062, 0.088, -0.025, 0.015), symmetric(1.605, 0.066, 0.086, -0.030, 0.010),
                 symmetric(1.640, 0.068, 0.086, -0.030, 0.010), symmetric(1.670, 0.062, 0.078, -0.030, 0.010)});
}

Blob ellipsoid(const Vector3d& centre, const Vector3d& radii) { return {Blob::Kind::Ellipsoid, centre, centre, radii}; }
Blob cone(const Vector3d& a, const Vector3d& b, double ra, double rb) { return {Blob::Kind::Cone, a, b, {ra, rb, 0}}; }

void addTrunkMuscles(Solid& s) {
    s.add(ellipsoid({0.078, 1.272, 0.058}, {0.076, 0.060, 0.050}), 0.035, true);                  // pectoral
    s.add(ellipsoid({0.118, 1.255, -0.040}, {0.048, 0.115, 0.062}), 0.05, false);                 // latissimus
    s.add(ellipsoid({0.085, 1.335, -0.078}, {0.060, 0.075, 0.040}), 0.05, true);                  // shoulder blade
    s.add(cone({0.020, 1.500, -0.056}, {0.165, 1.412, -0.036}, 0.032, 0.024), 0.05, true);        // trapezius
    s.add(cone({0.020, 1.392, 0.030}, {0.160, 1.408, 0.000}, 0.016, 0.018), 0.04, true);          // collar bone
    s.add(ellipsoid({0.202, 1.402, -0.027}, {0.062, 0.046, 0.054}), 0.04, false);                 // deltoid
    s.add(cone({0.170, 1.385, 0.016}, {0.105, 1.320, 0.058}, 0.030, 0.032), 0.05, false);         // front of the armpit
    s.add(cone({0.170, 1.375, -0.060}, {0.120, 1.290, -0.070}, 0.028, 0.034), 0.05, false);       // back of the armpit
    s.add(ellipsoid({0.078, 0.886, -0.066}, {0.080, 0.080, 0.058}), 0.022, true);                 // gluteus
    s.add(ellipsoid({0.000, 1.010, 0.062}, {0.095, 0.090, 0.045}), 0.05, false);                  // belly
    s.add(cone({0, 1.080, -0.118}, {0, 1.330, -0.146}, 0.020, 0.016), 0.05, false, kOther, Solid::Op::Cut);  // spine
    s.add(cone({0, 1.235, 0.128}, {0, 1.335, 0.108}, 0.014, 0.014), 0.04, false, kOther, Solid::Op::Cut);    // sternum
}

void addHead(Solid& s) {
    s.add(ellipsoid({0, 1.632, -0.006}, {0.0755, 0.0885, 0.096}), 0.025, false);                  // skull
    s.add(cone({0, 1.612, 0.084}, {0, 1.578, 0.103}, 0.0075, 0.0115), 0.014, false);              // nose
    s.add(ellipsoid({0.013, 1.573, 0.094}, {0.010, 0.008, 0.012}), 0.010, true);                  // nostrils
    s.add(cone({0.012, 1.626, 0.082}, {0.046, 1.626, 0.064}, 0.011, 0.010), 0.02, true);          // brow
    s.add(ellipsoid({0, 1.551, 0.088}, {0.024, 0.0065, 0.009}), 0.012, false);                    // upper lip
    s.add(ellipsoid({0, 1.541, 0.086}, {0.020, 0.0065, 0.009}), 0.012, false);                    // lower lip
    s.add(ellipsoid({0, 1.508, 0.082}, {0.020, 0.015, 0.016}), 0.02, false);                      // chin
    s.add(ellipsoid({0.044, 1.585, 0.058}, {0.020, 0.014, 0.016}), 0.02, true);                   // cheek
    s.add(ellipsoid({0.033, 1.607, 0.096}, {0.017, 0.010, 0.013}), 0.016, true, kOther, Solid::Op::Cut);  // eye
    s.add(ellipsoid({0.077, 1.598, -0.012}, {0.009, 0.031, 0.018}), 0.010, false);                // ear
}

void addHand(Solid& s) {
    for (std::size_t f = 0; f < fingers().size(); ++f) {
        const Finger& g = fingers()[f];
        const double middle = 0.5 * (g.baseRadius + g.tipRadius);
        const double blend = f == 4 ? 0.018 : 0.008;
        s.add(cone(g.base, g.middle, g.baseRadius, middle), blend, false, f == 4 ? kThumb : kFinger0 << f);
        s.add(cone(g.middle, g.tip, middle, g.tipRadius), 0.006, false, f == 4 ? kThumb : kFinger0 << f);
    }
}

void addJoints(Solid& s) {
    s.add(ellipsoid({0.101, 0.497, 0.040}, {0.024, 0.030, 0.018}), 0.02, false);                  // knee cap
    s.add(ellipsoid({0.450, 1.403, -0.074}, {0.022, 0.013, 0.012}), 0.02, false);                 // elbow
    s.add(ellipsoid({0.126, 0.072, -0.036}, {0.010, 0.013, 0.013}), 0.015, false);                // outer ankle
    s.add(ellipsoid({0.066, 0.080, -0.032}, {0.010, 0.013, 0.013}), 0.015, false);                // inner ankle
    s.add(ellipsoid({0.103, 0.028, 0.147}, {0.016, 0.015, 0.030}), 0.012, false);                 // big toe
}

}  // namespace

const std::array<Finger, 5>& fingers() {
    static const std::array<Finger, 5> all = {{
        {{0.800, 1.4035, -0.0545}, {0.829, 1.4025, -0.0585}, {0.853, 1.3990, -0.0605}, 0.0086, 0.0066},
        {{0.803, 1.4055, -0.0345}, {0.842, 1.4050, -0.0365}, {0.874, 1.4010, -0.0375}, 0.0094, 0.0072},
        {{0.804, 1.4065, -0.0135}, {0.847, 1.4065, -0.0135}, {0.883, 1.4025, -0.0130}, 0.0097, 0.0075},
        {{0.803, 1.4060, 0.0075}, {0.840, 1.4055, 0.0100}, {0.872, 1.4015, 0.0115}, 0.0094, 0.0073},
        {{0.738, 1.4010, 0.0000}, {0.776, 1.3965, 0.0330}, {0.808, 1.3950, 0.0560}, 0.0165, 0.0086},
    }};
    return all;
}

Solid makeAnatomy() {
    Solid s;
    s.add(torso(), 0.02, false);
    s.add(neck(), 0.05, false);
    s.add(leg(), 0.03, true);
    s.add(foot(), 0.03, false);
    s.add(arm(), 0.05, false);
    s.add(face(), 0.02, false);
    addTrunkMuscles(s);
    addHead(s);
    addJoints(s);
    addHand(s);
    return s;
}

}  // namespace ropetp::body::mannequin_detail
