#include "review/robust.h"

#include <algorithm>
#include <cmath>

namespace ropetp::review {

double quantile(std::vector<double> values, double q) {
    if (values.empty()) return 0;
    const auto at = values.begin() + std::ptrdiff_t(std::clamp(q, 0.0, 1.0) * double(values.size() - 1) + 0.5);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

std::vector<double> localLevel(std::span<const double> values, std::span<const double> timeSec, double blockSec) {
    const std::size_t n = std::min(values.size(), timeSec.size());
    std::vector<double> level(n);
    std::vector<std::size_t> starts;
    std::vector<double> medians;
    for (std::size_t i = 0; i < n;) {
        std::size_t end = i + 1;
        while (end < n && timeSec[end] - timeSec[i] < blockSec) ++end;
        starts.push_back(i);
        medians.push_back(quantile({values.begin() + std::ptrdiff_t(i), values.begin() + std::ptrdiff_t(end)}, 0.5));
        i = end;
    }
    for (std::size_t b = 0; b < starts.size(); ++b) {
        const double before = medians[b > 0 ? b - 1 : std::min(b + 1, medians.size() - 1)];
        const double after = medians[b + 1 < medians.size() ? b + 1 : b > 0 ? b - 1 : b];
        const double own = std::max({std::min(before, after), std::min(medians[b], before), std::min(medians[b], after)});  // middle of three
        const std::size_t end = b + 1 < starts.size() ? starts[b + 1] : n;
        for (std::size_t i = starts[b]; i < end; ++i) level[i] = own;
    }
    return level;
}

std::vector<double> windowMean(std::span<const double> values, std::span<const double> weights, std::span<const double> timeSec, double windowSec) {
    constexpr double kLeastWeight = 0.1;
    const std::size_t n = std::min({values.size(), weights.size(), timeSec.size()});
    std::vector<double> out(n, 0.0);
    std::size_t lo = 0, hi = 0;
    double sum = 0, weight = 0;
    for (std::size_t i = 0; i < n; ++i) {
        for (; hi < n && timeSec[hi] - timeSec[i] <= windowSec / 2; ++hi) {
            sum += weights[hi] * values[hi];
            weight += weights[hi];
        }
        for (; timeSec[i] - timeSec[lo] > windowSec / 2; ++lo) {
            sum -= weights[lo] * values[lo];
            weight -= weights[lo];
        }
        if (weight > kLeastWeight) out[i] = sum / weight;
    }
    return out;
}

double ramp(double value, double good, double bad) {
    const double t = std::clamp((value - good) / (bad - good), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

}  // namespace ropetp::review
