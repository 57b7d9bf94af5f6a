#pragma once

#include "io/fbx_writer.h"
#include "io/text_file.h"
#include "tests/core/io/take_fixture.h"

namespace ropetp::io::test {

inline Eigen::Matrix3d about(int axis, double deg) { return Eigen::AngleAxisd(deg * EIGEN_PI / 180, Eigen::Vector3d::Unit(axis)).toRotationMatrix(); }

/// A lively take, ready to be written. @param withAll  body and camera, too. @param moving  the camera.
inline ExportScene scene(int frames = 12, double fps = 30, const char* preset = "mixamo", bool withAll = false, bool moving = false) {
    ExportOptions o;
    o.preset = *findPreset(preset);
    o.withMesh = o.withCamera = withAll;
    auto clip = ropetp::test::lively(frames, fps);
    clip.camera.cx += 30;
    clip.camera.cy -= 20;
    if (moving) {
        const auto first = clip.camFromWorld[0];
        clip.camFromWorld.clear();
        for (int i = 0; i < frames; ++i) {
            auto c = first;
            c.linear() = about(1, 3 * i) * about(0, 2 * i) * c.linear();
            c.translation().x() += 0.02 * i;
            clip.camFromWorld.push_back(c);
        }
    }
    return *exportScene(clip, body::mannequin(), o);
}

/// The bytes that writeFbx() leaves in a folder, or what went wrong.
inline std::string writtenFbx(const std::filesystem::path& folder, const ExportScene& s) {
    const auto ok = writeFbx(folder / "take.fbx", s);
    return ok ? readWholeFile(folder / "take.fbx").value_or("") : describe(ok.error());
}

}  // namespace ropetp::io::test
