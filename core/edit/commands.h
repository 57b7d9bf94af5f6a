#pragma once

#include "edit/ik.h"
#include "edit/layers.h"
#include "edit/scene.h"
#include "edit/solve_trajectory.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Every edit as plain data: what journals, scripts and project files keep (edit/edit_script.h). The functions that make
/// edits (track_edits.h, solve_edits.h, fix_edits.h, range_edits.h, mark_edits.h, trajectory_edits.h) say what each does.
namespace ropetp::edit::command {

struct MergeTracks { PersonId kept, other; };
struct SplitTrack { PersonId person; FrameIndex frame; };
struct SwapTracks { PersonId a, b; FrameIndex frame; };
struct SetBox { PersonId person; FrameIndex frame; track::Box box; std::optional<track::Landmarks> landmarks; };
struct RemoveTrack { PersonId person; };
struct RenamePerson { PersonId person; std::string name; };

struct CommitSolve {
    std::shared_ptr<const track::TrackSet> tracks;
    std::vector<std::shared_ptr<const body::MotionClip>> clips;
    trajectory::GroundPlane ground;
    std::vector<Notice> notices;
};
struct AdjustGround { double pitchRad = 0, rollRad = 0, heightM = 0; };
struct SetFocal { std::optional<double> focalPx; };

struct SetFix { PersonId person; FrameIndex frame; JointSet joints; bool place = false; body::Pose poseInCam; std::optional<Falloff> falloff; };
struct RemoveFix { PersonId person; FrameIndex frame; JointSet joints; bool place = true; };
struct SetFalloff { PersonId person; FrameIndex frame; Falloff falloff; };
struct MoveRoot { PersonId person; FrameIndex frame; Eigen::Vector3d translationM; };
struct DragJoint3d { PersonId person; FrameIndex frame; body::Joint joint; Eigen::Vector3d targetInCam; IkOptions options; };
struct DragJoint2d { PersonId person; FrameIndex frame; body::Joint joint; Eigen::Vector2d px; IkOptions options; };
struct MirrorPose { PersonId person; FrameIndex frame; JointSet joints; };
struct SwapLeftRight { PersonId person; FrameIndex frame; JointSet joints; };
struct PastePose { PersonId person; FrameIndex frame; JointSet joints; bool place = false; body::Pose poseInCam; };
/// The pose that the frame's landmarks tell, see poseFromVideo().
struct PoseFromVideo { PersonId person; FrameIndex frame; JointSet joints; bool place = false; };
struct CopyPose { PersonId person; FrameIndex frame; PersonId fromPerson; FrameIndex fromFrame; JointSet joints; bool place = false; };

struct AddTool { PersonId person; RangeTool tool; };
struct RemoveTool { PersonId person; std::size_t index = 0; };
struct ResetToRaw { PersonId person; FrameRange range; JointSet joints; bool place = false; };
/// `solved`: results of edit::propagate(), or nullopt: worked out when the edit is applied.
struct PropagateFixes { PersonId person; std::optional<std::vector<std::shared_ptr<const Propagation>>> solved; };

struct SetMarker { FrameIndex frame; std::string note; };
struct RemoveMarker { FrameIndex frame; };
struct AcceptFrames { PersonId person; FrameRange range; double severity = 1; };
struct TakeBackAcceptance { PersonId person; FrameRange range; };

struct SetTrajectoryPin { PersonId person; TrajectoryPin pin; };
struct RemoveTrajectoryPin { PersonId person; FrameIndex frame; };
struct SetContact { PersonId person; ContactSpan span; };
struct ClearContacts { PersonId person; FrameRange range; std::optional<int> point; };
struct DrawFloorLine { PersonId person; std::vector<Eigen::Vector2d> pointsM; };
struct CloseLoop { PersonId person; bool closes = true; };
struct SetFloorHeight { PersonId person; double heightM = 0; bool level = true; };
struct PutTrajectory {
    struct Way { PersonId person; std::shared_ptr<const SolvedTrajectory> solved; };
    std::vector<Way> ways;
};
struct SolveTrajectories { std::optional<PersonId> person; TrajectorySolve how; };

}  // namespace ropetp::edit::command

namespace ropetp::edit {

using Command = std::variant<command::MergeTracks, command::SplitTrack, command::SwapTracks, command::SetBox, command::RemoveTrack, command::RenamePerson,
                             command::CommitSolve, command::AdjustGround, command::SetFocal,
                             command::SetFix, command::RemoveFix, command::SetFalloff, command::MoveRoot, command::DragJoint3d, command::DragJoint2d,
                             command::MirrorPose, command::SwapLeftRight, command::PastePose, command::CopyPose, command::PoseFromVideo,
                             command::AddTool, command::RemoveTool, command::ResetToRaw, command::PropagateFixes,
                             command::SetMarker, command::RemoveMarker, command::AcceptFrames, command::TakeBackAcceptance,
                             command::SetTrajectoryPin, command::RemoveTrajectoryPin, command::SetContact, command::ClearContacts, command::DrawFloorLine,
                             command::CloseLoop, command::SetFloorHeight, command::PutTrajectory, command::SolveTrajectories>;

class Edit;
/// Never null.
std::unique_ptr<Edit> makeEdit(const Command& command);

}  // namespace ropetp::edit
