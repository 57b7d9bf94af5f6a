#include "pose/rope/rope_config.h"

#include <array>
#include <utility>

namespace ropetp::pose {
namespace {

constexpr std::array<std::pair<RopeVariant, const char*>, 5> kNames = {{{RopeVariant::Baseline, "baseline"}, {RopeVariant::Transformer, "transformer"},
    {RopeVariant::HagtMlp, "hagt-mlp"}, {RopeVariant::NoWhoBo, "no-whobo"}, {RopeVariant::Full, "full"}}};

}  // namespace

const char* nameOf(RopeVariant variant) {
    for (const auto& [v, name] : kNames)
        if (v == variant) return name;
    return "full";
}

bool variantFrom(const std::string& name, RopeVariant& out) {
    for (const auto& [v, known] : kNames)
        if (name == known) return out = v, true;
    return false;
}

}  // namespace ropetp::pose
