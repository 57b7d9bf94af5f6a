#include "train/people/drawn_people.h"

#include <mutex>

namespace ropetp::train {
namespace {

class DrawnPeople final : public PeopleDataset {
  public:
    DrawnPeople(SynthesisAssets assets, const SynthesisOptions& options, std::size_t size, bool withShapes)
        : assets_(std::move(assets)), options_(options), size_(size), withShapes_(withShapes) {}
    std::string name() const override { return "synthetic"; }
    std::size_t size() const override { return size_; }

    Result<RopeSample> sample(std::size_t i, std::uint64_t seed) const override {
        auto painter = take();
        RopeSample s = painter->draw(seed * 1'000'003 + i);
        if (!withShapes_) s.shapeWeight = 0;
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(painter));
        return s;
    }

  private:
    /// One painter a thread at a time: they know the people that they drew before.
    std::unique_ptr<SyntheticPeople> take() const {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto painter = std::move(idle_.back());
                idle_.pop_back();
                return painter;
            }
        }
        return std::make_unique<SyntheticPeople>(assets_, options_, 1);
    }

    SynthesisAssets assets_;
    SynthesisOptions options_;
    std::size_t size_;
    bool withShapes_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<SyntheticPeople>> idle_;
};

}  // namespace

std::shared_ptr<PeopleDataset> drawnPeople(SynthesisAssets assets, const SynthesisOptions& options, std::size_t size, bool withShapes) {
    return std::make_shared<DrawnPeople>(std::move(assets), options, size, withShapes);
}

}  // namespace ropetp::train
