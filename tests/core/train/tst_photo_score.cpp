#include <QFile>
#include <QTest>

#ifndef Q_MOC_RUN
#include "nn/model_store.h"
#include "train/photo_score.h"
#endif

using namespace ropetp;
using ropetp::metrics::PointLabel;

class TestPhotoScore : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void bodiesLieOnTheLabels() {
        const auto models = nn::findModelFolder();
        if (!models) QSKIP("the person models are not installed");
        const QString folder = QStringLiteral(ROPETP_SHARED_DIR "/data/labels/mpii");
        if (!QFile::exists(folder)) QSKIP("the shared folder is not beside the checkout");
        const auto people = train::readPhotoLabels(folder.toStdString());
        QVERIFY(people);
        NullJobControl job;
        const auto score = train::scorePhotos(*people, {*models, {}, 1}, job);
        QVERIFY2(score, score ? "" : score.error().detail.c_str());
        QCOMPARE(score->measured, std::size_t(5));
        QVERIFY(score->found >= 4);
        QVERIFY(score->methods.size() >= 2);
        QCOMPARE(score->methods[0].people.all(PointLabel::Visible).labelled, std::size_t(56));
        QVERIFY(score->methods[0].people.all(PointLabel::Visible).percent() > 75);
        QVERIFY(score->methods[1].people.limbs(PointLabel::Visible).percent() > 65);
        QVERIFY(train::tableOf(*score).find("BlazePose") != std::string::npos);
    }

    void missingWeightsAreToldWhenAskedFor() {
        const auto models = nn::findModelFolder();
        if (!models) QSKIP("the person models are not installed");
        NullJobControl job;
        const auto score = train::scorePhotos({}, {*models, "/nowhere.weights", 1}, job);
        QVERIFY(!score && score.error().code == ErrorCode::FileNotFound);
    }
};

QTEST_APPLESS_MAIN(TestPhotoScore)
#include "tst_photo_score.moc"
