#include "nn/pickle_reader.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <deque>
#include <unordered_map>

namespace ropetp::nn {
namespace {

using Ptr = PickleValue::Ptr;
using Kind = PickleValue::Kind;

constexpr std::size_t kMostCopied = std::size_t(1) << 24;

/// Thrown within this file only.
struct Damaged {
    const char* why;
};

/// The stack machine that a pickle is a programme for.
class Machine {
  public:
    explicit Machine(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    std::pair<std::shared_ptr<const PickleValue>, std::size_t> run() {
        for (std::size_t steps = 0;; ++steps) {
            if (steps == kMostPickleSteps) throw Damaged{"too many instructions"};
            const std::uint8_t op = number<std::uint8_t>();
            if (op == '.') break;
            step(op);
        }
        return {std::shared_ptr<const PickleValue>(values_, pop()), at_};
    }

  private:
    Ptr make(Kind kind) {
        Ptr v = &values_->emplace_back();
        v->kind = kind;
        return v;
    }
    /// Copies of what the memo holds: a few bytes may ask for the same large text or tuple again and again.
    void copied(std::size_t amount) {
        copied_ += amount;
        if (copied_ > std::min(1024 + bytes_.size(), kMostCopied)) throw Damaged{"it repeats itself too often"};
    }

    void step(std::uint8_t op) {
        switch (op) {
        case 0x80: number<std::uint8_t>(); return;                       // PROTO
        case 0x95: number<std::uint64_t>(); return;                      // FRAME
        case '(': marks_.push_back(stack_.size()); return;
        case '0': pop(); return;
        case '1': stack_.resize(mark()); return;
        case '2': push(top()); return;
        case 'N': push(make(Kind::None)); return;
        case 0x88: case 0x89: push(make(Kind::Bool))->integer = op == 0x88; return;
        case 'J': push(make(Kind::Integer))->integer = number<std::int32_t>(); return;
        case 'K': push(make(Kind::Integer))->integer = number<std::uint8_t>(); return;
        case 'M': push(make(Kind::Integer))->integer = number<std::uint16_t>(); return;
        case 0x8a: longInteger(number<std::uint8_t>()); return;
        case 0x8b: longInteger(number<std::uint32_t>()); return;
        case 'G': real(); return;
        case 'X': text(Kind::Text, number<std::uint32_t>()); return;
        case 0x8c: text(Kind::Text, number<std::uint8_t>()); return;
        case 0x8d: text(Kind::Text, number<std::uint64_t>()); return;
        case 'T': text(Kind::Bytes, number<std::uint32_t>()); return;
        case 'U': text(Kind::Bytes, number<std::uint8_t>()); return;
        case 'B': text(Kind::Bytes, number<std::uint32_t>()); return;
        case 'C': text(Kind::Bytes, number<std::uint8_t>()); return;
        case 0x8e: case 0x96: text(Kind::Bytes, number<std::uint64_t>()); return;
        case ')': push(make(Kind::Tuple)); return;
        case ']': push(make(Kind::List)); return;
        case '}': case 0x8f: push(make(op == '}' ? Kind::Dict : Kind::List)); return;
        case 0x85: tuple(1); return;
        case 0x86: tuple(2); return;
        case 0x87: tuple(3); return;
        case 't': tuple(stack_.size() - mark()); return;
        case 'l': { const auto items = above(mark()); push(make(Kind::List))->items = items; return; }
        case 'd': { const auto items = above(mark()); const Ptr d = push(make(Kind::Dict)); setItems(*d, items); return; }
        case 'a': { const Ptr v = pop(); container(Kind::List)->items.push_back(v); return; }
        case 'e': case 0x90: { const auto items = above(mark()); auto& list = container(Kind::List)->items; list.insert(list.end(), items.begin(), items.end()); return; }
        case 's': { const Ptr v = pop(), k = pop(); setItems(*top(), {k, v}); return; }
        case 'u': { const auto items = above(mark()); setItems(*top(), items); return; }
        case 'c': { std::string module = line(), name = line(); push(make(Kind::Global))->text = module + "." + name; return; }
        case 0x93: { const Ptr name = pop(), module = pop(); if (name->kind != Kind::Text || module->kind != Kind::Text) throw Damaged{"a name that is none"};
                     copied(module->text.size() + name->text.size());
                     push(make(Kind::Global))->text = module->text + "." + name->text; return; }
        case 'R': case 0x81: { const Ptr arguments = pop(), callee = pop(); object(callee, arguments); return; }
        case 0x92: { pop(); const Ptr arguments = pop(), callee = pop(); object(callee, arguments); return; }
        case 'b': { const Ptr state = pop(); if (top()->kind != Kind::Object) throw Damaged{"a state without an object"}; top()->state = state; return; }
        case 'q': memo_[number<std::uint8_t>()] = top(); return;
        case 'r': memo_[number<std::uint32_t>()] = top(); return;
        case 0x94: { const auto n = std::uint32_t(memo_.size()); memo_[n] = top(); return; }
        case 'h': push(remembered(number<std::uint8_t>())); return;
        case 'j': push(remembered(number<std::uint32_t>())); return;
        // The text forms of protocol 0.
        case 'I': integer(line()); return;
        case 'L': integer(line()); return;
        case 'F': decimal(line()); return;
        case 'S': quoted(line()); return;
        case 'V': push(make(Kind::Text))->text = line(); return;
        case 'p': memo_[index(line())] = top(); return;
        case 'g': push(remembered(index(line()))); return;
        case 'Q': { const Ptr id = pop(); push(make(Kind::Persistent))->items = {id}; return; }
        default: throw Damaged{"an instruction that is not known"};
        }
    }

    template <class T>
    T number() {
        T value;
        if (bytes_.size() - at_ < sizeof value) throw Damaged{"cut short"};
        std::memcpy(&value, bytes_.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    void longInteger(std::size_t length) {
        if (length > bytes_.size() - at_) throw Damaged{"cut short"};
        // Longer ones than 64 bits are marks of file formats: their low bits tell them apart.
        std::uint64_t value = length > 0 && length <= 8 && bytes_[at_ + length - 1] & 0x80 ? ~std::uint64_t(0) : 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(8, length); ++i) {
            value &= ~(std::uint64_t(0xff) << (8 * i));
            value |= std::uint64_t(bytes_[at_ + i]) << (8 * i);
        }
        at_ += length;
        push(make(Kind::Integer))->integer = std::int64_t(value);
    }
    void real() {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i) bits = bits << 8 | number<std::uint8_t>();
        push(make(Kind::Real))->real = std::bit_cast<double>(bits);
    }
    void text(Kind kind, std::uint64_t length) {
        if (length > bytes_.size() - at_) throw Damaged{"cut short"};
        push(make(kind))->text.assign(reinterpret_cast<const char*>(bytes_.data() + at_), std::size_t(length));
        at_ += std::size_t(length);
    }
    void integer(std::string digits) {
        if (digits == "00" || digits == "01") {
            push(make(Kind::Bool))->integer = digits == "01";
            return;
        }
        if (digits.ends_with('L')) digits.pop_back();
        std::int64_t value = 0;
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) throw Damaged{"a number that is none"};
        push(make(Kind::Integer))->integer = value;
    }
    void decimal(const std::string& digits) {
        double value = 0;
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) throw Damaged{"a number that is none"};
        push(make(Kind::Real))->real = value;
    }
    std::uint32_t index(const std::string& digits) {
        std::uint32_t value = 0;
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) throw Damaged{"a number that is none"};
        return value;
    }
    /// A byte string as Python 2 prints it.
    void quoted(const std::string& s) {
        if (s.size() < 2 || s.front() != s.back() || (s.front() != '\'' && s.front() != '"')) throw Damaged{"a text without its quotes"};
        std::string out;
        for (std::size_t i = 1; i + 1 < s.size(); ++i) {
            if (s[i] != '\\') {
                out += s[i];
                continue;
            }
            if (++i + 1 >= s.size()) throw Damaged{"a text is cut short"};
            switch (s[i]) {
            case 'n': out += '\n'; break;
            case 'r': out += '\r'; break;
            case 't': out += '\t'; break;
            case 'x': {
                unsigned value = 0;
                if (i + 3 >= s.size() || std::from_chars(s.data() + i + 1, s.data() + i + 3, value, 16).ptr != s.data() + i + 3) throw Damaged{"a text is cut short"};
                out += char(value);
                i += 2;
                break;
            }
            default: out += s[i];
            }
        }
        push(make(Kind::Bytes))->text = out;
    }
    std::string line() {
        const auto* end = static_cast<const std::uint8_t*>(std::memchr(bytes_.data() + at_, '\n', bytes_.size() - at_));
        if (!end) throw Damaged{"cut short"};
        std::string out(reinterpret_cast<const char*>(bytes_.data() + at_), std::size_t(end - bytes_.data()) - at_);
        at_ += out.size() + 1;
        return out;
    }
    Ptr push(Ptr v) {
        stack_.push_back(v);
        return v;
    }
    Ptr pop() {
        if (stack_.empty() || (!marks_.empty() && stack_.size() <= marks_.back())) throw Damaged{"its stack is empty"};
        Ptr v = stack_.back();
        stack_.pop_back();
        return v;
    }
    Ptr top() const {
        if (stack_.empty() || (!marks_.empty() && stack_.size() <= marks_.back())) throw Damaged{"its stack is empty"};
        return stack_.back();
    }
    std::size_t mark() {
        if (marks_.empty() || marks_.back() > stack_.size()) throw Damaged{"a mark is missing"};
        const std::size_t m = marks_.back();
        marks_.pop_back();
        return m;
    }
    std::vector<Ptr> above(std::size_t m) {
        std::vector<Ptr> out(stack_.begin() + std::ptrdiff_t(m), stack_.end());
        stack_.resize(m);
        return out;
    }
    void tuple(std::size_t count) {
        if (count > stack_.size()) throw Damaged{"its stack is empty"};
        const auto items = above(stack_.size() - count);
        push(make(Kind::Tuple))->items = items;
    }
    Ptr container(Kind kind) const {
        if (top()->kind != kind && top()->kind != Kind::Object) throw Damaged{"an item without its list"};
        return top();
    }
    void setItems(PickleValue& to, const std::vector<Ptr>& flat) {
        if ((to.kind != Kind::Dict && to.kind != Kind::Object) || flat.size() % 2 != 0) throw Damaged{"an item without its dictionary"};
        for (std::size_t i = 0; i < flat.size(); i += 2) to.entries.emplace_back(flat[i], flat[i + 1]);
    }
    void object(const Ptr& callee, const Ptr& arguments) {
        if (arguments->kind != Kind::Tuple) throw Damaged{"arguments that are no tuple"};
        const Ptr o = push(make(Kind::Object));
        copied(arguments->items.size());
        o->callee = callee;
        o->items = arguments->items;
    }
    Ptr remembered(std::uint32_t index) const {
        const auto it = memo_.find(index);
        if (it == memo_.end()) throw Damaged{"a reference to nothing"};
        return it->second;
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0, copied_ = 0;
    std::shared_ptr<std::deque<PickleValue>> values_ = std::make_shared<std::deque<PickleValue>>();
    std::vector<Ptr> stack_;
    std::vector<std::size_t> marks_;
    std::unordered_map<std::uint32_t, Ptr> memo_;
};

}  // namespace

const PickleValue* PickleValue::find(const std::string& key) const {
    for (const auto& [k, v] : entries)
        if ((k->kind == Kind::Text || k->kind == Kind::Bytes) && k->text == key) return v;
    return nullptr;
}

Result<std::pair<std::shared_ptr<const PickleValue>, std::size_t>> readPickle(std::span<const std::uint8_t> bytes) {
    try {
        return Machine(bytes).run();
    } catch (const Damaged& d) {
        return fail(ErrorCode::CorruptFile, std::string("the pickle is damaged: ") + d.why);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "reading a pickle");
    }
}

}  // namespace ropetp::nn
