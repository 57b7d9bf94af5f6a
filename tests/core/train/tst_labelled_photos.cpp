#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "train/labelled_photos.h"
#endif

#include <algorithm>

using namespace ropetp;
using ropetp::metrics::PhotoJoint;
using ropetp::metrics::PointLabel;

class TestLabelledPhotos : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    /// @param text  JSON with ' for " (moc loses its way in raw strings).
    std::string write(const char* name, const QByteArray& text) const {
        QFile f(dir_.filePath(name));
        if (!f.open(QIODevice::WriteOnly) || f.write(QByteArray(text).replace('\'', '"')) != text.size()) return {};
        return f.fileName().toStdString();
    }
    /// Point k lies at (k, 100 + k); `label` says how each is labelled.
    static QByteArray points(int count, int label = 2) {
        QByteArray out;
        for (int k = 0; k < count; ++k) out += (k ? "," : "") + QByteArray::number(k) + "," + QByteArray::number(100 + k) + "," + QByteArray::number(label);
        return out;
    }
    static QByteArray coco(const QByteArray& keypoints, const QByteArray& file = "a.jpg", const QByteArray& rest = "'bbox':[1,2,30,40],'iscrowd':0") {
        return "{'images':[{'id':7,'file_name':'" + file + "'}],'annotations':[{'image_id':7,'keypoints':[" + keypoints + "]," + rest + "}]}";
    }
    static double x(const train::LabelledPerson& p, PhotoJoint j) { return p.px[std::size_t(j)].x(); }

  private Q_SLOTS:
    void pointsAreMatchedByName() {
        // COCO: 0 nose, 1-4 eyes and ears, then left and right in turn.
        auto people = train::readPhotoLabels(write("coco.json", coco(points(17))));
        QVERIFY(people && people->size() == 1);
        QCOMPARE(x(people->front(), PhotoJoint::LeftShoulder), 5.0);
        QCOMPARE(x(people->front(), PhotoJoint::RightHip), 12.0);
        QCOMPARE(x(people->front(), PhotoJoint::RightAnkle), 16.0);
        QCOMPARE(people->front().box.height, 40.0);
        QCOMPARE(people->front().photo.filename().string(), std::string("a.jpg"));
        QCOMPARE(people->front().labelled(), 12);
        // CrowdPose: the same from 0 on.
        people = train::readPhotoLabels(write("crowd.json", coco(points(14))));
        QVERIFY(people);
        QCOMPARE(x(people->front(), PhotoJoint::LeftShoulder), 0.0);
        QCOMPARE(x(people->front(), PhotoJoint::RightWrist), 5.0);
        QCOMPARE(x(people->front(), PhotoJoint::LeftAnkle), 10.0);
    }

    void mpiiCountsFromTheRightAnkleAndFromOne() {
        QByteArray joints, seen;
        for (int k = 0; k < 16; ++k) joints += (k ? ",[" : "[") + QByteArray::number(k) + ",200]", seen += k ? ",1" : "0";
        const auto people = train::readPhotoLabels(write("mpii.json", "[{'image':'b.jpg','scale':2,'center':[300,250],'joints':[" + joints + "],'joints_vis':[" + seen + "]}]"));
        QVERIFY(people && people->size() == 1);
        const auto& p = people->front();
        QVERIFY(p.labels[std::size_t(PhotoJoint::RightAnkle)] == PointLabel::None);
        QVERIFY(p.labels[std::size_t(PhotoJoint::LeftAnkle)] == PointLabel::Visible);
        QCOMPARE(x(p, PhotoJoint::LeftShoulder), 12.0);    // the 14th
        QCOMPARE(x(p, PhotoJoint::RightShoulder), 11.0);
        QCOMPARE(x(p, PhotoJoint::LeftHip), 2.0);
        QCOMPARE(x(p, PhotoJoint::RightKnee), 0.0);
        QCOMPARE(p.px[0].y(), 199.0);
        // 200 pixels times the scale, 15 times it below the centre.
        QCOMPARE(p.box.width, 400.0);
        QCOMPARE(p.box.centre().x(), 300.0);
        QCOMPARE(p.box.centre().y(), 280.0);
    }

    void hiddenAndUnlabelledAreToldApart() {
        const auto hidden = train::readPhotoLabels(write("h.json", coco(points(17, 1))));
        QVERIFY(hidden->front().labels[3] == PointLabel::Hidden);
        const auto none = train::readPhotoLabels(write("n.json", coco(points(17, 0))));
        QCOMPARE(none->front().labelled(), 0);
    }

    void crowdsAreLeftOut() {
        const auto people = train::readPhotoLabels(write("c.json", coco(points(17), "a.jpg", "'bbox':[1,2,30,40],'iscrowd':1")));
        QVERIFY(people && people->empty());
    }

    void brokenLabelsAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        const int corrupt = int(ErrorCode::CorruptFile), other = int(ErrorCode::UnsupportedFormat);
        QTest::newRow("empty") << QByteArray() << corrupt;
        QTest::newRow("cut short") << coco(points(17)).left(200) << corrupt;
        QTest::newRow("a point too few") << coco(points(16)) << corrupt;
        QTest::newRow("text as number") << coco(points(17).replace("16,116", "'16',116")) << corrupt;
        QTest::newRow("beyond all pictures") << coco(points(17).replace("16,116", "1e300,116")) << corrupt;
        QTest::newRow("box of three") << coco(points(17), "a.jpg", "'bbox':[1,2,30]") << corrupt;
        QTest::newRow("no box") << coco(points(17), "a.jpg", "'area':1") << corrupt;
        QTest::newRow("photo elsewhere") << coco(points(17), "../a.jpg") << corrupt;
        QTest::newRow("photo of the root") << coco(points(17), "/etc/a.jpg") << corrupt;
        QTest::newRow("photo unknown") << coco(points(17)).replace("'id':7", "'id':8") << corrupt;
        QTest::newRow("images is a number") << QByteArray("{'images':3,'annotations':[]}") << corrupt;
        QTest::newRow("mpii without points") << QByteArray("[{'joints_vis':[],'image':'a.jpg'}]") << corrupt;
        QTest::newRow("mpii with a number") << QByteArray("[{'joints_vis':1},2]") << corrupt;
        QTest::newRow("detections") << QByteArray("[{'bbox':[1,2,3,4],'score':1}]") << other;
        QTest::newRow("an empty list") << QByteArray("[]") << other;
        QTest::newRow("nested deeply") << QByteArray(200000, '[') << corrupt;
    }
    void brokenLabelsAreRefused() {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        const auto people = train::readPhotoLabels(write("broken.json", text));
        QVERIFY(!people);
        QCOMPARE(int(people.error().code), code);
    }

    void whatIsMissingIsTold() {
        QCOMPARE(int(train::readPhotoLabels("/nowhere").error().code), int(ErrorCode::FileNotFound));
        QTemporaryDir empty;
        QCOMPARE(int(train::readPhotoLabels(empty.path().toStdString()).error().code), int(ErrorCode::FileNotFound));
    }

    void theSharedLabelsAreRead_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("people");
        QTest::addColumn<int>("hidden");
        QTest::newRow("coco") << "coco" << 14 << 16;
        QTest::newRow("mpii") << "mpii" << 5 << 0;
        QTest::newRow("crowdpose") << "crowdpose" << 5 << 9;
    }
    void theSharedLabelsAreRead() {
        QFETCH(QString, folder);
        QFETCH(int, people);
        QFETCH(int, hidden);
        const QString path = QString(ROPETP_SHARED_DIR) + "/data/labels/" + folder;
        if (!QFile::exists(path)) QSKIP("the shared folder is not beside the checkout");
        const auto read = train::readPhotoLabels(path.toStdString());
        QVERIFY2(read, read ? "" : read.error().detail.c_str());
        QCOMPARE(int(read->size()), people);
        int count = 0;
        for (const auto& p : *read) count += int(std::count(p.labels.begin(), p.labels.end(), PointLabel::Hidden));
        QCOMPARE(count, hidden);
        // Left is the person's left: of people who face the camera, on the right of the picture.
        if (folder == "coco") QVERIFY(x(read->front(), PhotoJoint::LeftShoulder) > x(read->front(), PhotoJoint::RightShoulder));
    }
};

QTEST_APPLESS_MAIN(TestLabelledPhotos)
#include "tst_labelled_photos.moc"
