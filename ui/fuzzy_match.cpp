#include "ui/fuzzy_match.h"

#include <algorithm>

namespace ropetp::ui {
namespace {

bool beginsWord(const QString& text, int at) { return at == 0 || !text[at - 1].isLetterOrNumber(); }

/// Where the word stands in the text, a word's beginning preferred; -1: nowhere.
int find(const QString& text, const QString& word) {
    int inside = -1;
    for (int at = int(text.indexOf(word, 0, Qt::CaseInsensitive)); at >= 0; at = int(text.indexOf(word, at + 1, Qt::CaseInsensitive))) {
        if (beginsWord(text, at)) return at;
        if (inside < 0) inside = at;
    }
    return inside;
}

/// The word's letters in their order, beginnings of words preferred ("gs" meets "Go to the Start"). Empty: not met.
QList<int> lettersInOrder(const QString& text, const QString& word) {
    QList<int> positions;
    int at = 0;
    for (const QChar c : word) {
        int first = -1, start = -1;
        for (int i = at; i < text.size() && start < 0; ++i) {
            if (text[i].toCaseFolded() != c.toCaseFolded()) continue;
            if (first < 0) first = i;
            if (beginsWord(text, i)) start = i;
        }
        const int next = !positions.isEmpty() && first == at ? first : start >= 0 ? start : first;
        if (next < 0) return {};
        positions << next;
        at = next + 1;
    }
    return positions;
}

}  // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& title, const QString& rest) {
    FuzzyMatch match;
    for (const QString& word : query.split(' ', Qt::SkipEmptyParts)) {
        if (const int at = find(title, word); at >= 0) {
            match.score += (beginsWord(title, at) ? 100 : 60) + (at == 0 ? 20 : 0) + int(30 * word.size() / title.size());
            for (int i = 0; i < word.size(); ++i) match.positions << at + i;
        } else if (const int in = find(rest, word); in >= 0) {
            match.score += beginsWord(rest, in) ? 30 : 10;
        } else if (const auto letters = lettersInOrder(title, word); word.size() >= 2 && !letters.isEmpty()) {
            // Letters strewn over a long title are chance.
            const int gaps = letters.back() - letters.front() + 1 - int(letters.size());
            const auto starts = std::count_if(letters.begin(), letters.end(), [&](int i) { return beginsWord(title, i); });
            if (gaps > 3 * word.size() && starts < word.size()) return std::nullopt;
            match.score += std::max(1, 25 - gaps + 5 * int(starts));
            match.positions << letters;
        } else {
            return std::nullopt;
        }
    }
    std::sort(match.positions.begin(), match.positions.end());
    match.positions.erase(std::unique(match.positions.begin(), match.positions.end()), match.positions.end());
    return match;
}

}  // namespace ropetp::ui
