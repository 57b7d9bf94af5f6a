#pragma once

#include "body/body_model.h"
#include "train/people/people_dataset.h"
#include "train/people/person_label.h"

namespace ropetp::train {

/// A crop of a labelled person, labels in the crop's view. 3D joints follow from pose and shape where these are
/// known; parts are drawn where the body can be laid over the labelled points. @param augmented  a seed, or
/// PeopleDataset::kPlain. InvalidInput where the label shows no place to crop.
Result<RopeSample> sampleOf(const PersonLabel& label, const Image& picture, const std::shared_ptr<const body::BodyModel>& body, std::uint64_t augmented);

/// The crop around a labelled person, upright along the trunk. Not valid where neither points nor box tell.
track::CropRegion cropAround(const PersonLabel& label);

/// A data set of pictures in a folder: adapters say how people are labelled, the rest is here.
class LabelledPictures : public PeopleDataset {
  public:
    std::string name() const final { return name_; }
    std::vector<std::string> remarks() const final { return remarks_; }
    Result<RopeSample> sample(std::size_t i, std::uint64_t seed) const final;
    /// @param i  below size().
    virtual PersonLabel label(std::size_t i) const = 0;

  protected:
    LabelledPictures(std::string name, std::shared_ptr<const body::BodyModel> body) : name_(std::move(name)), body_(std::move(body)) {}
    const body::BodyModel& body() const { return *body_; }
    /// Which pictures exist; says which are missing in remarks(). FileNotFound, naming some, where none does.
    Result<std::vector<bool>> existing(const std::vector<std::filesystem::path>& pictures);
    void remark(std::string text) { remarks_.push_back(std::move(text)); }

  private:
    std::string name_;
    std::shared_ptr<const body::BodyModel> body_;
    std::vector<std::string> remarks_;
};

}  // namespace ropetp::train
