#include "edit/commands.h"

#include "edit/fix_edits.h"
#include "edit/mark_edits.h"
#include "edit/propagate.h"
#include "edit/range_edits.h"
#include "edit/solve_edits.h"
#include "edit/track_edits.h"
#include "edit/trajectory_edits.h"

namespace ropetp::edit {
namespace {

using namespace command;

struct Maker {
    using Made = std::unique_ptr<Edit>;
    Made operator()(const MergeTracks& c) const { return mergeTracks(c.kept, c.other); }
    Made operator()(const SplitTrack& c) const { return splitTrack(c.person, c.frame); }
    Made operator()(const SwapTracks& c) const { return swapTracks(c.a, c.b, c.frame); }
    Made operator()(const SetBox& c) const { return setBox(c.person, c.frame, c.box, c.landmarks); }
    Made operator()(const RemoveTrack& c) const { return removeTrack(c.person); }
    Made operator()(const RenamePerson& c) const { return renamePerson(c.person, c.name); }
    Made operator()(const CommitSolve& c) const { return commitSolve(c.tracks, c.clips, c.ground, c.notices); }
    Made operator()(const AdjustGround& c) const { return adjustGround(c.pitchRad, c.rollRad, c.heightM); }
    Made operator()(const SetFocal& c) const { return setFocal(c.focalPx); }
    Made operator()(const SetFix& c) const { return setFix(c.person, c.frame, c.joints, c.place, c.poseInCam, c.falloff); }
    Made operator()(const RemoveFix& c) const { return removeFix(c.person, c.frame, c.joints, c.place); }
    Made operator()(const SetFalloff& c) const { return setFalloff(c.person, c.frame, c.falloff); }
    Made operator()(const MoveRoot& c) const { return moveRoot(c.person, c.frame, c.translationM); }
    Made operator()(const DragJoint3d& c) const { return dragJoint3d(c.person, c.frame, c.joint, c.targetInCam, c.options); }
    Made operator()(const DragJoint2d& c) const { return dragJoint2d(c.person, c.frame, c.joint, c.px, c.options); }
    Made operator()(const PoseFromVideo& c) const { return poseFromVideo(c.person, c.frame, c.joints, c.place); }
    Made operator()(const MirrorPose& c) const { return mirrorPose(c.person, c.frame, c.joints); }
    Made operator()(const SwapLeftRight& c) const { return swapLeftRight(c.person, c.frame, c.joints); }
    Made operator()(const PastePose& c) const { return pastePose(c.person, c.frame, {c.joints, c.place, c.poseInCam}); }
    Made operator()(const CopyPose& c) const { return copyPose(c.person, c.frame, c.fromPerson, c.fromFrame, c.joints, c.place); }
    Made operator()(const AddTool& c) const { return addTool(c.person, c.tool); }
    Made operator()(const RemoveTool& c) const { return removeTool(c.person, c.index); }
    Made operator()(const ResetToRaw& c) const { return resetToRaw(c.person, c.range, c.joints, c.place); }
    Made operator()(const PropagateFixes& c) const { return propagateFixes(c.person, c.solved); }
    Made operator()(const SetMarker& c) const { return setMarker(c.frame, c.note); }
    Made operator()(const RemoveMarker& c) const { return removeMarker(c.frame); }
    Made operator()(const AcceptFrames& c) const { return acceptFrames(c.person, c.range, c.severity); }
    Made operator()(const TakeBackAcceptance& c) const { return takeBackAcceptance(c.person, c.range); }
    Made operator()(const SetTrajectoryPin& c) const { return setTrajectoryPin(c.person, c.pin); }
    Made operator()(const RemoveTrajectoryPin& c) const { return removeTrajectoryPin(c.person, c.frame); }
    Made operator()(const SetContact& c) const { return setContact(c.person, c.span); }
    Made operator()(const ClearContacts& c) const { return clearContacts(c.person, c.range, c.point); }
    Made operator()(const DrawFloorLine& c) const { return drawFloorLine(c.person, c.pointsM); }
    Made operator()(const CloseLoop& c) const { return closeLoop(c.person, c.closes); }
    Made operator()(const SetFloorHeight& c) const { return setFloorHeight(c.person, c.heightM, c.level); }
    Made operator()(const PutTrajectory& c) const { return putTrajectory(c.ways); }
    Made operator()(const SolveTrajectories& c) const { return solveTrajectories(c.person, c.how); }
};

}  // namespace

std::unique_ptr<Edit> makeEdit(const Command& command) { return std::visit(Maker{}, command); }

}  // namespace ropetp::edit
