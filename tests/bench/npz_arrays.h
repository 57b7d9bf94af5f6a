#pragma once

#include <map>
#include <string>
#include <vector>

/// Just enough of npz to read this project's data sets in benchmarks and training programs.
namespace ropetp::bench {

struct NpyArray {
    std::string type;              ///< numpy's, e.g. "<f4", "<U13"
    std::vector<std::size_t> shape;
    std::string bytes;

    std::size_t size() const;
    /// Any number type as double; empty where the array holds text.
    std::vector<double> numbers() const;
    /// Fixed-width unicode as ASCII.
    std::vector<std::string> texts() const;
};

/// Empty with a message on stderr where the file cannot be read.
std::map<std::string, NpyArray> readNpz(const std::string& path);

}  // namespace ropetp::bench
