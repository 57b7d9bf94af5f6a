#include "app/train/evaluate_command.h"
#include "app/train/features_command.h"
#include "app/train/plot_command.h"
#include "app/train/pose_errors_command.h"
#include "app/train/rope_command.h"
#include "app/train/sample_command.h"
#include "app/train/synth_command.h"
#include "app/train/trajectory_command.h"
#include "base/openmp_wait.h"

#include <cstdio>

int main(int argc, char** argv) {
    ropetp::waitPassively(argv);
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words[0] == "sample") return ropetp::train::makeSample({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "evaluate") return ropetp::train::evaluateCommand({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "features") return ropetp::train::makeFeatures({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "rope") return ropetp::train::trainRopeCommand({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "trajectory") return ropetp::train::trainTrajectoryCommand({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "pose-errors") return ropetp::train::poseErrorsCommand({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "plot") return ropetp::train::plotCommand({words.begin() + 1, words.end()});
    if (!words.empty() && words[0] == "synth") return ropetp::train::previewSynthesis({words.begin() + 1, words.end()});
    std::fputs("usage: ropetp-train sample OUT_FOLDER [SEED]   make the built-in sample clip and its truth\n"
               "       ropetp-train synth ...                 a sheet of drawn training pictures\n"
               "       ropetp-train features ...              labelled crops through the frozen backbone\n"
               "       ropetp-train rope ...                  train the pose network\n"
               "       ropetp-train trajectory ...            train the TrajDenoiser\n"
               "       ropetp-train pose-errors ...           how solves err, joint by joint\n"
               "       ropetp-train plot LOG.csv OUT.png      curves of a training\n"
               "       ropetp-train evaluate ...              measure on labelled photos and on feature files\n"
               "Each says more when it is called alone; all is in docs/training.md.\n",
               stderr);
    return 2;
}
