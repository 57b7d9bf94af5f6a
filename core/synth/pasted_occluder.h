#pragma once

#include "base/image.h"

#include <Eigen/Core>

#include <cstdint>

namespace ropetp::synth {

/// A plain thing in front of a picture, to measure what hiding a part does (PARE's and RopeTP's occlusion analysis).
struct PastedOccluder {
    enum class Shape { Square, Disc };
    enum class Fill {
        MeanColor,   ///< of the picture before: takes away, adds nothing
        Texture,     ///< blotches in colours of the seed: something that looks like a thing
    };
    Shape shape = Shape::Square;
    Fill fill = Fill::MeanColor;
    Eigen::Vector2f at = Eigen::Vector2f::Zero();   ///< its middle, pixels with integers at their centres
    float sizePx = 0;                               ///< side or diameter; 0 = nothing
    std::uint64_t seed = 0;                         ///< of the texture

    bool covers(const Eigen::Vector2f& px) const;
};

/// A copy of `picture` with the thing in front.
Image pasted(const Image& picture, const PastedOccluder& occluder);

}  // namespace ropetp::synth
