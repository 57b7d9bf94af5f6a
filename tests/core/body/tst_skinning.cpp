#include "base/rotation.h"
#include "body/body_model.h"

#include <QTest>

#include <random>

using namespace ropetp;
using namespace ropetp::body;

/// The fast skinning against SMPL's formula written out slowly, and the checks of create().
class TestSkinning : public QObject {
    Q_OBJECT

    /// Random arrays of the right shapes; four joints a vertex, as SMPL has.
    static BodyModelData randomData(int vertices, unsigned seed) {
        std::mt19937 rng(seed);
        std::normal_distribution<float> n(0, 0.3f);
        const auto random = [&](auto rows, auto cols, float scale) {
            Eigen::MatrixXf m(rows, cols);
            for (Eigen::Index i = 0; i < m.size(); ++i) m.data()[i] = scale * n(rng);
            return m;
        };
        BodyModelData d;
        d.name = "random";
        d.vTemplate = random(vertices, 3, 1);
        d.faces.resize(vertices - 2, 3);
        for (int f = 0; f < vertices - 2; ++f) d.faces.row(f) << f, f + 1, f + 2;
        d.shapeDirs = random(3 * vertices, kShapeCount, 0.1f);
        d.poseDirs = random(3 * vertices, kPoseFeatureCount, 0.01f);
        d.jointRegressor = random(kJointCount, vertices, 1).cwiseAbs();
        for (int j = 0; j < kJointCount; ++j) d.jointRegressor.row(j) /= d.jointRegressor.row(j).sum();
        d.weights = Eigen::MatrixXf::Zero(vertices, kJointCount);
        for (int v = 0; v < vertices; ++v) {
            for (int k = 0; k < 4; ++k) d.weights(v, rng() % kJointCount) += 0.1f + std::abs(n(rng));
            d.weights.row(v) /= d.weights.row(v).sum();
        }
        return d;
    }
    static Pose randomPose(unsigned seed) {
        std::mt19937 rng(seed);
        std::normal_distribution<double> n(0, 0.6);
        Pose pose;
        for (auto& a : pose.axisAngleRad) a = {n(rng), n(rng), n(rng)};
        pose.translationM = {n(rng), n(rng), n(rng)};
        return pose;
    }
    static Eigen::MatrixXd slowSkin(const BodyModelData& d, const Betas& betas, const Pose& pose) {
        Eigen::VectorXd feature(kPoseFeatureCount);
        for (int j = 1; j < kJointCount; ++j) {
            const Eigen::Matrix3d r = matrixFromAxisAngle(pose.axisAngleRad[j]) - Eigen::Matrix3d::Identity();
            for (int e = 0; e < 9; ++e) feature[(j - 1) * 9 + e] = r(e / 3, e % 3);
        }
        const Eigen::VectorXd shape = d.shapeDirs.cast<double>() * betas;
        const Eigen::VectorXd offsets = d.poseDirs.cast<double>() * feature;
        Eigen::MatrixXd shaped = d.vTemplate.cast<double>();
        for (Eigen::Index v = 0; v < shaped.rows(); ++v) shaped.row(v) += shape.segment<3>(3 * v).transpose();
        const JointPositions rest = d.jointRegressor.cast<double>() * shaped;
        const JointFrames frames = jointFrames(rest, pose);
        Eigen::MatrixXd out = Eigen::MatrixXd::Zero(shaped.rows(), 3);
        for (Eigen::Index v = 0; v < shaped.rows(); ++v) {
            const Eigen::Vector3d p = shaped.row(v).transpose() + offsets.segment<3>(3 * v);
            for (int j = 0; j < kJointCount; ++j)
                out.row(v) += double(d.weights(v, j)) * (frames[j] * (p - rest.row(j).transpose())).transpose();
        }
        return out;
    }

  private Q_SLOTS:
    void equalsTheFormula() {
        const BodyModelData data = randomData(101, 1);  // not a multiple of any block
        const auto model = BodyModel::create(data);
        QVERIFY2(model.has_value(), model ? "" : model.error().detail.c_str());
        Betas betas;
        betas << 1, -2, 0.5, 0, 1, 3, -1, 0.2, -0.3, 2;
        Skinner skinner(*model, betas);
        std::vector<Pose> poses;
        for (unsigned i = 0; i < 70; ++i) poses.push_back(randomPose(i));
        std::vector<VertexArray> batch(poses.size());
        skinner.skinBatch(poses, batch);
        for (std::size_t i = 0; i < poses.size(); ++i) {
            const Eigen::MatrixXd truth = slowSkin(data, betas, poses[i]);
            VertexArray one;
            skinner.skin(poses[i], one);
            const double single = (one.cast<double>() - truth).cwiseAbs().maxCoeff();
            const double batched = (batch[i].cast<double>() - truth).cwiseAbs().maxCoeff();
            QVERIFY2(single < 2e-5 && batched < 2e-5, qPrintable(QString("pose %1: %2 and %3 m").arg(i).arg(single).arg(batched)));
        }
    }

    void jointsFollowTheShape() {
        const BodyModelData data = randomData(64, 2);
        const auto model = *BodyModel::create(data);
        Betas betas = Betas::Zero();
        betas[3] = 2;
        Eigen::MatrixXd shaped = data.vTemplate.cast<double>();
        for (Eigen::Index v = 0; v < shaped.rows(); ++v)
            shaped.row(v) += 2 * data.shapeDirs.col(3).segment<3>(3 * v).cast<double>().transpose();
        const Eigen::MatrixXd truth = data.jointRegressor.cast<double>() * shaped;
        QVERIFY((model->restJoints(betas) - truth).cwiseAbs().maxCoeff() < 1e-6);
    }

    void bodiesWithoutPoseBlendShapesWork() {
        BodyModelData data = randomData(40, 3);
        data.poseDirs.resize(0, 0);
        const auto model = BodyModel::create(data);
        QVERIFY(model.has_value());
        data.poseDirs = Eigen::MatrixXf::Zero(120, kPoseFeatureCount);
        Skinner skinner(*model, Betas::Zero());
        VertexArray out;
        skinner.skin(randomPose(9), out);
        QVERIFY((out.cast<double>() - slowSkin(data, Betas::Zero(), randomPose(9))).cwiseAbs().maxCoeff() < 2e-5);
    }

    void wrongArraysAreRefused_data() {
        QTest::addColumn<int>("fault");
        for (int i = 0; i < 8; ++i) QTest::addRow("fault %d", i) << i;
    }
    void wrongArraysAreRefused() {
        QFETCH(int, fault);
        BodyModelData d = randomData(40, 4);
        switch (fault) {
            case 0: d.faces(3, 1) = 40; break;
            case 1: d.faces(0, 0) = -1; break;
            case 2: d.vTemplate(5, 2) = std::nanf(""); break;
            case 3: d.shapeDirs.conservativeResize(119, kShapeCount); break;
            case 4: d.poseDirs.conservativeResize(120, 206); break;
            case 5: d.jointRegressor.conservativeResize(23, 40); break;
            case 6: d.weights.row(7) *= 2; break;
            case 7: d.vTemplate.resize(0, 3); break;
        }
        const auto model = BodyModel::create(d);
        QVERIFY(!model.has_value());
        QCOMPARE(model.error().code, ErrorCode::InvalidInput);
        QVERIFY(!model.error().detail.empty());
    }
};

QTEST_APPLESS_MAIN(TestSkinning)
#include "tst_skinning.moc"
