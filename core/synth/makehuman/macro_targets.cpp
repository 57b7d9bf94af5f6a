#include "synth/makehuman/macro_targets.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace ropetp::synth {
namespace {

constexpr std::size_t kMostBytes = 32u << 20;

Result<std::string> unpacked(const std::filesystem::path& path) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    if (!file) return fail(ErrorCode::FileNotFound, "the shape target cannot be opened", path.string());
    std::string text;
    char buffer[1 << 16];
    for (int n; (n = gzread(file.get(), buffer, sizeof buffer)) != 0;) {
        if (n < 0 || text.size() > kMostBytes) return fail(ErrorCode::CorruptFile, "the shape target is damaged", path.string());
        text.append(buffer, std::size_t(n));
    }
    return text;
}

const char* skipSpace(const char* at, const char* end) {
    while (at < end && (*at == ' ' || *at == '\t')) ++at;
    return at;
}

/// Names with weights that sum to 1, e.g. {"young", 0.7}, {"old", 0.3}.
using Mix = std::vector<std::pair<std::string, double>>;

Mix between(double value, std::initializer_list<std::pair<double, const char*>> stops) {
    const auto* last = stops.begin();
    for (const auto* stop = stops.begin() + 1; stop != stops.end(); ++stop) {
        if (value <= stop->first || stop + 1 == stops.end()) {
            const double t = std::clamp((value - last->first) / (stop->first - last->first), 0.0, 1.0);
            return {{last->second, 1 - t}, {stop->second, t}};
        }
        last = stop;
    }
    return {{last->second, 1.0}};
}

}  // namespace

Result<MacroTargets> MacroTargets::read(const std::filesystem::path& folder, int vertexCount) {
    MacroTargets out;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
        if (entry.path().extension() != ".gz") continue;
        const auto text = unpacked(entry.path());
        if (!text) return fail(text.error());
        std::vector<Delta> deltas;
        const char *at = text->data(), *end = at + text->size();
        while (at < end) {
            const char* stop = std::find(at, end, '\n');
            const char* word = skipSpace(at, stop);
            if (word < stop && *word != '#' && *word != '\r') {
                Delta d;
                auto r = std::from_chars(word, stop, d.vertex);
                bool good = r.ec == std::errc() && d.vertex >= 0 && d.vertex < vertexCount;
                for (int c = 0; c < 3 && good; ++c) {
                    r = std::from_chars(skipSpace(r.ptr, stop), stop, d.by[c]);
                    good = r.ec == std::errc();
                }
                if (!good) return fail(ErrorCode::CorruptFile, "the shape target has a line that is none", entry.path().string());
                deltas.push_back(d);
            }
            at = stop + 1;
        }
        out.targets_[entry.path().stem().stem().string()] = std::move(deltas);
    }
    if (error || out.targets_.empty()) return fail(ErrorCode::FileNotFound, "no shape targets", folder.string());
    return out;
}

void MacroTargets::add(const Phenotype& p, std::vector<Eigen::Vector3f>& vertices) const {
    const auto apply = [&](const std::string& name, double weight) {
        const auto it = targets_.find(name);
        if (it == targets_.end() || weight < 1e-4) return;
        for (const Delta& d : it->second) vertices[std::size_t(d.vertex)] += float(weight) * d.by;
    };
    const Mix genders = between(p.gender, {{0.0, "female"}, {1.0, "male"}});
    const Mix ages = between(p.age, {{0.0, "baby"}, {0.1875, "child"}, {0.5, "young"}, {1.0, "old"}});
    const Mix muscles = between(p.muscle, {{0.0, "minmuscle"}, {0.5, "averagemuscle"}, {1.0, "maxmuscle"}});
    const Mix weights = between(p.weight, {{0.0, "minweight"}, {0.5, "averageweight"}, {1.0, "maxweight"}});
    const Mix heights = between(p.height, {{0.0, "minheight"}, {0.5, ""}, {1.0, "maxheight"}});
    const Mix proportions = between(p.proportions, {{0.0, "uncommonproportions"}, {0.5, ""}, {1.0, "idealproportions"}});
    const Mix races = {{"african", p.african}, {"asian", p.asian}, {"caucasian", p.caucasian}};
    for (const auto& [gender, wGender] : genders)
        for (const auto& [age, wAge] : ages) {
            const double person = wGender * wAge;
            for (const auto& [race, w] : races) apply(race + "-" + gender + "-" + age, person * w);
            for (const auto& [muscle, wMuscle] : muscles)
                for (const auto& [weight, wWeight] : weights) {
                    const double build = person * wMuscle * wWeight;
                    const std::string key = gender + "-" + age + "-" + muscle + "-" + weight;
                    apply("universal-" + key, build);
                    for (const auto& [height, w] : heights)
                        if (!height.empty()) apply(key + "-" + height, build * w);
                    for (const auto& [proportion, w] : proportions)
                        if (!proportion.empty()) apply(key + "-" + proportion, build * w);
                }
        }
}

}  // namespace ropetp::synth
