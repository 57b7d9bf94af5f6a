#include "project/packed_object.h"

#include "project/columns_p.h"
#include "project/layer_parts_p.h"
#include "project/packed_tracks_p.h"

namespace ropetp::project {
namespace {

using body::MotionClip;

constexpr const char* kCameraKinds[] = {"static", "estimated", "assumed-static"};
constexpr std::size_t kJoints = std::size_t(body::kJointCount);

std::string textOf(const json& head) { return head.dump(); }

PackedObject packed(const MotionClip& clip) {
    PackedObject out;
    const std::size_t n = clip.frames.size();
    ColumnWriter<std::int64_t> frames({}, n);
    ColumnWriter<double> times({}, n);
    PoseWriter inCam(n), inWorld(n);
    ColumnWriter<float> confidence({kJoints}, n), contacts({4}, n);
    ColumnWriter<std::uint8_t> visible({}, n);
    for (std::size_t i = 0; i < n; ++i) {
        const body::MotionFrame& f = clip.frames[i];
        frames.set(i, f.frame.value);
        times.set(i, f.ptsSec);
        inCam.set(i, f.poseInCam);
        inWorld.set(i, f.poseInWorld);
        confidence.set(i, f.confidence.data());
        contacts.set(i, f.contacts.data());
        visible.set(i, std::uint8_t(f.visible));
    }
    frames.into(out.arrays, "frames");
    times.into(out.arrays, "times");
    inCam.into(out.arrays, "cam");
    inWorld.into(out.arrays, "world");
    confidence.into(out.arrays, "confidence");
    contacts.into(out.arrays, "contacts");
    visible.into(out.arrays, "visible");
    putTransforms(out.arrays, "cam_from_world", clip.camFromWorld);
    ColumnWriter<double> measured({3}, clip.measuredCameraM.size());
    for (std::size_t i = 0; i < clip.measuredCameraM.size(); ++i) measured.set(i, clip.measuredCameraM[i].data());
    measured.into(out.arrays, "measured_camera");
    const PinholeCamera& c = clip.camera;
    out.head = textOf({{"kind", "clip"}, {"person", clip.person.value}, {"betas", vectorJson(clip.betas)}, {"fps", numberJson(clip.fps)},
                       {"camera", {{"fx", numberJson(c.fx)}, {"fy", numberJson(c.fy)}, {"cx", numberJson(c.cx)}, {"cy", numberJson(c.cy)}, {"width", c.width}, {"height", c.height}}},
                       {"camera_kind", kCameraKinds[int(clip.cameraKind)]}, {"body", textJson(clip.bodyModel)}, {"source", textJson(clip.source)}});
    return out;
}

std::shared_ptr<const MotionClip> clipOf(const json& head, const LoadArray& load) {
    auto clip = std::make_shared<MotionClip>();
    clip->person = person(head, "person");
    clip->betas = vector<body::kShapeCount>(head, "betas");
    clip->fps = number(head, "fps");
    const json& c = member(head, "camera");
    clip->camera = {number(c, "fx"), number(c, "fy"), number(c, "cx"), number(c, "cy"), int(integer(c, "width", 0, 1 << 20)), int(integer(c, "height", 0, 1 << 20))};
    clip->cameraKind = oneOf<body::CameraKind>(head, "camera_kind", kCameraKinds);
    clip->bodyModel = text(head, "body");
    clip->source = text(head, "source");
    const ColumnReader<std::int64_t> frames(load, "frames", {}, std::nullopt);
    const std::size_t n = frames.rows();
    const ColumnReader<double> times(load, "times", {}, n);
    const PoseReader inCam(load, "cam", n), inWorld(load, "world", n);
    const ColumnReader<float> confidence(load, "confidence", {kJoints}, n), contacts(load, "contacts", {4}, n);
    const ColumnReader<std::uint8_t> visible(load, "visible", {}, n);
    clip->camFromWorld = transforms(load, "cam_from_world");
    if (clip->camFromWorld.size() > 1 && clip->camFromWorld.size() != n) broken("a clip has neither one camera pose nor one a frame");
    const ColumnReader<double> measured(load, "measured_camera", {3}, std::nullopt);
    if (measured.rows() != 0 && measured.rows() != n) broken("a camera was measured on other frames than the clip has");
    clip->measuredCameraM.resize(measured.rows());
    for (std::size_t i = 0; i < measured.rows(); ++i) {
        measured.get(i, clip->measuredCameraM[i].data());
        if (!clip->measuredCameraM[i].allFinite()) broken("a measured camera is nowhere");
    }
    clip->frames.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        body::MotionFrame& f = clip->frames[i];
        f.frame = FrameIndex(frames.value(i));
        if (std::abs(f.frame.value) > kLargestIndex || (i > 0 && f.frame != clip->frames[i - 1].frame.next())) broken("the frames of a clip do not follow one another");
        f.ptsSec = times.value(i);
        inCam.get(i, f.poseInCam);
        inWorld.get(i, f.poseInWorld);
        confidence.get(i, f.confidence.data());
        contacts.get(i, f.contacts.data());
        f.visible = visible.value(i) != 0;
    }
    return clip;
}

PackedObject packed(const edit::Propagation& p) {
    PackedObject out;
    PoseWriter poses(p.poseInCam.size());
    ColumnWriter<float> confidence({kJoints}, p.confidence.size());
    for (std::size_t i = 0; i < p.poseInCam.size(); ++i) poses.set(i, p.poseInCam[i]);
    for (std::size_t i = 0; i < p.confidence.size(); ++i) confidence.set(i, p.confidence[i].data());
    poses.into(out.arrays, "cam");
    confidence.into(out.arrays, "confidence");
    out.head = textOf({{"kind", "propagation"}, {"frames", rangeJson(p.range)}, {"joints", p.joints.to_ulong()}, {"place", p.place}, {"fixes", fixesJson(p.fixes)}, {"raw_hash", p.rawHash}});
    return out;
}

std::shared_ptr<const edit::Propagation> propagationOf(const json& head, const LoadArray& load) {
    auto p = std::make_shared<edit::Propagation>();
    p->range = range(head, "frames");
    p->joints = edit::JointSet(std::uint64_t(integer(head, "joints", 0, (std::int64_t(1) << kJoints) - 1)));
    p->place = flag(head, "place");
    p->fixes = fixesOf(list(head, "fixes"));
    p->rawHash = hash(head, "raw_hash");
    if (p->range.size() < 0) broken("a propagated stretch ends before it begins");
    const auto n = std::size_t(p->range.size());
    const PoseReader poses(load, "cam", n);
    const ColumnReader<float> confidence(load, "confidence", {kJoints}, n);
    p->poseInCam.resize(n);
    p->confidence.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        poses.get(i, p->poseInCam[i]);
        confidence.get(i, p->confidence[i].data());
    }
    return p;
}

