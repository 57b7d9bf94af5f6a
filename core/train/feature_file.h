#pragma once

#include "base/result.h"
#include "pose/rope/blazepose_backbone.h"
#include "train/rope_sample.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace ropetp::train {

/// Labels of a sample as they lie in a feature file: plain floats, so that a batch is a copy.
struct RopeLabels {
    float pose[72], betas[10], joints[72], joints2d[48], visible[24];
    float focal, depthM, poseWeight, hasParts, group;
    std::uint8_t parts[kPartMap * kPartMap];
};

/// Features of crops with their labels, so that the frozen backbone runs once. Maps are kept in 8 bits with a
/// scale for each channel. One writer; records are appended; a record cut short by a kill is dropped on opening.
class FeatureFileWriter {
  public:
    /// Opens or creates; `scales` of an existing file are kept. CorruptFile for a file of another kind,
    /// which is left alone; WriteFailed.
    static Result<std::unique_ptr<FeatureFileWriter>> open(const std::filesystem::path& path, const std::vector<float>& scales);
    ~FeatureFileWriter();
    Result<void> add(const RopeSample& sample, const pose::BlazePoseFeatures& features);
    std::size_t count() const { return count_; }

  private:
    FeatureFileWriter() = default;
    std::FILE* file_ = nullptr;
    std::vector<float> scales_;
    std::vector<std::int8_t> maps_;
    std::size_t count_ = 0;
    std::filesystem::path path_;
};

/// Reads a feature file through the page cache. Thread-safe.
class FeatureFile {
  public:
    static Result<std::shared_ptr<const FeatureFile>> open(const std::filesystem::path& path);
    ~FeatureFile();
    FeatureFile(const FeatureFile&) = delete;
    FeatureFile& operator=(const FeatureFile&) = delete;

    std::size_t count() const { return count_; }
    const RopeLabels& labels(std::size_t i) const;
    const float* vector(std::size_t i) const;              ///< BlazePoseFeatures::kVector
    const std::int8_t* fine(std::size_t i) const;
    const std::int8_t* coarse(std::size_t i) const;
    /// The pose that the landmarks of a sample suggest (pose::kStartValues); worked out once.
    std::span<const float> start(std::size_t i) const;
    /// One a channel: fine, then coarse.
    const std::vector<float>& scales() const { return scales_; }

  private:
    FeatureFile() = default;
    const std::uint8_t* data_ = nullptr;
    std::size_t bytes_ = 0, count_ = 0;
    std::vector<float> scales_;
    mutable std::mutex mutex_;
    mutable std::vector<float> starts_;      ///< kStartValues a sample
    mutable std::vector<bool> hasStart_;
};

}  // namespace ropetp::train
