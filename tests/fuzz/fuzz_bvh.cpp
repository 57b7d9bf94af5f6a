#include "io/bvh.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto motion = ropetp::io::parseBvh({reinterpret_cast<const char*>(data), size});
    if (motion) (void)motion->imported(100);
    return 0;
}
