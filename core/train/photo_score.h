#pragma once

#include "base/job_control.h"
#include "base/result.h"
#include "metrics/pck.h"
#include "train/labelled_photos.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace ropetp::train {

/// PCK@0.2 of labelled photos: BlazePose's own points, and the joints of solved bodies laid over the photo.
struct PhotoScore {
    /// People with fewer labelled points, without a labelled torso or with a box of less are left out.
    static constexpr int kLeastLabelled = 6;
    static constexpr double kLeastBoxPx = 32;

    struct Method {
        std::string name;                 ///< "BlazePose", "fit 1.0", "rope 1.0"
        metrics::Pck people;              ///< everybody; people in whose box nobody was found count as wrong
        metrics::Pck found;               ///< only those who were found
    };
    std::vector<Method> methods;
    std::size_t labelled = 0, measured = 0, found = 0;   ///< people in the files; with enough labels; seen in their box
};

struct PhotoScoring {
    std::filesystem::path models;         ///< folder of the person models
    std::filesystem::path weights;        ///< of Rope; empty: the ones that come with the program, if they do
    int threads = 1;
};

/// Every method is given the same landmarks, read from the labelled box alone. The focal length of the photos is
/// taken to be their diagonal. Errors of the models and the photos; Canceled.
Result<PhotoScore> scorePhotos(std::span<const LabelledPerson> people, const PhotoScoring& scoring, JobControl& job);

/// A table of all of it.
std::string tableOf(const PhotoScore& score);

}  // namespace ropetp::train
