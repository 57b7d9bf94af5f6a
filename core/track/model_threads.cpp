#include "track/model_threads.h"

#include <algorithm>
#include <thread>

namespace ropetp::track {

int threadsPerModel(int threads) {
    return std::thread::hardware_concurrency() >= 4 ? std::clamp(threads, 1, 2) : 1;
}

}  // namespace ropetp::track
