#pragma once

#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ropetp::train {

/// `--name value` pairs and flags of a training command. Flags are the names that stand alone.
class Options {
  public:
    Options(const std::vector<std::string>& words, std::size_t from) {
        for (std::size_t i = from; i < words.size(); ++i) {
            const bool valued = words[i].starts_with("--") && i + 1 < words.size() && !words[i + 1].starts_with("--");
            if (words[i].starts_with("--")) values_[words[i].substr(2)] = valued ? words[i + 1] : "";
            else rest_.push_back(words[i]);
            i += valued;
        }
    }
    bool has(const std::string& name) const { return values_.contains(name); }
    std::string text(const std::string& name, const std::string& otherwise = {}) const {
        const auto it = values_.find(name);
        return it == values_.end() ? otherwise : it->second;
    }
    double number(const std::string& name, double otherwise) const { return has(name) ? std::atof(text(name).c_str()) : otherwise; }
    const std::vector<std::string>& rest() const { return rest_; }

  private:
    std::map<std::string, std::string> values_;
    std::vector<std::string> rest_;
};

}  // namespace ropetp::train
