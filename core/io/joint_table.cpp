#include "io/joint_table.h"

#include "io/fixed_text.h"
#include "io/text_file.h"

#include <algorithm>
#include <string_view>

namespace ropetp::io {
namespace {

constexpr std::size_t kMaxJoints = 1000;
constexpr std::size_t kMaxPositions = 16'000'000;
constexpr int kMetreDecimals = 6, kMmDecimals = 3, kTimeDecimals = 9;   // a micrometre; rates of two frames are told as well

Result<void> hasSomething(const ExportScene& scene, const std::filesystem::path& path) {
    if (scene.frames.empty() || scene.joints.empty() || !(scene.fps > 0)) return fail(ErrorCode::InvalidInput, "there are no frames to write", path.string());
    return {};
}

/// One row a frame: number, time, coordinates.
void appendRows(FixedText& text, const ExportScene& scene, std::size_t firstFrame, std::string_view between, double unitsPerMetre, int decimals) {
    text.out.reserve(text.out.size() + scene.frames.size() * (24 + scene.joints.size() * 30));
    for (std::size_t i = 0; i < scene.frames.size(); ++i) {
        text << std::to_string(firstFrame + i) << between;
        text.number(double(i) / scene.fps, kTimeDecimals);
        for (const Eigen::Isometry3d& joint : scene.worldFromJoint(i))
            for (int c = 0; c < 3; ++c) {
                text << between;
                text.number(joint.translation()[c] * unitsPerMetre, decimals);
            }
        text << "\n";
    }
}

std::string onOneLine(std::string name) {
    std::ranges::replace_if(name, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, '_');
    return name;
}

/// A field of a CSV: in quotes where it holds what separates.
std::string quoted(const std::string& field) {
    if (field.find_first_of(",\"") == std::string::npos) return field;
    std::string out = "\"";
    for (const char c : field) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
}

/// Lines of a text, without their ends.
class Lines {
  public:
    explicit Lines(std::string_view text) : text_(text) {}
    bool atEnd() const { return at_ >= text_.size(); }
    /// Empty at the end.
    std::string_view next() {
        if (atEnd()) return {};
        ++line_;
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        std::string_view line = text_.substr(at_, end - at_);
        at_ = end + 1;
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        return line;
    }
    std::size_t line() const { return line_; }

  private:
    std::string_view text_;
    std::size_t at_ = 0, line_ = 0;
};

/// The next field of a line, which it is cut from; false where there is none.
bool cut(std::string_view& line, char between, bool& more, std::string_view& field) {
    if (!more) return false;
    const std::size_t end = line.find(between);
    more = end != std::string_view::npos;
    field = line.substr(0, end);
    line.remove_prefix(more ? end + 1 : line.size());
    return true;
}

std::vector<std::string_view> split(std::string_view line, char between) {
    std::vector<std::string_view> fields;
    std::string_view field;
    for (bool more = true; cut(line, between, more, field);) fields.push_back(field);
    return fields;
}

bool isBlank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

/// What both tables have in common: the rows.
class TableReader {
  public:
    TableReader(std::string_view text, std::string file) : lines_(text), file_(std::move(file)) {}

  protected:
    tl::unexpected<Error> wrong(const std::string& what) const {
        return fail(ErrorCode::CorruptFile, what + ", line " + std::to_string(std::max<std::size_t>(1, lines_.line())), file_);
    }

    Result<void> addJoint(std::string_view name) {
        if (out_.names.size() >= kMaxJoints) return fail(ErrorCode::UnsupportedFormat, "there are more joints than are supported", file_);
        if (name.empty() || name.size() > 256) return wrong("a joint's name is missing or too long");
        out_.names.emplace_back(name);
        out_.parents.push_back(-1);
        return {};
    }

