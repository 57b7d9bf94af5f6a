#include "app/train/score_line.h"

#include <cstdio>

namespace ropetp::train {

int showScore(const Result<RopeScore>& score) {
    if (!score) {
        std::fprintf(stderr, "%s\n", describe(score.error()).c_str());
        return 1;
    }
    std::printf("MPJPE %.1f  PA-MPJPE %.1f  seen %.1f  hidden %.1f mm  2D %.2f px  (%zu samples)\n", score->mpjpeMm, score->paMpjpeMm, score->visibleMm, score->hiddenMm, score->pixels, score->samples);
    return 0;
}

}  // namespace ropetp::train
