#pragma once

#include "edit/edit.h"

namespace ropetp::edit {

// Fixes: what the user decides of one frame of one person. All of them make or extend the fix of that frame (its joints
// join those that are fixed already, new values win), so that it holds whatever is solved later; poses are the camera's
// (MotionFrame::poseInCam). The frames around follow at once by interpolation, and by the video with propagateFixes().
// InvalidInput (and an unchanged scene) for a person or frame that is not solved, values that are not finite, and where
// nothing would be fixed. Edits of one kind on the same frame (and joint) merge while dragged.

/// Holds the local rotations of `joints`, and the translation if `place`. @param falloff  nullopt: the frame's, or 0.5 s.
std::unique_ptr<Edit> setFix(PersonId person, FrameIndex frame, const JointSet& joints, bool place, const body::Pose& poseInCam,
                             std::optional<Falloff> falloff = std::nullopt);
/// @param translationM  as in poseInCam.
std::unique_ptr<Edit> moveRoot(PersonId person, FrameIndex frame, const Eigen::Vector3d& translationM);
/// Pulls a joint to a point of the camera's space by inverse kinematics (edit/ik.h).
std::unique_ptr<Edit> dragJoint3d(PersonId person, FrameIndex frame, body::Joint joint, const Eigen::Vector3d& targetInCam, IkOptions options = {});
/// Pulls a joint so that it is seen at a pixel; its depth stays as far as the bones allow.
std::unique_ptr<Edit> dragJoint2d(PersonId person, FrameIndex frame, body::Joint joint, const Eigen::Vector2d& px, IkOptions options = {});
/// What the video shows, without what the solve made of it: the pose that the frame's landmarks tell
/// (pose/landmark_pose.h). Some joints alone point where they do in it. NoPerson where the frame has no landmarks.
std::unique_ptr<Edit> poseFromVideo(PersonId person, FrameIndex frame, const JointSet& joints, bool place);
/// See mirroredPose(). Limbs that are named on one side alone take the other side's mirror image.
std::unique_ptr<Edit> mirrorPose(PersonId person, FrameIndex frame, const JointSet& joints);
/// See swappedSides(); over a range: addTool() with SwapSidesTool.
std::unique_ptr<Edit> swapLeftRight(PersonId person, FrameIndex frame, const JointSet& joints);

/// A pose, or some joints of one, to be pasted elsewhere.
struct CopiedPose {
    JointSet joints;
    bool place = false;
    body::Pose poseInCam;
};
/// Of the composed clip. InvalidInput where the person is not solved.
Result<CopiedPose> copyPose(const Scene& scene, PersonId person, FrameIndex frame, const JointSet& joints, bool place);
std::unique_ptr<Edit> pastePose(PersonId person, FrameIndex frame, const CopiedPose& copied);
/// Both in one, for scripts.
std::unique_ptr<Edit> copyPose(PersonId person, FrameIndex frame, PersonId fromPerson, FrameIndex fromFrame, const JointSet& joints, bool place);

/// Frees the joints (and the place); a fix that holds nothing more goes. InvalidInput where nothing of it is fixed.
std::unique_ptr<Edit> removeFix(PersonId person, FrameIndex frame, const JointSet& joints = JointSet().set(), bool place = true);
/// InvalidInput for a frame without a fix, negative times and more than kLongestFalloffSec.
std::unique_ptr<Edit> setFalloff(PersonId person, FrameIndex frame, Falloff falloff);

}  // namespace ropetp::edit