    /// To the end of the file. Grows as values come: a file that lies about its frames costs no memory.
    Result<void> rows(char between, double unitsPerMetre) {
        double last = 0;
        while (!lines_.atEnd()) {
            std::string_view line = lines_.next(), field;
            if (isBlank(line)) continue;
            if (out_.world.size() + out_.names.size() > kMaxPositions) return fail(ErrorCode::UnsupportedFormat, "the file has more frames than are supported", file_);
            bool more = true;
            double frame = 0, time = 0;
            if (!cut(line, between, more, field) || !parseNumber(field, frame)) return wrong("the number of the frame was expected");
            if (!cut(line, between, more, field) || !parseNumber(field, time)) return wrong("a time was expected");
            if (out_.frameCount > 0 && !(time > last)) return wrong("times have to rise");
            for (std::size_t j = 0; j < out_.names.size(); ++j) {
                Eigen::Vector3d at;
                for (int c = 0; c < 3; ++c)
                    if (!cut(line, between, more, field) || !parseNumber(field, at[c])) return wrong("a coordinate of " + out_.names[j] + " was expected");
                out_.world.push_back(at / unitsPerMetre);
            }
            if (more && !isBlank(line)) return wrong("there are more columns than joints");
            if (out_.frameCount++ == 0) firstSec_ = time;
            last = time;
        }
        if (out_.frameCount == 0) return wrong("there are no frames");
        spanSec_ = last - firstSec_;
        return {};
    }

    Lines lines_;
    std::string file_;
    ImportedMotion out_;
    double firstSec_ = 0, spanSec_ = 0;
};

class CsvReader : TableReader {
  public:
    using TableReader::TableReader;
    Result<ImportedMotion> read() {
        if (auto ok = header(); !ok) return fail(ok.error());
        if (auto ok = rows(',', 1); !ok) return fail(ok.error());
        out_.fps = spanSec_ > 0 ? double(out_.frameCount - 1) / spanSec_ : 0;
        return std::move(out_);
    }

  private:
    /// The next column's title; an empty one at the end.
    Result<std::string> title(std::string_view& line) const {
        std::string out;
        if (!line.empty() && line.front() == '"') {
            std::size_t i = 1;
            for (; i < line.size() && (line[i] != '"' || (i + 1 < line.size() && line[i + 1] == '"')); ++i) {
                i += line[i] == '"';
                out += line[i];
            }
            if (i >= line.size()) return wrong("a quote is not closed");
            line.remove_prefix(i + 1);
        } else {
            const std::size_t end = std::min(line.find(','), line.size());
            out = line.substr(0, end);
            line.remove_prefix(end);
        }
        if (!line.empty() && line.front() != ',') return wrong("a comma was expected");
        if (!line.empty()) line.remove_prefix(1);
        return out;
    }

    Result<void> header() {
        std::string_view line = lines_.next();
        if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
        for (const std::string_view wanted : {"frame", "time_s"})
            if (const auto found = title(line); !found || *found != wanted) return wrong("the table starts with frame,time_s");
        while (!line.empty()) {
            std::string joint;
            for (const std::string_view axis : {"_x", "_y", "_z"}) {
                const auto found = title(line);
                if (!found) return fail(found.error());
                if (!found->ends_with(axis)) return wrong("columns come as <joint>_x, <joint>_y, <joint>_z");
                const std::string name = found->substr(0, found->size() - 2);
                if (axis == "_x") joint = name;
                if (name != joint) return wrong("columns come as <joint>_x, <joint>_y, <joint>_z");
            }
            if (auto ok = addJoint(joint); !ok) return ok;
        }
        if (out_.names.empty()) return wrong("there are no joints");
        return {};
    }
};

class TrcReader : TableReader {
  public:
    using TableReader::TableReader;
    Result<ImportedMotion> read() {
        if (auto ok = header(); !ok) return fail(ok.error());
        if (auto ok = rows('\t', unitsPerMetre_); !ok) return fail(ok.error());
        if (double(out_.frameCount) != frames_) return wrong("NumFrames is not the number of frames");
        return std::move(out_);
    }

