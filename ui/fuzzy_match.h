#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace ropetp::ui {

/// How well typed words meet a title and what is said of it.
struct FuzzyMatch {
    int score = 0;             ///< higher is better
    QList<int> positions;      ///< characters of the title that were met, ascending
};

/// Every word typed has to be met: in the title (beginning of a word before inside of one before letters in order), or
/// whole in `rest`. Case and order of the words do not matter. An empty query meets everything with score 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& title, const QString& rest = {});

}  // namespace ropetp::ui
