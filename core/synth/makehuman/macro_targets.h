#pragma once

#include "base/result.h"

#include <Eigen/Core>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ropetp::synth {

/// What kind of human: MakeHuman's macro parameters, each 0..1. Age 0 = baby, 0.19 child, 0.5 young adult, 1 old.
struct Phenotype {
    double gender = 0.5;   ///< 0 female, 1 male
    double age = 0.5;
    double muscle = 0.5, weight = 0.5, height = 0.5, proportions = 0.5;
    double african = 1 / 3.0, asian = 1 / 3.0, caucasian = 1 / 3.0;   ///< sum 1
};

/// MakeHuman's macro shape targets: displacements of the base mesh that are mixed by a phenotype.
class MacroTargets {
  public:
    /// @param folder  MakeHuman's `targets/macrodetails`. FileNotFound, CorruptFile.
    static Result<MacroTargets> read(const std::filesystem::path& folder, int vertexCount);
    /// Adds the displacement of a phenotype, decimetres.
    void add(const Phenotype& phenotype, std::vector<Eigen::Vector3f>& vertices) const;

  private:
    struct Delta {
        int vertex;
        Eigen::Vector3f by;
    };
    std::map<std::string, std::vector<Delta>> targets_;
};

}  // namespace ropetp::synth
