#pragma once

#include <cstdlib>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace ropetp::train {

/// `--name value` pairs and flags of a training command. Flags are the names that stand alone.
class Options {
  public:
    Options(const std::vector<std::string>& words, std::size_t from) {
        for (std::size_t i = from; i < words.size(); ++i) {
            const bool valued = words[i].starts_with("--") && i + 1 < words.size() && !words[i + 1].starts_with("--");
            if (words[i].starts_with("--")) values_.emplace(words[i].substr(2), valued ? words[i + 1] : "");
            else rest_.push_back(words[i]);
            i += valued;
        }
    }
    bool has(const std::string& name) const { return values_.contains(name); }
    std::string text(const std::string& name, const std::string& otherwise = {}) const {
        const auto all = values_.equal_range(name);
        return all.first == all.second ? otherwise : std::prev(all.second)->second;   // the last one given
    }
    /// Every value of an option that may be given more than once, in order.
    std::vector<std::string> all(const std::string& name) const {
        std::vector<std::string> out;
        for (auto [it, end] = values_.equal_range(name); it != end; ++it) out.push_back(it->second);
        return out;
    }
    double number(const std::string& name, double otherwise) const { return has(name) ? std::atof(text(name).c_str()) : otherwise; }
    const std::vector<std::string>& rest() const { return rest_; }

  private:
    std::multimap<std::string, std::string> values_;
    std::vector<std::string> rest_;
};

}  // namespace ropetp::train