PackedObject packed(const edit::SolvedTrajectory& t) {
    PackedObject out;
    PoseWriter inCam(t.poseInCam.size()), inWorld(t.poseInWorld.size());
    ColumnWriter<float> contacts({4}, t.contacts.size());
    for (std::size_t i = 0; i < t.poseInCam.size(); ++i) inCam.set(i, t.poseInCam[i]);
    for (std::size_t i = 0; i < t.poseInWorld.size(); ++i) inWorld.set(i, t.poseInWorld[i]);
    for (std::size_t i = 0; i < t.contacts.size(); ++i) contacts.set(i, t.contacts[i].data());
    inCam.into(out.arrays, "cam");
    inWorld.into(out.arrays, "world");
    contacts.into(out.arrays, "contacts");
    putTransforms(out.arrays, "cam_from_world", t.camFromWorld);
    out.head = textOf({{"kind", "trajectory"}, {"edits", trajectoryJson(t.edits)}, {"solver", textJson(t.solver)}});
    return out;
}

std::shared_ptr<const edit::SolvedTrajectory> solvedTrajectoryOf(const json& head, const LoadArray& load) {
    auto t = std::make_shared<edit::SolvedTrajectory>();
    t->edits = trajectoryOf(member(head, "edits"));
    t->solver = text(head, "solver");
    const PoseReader inCam(load, "cam", std::nullopt);
    const std::size_t n = inCam.rows();
    const PoseReader inWorld(load, "world", n);
    const ColumnReader<float> contacts(load, "contacts", {4}, n);
    t->camFromWorld = transforms(load, "cam_from_world");
    if (t->camFromWorld.size() != 1 && t->camFromWorld.size() != n) broken("a trajectory has neither one camera pose nor one a frame");
    t->poseInCam.resize(n);
    t->poseInWorld.resize(n);
    t->contacts.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        inCam.get(i, t->poseInCam[i]);
        inWorld.get(i, t->poseInWorld[i]);
        contacts.get(i, t->contacts[i].data());
    }
    return t;
}

