#include "train/feature_file.h"

#include "pose/rope/start_pose.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace ropetp::train {
namespace {

using F = pose::BlazePoseFeatures;
constexpr char kMagic[8] = {'R', 'T', 'P', 'F', 'E', 'A', 'T', '1'};
constexpr std::size_t kScales = F::kFineChannels + F::kCoarseChannels;
constexpr std::size_t kHeader = sizeof kMagic + kScales * sizeof(float);
constexpr std::size_t kMaps = F::kFine + F::kCoarse;
constexpr std::size_t kRecord = sizeof(RopeLabels) + F::kVector * sizeof(float) + kMaps;

/// A head that a kill cut short, and not somebody else's small file.
bool isOurHead(const std::filesystem::path& path) {
    char head[sizeof kMagic] = {};
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (!file) return false;
    const std::size_t n = std::fread(head, 1, sizeof head, file);
    std::fclose(file);
    return std::memcmp(head, kMagic, n) == 0;
}

}  // namespace

Result<std::unique_ptr<FeatureFileWriter>> FeatureFileWriter::open(const std::filesystem::path& path, const std::vector<float>& scales) {
    if (scales.size() != kScales) return fail(ErrorCode::InvalidInput, "a feature file needs a scale for each channel");
    std::unique_ptr<FeatureFileWriter> w(new FeatureFileWriter());
    w->path_ = path;
    w->scales_ = scales;
    w->maps_.resize(kMaps);
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    const bool exists = !error && bytes >= kHeader;
    if (!error && !exists && !isOurHead(path)) return fail(ErrorCode::CorruptFile, "not a feature file", path.string());
    if (exists) {
        const auto existing = FeatureFile::open(path);
        if (!existing) return fail(existing.error());
        w->scales_ = (*existing)->scales();
        w->count_ = (*existing)->count();
        std::filesystem::resize_file(path, kHeader + w->count_ * kRecord, error);
        if (error) return fail(ErrorCode::WriteFailed, error.message(), path.string());
    }
    w->file_ = std::fopen(path.c_str(), exists ? "ab" : "wb");
    if (!w->file_) return fail(ErrorCode::WriteFailed, "the feature file cannot be opened", path.string());
    if (!exists) {
        std::fwrite(kMagic, 1, sizeof kMagic, w->file_);
        std::fwrite(scales.data(), sizeof(float), scales.size(), w->file_);
    }
    return w;
}

FeatureFileWriter::~FeatureFileWriter() {
    if (file_) std::fclose(file_);
}

Result<void> FeatureFileWriter::add(const RopeSample& s, const F& f) {
    RopeLabels l{};
    for (int j = 0; j < body::kJointCount; ++j) {
        for (int c = 0; c < 3; ++c) {
            l.pose[3 * j + c] = float(s.pose.axisAngleRad[std::size_t(j)][c]);
            l.joints[3 * j + c] = float(s.joints(j, c));
        }
        for (int c = 0; c < 2; ++c) l.joints2d[2 * j + c] = s.joints2d(j, c);
        l.visible[j] = s.visible[std::size_t(j)];
    }
    for (int k = 0; k < body::kShapeCount; ++k) l.betas[k] = float(s.betas[k]);
    l.focal = s.focal;
    l.depthM = s.depthM;
    l.poseWeight = s.poseWeight;
    l.hasParts = s.hasParts ? 1.f : 0.f;
    l.group = float(s.group);
    std::copy(s.parts.begin(), s.parts.end(), l.parts);
    const auto pack = [](std::span<const float> values, const float* scales, int channels, std::int8_t* out) {
        for (std::size_t i = 0; i < values.size(); ++i) out[i] = std::int8_t(std::lround(std::clamp(values[i] / scales[i % std::size_t(channels)], -127.f, 127.f)));
    };
    pack(f.fine, scales_.data(), F::kFineChannels, maps_.data());
    pack(f.coarse, scales_.data() + F::kFineChannels, F::kCoarseChannels, maps_.data() + F::kFine);
    const bool good = std::fwrite(&l, sizeof l, 1, file_) == 1 && std::fwrite(f.vector.data(), sizeof(float), F::kVector, file_) == F::kVector &&
                      std::fwrite(maps_.data(), 1, kMaps, file_) == kMaps;
    if (!good) return fail(ErrorCode::WriteFailed, "the features could not be written", path_.string());
    ++count_;
    return {};
}

Result<std::shared_ptr<const FeatureFile>> FeatureFile::open(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(ErrorCode::FileNotFound, "the feature file cannot be opened", path.string());
    struct stat info {};
    ::fstat(fd, &info);
    const auto bytes = std::size_t(info.st_size);
    void* data = bytes >= kHeader ? ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
    ::close(fd);
    if (data == MAP_FAILED) return fail(ErrorCode::CorruptFile, "not a feature file", path.string());
    std::shared_ptr<FeatureFile> f(new FeatureFile());
    f->data_ = static_cast<const std::uint8_t*>(data);
    f->bytes_ = bytes;
    if (std::memcmp(data, kMagic, sizeof kMagic) != 0) return fail(ErrorCode::CorruptFile, "not a feature file", path.string());
    f->scales_.resize(kScales);
    std::memcpy(f->scales_.data(), f->data_ + sizeof kMagic, kScales * sizeof(float));
    f->count_ = (bytes - kHeader) / kRecord;
    f->starts_.resize(f->count_ * std::size_t(pose::kStartValues));
    f->hasStart_.resize(f->count_);
    return std::shared_ptr<const FeatureFile>(f);
}

FeatureFile::~FeatureFile() {
    if (data_) ::munmap(const_cast<std::uint8_t*>(data_), bytes_);
}

std::span<const float> FeatureFile::start(std::size_t i) const {
    constexpr auto kSize = std::size_t(pose::kStartValues);
    const std::lock_guard lock(mutex_);
    const std::span<float> out(starts_.data() + i * kSize, kSize);
    if (!hasStart_[i]) pose::startFromLandmarks({vector(i) + F::kDeep, F::kVector - F::kDeep}, out);
    hasStart_[i] = true;
    return out;
}

const RopeLabels& FeatureFile::labels(std::size_t i) const { return *reinterpret_cast<const RopeLabels*>(data_ + kHeader + i * kRecord); }
const float* FeatureFile::vector(std::size_t i) const { return reinterpret_cast<const float*>(data_ + kHeader + i * kRecord + sizeof(RopeLabels)); }
const std::int8_t* FeatureFile::fine(std::size_t i) const {
    return reinterpret_cast<const std::int8_t*>(data_ + kHeader + i * kRecord + sizeof(RopeLabels) + F::kVector * sizeof(float));
}
const std::int8_t* FeatureFile::coarse(std::size_t i) const { return fine(i) + F::kFine; }

}  // namespace ropetp::train