  private:
    Result<void> header() {
        if (!lines_.next().starts_with("PathFileType")) return wrong("a TRC file starts with PathFileType");
        const auto keys = split(lines_.next(), '\t'), values = split(lines_.next(), '\t');
        const auto value = [&](std::string_view key) {
            const auto at = std::size_t(std::ranges::find(keys, key) - keys.begin());
            return at < keys.size() && at < values.size() ? values[at] : std::string_view();
        };
        double markers = 0;
        if (!parseNumber(value("DataRate"), out_.fps) || !(out_.fps > 0)) return wrong("DataRate was expected");
        if (!parseNumber(value("NumFrames"), frames_) || !(frames_ >= 1)) return wrong("NumFrames was expected");
        if (!parseNumber(value("NumMarkers"), markers) || !(markers >= 1)) return wrong("NumMarkers was expected");
        const std::string_view units = value("Units");
        unitsPerMetre_ = units == "mm" ? 1000 : units == "cm" ? 100 : units == "m" ? 1 : 0;
        if (!(unitsPerMetre_ > 0)) return fail(ErrorCode::UnsupportedFormat, "units other than mm, cm and m are not read", file_);
        const auto titles = split(lines_.next(), '\t');
        if (titles.size() < 2 || titles[0] != "Frame#" || titles[1] != "Time") return wrong("the columns start with Frame# and Time");
        for (std::size_t i = 2; i < titles.size(); ++i) {
            if ((i - 2) % 3 != 0) {
                if (!isBlank(titles[i])) return wrong("a marker's name stands over three columns");
            } else if (!isBlank(titles[i])) {
                if (auto ok = addJoint(titles[i]); !ok) return ok;
            } else if (i + 1 < titles.size()) {
                return wrong("a marker's name is missing");
            }
        }
        if (double(out_.names.size()) != markers) return wrong("NumMarkers is not the number of markers");
        const auto axes = lines_.next();
        if (axes.find("X1") == std::string_view::npos) return wrong("X1, Y1, Z1, ... was expected");
        return {};
    }

    double frames_ = 0, unitsPerMetre_ = 0;
};

}  // namespace

Result<void> writeCsv(const std::filesystem::path& path, const ExportScene& scene) {
    if (auto ok = hasSomething(scene, path); !ok) return ok;
    FixedText text;
    text << "frame,time_s";
    for (const SceneJoint& joint : scene.joints)
        for (const char* axis : {"_x", "_y", "_z"}) text << "," << quoted(onOneLine(joint.name) + axis);
    text << "\n";
    appendRows(text, scene, 0, ",", 1, kMetreDecimals);
    return writeWholeFile(path, text.out);
}

Result<ImportedMotion> readCsv(const std::filesystem::path& path) {
    const auto text = readWholeFile(path);
    if (!text) return fail(text.error());
    return CsvReader(*text, path.string()).read();
}

Result<void> writeTrc(const std::filesystem::path& path, const ExportScene& scene) {
    if (auto ok = hasSomething(scene, path); !ok) return ok;
    const std::string frames = std::to_string(scene.frames.size());
    FixedText text, rate;
    rate.number(scene.fps, 6);
    text << "PathFileType\t4\t(X/Y/Z)\t" << onOneLine(path.filename().string()) << "\n";
    text << "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n";
    text << rate.out << "\t" << rate.out << "\t" << frames << "\t" << std::to_string(scene.joints.size()) << "\tmm\t" << rate.out << "\t1\t" << frames << "\nFrame#\tTime";
    for (const SceneJoint& joint : scene.joints) text << "\t" << onOneLine(joint.name) << "\t\t";
    text << "\n\t";
    for (std::size_t j = 1; j <= scene.joints.size(); ++j)
        for (const char* axis : {"\tX", "\tY", "\tZ"}) text << axis << std::to_string(j);
    text << "\n\n";   // readers expect an empty line before the numbers
    appendRows(text, scene, 1, "\t", 1000, kMmDecimals);
    return writeWholeFile(path, text.out);
}

Result<ImportedMotion> readTrc(const std::filesystem::path& path) {
    const auto text = readWholeFile(path);
    if (!text) return fail(text.error());
    return TrcReader(*text, path.string()).read();
}

}  // namespace ropetp::io
