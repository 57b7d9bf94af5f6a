#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "tests/core/edit/random_edits.h"
#endif

using namespace ropetp;
using namespace ropetp::edit;
using namespace ropetp::test;

/// A long session of random edits, back to its beginning and forward again.
class TestHistory : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void undoOfAThousandEditsIsTheStartAndRedoTheEnd() {
        Scene scene = walkers();
        const Scene start = deepCopy(scene);
        const Scene kept = start;
        Dice dice(7, kept);
        std::vector<std::unique_ptr<Edit>> history;
        std::vector<Scene> middle;
        std::map<std::size_t, int> done;
        int refused = 0;
        while (history.size() < 1000) {
            const Command c = dice.throwOne(scene);
            auto e = makeEdit(c);
            const Scene before = refused < 200 ? deepCopy(scene) : Scene();
            const auto r = e->apply(scene);
            if (!r) {
                QVERIFY2(r.error().code == ErrorCode::InvalidInput || r.error().code == ErrorCode::NoPerson, r.error().detail.c_str());
                if (refused < 200) QCOMPARE(firstDifference(before, scene), std::string());
                QVERIFY2(++refused < 3000, "nearly every edit is refused");
                continue;
            }
            ++done[c.index()];
            history.push_back(std::move(e));
            if (history.size() % 100 == 0) middle.push_back(deepCopy(scene));
        }
        for (std::size_t k = 0; k < std::variant_size_v<Command>; ++k) QVERIFY2(done[k] > 0, qPrintable(QString("no edit of kind %1 was applied").arg(k)));
        // Everything that is seen is what the layers say.
        for (const auto& [id, clip] : scene.clips) QVERIFY(scene.layers.contains(id) || clip);
        const Scene end = deepCopy(scene);
        for (std::size_t i = history.size(); i-- > 0;) {
            if ((i + 1) % 100 == 0) QCOMPARE(firstDifference(middle[(i + 1) / 100 - 1], scene), std::string());
            history[i]->revert(scene);
        }
        QCOMPARE(firstDifference(start, scene), std::string());
        for (std::size_t i = 0; i < history.size(); ++i) {
            const auto r = history[i]->apply(scene);
            QVERIFY2(r, r ? "" : qPrintable(QString("edit %1: %2").arg(i).arg(QString::fromStdString(r.error().detail))));
            if ((i + 1) % 100 == 0) QCOMPARE(firstDifference(middle[(i + 1) / 100 - 1], scene), std::string());
        }
        QCOMPARE(firstDifference(end, scene), std::string());
        // Another scene of the same values: nothing may hang on objects.
        Scene anew = deepCopy(start);
        for (std::size_t i = 0; i < 150; ++i) QVERIFY(makeEdit(*history[i]->command())->apply(anew));
        for (std::size_t i = history.size(); i-- > 150;) history[i]->revert(scene);
        QCOMPARE(firstDifference(scene, anew), std::string());
    }
};

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
