#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "body/mannequin.h"
#include "io/body_npz.h"
#include "io/npz_file.h"

#include <filesystem>
#include <functional>
#endif

using namespace ropetp;
using namespace ropetp::io;

class TestBodyNpz : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    std::filesystem::path file(const char* name) const { return dir_.filePath(name).toStdString(); }

    /// The built-in body's arrays with one change, as a file.
    Result<std::shared_ptr<const body::BodyModel>> changed(const std::function<void(NpzArrays&)>& change) {
        if (!writeBodyNpz(file("whole.npz"), *body::mannequin())) return fail(ErrorCode::WriteFailed);
        auto arrays = *readNpz(file("whole.npz"));
        change(arrays);
        if (!writeNpz(file("changed.npz"), arrays)) return fail(ErrorCode::WriteFailed);
        return readBodyNpz(file("changed.npz"));
    }

  private Q_SLOTS:
    void aBodyComesBackAsItWas() {
        const auto made = body::mannequin();
        QVERIFY(writeBodyNpz(file("someone.npz"), *made));
        const auto read = readBodyNpz(file("someone.npz"));
        QVERIFY2(read, read ? "" : describe(read.error()).c_str());
        QCOMPARE((*read)->name(), std::string("someone"));
        QVERIFY((*read)->data().vTemplate == made->data().vTemplate);
        QVERIFY((*read)->data().faces == made->data().faces);
        QVERIFY((*read)->data().weights == made->data().weights);
        QVERIFY((*read)->data().poseDirs == made->data().poseDirs);
        const body::Betas betas = body::Betas::LinSpaced(-1, 1);
        QVERIFY((*read)->restJoints(betas) == made->restJoints(betas));
        body::Pose pose;
        pose.axisAngleRad[18] = {0.2, -1.2, 0.1};
        body::VertexArray a, b;
        body::Skinner(*read, betas).skin(pose, a);
        body::Skinner(made, betas).skin(pose, b);
        QVERIFY(a == b);
    }

    void theFirstTenOfManyShapesAreUsed() {
        const auto body = changed([](NpzArrays& a) {
            const auto ten = *a["shapedirs"].numbers();
            const std::size_t rows = a["shapedirs"].shape[0] * 3;
            std::vector<float> many;
            for (std::size_t r = 0; r < rows; ++r)
                for (std::size_t k = 0; k < 300; ++k) many.push_back(k < 10 ? float(ten[r * 10 + k]) : 9.f);
            a["shapedirs"] = NpyArray::floats({rows / 3, 3, 300}, many);
        });
        QVERIFY2(body, body ? "" : describe(body.error()).c_str());
        QVERIFY((*body)->data().shapeDirs == body::mannequin()->data().shapeDirs);
    }

    void aBodyWithoutPoseShapesIsABody() {
        const auto body = changed([](NpzArrays& a) { a.erase("posedirs"); a.erase("kintree_table"); });
        QVERIFY(body && (*body)->data().poseDirs.size() == 0);
    }

    void whatIsNoBodyIsRefused_data() {
        QTest::addColumn<int>("change");
        QTest::addColumn<QString>("word");
        int i = 0;
        for (const char* word : {"J_regressor", "shapedirs", "f names", "skeleton", "weights", "finite", "shapes"}) QTest::newRow(word) << i++ << word;
    }
    void whatIsNoBodyIsRefused() {
        QFETCH(int, change);
        QFETCH(QString, word);
        const auto body = changed([&](NpzArrays& a) {
            switch (change) {
            case 0: a.erase("J_regressor"); break;
            case 1: a["shapedirs"].shape = {a["shapedirs"].count() / 20, 2, 10}; break;
            case 2: a["f"].bytes[7] = 0x70; break;
            case 3: a["kintree_table"].bytes[8 * 5] = 9; break;
            case 4: std::fill(a["weights"].bytes.begin(), a["weights"].bytes.begin() + 96, 0); break;
            case 5: a["v_template"].bytes[3] = 0x7f, a["v_template"].bytes[2] = 0xc0; break;
            case 6: a["shapedirs"] = NpyArray::floats({1, 3, 2}, std::vector<float>(6)); break;
            }
        });
        QVERIFY(!body);
        QVERIFY2(QString::fromStdString(describe(body.error())).contains(word), describe(body.error()).c_str());
    }

    void aTakeIsNoBody() {
        QCOMPARE(readBodyNpz(file("missing.npz")).error().code, ErrorCode::FileNotFound);
        const auto take = readBodyNpz(ROPETP_SOURCE_DIR "/resources/sample/walk.truth.npz");
        QVERIFY(!take && take.error().code == ErrorCode::UnsupportedFormat);
    }
};

QTEST_APPLESS_MAIN(TestBodyNpz)
#include "tst_body_npz.moc"
