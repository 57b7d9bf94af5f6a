#include "train/motion_library.h"

#include "io/npz_file.h"

namespace ropetp::train {
namespace {

/// Texts of a numpy unicode array; characters beyond ASCII become '?'.
std::vector<std::string> texts(const io::NpyArray& a) {
    std::vector<std::string> out(a.count());
    if (a.type.size() < 3 || a.type[1] != 'U') return out;
    const std::size_t characters = a.itemBytes() / 4;
    for (std::size_t i = 0; i < out.size(); ++i)
        for (std::size_t k = 0; k < characters; ++k) {
            std::uint32_t code;
            std::memcpy(&code, a.bytes.data() + 4 * (i * characters + k), 4);
            if (code == 0) break;
            out[i] += code < 128 ? char(code) : '?';
        }
    return out;
}

}  // namespace

Result<std::vector<RecordedMotion>> readMotions(const std::filesystem::path& npz) {
    const auto arrays = io::readNpz(npz);
    if (!arrays) return fail(arrays.error());
    const auto corrupt = [&](const char* why) { return fail(ErrorCode::CorruptFile, why, npz.string()); };
    for (const char* key : {"positions_mm", "start", "length", "clip", "subject", "split"})
        if (!arrays->contains(key)) return corrupt("not a set of recordings");
    const auto& positions = arrays->at("positions_mm");
    if (positions.shape.size() != 3 || positions.shape[1] != 22 || positions.shape[2] != 3) return corrupt("positions_mm has another shape than N x 22 x 3");
    const auto mm = positions.numbers(), start = arrays->at("start").numbers(), length = arrays->at("length").numbers();
    if (!mm || !start || !length || start->size() != length->size()) return corrupt("start and length do not fit");
    const auto names = texts(arrays->at("clip")), subjects = texts(arrays->at("subject")), splits = texts(arrays->at("split"));
    if (names.size() != start->size() || subjects.size() != names.size() || splits.size() != names.size()) return corrupt("clip, subject and split do not fit");
    std::vector<RecordedMotion> out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double first = (*start)[i], count = (*length)[i];
        if (!(first >= 0 && count >= 0 && first + count <= double(positions.shape[0]))) return corrupt("a clip lies outside the positions");
        RecordedMotion m{names[i], subjects[i], splits[i] == "val", 30, {}};
        for (std::size_t t = 0; t < std::size_t(count); ++t) {
            Joints22 joints;
            for (std::size_t k = 0; k < 66; ++k) joints.data()[k] = (*mm)[(std::size_t(first) + t) * 66 + k] / 1000;
            m.joints.push_back(joints);
        }
        out.push_back(std::move(m));
    }
    return out;
}

}  // namespace ropetp::train
