#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "nn/tensor_file.h"
#include "noise_samples.h"
#include "pose/rope/rope_model.h"
#include "train/rope_trainer.h"

#include <limits>
#endif

using namespace ropetp;
using namespace ropetp::train;

namespace {

/// Cancels once a share of the steps is done.
class CancelAt final : public JobControl {
  public:
    explicit CancelAt(double fraction) : limit_(fraction) {}
    void report(double f) override { reached_ = reached_ || f >= limit_ - 1e-9; }
    void stage(std::string_view, double) override {}
    bool isCanceled() const override { return reached_; }

  private:
    double limit_;
    bool reached_ = false;
};

/// Worst difference of any weight; infinite where names or shapes differ.
double distance(const nn::TensorFile& a, const nn::TensorFile& b, std::string* where) {
    double worst = a.tensors.size() == b.tensors.size() ? 0 : std::numeric_limits<double>::infinity();
    for (const auto& [name, t] : a.tensors) {
        const auto it = b.tensors.find(name);
        if (it == b.tensors.end() || it->second.values.size() != t.values.size()) return std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < t.values.size(); ++i) {
            const double e = std::abs(double(t.values[i]) - double(it->second.values[i]));
            if (e > worst) worst = e, *where = name;
        }
    }
    return worst;
}

}  // namespace

