#include "pose/clip_part.h"

namespace ropetp::pose {

body::MotionClip clipPart(const body::MotionClip& clip, std::size_t first) {
    body::MotionClip part;
    part.person = clip.person;
    part.betas = clip.betas;
    part.camera = clip.camera;
    part.camFromWorld = clip.camFromWorld;
    part.bodyModel = clip.bodyModel;
    part.source = clip.source;
    part.fps = clip.fps;
    part.frames.assign(clip.frames.begin() + std::ptrdiff_t(first), clip.frames.end());
    return part;
}

}  // namespace ropetp::pose
