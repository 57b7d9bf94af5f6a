#pragma once

#include "review/bad_frames.h"

#include <array>
#include <vector>

/// Builds the stops of BadFrames. Internal.
namespace ropetp::review {

/// Evidence of trouble a frame and limb, cut into stretches, of which the worst is told again and again until nothing
/// is left that is worth a stop. Evidence = -log(1 - combined quality): causes add up.
class StopQueue {
  public:
    StopQueue(const Quality& quality, const QueueOptions& options);
    /// Worst first.
    std::vector<Stop> stops(const body::MotionClip& clip);

  private:
    template <class T>
    using PerLimb = std::vector<std::array<T, kLimbCount>>;
    struct Stretch {
        std::size_t limb, first, end;
        double score = 0;
        std::size_t worst = 0;
        int turn = 0;          ///< how often it has made a stop
    };

    double least() const;
    double sec(std::size_t i) const { return quality_.timeSec()[i]; }
    double stepSec(std::size_t i) const;
    /// Evidence that no stop has told yet.
    double open(std::size_t i, std::size_t limb) const { return evidence_[i][limb] > covered_[i][limb] ? evidence_[i][limb] : 0; }
    bool isTold(std::size_t i, std::size_t limb) const { return covered_[i][limb] > 0 && covered_[i][limb] >= evidence_[i][limb]; }
    /// A stop has told of a limb on a frame: `whatever` is wrong, or what is not clearly worse than `told`.
    void cover(std::size_t i, std::size_t limb, bool whatever, double told);
    /// Of the stop's limb (an exchange: of both) whatever, of the others what is not clearly worse.
    void coverAll(std::size_t i, std::size_t limb, std::size_t mirror, double told);

    /// How much evidence the user has accepted on each frame and limb.
    PerLimb<double> accepted() const;
    void collectEvidence();
    void collectStretches(std::size_t limb);
    /// Score and worst frame of what is still open of a stretch.
    void rate(Stretch& s) const;
    Stop accept(const Stretch& s, const body::MotionClip& clip);
    Stop described(const Stretch& s, std::size_t first, std::size_t last) const;

    const Quality& quality_;
    const QueueOptions& options_;
    const std::size_t count_;
    PerLimb<double> evidence_;   ///< of the limb's worst joint
    PerLimb<double> acute_;      ///< of the causes that are not chronic
    PerLimb<double> covered_;    ///< up to this much, stops have told
    PerLimb<int> worstJoint_;
    std::vector<Stretch> stretches_;
};

}  // namespace ropetp::review
