#pragma once

namespace ropetp::render {

/// Ghosts (onion skin) of the selected person in the 3D view.
struct GhostOptions {
    bool shown = false;
    int every = 10;               ///< frames between two ghosts
    int before = 3, after = 3;    ///< how many
    friend bool operator==(const GhostOptions&, const GhostOptions&) = default;
};

}  // namespace ropetp::render
