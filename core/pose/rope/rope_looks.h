#pragma once

#include "base/ids.h"
#include "pose/rope/rope_reader.h"

#include <functional>
#include <map>
#include <utility>

namespace ropetp::pose {

/// Somebody on a frame, as Rope looks at them.
struct RopeSighting {
    FrameIndex frame;
    track::CropRegion crop;
};

/// Readings of people on frames, each made once: looked up while pictures pass by, or from fetched pictures. Keeps
/// about 13 kB for each, and at most a batch of pictures. One thread at a time.
class RopeLooks {
  public:
    using FetchPicture = std::function<Result<Image>(FrameIndex)>;
    /// @param flipTest  read each picture mirrored too, and take the mean.
    RopeLooks(std::unique_ptr<RopeReader> reader, bool flipTest) : reader_(std::move(reader)), flipTest_(flipTest) {}

    /// Where the reader looks at somebody; not valid where too little is seen. A property of the reading: the same whether
    /// somebody else's pass is at hand or not.
    track::CropRegion cropOf(const track::Landmarks& landmarks) const;
    /// Values of the landmark model's pass that add() makes use of.
    std::vector<std::string> passValues() const { return reader_->passValues(); }
    /// Somebody on a picture that is at hand. Read at once or with the next ones. Errors of the reader.
    /// @param pass  the landmark model's, of the sighting's crop; may be null.
    Result<void> add(const RopeSighting& sighting, const Image& picture, std::shared_ptr<const track::LandmarkPass> pass = nullptr);
    /// Readings in the order of the sightings, of readers that do not use landmarks (the others are asked `again`). Pictures
    /// of those that were not added are fetched, in order. Errors of the reader and of `fetch`.
    Result<std::vector<RopeReading>> of(std::span<const RopeSighting> sightings, const FetchPicture& fetch);
    /// The same, answered from these landmarks instead of the backbone's own. At most RopeReader::kBatch.
    Result<std::vector<RopeReading>> again(std::span<const RopeSighting> sightings, std::span<const RopeStart> starts, const FetchPicture& fetch);
    bool usesLandmarks() const { return reader_->usesLandmarks(); }

  private:
    struct Look {
        track::CropRegion crop;
        RopeReading reading, ofMirror;      ///< the mirrored picture's, as it was read; with the flip test only
    };
    Result<void> readPending();
    Result<void> lookAt(std::span<const RopeSighting> sightings, const FetchPicture& fetch);
    const Look* find(const RopeSighting& sighting) const;

    std::unique_ptr<RopeReader> reader_;
    bool flipTest_;
    std::vector<std::pair<FrameIndex, RopeView>> pending_;
    std::map<FrameIndex, std::vector<Look>> known_;
};

/// What Rope would say of the mirrored picture.
RopeReading mirrored(const RopeReading& reading);
/// The start for the mirrored picture.
RopeStart mirrored(const RopeStart& start);
/// Half way between two readings of one crop.
RopeReading mean(const RopeReading& a, const RopeReading& b);

}  // namespace ropetp::pose
