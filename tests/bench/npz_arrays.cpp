#include "npz_arrays.h"

#include <zip.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <sstream>

namespace ropetp::bench {
namespace {

std::string quotedAfter(const std::string& header, const std::string& key) {
    const auto at = header.find(key);
    if (at == std::string::npos) return {};
    const auto first = header.find('\'', at + key.size());
    const auto last = first == std::string::npos ? first : header.find('\'', first + 1);
    return last == std::string::npos ? std::string() : header.substr(first + 1, last - first - 1);
}

bool parse(const std::string& file, NpyArray& out) {
    if (file.size() < 10 || file.compare(0, 6, "\x93NUMPY") != 0) return false;
    const bool wide = file[6] >= 2;
    std::uint32_t length = 0;
    std::memcpy(&length, file.data() + 8, wide ? 4 : 2);
    const std::size_t start = (wide ? 12 : 10) + std::size_t(length);
    if (start > file.size()) return false;
    const std::string header = file.substr(wide ? 12 : 10, length);
    out.type = quotedAfter(header, "'descr':");
    const auto open = header.find('(', header.find("'shape'")), close = header.find(')', open);
    if (open == std::string::npos || close == std::string::npos || header.find("'fortran_order': True") != std::string::npos) return false;
    std::istringstream numbers(header.substr(open + 1, close - open - 1));
    for (std::string part; std::getline(numbers, part, ',');)
        if (part.find_first_of("0123456789") != std::string::npos) out.shape.push_back(std::stoull(part));
    out.bytes = file.substr(start);
    return true;
}

template <class T>
std::vector<double> widened(const std::string& bytes) {
    std::vector<double> out(bytes.size() / sizeof(T));
    for (std::size_t i = 0; i < out.size(); ++i) {
        T value;
        std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
        out[i] = static_cast<double>(value);
    }
    return out;
}

}  // namespace

std::size_t NpyArray::size() const {
    std::size_t n = 1;
    for (auto s : shape) n *= s;
    return n;
}

std::vector<double> NpyArray::numbers() const {
    if (type == "<f4") return widened<float>(bytes);
    if (type == "<f8") return widened<double>(bytes);
    if (type == "<i2") return widened<std::int16_t>(bytes);
    if (type == "<i4") return widened<std::int32_t>(bytes);
    if (type == "<i8") return widened<std::int64_t>(bytes);
    if (type == "|u1") return widened<std::uint8_t>(bytes);
    if (type == "|b1") return widened<std::uint8_t>(bytes);
    return {};
}

std::vector<std::string> NpyArray::texts() const {
    std::vector<std::string> out;
    if (type.size() < 3 || type[1] != 'U') return out;
    const std::size_t width = std::stoul(type.substr(2));
    for (std::size_t i = 0; i + 4 * width <= bytes.size(); i += 4 * width) {
        std::string text;
        for (std::size_t k = 0; k < width && bytes[i + 4 * k]; ++k) text += bytes[i + 4 * k];
        out.push_back(text);
    }
    return out;
}

std::map<std::string, NpyArray> readNpz(const std::string& path) {
    std::map<std::string, NpyArray> arrays;
    int error = 0;
    const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open(path.c_str(), ZIP_RDONLY, &error), &zip_discard);
    if (!archive) {
        std::fprintf(stderr, "%s cannot be opened\n", path.c_str());
        return arrays;
    }
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), i, 0, &stat) != 0) continue;
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive.get(), i, 0), &zip_fclose);
        std::string bytes(stat.size, '\0');
        NpyArray array;
        if (!file || zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()) || !parse(bytes, array)) continue;
        const std::string name(stat.name);
        arrays[name.substr(0, name.rfind(".npy"))] = std::move(array);
    }
    return arrays;
}

}  // namespace ropetp::bench
