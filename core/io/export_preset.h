#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "body/skeleton.h"
#include "io/euler.h"

#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ropetp::io {

enum class RestPose { T, A };
enum class RootMotion {
    Full,         ///< the hips carry it
    InPlace,      ///< the hips stay over their first place; height is kept
    OnRootBone,   ///< the root bone carries what moves over the floor, the hips the rest
};

/// What a DCC tool expects of a skeleton: everything that a user may keep under a name.
struct ExportPreset {
    std::string name;                 ///< as in menus and on the command line: smpl, mixamo, humanik, unreal, unity, rigify, or a user's
    std::string title;                ///< "Maya HumanIK"
    std::array<std::string, body::kJointCount> jointNames;   ///< in SMPL's order
    std::string rootBone = {};        ///< name of the root bone; empty: none, the hips are the root
    RestPose rest = RestPose::T;
    RootMotion rootMotion = RootMotion::Full;
    EulerOrder bvhOrder = kZxy;
    double bvhUnitsPerMetre = 100;    ///< 100: centimetres

    friend bool operator==(const ExportPreset&, const ExportPreset&) = default;
};

/// The built-in ones, the default first.
std::span<const ExportPreset> builtInPresets();
/// A built-in one by name, or null.
const ExportPreset* findPreset(std::string_view name);

/// A preset as JSON. Unknown keys are left alone; CorruptFile where a value does not fit, names are missing, doubled or
/// empty.
Result<ExportPreset> presetFromJson(std::string_view text);
std::string jsonFromPreset(const ExportPreset& preset);

struct ExportOptions {
    ExportPreset preset = builtInPresets().front();
    double fps = 0;                                       ///< 0: the take's mean rate
    std::optional<FrameRange> frames;                     ///< of the video; what of it the take has is written
    bool withMesh = false, withCamera = false;
    bool startAtOrigin = false;                           ///< the hips begin above the origin
    double floorOffsetM = 0;                              ///< added to every height
    double scale = 1;                                     ///< of the whole scene
    bool amass = false;                                   ///< an npz in AMASS's layout instead of ours (io/amass_npz.h)
};

}  // namespace ropetp::io
