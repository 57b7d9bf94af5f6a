#include "io/fbx_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    (void)ropetp::io::parseFbx({reinterpret_cast<const char*>(data), size});
    return 0;
}
