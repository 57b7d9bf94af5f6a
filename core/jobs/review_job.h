#pragma once

// Before base/ids.h: the moc of Qt 6.4 fails where <compare> is the first standard header it meets.
#include <QObject>

#include "edit/scene.h"
#include "jobs/job_lane.h"
#include "review/bad_frames.h"

namespace ropetp::jobs {

/// What a review has found out of one person's take.
struct Review {
    PersonId person;
    std::shared_ptr<const body::MotionClip> clip;          ///< what was judged
    std::shared_ptr<const review::Quality> quality;        ///< of `clip`
    review::BadFrames queue;                               ///< what is left: neither mended nor accepted
    std::shared_ptr<const body::MotionClip> raw;           ///< as it was solved
    std::shared_ptr<const review::BadFrames> found;        ///< the queue of `raw`, before anything was mended or accepted
};

/// Judges a person's take and ranks what is wrong with it. What was worked out before is used again where its clip is the same.
class ReviewJob final : public Job {
  public:
    /// @param scene  a snapshot. @param before  of the same person; null: none.
    ReviewJob(const edit::Scene& scene, PersonId person, std::shared_ptr<const Review> before);
    std::string title() const override { return "Review"; }
    /// InvalidInput for a person who is not solved, and what review::measureQuality() refuses.
    Result<void> run(JobControl& control) override;
    /// After success.
    std::shared_ptr<const Review> takeReview() { return std::move(review_); }

  private:
    Result<std::shared_ptr<const review::Quality>> measured(const body::MotionClip& clip) const;

    std::shared_ptr<const Review> before_;
    std::shared_ptr<Review> review_ = std::make_shared<Review>();
    std::shared_ptr<const body::BodyModel> body_;
    std::shared_ptr<const track::TrackSet> tracks_;
    review::QueueOptions options_;
};

/// What the queue of a person need not tell again: frames that were accepted, and limbs that a fix holds.
std::vector<review::CheckedRange> checkedRanges(const edit::Scene& scene, PersonId person);

}  // namespace ropetp::jobs
