#include "trajectory/denoiser/ddim.h"

#include "trajectory/denoiser/denoiser_config.h"

#include <algorithm>
#include <cmath>

namespace ropetp::trajectory {

double alphaBar(int time) {
    constexpr double kOffset = 0.008;
    const auto f = [](double t) {
        const double c = std::cos((t / kDiffusionSteps + kOffset) / (1 + kOffset) * M_PI / 2);
        return c * c;
    };
    return std::max(1e-5, f(time + 1) / f(0));
}

std::vector<int> ddimTimes(int steps) {
    std::vector<int> times;
    for (int i = steps; i >= 1; --i) times.push_back(int(std::lround(double(i) * kDiffusionSteps / steps)) - 1);
    return times;
}

std::pair<double, double> ddimStep(int now, int next) {
    if (next < 0) return {1, 0};
    const double a = alphaBar(now), b = alphaBar(next), ratio = std::sqrt((1 - b) / (1 - a));
    return {std::sqrt(b) - std::sqrt(a) * ratio, ratio};
}

}  // namespace ropetp::trajectory
