#include "app/train/plot_command.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <span>
#include <sstream>

namespace ropetp::train {
namespace {

constexpr int kWidth = 1200, kPanelHeight = 420, kLeft = 90, kRight = 190, kTop = 46, kBottom = 44;
constexpr double kText = 0.5;
const cv::Scalar kInk(40, 40, 40), kGrid(225, 225, 225);

struct Curve {
    const char* column;
    const char* label;
    cv::Scalar colour;   ///< blue, green, red: told apart by the colour-blind too (Okabe and Ito)
};
const Curve kLosses[] = {{"rotations", "rotations", {178, 114, 0}}, {"joints3d", "3D joints", {0, 94, 213}}, {"joints2d", "2D joints", {115, 158, 0}},
                         {"shape", "shape", {167, 121, 204}}, {"attention", "attention", {0, 159, 230}}};
const Curve kErrors[] = {{"mpjpe_mm", "MPJPE", {178, 114, 0}}, {"pa_mpjpe_mm", "PA-MPJPE", {0, 94, 213}}, {"visible_mm", "seen joints", {115, 158, 0}},
                         {"hidden_mm", "hidden joints", {167, 121, 204}}};
const Curve kPixels[] = {{"pixels", "2D error", {178, 114, 0}}};

using Table = std::map<std::string, std::vector<double>>;

/// False where the file is no log of a training. A row cut short by a kill is dropped.
bool readTable(const std::string& path, Table& table) {
    std::ifstream in(path);
    std::string line, cell;
    std::vector<std::string> names;
    if (!std::getline(in, line)) return false;
    for (std::istringstream head(line); std::getline(head, cell, ',');) names.push_back(cell);
    while (std::getline(in, line)) {
        std::vector<double> row;
        for (std::istringstream cells(line); std::getline(cells, cell, ',');) row.push_back(std::atof(cell.c_str()));
        for (std::size_t i = 0; row.size() == names.size() && i < row.size(); ++i) table[names[i]].push_back(row[i]);
    }
    return table.contains("step");
}

/// Steps of 1, 2 or 5 times a power of ten.
double tidyStep(double span, int parts) {
    const double raw = span / parts, power = std::pow(10, std::floor(std::log10(raw)));
    for (const double m : {1.0, 2.0, 5.0})
        if (m * power >= raw) return m * power;
    return 10 * power;
}

void write(cv::Mat& panel, const std::string& text, cv::Point at, const cv::Scalar& colour = kInk) { cv::putText(panel, text, at, cv::FONT_HERSHEY_SIMPLEX, kText, colour, 1, cv::LINE_AA); }

std::string number(double v) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", v);
    return text;
}

/// One panel of curves over the steps. @param logarithmic  for losses of very different size.
void draw(cv::Mat panel, const Table& table, std::span<const Curve> curves, const char* title, bool logarithmic) {
    const auto& steps = table.at("step");
    const auto height = [&](double v) { return logarithmic ? std::log10(v) : v; };
    const auto counts = [&](double v) { return std::isfinite(v) && (!logarithmic || v > 0); };
    double low = 1e300, high = -1e300;
    for (const auto& c : curves)
        if (const auto it = table.find(c.column); it != table.end())
            for (const double v : it->second)
                if (counts(v)) low = std::min(low, height(v)), high = std::max(high, height(v));
    write(panel, title, {kLeft, 28});
    if (low > high) return write(panel, "nothing of this was measured", {kLeft, kPanelHeight / 2});
    if (high - low < 1e-9) low -= 0.5, high += 0.5;
    const double room = 0.05 * (high - low);
    low -= room, high += room;
    const double last = std::max(1.0, steps.back());
    const cv::Rect box(kLeft, kTop, kWidth - kLeft - kRight, kPanelHeight - kTop - kBottom);
    const auto at = [&](double step, double value) {
        return cv::Point2d(box.x + box.width * step / last, box.y + box.height * (1 - (height(value) - low) / (high - low)));
    };
    const auto horizontal = [&](double value) {
        const auto p = at(0, value);
        cv::line(panel, {box.x, int(p.y)}, {box.x + box.width, int(p.y)}, kGrid);
        write(panel, number(value), {12, int(p.y) + 5});
    };
    if (logarithmic && high - low > 0.6) {
        for (int e = int(std::floor(low)); e <= int(std::ceil(high)); ++e)
            for (const double m : {1.0, 2.0, 5.0})
                if (const double v = m * std::pow(10, e); height(v) >= low && height(v) <= high) horizontal(v);
    } else {
        const double from = logarithmic ? std::pow(10, low) : low, to = logarithmic ? std::pow(10, high) : high, step = tidyStep(to - from, 6);
        for (double v = std::ceil(from / step) * step; v <= to; v += step) horizontal(std::abs(v) < 1e-12 ? 0 : v);
    }
    const double step = tidyStep(last, 8);
    for (double s = 0; s <= last * 1.0001; s += step) {
        const int x = int(box.x + box.width * s / last);
        cv::line(panel, {x, box.y}, {x, box.y + box.height}, kGrid);
        write(panel, number(s), {x - 14, box.y + box.height + 20});
    }
    cv::rectangle(panel, box, kInk);
    write(panel, "steps", {box.x + box.width + 60, box.y + box.height + 20});
    int row = 0;
    for (const auto& c : curves) {
        const auto it = table.find(c.column);
        if (it == table.end()) continue;
        // A curve ends where its loss is dropped (written as 0).
        for (std::size_t i = 0; i < it->second.size(); ++i) {
            if (!counts(it->second[i])) continue;
            cv::circle(panel, at(steps[i], it->second[i]), 2, c.colour, -1, cv::LINE_AA);
            if (i > 0 && counts(it->second[i - 1])) cv::line(panel, at(steps[i - 1], it->second[i - 1]), at(steps[i], it->second[i]), c.colour, 2, cv::LINE_AA);
        }
        const int y = box.y + 18 + 24 * row++, x = box.x + box.width + 14;
        cv::line(panel, {x, y - 5}, {x + 24, y - 5}, c.colour, 3, cv::LINE_AA);
        write(panel, c.label, {x + 32, y});
    }
}

}  // namespace

int plotCommand(const std::vector<std::string>& words) {
    Table table;
    if (words.size() != 2) {
        std::fputs("usage: ropetp-train plot LOG.csv OUT.png   losses and validation of a training as curves\n", stderr);
        return 2;
    }
    if (!readTable(words[0], table)) {
        std::fprintf(stderr, "%s is no log of a training (log.csv in its folder), or has no rows yet\n", words[0].c_str());
        return 1;
    }
    try {
        cv::Mat picture(3 * kPanelHeight, kWidth, CV_8UC3, cv::Scalar(255, 255, 255));
        const auto panel = [&](int i) { return picture.rowRange(i * kPanelHeight, (i + 1) * kPanelHeight); };
        draw(panel(0), table, kLosses, "Losses in training (not weighted, logarithmic)", true);
        draw(panel(1), table, kErrors, "Held-out people: error of the 3D joints, mm", false);
        draw(panel(2), table, kPixels, "Held-out people: error of seen joints, pixels of a 256 px crop", false);
        if (cv::imwrite(words[1], picture)) return 0;
    } catch (const cv::Exception& e) {
        std::fprintf(stderr, "%s\n", e.err.c_str());
    }
    std::fprintf(stderr, "%s cannot be written\n", words[1].c_str());
    return 1;
}

}  // namespace ropetp::train
