#include "nn/model_store.h"

#include "nn/sha256.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <new>

namespace ropetp::nn {

namespace fs = std::filesystem;

namespace {

bool isFile(const fs::path& p) {
    std::error_code ec;
    return fs::is_regular_file(p, ec);
}

fs::path environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? fs::path(value) : fs::path();
}

}  // namespace

std::span<const ModelFile> requiredModelFiles() {
    static constexpr std::array kFiles = {kMoveNetTopology, kMoveNetWeights, kBlazePoseHeavy};
    return kFiles;
}

std::vector<fs::path> modelFolderCandidates(const fs::path& explicitFolder) {
    if (!explicitFolder.empty()) return {explicitFolder};
    std::vector<fs::path> folders;
    if (const auto p = environment("ROPETP_MODELS"); !p.empty()) folders.push_back(p);
    std::error_code ec;
    if (const auto program = fs::read_symlink("/proc/self/exe", ec); !ec)
        folders.push_back(program.parent_path().parent_path() / "share/ropetp/models");
    if (const auto p = environment("XDG_DATA_HOME"); p.is_absolute()) folders.push_back(p / "ropetp/models");
    else if (const auto home = environment("HOME"); !home.empty()) folders.push_back(home / ".local/share/ropetp/models");
    return folders;
}

Result<fs::path> findModelFolder(const fs::path& explicitFolder) {
    std::string looked;
    for (const auto& folder : modelFolderCandidates(explicitFolder)) {
        bool complete = true;
        for (const ModelFile& f : requiredModelFiles()) complete = complete && isFile(folder / f.name);
        if (complete) return folder;
        looked += (looked.empty() ? "" : ", ") + folder.string();
    }
    std::string names;
    for (const ModelFile& f : requiredModelFiles()) names += (names.empty() ? "" : ", ") + std::string(f.name);
    return fail(ErrorCode::ModelMissing, "no folder holds " + names + "; looked in " + looked);
}

Result<std::vector<std::uint8_t>> readModelFile(const fs::path& folder, const ModelFile& file) {
    const fs::path path = folder / file.name;
    std::error_code ec;
    if (!isFile(path)) return fail(ErrorCode::ModelMissing, std::string(file.name) + " is not in the models folder", path.string());
    const auto size = fs::file_size(path, ec);
    if (ec || size != file.bytes)
        return fail(ErrorCode::ModelCorrupt, std::string(file.name) + " does not have the size of the published file", path.string());
    try {
        std::vector<std::uint8_t> bytes(file.bytes);
        std::ifstream in(path, std::ios::binary);
        if (!in.read(reinterpret_cast<char*>(bytes.data()), std::streamsize(bytes.size())))
            return fail(ErrorCode::ModelCorrupt, std::string(file.name) + " cannot be read", path.string());
        if (sha256Hex(bytes) != file.sha256)
            return fail(ErrorCode::ModelCorrupt, std::string(file.name) + " does not match the checksum of the published file", path.string());
        return bytes;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "reading a model", path.string());
    }
}

Result<fs::path> findOwnModel(const std::string& name) {
    std::error_code ec;
    const char* resources = std::getenv("ROPETP_RESOURCES");
    const fs::path program = fs::read_symlink("/proc/self/exe", ec);
    std::string looked;
    for (const fs::path& folder : {resources ? fs::path(resources) : fs::path(), program.parent_path() / "../share/ropetp", fs::path(ROPETP_SOURCE_RESOURCES)}) {
        if (folder.empty()) continue;
        const fs::path path = folder / "models" / name;
        if (isFile(path)) return path;
        looked += (looked.empty() ? "" : ", ") + (folder / "models").string();
    }
    return fail(ErrorCode::ModelMissing, name + " is in none of " + looked);
}

}  // namespace ropetp::nn
