#include "trajectory/denoiser/denoiser_config.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace ropetp::trajectory {

std::map<std::string, std::string> notesOf(const DenoiserConfig& c) {
    std::map<std::string, std::string> notes{
        {"what", "TrajDenoiser"},
        {"kind", c.kind == DenoiserKind::Diffusion ? "diffusion" : "regression"},
        {"condition", c.condition == DenoiserCondition::Joints ? "joints" : "rotations"},
        {"output", c.output == DenoiserOutput::Global ? "global" : "local"},
        {"head", c.head == DenoiserHead::Sums ? "sums" : "places"}};
    const auto put = [&](const char* name, auto value) { notes[name] = std::to_string(value); };
    put("window", c.window);
    put("patch", c.patch);
    put("width", c.width);
    put("layers", c.layers);
    put("heads", c.heads);
    put("hidden", c.hidden);
    for (std::size_t i = 0; i < 3; ++i) put(i == 0 ? "scale_x" : i == 1 ? "scale_y" : "scale_z", c.scale[i]);
    return notes;
}

std::optional<DenoiserConfig> denoiserConfigFrom(const std::map<std::string, std::string>& notes) {
    DenoiserConfig c;
    bool good = true;
    const auto text = [&](const char* name) {
        const auto it = notes.find(name);
        good = good && it != notes.end();
        return it == notes.end() ? std::string() : it->second;
    };
    const auto oneOf = [&](const char* name, const char* first, const char* second) {
        const std::string t = text(name);
        good = good && (t == first || t == second);
        return t == second;
    };
    const auto whole = [&](const char* name, int most) {
        const std::string t = text(name);
        int v = 0;
        const auto [end, error] = std::from_chars(t.data(), t.data() + t.size(), v);
        good = good && error == std::errc() && v >= 1 && v <= most;
        return v;
    };
    good = text("what") == "TrajDenoiser";
    c.kind = oneOf("kind", "diffusion", "regression") ? DenoiserKind::Regression : DenoiserKind::Diffusion;
    c.condition = oneOf("condition", "joints", "rotations") ? DenoiserCondition::Rotations : DenoiserCondition::Joints;
    c.output = oneOf("output", "global", "local") ? DenoiserOutput::Local : DenoiserOutput::Global;
    c.head = oneOf("head", "sums", "places") ? DenoiserHead::Places : DenoiserHead::Sums;
    c.window = whole("window", 1000);
    c.patch = whole("patch", 32);
    c.width = whole("width", 4096);
    c.layers = whole("layers", 64);
    c.heads = whole("heads", 64);
    c.hidden = whole("hidden", 16384);
    for (std::size_t i = 0; i < 3; ++i) {
        c.scale[i] = std::atof(text(i == 0 ? "scale_x" : i == 1 ? "scale_y" : "scale_z").c_str());
        good = good && c.scale[i] > 1e-6 && c.scale[i] < 1e3;
    }
    if (!good || c.window % c.patch != 0 || c.window < 8 || c.width % c.heads != 0 || (c.width / c.heads) % 2 != 0 || c.layers % 2 != 0) return std::nullopt;
    return c;
}

}  // namespace ropetp::trajectory