/// Training on cached features: it learns, repeats itself, and goes on where it was stopped.
class TestRopeTrainer : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

    std::filesystem::path path(const char* name) const { return dir_.filePath(name).toStdString(); }
    RopeTraining training(const char* folder, std::int64_t steps) const {
        RopeTraining t;
        t.synthetic = {path("train.features")};
        t.heldOut = {path("held.features")};
        t.folder = path(folder);
        t.network.width = 16;
        t.network.heads = 2;
        t.network.layers = 1;
        t.network.hidden = 32;
        t.steps = steps;
        t.batch = 6;
        t.validateEvery = 1000;
        t.threads = 1;
        return t;
    }
    static Result<RopeScore> train(const RopeTraining& t, double cancelAt = 2) {
        CancelAt job(cancelAt);
        return trainRope(t, job);
    }
    Result<nn::TensorFile> checkpoint(const char* folder) const { return nn::readTensorFile(path(folder) / "checkpoint.weights"); }
    QList<QStringList> log(const char* folder) const {
        QFile f(dir_.filePath(QString(folder) + "/log.csv"));
        QList<QStringList> rows;
        if (f.open(QIODevice::ReadOnly))
            for (const QByteArray& line : f.readAll().trimmed().split('\n')) rows << QString::fromUtf8(line).split(',');
        return rows;
    }

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(noise::write(path("train.features"), 0, 40));
        QVERIFY(noise::write(path("held.features"), 1000, 8));
        QVERIFY(noise::write(path("none.features"), 0, 0));
    }

    void theLossFalls() {
        auto t = training("falls", 120);
        t.learningRate = 1e-2;
        t.validateEvery = 30;
        t.attentionUntil = 0.5;
        const auto score = train(t);
        QVERIFY2(score, score ? "" : describe(score.error()).c_str());
        const auto rows = log("falls");
        QCOMPARE(rows.size(), 5);   // a head and four lines
        // Points begin nearest to their places: landmarks tell them.
        for (const auto& [column, share] : {std::pair{2, 0.5}, {3, 0.6}, {4, 0.8}}) {
            const double first = rows[1][column].toDouble(), last = rows[4][column].toDouble();
            qInfo("%s: %.4f to %.4f", qPrintable(rows[0][column]), first, last);
            QVERIFY2(last < share * first, qPrintable(QString("%1: %2 at first, %3 at last, at most %4 of it").arg(rows[0][column]).arg(first).arg(last).arg(share)));
        }
        const double attentionFirst = rows[1][6].toDouble(), attentionSecond = rows[2][6].toDouble();
        QVERIFY2(attentionSecond < attentionFirst, qPrintable(QString("attention: %1, then %2").arg(attentionFirst).arg(attentionSecond)));
        QVERIFY2(rows[4][6].toDouble() == 0, "attention is dropped after its share of the steps");
        QVERIFY(score->samples == 8 && score->mpjpeMm > 0 && score->mpjpeMm < rows[1][7].toDouble());
        // What was kept scores as was said (its weights have 16 bits), and is a model that runs.
        const auto best = nn::readTensorFile(path("falls") / "best.weights");
        QVERIFY(best);
        const auto again = scoreRope(path("falls") / "best.weights", t.heldOut, 1);
        QVERIFY(again);
        const double said = std::atof(best->notes.at("held_out_mpjpe_mm").c_str());
        QVERIFY2(std::abs(again->mpjpeMm - said) < 0.01 * said, qPrintable(QString("%1 mm, said %2").arg(again->mpjpeMm).arg(said)));
        QVERIFY(pose::RopeModel::create(path("falls") / "best.weights", 1));
    }

    void stoppingAndGoingOnChangesNothing() {
        QVERIFY(train(training("whole", 12)));
        QVERIFY(train(training("halves", 12), 0.5));
        const auto half = checkpoint("halves");
        QVERIFY(half && half->notes.at("step") == "6");
        QVERIFY(train(training("halves", 12)));
        const auto a = checkpoint("whole"), b = checkpoint("halves");
        QVERIFY(a && b);
        QCOMPARE(b->notes.at("step"), std::string("12"));
        std::string where;
        const double worst = distance(*a, *b, &where), moved = distance(*half, *b, &where);
        QVERIFY2(worst <= 1e-6, qPrintable(QString("worst weight off by %1 in %2, tolerance 1e-6").arg(worst).arg(QString::fromStdString(where))));
        QVERIFY2(moved > 1e-5, "the second half trains");
        QCOMPARE(log("halves").size(), 2);   // one head
    }

    void theSameSeedGivesTheSameWeights() {
        auto other = training("third", 5);
        other.seed = 2;
        QVERIFY(train(training("first", 5)) && train(training("second", 5)) && train(other));
        const auto a = checkpoint("first"), b = checkpoint("second"), c = checkpoint("third");
        QVERIFY(a && b && c);
        std::string where;
        QVERIFY2(distance(*a, *b, &where) == 0, where.c_str());
        QVERIFY(distance(*a, *c, &where) > 1e-3);
    }

    void cancelLeavesACheckpoint() {
        QVERIFY(train(training("canceled", 1000), 0.003));
        const auto file = checkpoint("canceled");
        QVERIFY2(file, file ? "" : describe(file.error()).c_str());
        QCOMPARE(file->notes.at("step"), std::string("3"));
        QVERIFY(pose::RopeModel::create(path("canceled") / "checkpoint.weights", 1));
    }

    void damagedCheckpointsAreRefused() {
        QVERIFY(train(training("damaged", 2)));
        const QString optimizer = dir_.filePath("damaged/checkpoint.optimizer"), weights = dir_.filePath("damaged/checkpoint.weights");
        QVERIFY(QFile::resize(optimizer, QFileInfo(optimizer).size() / 2));
        QVERIFY(!train(training("damaged", 4)));
        auto other = training("damaged", 4);
        other.network.width = 8;
        QVERIFY(!train(other));
        QVERIFY(QFile::resize(weights, QFileInfo(weights).size() - 1));
        QVERIFY(!train(training("damaged", 4)));
    }

    void withoutHeldOutSamplesTheLastWeightsAreKept() {
        auto t = training("unheld", 4);
        t.heldOut = {};
        t.validateEvery = 2;
        QVERIFY(train(t));
        const auto best = nn::readTensorFile(path("unheld") / "best.weights");
        QVERIFY(best);
        QCOMPARE(best->notes.at("step"), std::string("4"));
    }

    void trainingNeedsSamples() {
        auto t = training("nothing", 2);
        t.synthetic = {path("none.features")};
        const auto none = train(t);
        QVERIFY(!none && none.error().code == ErrorCode::InvalidInput);
        t.synthetic = {path("not there")};
        const auto missing = train(t);
        QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
        // A share of real samples, but none in the file.
        auto real = training("unreal", 2);
        real.real = {path("none.features")};
        real.realShare = 0.5;
        const auto score = train(real);
        QVERIFY2(score, score ? "" : describe(score.error()).c_str());
    }
};

QTEST_APPLESS_MAIN(TestRopeTrainer)
#include "tst_rope_trainer.moc"
