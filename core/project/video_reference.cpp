#include "project/video_reference.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <vector>

namespace ropetp::project {
namespace {

namespace fs = std::filesystem;

constexpr qint64 kPart = 64 << 10;

QString qtPath(const fs::path& path) { return QFile::decodeName(QByteArray::fromStdString(path.string())); }

std::uint64_t bytesOf(const fs::path& video) {
    const QFileInfo info(qtPath(video));
    return info.isFile() ? std::uint64_t(info.size()) : 0;
}

}  // namespace

std::string fingerprintOf(const fs::path& video) {
    const QFileInfo info(qtPath(video));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto addNumber = [&](qint64 n) { hash.addData(QByteArray::number(n) + '\n'); };
    if (info.isDir()) {
        for (const QFileInfo& f : QDir(info.filePath()).entryInfoList(QDir::Files, QDir::Name)) {
            hash.addData(QFile::encodeName(f.fileName()));
            addNumber(f.size());
        }
        return hash.result().toHex().toStdString();
    }
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly)) return {};
    addNumber(file.size());
    for (const qint64 at : {qint64(0), std::max(qint64(0), file.size() / 2 - kPart / 2), std::max(qint64(0), file.size() - kPart)})
        if (file.seek(at)) hash.addData(file.read(kPart));
    return hash.result().toHex().toStdString();
}

VideoReference referTo(const fs::path& video, const fs::path& projectFile, const VideoReference& before) {
    VideoReference r = before;
    if (video.empty()) return r;
    std::error_code error;
    r.absolute = fs::absolute(video, error).lexically_normal();
    r.relative = projectFile.empty() ? fs::path() : r.absolute.lexically_relative(fs::absolute(projectFile, error).lexically_normal().parent_path());
    if (const auto fingerprint = fingerprintOf(video); !fingerprint.empty()) {
        r.bytes = bytesOf(video);
        r.fingerprint = fingerprint;
    }
    return r;
}

FoundVideo findVideo(const VideoReference& reference, const fs::path& projectFile) {
    std::error_code error;
    const fs::path folder = fs::absolute(projectFile, error).parent_path();
    std::vector<fs::path> places;
    if (!reference.relative.empty()) places.push_back((folder / reference.relative).lexically_normal());
    if (!reference.absolute.empty()) {
        places.push_back(reference.absolute);
        places.push_back(folder / reference.absolute.filename());
    }
    FoundVideo found;
    for (const fs::path& place : places) {
        if (!fs::exists(place, error)) continue;
        const bool same = reference.fingerprint.empty() || fingerprintOf(place) == reference.fingerprint;
        if (same) return {VideoState::Found, place};
        if (found.path.empty()) found = {VideoState::Changed, place};
    }
    return found;
}

}  // namespace ropetp::project
