#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace ropetp::io {

/// Text of many numbers with a fixed count of decimals, several times quicker than printf: motion files are mostly that.
class FixedText {
  public:
    FixedText& operator<<(std::string_view s) {
        out.append(s);
        return *this;
    }
    /// Rounded to `decimals` (0 to 9) digits behind the point; no "-0.000". Not finite: "nan".
    void number(double v, int decimals) {
        static constexpr double kTens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
        const double scaled = std::round(v * kTens[decimals]);
        if (!(std::abs(scaled) < 9e15)) {   // beyond what a double counts exactly
            char buffer[400];
            out.append(buffer, std::size_t(std::snprintf(buffer, sizeof buffer, "%.*f", decimals, v)));
            return;
        }
        auto left = std::uint64_t(std::abs(scaled));
        char digits[24];
        char* at = digits + sizeof digits;
        for (int i = 0; i < decimals; ++i, left /= 10) *--at = char('0' + left % 10);
        if (decimals > 0) *--at = '.';
        do *--at = char('0' + left % 10);
        while (left /= 10);
        if (scaled < 0) *--at = '-';
        out.append(at, std::size_t(digits + sizeof digits - at));
    }
    std::string out;
};

}  // namespace ropetp::io
