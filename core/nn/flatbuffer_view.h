#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace ropetp::nn::flatbuffer {

/// Broken bytes. Thrown by the accessors below and caught by the loader that uses them; it never
/// leaves that loader.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A run of elements inside the buffer, already proven to lie in it.
struct Vector {
    std::size_t count = 0;
    std::size_t offset = 0;
};

/// A FlatBuffers table in a buffer that is not trusted: every access is checked before it is made.
class Table {
  public:
    /// The root table of a buffer.
    static Table root(std::span<const std::uint8_t> buffer) { return Table(buffer, 0).follow(0); }

    bool has(int field) const { return offsetOf(field) != 0; }

    template <class T>
    T scalar(int field, T otherwise) const {
        const std::size_t at = offsetOf(field);
        return at ? read<T>(at) : otherwise;
    }

    std::optional<Table> table(int field) const {
        const std::size_t at = offsetOf(field);
        if (!at) return std::nullopt;
        return follow(at);
    }

    /// A vector of elements of `elementBytes` bytes, empty where absent.
    Vector vector(int field, std::size_t elementBytes) const {
        const std::size_t at = offsetOf(field);
        if (!at) return {};
        const std::size_t start = target(at);
        const std::size_t count = read<std::uint32_t>(start);
        if (count > (buffer_.size() - start - 4) / elementBytes) throw Broken("a vector reaches past the end");
        return {count, start + 4};
    }

    /// A vector of tables. @param most  more than this is Broken.
    std::vector<Table> tables(int field, std::size_t most) const {
        const Vector v = vector(field, 4);
        if (v.count > most) throw Broken("a list is too long");
        std::vector<Table> all;
        all.reserve(v.count);
        for (std::size_t i = 0; i < v.count; ++i) all.push_back(follow(v.offset + 4 * i));
        return all;
    }

    std::vector<int> ints(int field, std::size_t most) const {
        const Vector v = vector(field, 4);
        if (v.count > most) throw Broken("a list of numbers is too long");
        std::vector<int> all(v.count);
        if (v.count) std::memcpy(all.data(), buffer_.data() + v.offset, 4 * v.count);
        return all;
    }

    std::string string(int field, std::size_t most) const {
        const Vector v = vector(field, 1);
        if (v.count > most) throw Broken("a name is too long");
        return {reinterpret_cast<const char*>(buffer_.data()) + v.offset, v.count};
    }

    std::span<const std::uint8_t> bytes(int field) const {
        const Vector v = vector(field, 1);
        return buffer_.subspan(v.offset, v.count);
    }

  private:
    Table(std::span<const std::uint8_t> buffer, std::size_t position) : buffer_(buffer), position_(position) {}

    template <class T>
    T read(std::size_t at) const {
        if (at > buffer_.size() || buffer_.size() - at < sizeof(T)) throw Broken("an offset points past the end");
        T value;
        std::memcpy(&value, buffer_.data() + at, sizeof(T));
        return value;
    }

    /// Where the relative offset stored at `at` points; leaves room for one length word.
    std::size_t target(std::size_t at) const {
        const std::size_t to = at + read<std::uint32_t>(at);
        if (to > buffer_.size() || buffer_.size() - to < 4) throw Broken("an offset points past the end");
        return to;
    }

    Table follow(std::size_t at) const { return Table(buffer_, target(at)); }

    /// Position of a field's data, or 0 where the table does not have the field.
    std::size_t offsetOf(int field) const {
        const std::int64_t vtable = std::int64_t(position_) - read<std::int32_t>(position_);
        if (vtable < 0) throw Broken("a table description lies before the file");
        const std::size_t slot = 4 + 2 * std::size_t(field);
        if (slot + 2 > read<std::uint16_t>(std::size_t(vtable))) return 0;
        const std::uint16_t relative = read<std::uint16_t>(std::size_t(vtable) + slot);
        return relative ? position_ + relative : 0;
    }

    std::span<const std::uint8_t> buffer_;
    std::size_t position_;
};

}  // namespace ropetp::nn::flatbuffer
