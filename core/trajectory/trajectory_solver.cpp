#include "trajectory/trajectory_solver.h"

#include "trajectory/raw_solver.h"

#include <functional>

namespace ropetp::trajectory {
namespace {

struct Entry {
    const char* name;
    std::function<std::unique_ptr<TrajectorySolver>(std::uint64_t seed)> make;
};

/// Every solver there is, the default first. A new one is one more line.
const std::vector<Entry>& registry() {
    static const std::vector<Entry> entries = {
        {"raw", [](std::uint64_t) { return std::make_unique<RawSolver>(); }},
    };
    return entries;
}

}  // namespace

std::vector<std::string> trajectorySolverNames() {
    std::vector<std::string> names;
    for (const auto& e : registry()) names.emplace_back(e.name);
    return names;
}

Result<std::unique_ptr<TrajectorySolver>> makeTrajectorySolver(const std::string& name, std::uint64_t seed) {
    std::string known;
    for (const auto& e : registry()) {
        if (name == e.name) return e.make(seed);
        known += known.empty() ? e.name : std::string(", ") + e.name;
    }
    return fail(ErrorCode::InvalidInput, "no trajectory solver named \"" + name + "\" (known: " + known + ")");
}

}  // namespace ropetp::trajectory
