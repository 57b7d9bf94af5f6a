#include "render/person_color.h"

#include <array>

namespace ropetp::render {

Eigen::Vector3f personColor(PersonId id) {
    static const std::array<Eigen::Vector3f, 7> kOkabeIto = {
        Eigen::Vector3f(86, 180, 233) / 255,   // sky blue
        Eigen::Vector3f(230, 159, 0) / 255,    // orange
        Eigen::Vector3f(0, 158, 115) / 255,    // bluish green
        Eigen::Vector3f(204, 121, 167) / 255,  // reddish purple
        Eigen::Vector3f(240, 228, 66) / 255,   // yellow
        Eigen::Vector3f(213, 94, 0) / 255,     // vermilion
        Eigen::Vector3f(0, 114, 178) / 255,    // blue
    };
    const auto n = static_cast<std::int64_t>(kOkabeIto.size());
    return kOkabeIto[std::size_t(((id.value - 1) % n + n) % n)];
}

}  // namespace ropetp::render
