#include "track/assignment.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace ropetp::track {

std::vector<int> assignLeastCost(const std::vector<std::vector<double>>& cost, double limit) {
    const int rows = int(cost.size());
    std::vector<int> result(std::size_t(rows), -1);
    if (rows == 0 || cost[0].empty()) return result;
    const int realColumns = int(cost[0].size());
    // One more column of cost `limit` per row means "nobody"; then each row has a place.
    const int columns = realColumns + rows;
    const auto at = [&](int r, int c) { return c < realColumns ? std::min(cost[r][c], limit) : limit; };

    std::vector<double> rowPotential(rows + 1, 0), columnPotential(columns + 1, 0);
    std::vector<int> rowOf(columns + 1, 0), previous(columns + 1, 0);  // 1-based; 0 = none
    for (int r = 1; r <= rows; ++r) {
        rowOf[0] = r;
        int column = 0;
        std::vector<double> slack(columns + 1, std::numeric_limits<double>::infinity());
        std::vector<char> visited(columns + 1, 0);
        do {
            visited[column] = 1;
            const int row = rowOf[column];
            double delta = std::numeric_limits<double>::infinity();
            int next = 0;
            for (int c = 1; c <= columns; ++c) {
                if (visited[c]) continue;
                const double reduced = at(row - 1, c - 1) - rowPotential[row] - columnPotential[c];
                if (reduced < slack[c]) slack[c] = reduced, previous[c] = column;
                if (slack[c] < delta) delta = slack[c], next = c;
            }
            for (int c = 0; c <= columns; ++c) {
                if (visited[c]) rowPotential[rowOf[c]] += delta, columnPotential[c] -= delta;
                else slack[c] -= delta;
            }
            column = next;
        } while (rowOf[column] != 0);
        for (; column != 0; column = previous[column]) rowOf[column] = rowOf[previous[column]];
    }
    for (int c = 1; c <= realColumns; ++c)
        if (rowOf[c] > 0 && cost[rowOf[c] - 1][c - 1] < limit) result[rowOf[c] - 1] = c - 1;
    return result;
}

}  // namespace ropetp::track
