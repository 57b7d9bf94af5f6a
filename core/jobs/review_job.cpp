#include "jobs/review_job.h"

#include "body/mannequin.h"
#include "edit/layers.h"

namespace ropetp::jobs {

std::vector<review::CheckedRange> checkedRanges(const edit::Scene& scene, PersonId person) {
    std::vector<review::CheckedRange> checked;
    for (const auto& a : scene.accepted)
        if (a.person == person) checked.push_back({a.range, a.severity});
    const auto layers = scene.layers.find(person);
    if (layers == scene.layers.end() || !layers->second) return checked;
    for (const edit::Fix& fix : layers->second->fixes) {
        review::CheckedRange mended{{fix.frame, fix.frame.next()}, 1, {}};
        for (int j = 0; j < body::kJointCount; ++j)
            if (fix.joints[std::size_t(j)]) mended.limbs.set(std::size_t(review::limbOf(j)));
        if (fix.place) mended.limbs.set(std::size_t(review::Limb::Trunk));
        checked.push_back(mended);
    }
    return checked;
}

ReviewJob::ReviewJob(const edit::Scene& scene, PersonId person, std::shared_ptr<const Review> before)
    : before_(std::move(before)), body_(scene.body ? scene.body : body::mannequin()), tracks_(scene.tracks) {
    review_->person = person;
    if (const auto clip = scene.clips.find(person); clip != scene.clips.end()) review_->clip = clip->second;
    const auto layers = edit::layersOf(scene, person);
    review_->raw = layers && layers->raw ? layers->raw : review_->clip;
    options_.checked = checkedRanges(scene, person);
}

Result<std::shared_ptr<const review::Quality>> ReviewJob::measured(const body::MotionClip& clip) const {
    const auto* track = tracks_ ? tracks_->find(review_->person) : nullptr;
    auto quality = review::measureQuality(clip, *body_, track);
    if (!quality) return fail(quality.error());
    return std::make_shared<const review::Quality>(std::move(*quality));
}

Result<void> ReviewJob::run(JobControl& control) {
    if (!review_->clip) return fail(ErrorCode::InvalidInput, "person " + std::to_string(review_->person.value) + " is not solved");
    if (before_ && before_->clip == review_->clip) {
        review_->quality = before_->quality;
    } else {
        auto quality = measured(*review_->clip);
        if (!quality) return fail(quality.error());
        review_->quality = *quality;
    }
    if (control.isCanceled()) return fail(ErrorCode::Canceled);
    if (before_ && before_->raw == review_->raw) {
        review_->found = before_->found;
    } else {
        const auto quality = review_->raw == review_->clip ? Result<std::shared_ptr<const review::Quality>>(review_->quality) : measured(*review_->raw);
        if (!quality) return fail(quality.error());
        review_->found = std::make_shared<const review::BadFrames>(**quality, *review_->raw);
    }
    review_->queue = review::BadFrames(*review_->quality, *review_->clip, options_);
    return {};
}

}  // namespace ropetp::jobs
