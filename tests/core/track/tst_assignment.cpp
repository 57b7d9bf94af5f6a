#include "track/assignment.h"

#include <QTest>

#include <algorithm>
#include <random>

using ropetp::track::assignLeastCost;

namespace {

/// The least total by trying everything: unassigned rows cost `limit`.
double bruteForce(const std::vector<std::vector<double>>& cost, double limit, std::size_t row, std::vector<char>& used) {
    if (row == cost.size()) return 0;
    double best = limit + bruteForce(cost, limit, row + 1, used);
    for (std::size_t c = 0; c < cost[row].size(); ++c) {
        if (used[c] || cost[row][c] >= limit) continue;
        used[c] = 1;
        best = std::min(best, cost[row][c] + bruteForce(cost, limit, row + 1, used));
        used[c] = 0;
    }
    return best;
}

}  // namespace

class TestAssignment : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void isAsGoodAsTryingEverything() {
        std::mt19937 rng(3);
        std::uniform_real_distribution<double> u(0, 1);
        for (int trial = 0; trial < 500; ++trial) {
            const std::size_t rows = 1 + rng() % 5, columns = 1 + rng() % 5;
            std::vector<std::vector<double>> cost(rows, std::vector<double>(columns));
            for (auto& r : cost)
                for (double& c : r) c = u(rng);
            const double limit = 0.3 + 0.6 * u(rng);
            const auto found = assignLeastCost(cost, limit);
            QCOMPARE(found.size(), rows);
            double total = 0;
            std::vector<char> used(columns, 0);
            for (std::size_t r = 0; r < rows; ++r) {
                if (found[r] < 0) { total += limit; continue; }
                QVERIFY(!used[found[r]]);
                QVERIFY(cost[r][found[r]] < limit);
                used[found[r]] = 1;
                total += cost[r][found[r]];
            }
            std::vector<char> none(columns, 0);
            const double best = bruteForce(cost, limit, 0, none);
            QVERIFY2(std::abs(total - best) < 1e-9, qPrintable(QString("trial %1: %2 instead of %3").arg(trial).arg(total).arg(best)));
        }
    }
    void emptyIsEmpty() {
        QVERIFY(assignLeastCost({}, 1).empty());
        QCOMPARE(assignLeastCost({{}, {}}, 1), (std::vector<int>{-1, -1}));
    }
};

QTEST_APPLESS_MAIN(TestAssignment)
#include "tst_assignment.moc"