PackedObject packed(const media::VideoInfo& v) {
    PackedObject out;
    ColumnWriter<double> times({}, v.ptsSec.size());
    for (std::size_t i = 0; i < v.ptsSec.size(); ++i) times.set(i, v.ptsSec[i]);
    times.into(out.arrays, "times");
    json warnings = json::array(), damaged = json::array();
    for (const auto& w : v.warnings) warnings.push_back(textJson(w));
    for (const FrameIndex f : v.damagedFrames) damaged.push_back(f.value);
    out.head = textOf({{"kind", "video"}, {"path", textJson(v.path.string())}, {"container", textJson(v.container)}, {"codec", textJson(v.codec)},
                       {"pixel_format", textJson(v.pixelFormat)}, {"width", v.width}, {"height", v.height}, {"rotation_deg", v.rotationDeg}, {"fps", numberJson(v.fps)},
                       {"variable_frame_rate", v.variableFrameRate}, {"duration_sec", numberJson(v.durationSec)}, {"focal_px", v.focalPx ? numberJson(*v.focalPx) : json()},
                       {"warnings", warnings}, {"damaged_frames", damaged}});
    return out;
}

std::shared_ptr<const media::VideoInfo> videoOf(const json& head, const LoadArray& load) {
    auto v = std::make_shared<media::VideoInfo>();
    v->path = text(head, "path");
    v->container = text(head, "container");
    v->codec = text(head, "codec");
    v->pixelFormat = text(head, "pixel_format");
    v->width = int(integer(head, "width", 0, 1 << 16));
    v->height = int(integer(head, "height", 0, 1 << 16));
    v->rotationDeg = int(integer(head, "rotation_deg", 0, 359));
    v->fps = number(head, "fps");
    v->variableFrameRate = flag(head, "variable_frame_rate");
    v->durationSec = number(head, "duration_sec");
    v->focalPx = optionalNumber(head, "focal_px");
    for (const json& w : list(head, "warnings")) v->warnings.push_back(asText(w, "warnings"));
    for (const json& f : list(head, "damaged_frames")) v->damagedFrames.push_back(FrameIndex(asInteger(f, "damaged_frames", 0, kLargestIndex)));
    const ColumnReader<double> times(load, "times", {}, std::nullopt);
    v->ptsSec.resize(times.rows());
    for (std::size_t i = 0; i < v->ptsSec.size(); ++i) {
        v->ptsSec[i] = times.value(i);
        if (!std::isfinite(v->ptsSec[i]) || (i > 0 && v->ptsSec[i] < v->ptsSec[i - 1])) broken("the video's frames are not in the order of their times");
    }
    return v;
}

struct Pack {
    template <class T>
    PackedObject operator()(const std::shared_ptr<const T>& p) const { return packed(*p); }
    PackedObject operator()(const std::shared_ptr<const track::TrackSet>& p) const { return packTracks(*p); }
};

}  // namespace

const char* kindOf(const Object& object) {
    static constexpr const char* kNames[] = {"clip", "tracks", "propagation", "trajectory", "video"};
    static_assert(std::size(kNames) == std::variant_size_v<Object>);
    return kNames[object.index()];
}

PackedObject pack(const Object& object) { return std::visit(Pack(), object); }

Result<Object> unpack(std::string_view headText, const LoadArray& load) {
    try {
        const json head = parsed(headText, "the head of an object");
        const std::string kind = text(head, "kind");
        if (kind == "clip") return clipOf(head, load);
        if (kind == "tracks") return tracksOf(head, load);
        if (kind == "propagation") return propagationOf(head, load);
        if (kind == "trajectory") return solvedTrajectoryOf(head, load);
        if (kind == "video") return videoOf(head, load);
        return fail(ErrorCode::CorruptFile, "there is no kind of object \"" + kind.substr(0, 40) + "\"");
    } catch (const Broken& b) {
        return fail(b.error);
    } catch (const json::exception& e) {
        return fail(ErrorCode::CorruptFile, e.what());
    }
}

}  // namespace ropetp::project
