#include "project/packed_tracks_p.h"

#include "project/columns_p.h"

namespace ropetp::project {
namespace {

constexpr std::size_t kPoints = std::size_t(track::kLandmarkCount);
constexpr std::uint8_t kUserBox = 1, kLandmarks = 2;

static_assert(sizeof(std::array<Eigen::Vector2f, kPoints>) == sizeof(float) * 2 * kPoints);
static_assert(sizeof(std::array<Eigen::Vector3f, kPoints>) == sizeof(float) * 3 * kPoints);

}  // namespace

PackedObject packTracks(const track::TrackSet& tracks) {
    std::size_t rows = 0, seen = 0;
    for (const auto& p : tracks.persons) {
        rows += p.observations.size();
        for (const auto& [f, o] : p.observations) seen += o.landmarks.has_value();
    }
    ColumnWriter<std::int64_t> frames({}, rows);
    ColumnWriter<double> boxes({4}, rows);
    ColumnWriter<float> boxScores({}, rows);
    ColumnWriter<std::uint8_t> flags({}, rows);
    // Of those that have landmarks, in the same order.
    ColumnWriter<float> scores({}, seen), px({kPoints, 2}, seen), world({kPoints, 3}, seen), visibility({kPoints}, seen), presence({kPoints}, seen), crops({4}, seen);
    json persons = json::array(), cuts = json::array();
    std::size_t i = 0, k = 0;
    for (const auto& p : tracks.persons) {
        persons.push_back({{"id", p.id.value}, {"name", textJson(p.name)}, {"observations", p.observations.size()}});
        for (const auto& [f, o] : p.observations) {
            frames.set(i, f.value);
            const double box[] = {o.box.x, o.box.y, o.box.width, o.box.height};
            boxes.set(i, box);
            boxScores.set(i, o.boxScore);
            flags.set(i++, std::uint8_t((o.userBox ? kUserBox : 0) | (o.landmarks ? kLandmarks : 0)));
            if (!o.landmarks) continue;
            const track::Landmarks& l = *o.landmarks;
            scores.set(k, l.score);
            px.set(k, l.px[0].data());
            world.set(k, l.worldM[0].data());
            visibility.set(k, l.visibility.data());
            presence.set(k, l.presence.data());
            const float crop[] = {l.crop.centre.x(), l.crop.centre.y(), l.crop.size, l.crop.angleRad};
            crops.set(k++, crop);
        }
    }
    for (const FrameIndex f : tracks.cuts) cuts.push_back(f.value);
    PackedObject out;
    frames.into(out.arrays, "frames");
    boxes.into(out.arrays, "boxes");
    boxScores.into(out.arrays, "box_scores");
    flags.into(out.arrays, "flags");
    scores.into(out.arrays, "landmark_scores");
    px.into(out.arrays, "landmarks_px");
    world.into(out.arrays, "landmarks_world");
    visibility.into(out.arrays, "visibility");
    presence.into(out.arrays, "presence");
    crops.into(out.arrays, "crops");
    out.head = json{{"kind", "tracks"}, {"persons", persons}, {"cuts", cuts}}.dump();
    return out;
}

std::shared_ptr<const track::TrackSet> tracksOf(const json& head, const LoadArray& load) {
    const ColumnReader<std::int64_t> frames(load, "frames", {}, std::nullopt);
    const std::size_t rows = frames.rows();
    const ColumnReader<double> boxes(load, "boxes", {4}, rows);
    const ColumnReader<float> boxScores(load, "box_scores", {}, rows);
    const ColumnReader<std::uint8_t> flags(load, "flags", {}, rows);
    std::size_t seen = 0;
    for (std::size_t i = 0; i < rows; ++i) seen += (flags.value(i) & kLandmarks) != 0;
    const ColumnReader<float> scores(load, "landmark_scores", {}, seen), px(load, "landmarks_px", {kPoints, 2}, seen), world(load, "landmarks_world", {kPoints, 3}, seen),
        visibility(load, "visibility", {kPoints}, seen), presence(load, "presence", {kPoints}, seen), crops(load, "crops", {4}, seen);
    auto tracks = std::make_shared<track::TrackSet>();
    for (const json& f : list(head, "cuts")) tracks->cuts.push_back(FrameIndex(asInteger(f, "cuts", 0, kLargestIndex)));
    std::size_t i = 0, k = 0;
    for (const json& p : list(head, "persons")) {
        auto& track = tracks->persons.emplace_back();
        track.id = person(p, "id");
        track.name = text(p, "name");
        if (tracks->persons.size() > 1 && track.id <= tracks->persons[tracks->persons.size() - 2].id) broken("tracked persons are not in the order of their ids");
        const auto end = i + std::size_t(integer(p, "observations", 0, std::int64_t(rows - i)));
        for (; i < end; ++i) {
            const FrameIndex f(frames.value(i));
            if (f.value < 0 || f.value > kLargestIndex || (!track.observations.empty() && f <= track.observations.rbegin()->first)) broken("a track's frames are not in order");
            auto& o = track.observations.emplace_hint(track.observations.end(), f, track::Observation())->second;
            double box[4];
            boxes.get(i, box);
            o.box = {box[0], box[1], box[2], box[3]};
            o.boxScore = boxScores.value(i);
            o.userBox = (flags.value(i) & kUserBox) != 0;
            if (!(flags.value(i) & kLandmarks)) continue;
            track::Landmarks& l = o.landmarks.emplace();
            l.score = scores.value(k);
            px.get(k, l.px[0].data());
            world.get(k, l.worldM[0].data());
            visibility.get(k, l.visibility.data());
            presence.get(k, l.presence.data());
            float crop[4];
            crops.get(k++, crop);
            l.crop = {{crop[0], crop[1]}, crop[2], crop[3]};
        }
    }
    if (i != rows) broken("there are observations of nobody");
    return tracks;
}

}  // namespace ropetp::project
