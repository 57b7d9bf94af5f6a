#pragma once

#include <vector>

namespace ropetp::track {

/// Values from inside the landmark model, of its pass over one person: who looks at the same person with the same
/// network needs no pass of their own. Some hundred kB; nobody keeps them.
struct LandmarkPass {
    std::vector<std::vector<float>> values;   ///< in the order of the names that were asked for; channels last
};

}  // namespace ropetp::track
