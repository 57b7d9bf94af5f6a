#include "io/take_npz.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto arrays = ropetp::io::parseNpz({data, size});
    if (arrays) (void)ropetp::io::takeFromNpz(*arrays, "fuzz");
    return 0;
}
