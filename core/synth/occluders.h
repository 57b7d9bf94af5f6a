#pragma once

#include "raster/textured_rasterizer.h"
#include "synth/environment.h"

#include <deque>
#include <random>
#include <vector>

namespace ropetp::synth {

/// Things in front of a person: slabs, discs and poles in colours or with pieces of places on them, and other
/// people (cut from pictures painted before).
class Occluders {
  public:
    explicit Occluders(int size) : size_(size) {}
    /// Keeps a painted person to stand in the way of later ones, or behind them.
    void remember(const raster::TexturedLayer& person);

    /// Draws one thing at random over `image` (linear RGB, size x size). Where it covers, `covered` turns true.
    /// @param centre  where the person's body is, pixels.
    void add(std::mt19937_64& random, const Environment& texture, const Eigen::Vector2f& centre, std::vector<Eigen::Vector3f>& image, std::vector<bool>& covered);
    /// Draws a remembered person, smaller or larger, beside `centre`; false where none is there yet.
    bool addPerson(std::mt19937_64& random, const Eigen::Vector2f& centre, double leastScale, double mostScale, std::vector<Eigen::Vector3f>& image, std::vector<bool>* covered);

  private:
    int size_;
    std::deque<raster::TexturedLayer> people_;
};

}  // namespace ropetp::synth
