// Draws the built-in body in poses and from sides that show its faults, and says what drawing costs.
//   bench_mannequin_pictures OUT.png
#include "body/body_model.h"
#include "body/kinematics.h"
#include "body/mannequin.h"
#include "raster/rasterizer.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <chrono>
#include <cstdio>
#include <functional>

using namespace ropetp;
using body::Joint;

namespace {

constexpr int kTile = 420;

struct View { const char* name; double yawDeg; std::function<void(body::Pose&)> pose; body::Betas betas = body::Betas::Zero(); };

void set(body::Pose& p, Joint j, double x, double y, double z) { p.axisAngleRad[std::size_t(body::index(j))] = Eigen::Vector3d(x, y, z); }

void sit(body::Pose& p) {
    set(p, Joint::LeftHip, -1.5, 0.1, 0.05), set(p, Joint::RightHip, -1.5, -0.1, -0.05);
    set(p, Joint::LeftKnee, 1.5, 0, 0), set(p, Joint::RightKnee, 1.5, 0, 0);
    set(p, Joint::LeftShoulder, 0.2, -0.3, -1.1), set(p, Joint::RightShoulder, 0.2, 0.3, 1.1);
    set(p, Joint::LeftElbow, 0, -1.2, 0), set(p, Joint::RightElbow, 0, 1.2, 0);
}
void armsUp(body::Pose& p) {
    set(p, Joint::LeftCollar, 0, 0, 0.3), set(p, Joint::RightCollar, 0, 0, -0.3);
    set(p, Joint::LeftShoulder, 0, 0, 1.1), set(p, Joint::RightShoulder, 0, 0, -1.1);
}
void stand(body::Pose& p) { set(p, Joint::LeftShoulder, 0, 0, -1.2), set(p, Joint::RightShoulder, 0, 0, 1.2); }
void squat(body::Pose& p) {
    set(p, Joint::Pelvis, 0.5, 0, 0);
    set(p, Joint::LeftHip, -2.2, 0.3, 0.3), set(p, Joint::RightHip, -2.2, -0.3, -0.3);
    set(p, Joint::LeftKnee, 2.2, 0, 0), set(p, Joint::RightKnee, 2.2, 0, 0);
    set(p, Joint::LeftAnkle, -0.5, 0, 0), set(p, Joint::RightAnkle, -0.5, 0, 0);
    set(p, Joint::LeftShoulder, 0, -1.4, 0), set(p, Joint::RightShoulder, 0, 1.4, 0);
}
void walk(body::Pose& p) {
    set(p, Joint::LeftHip, -0.5, 0, 0), set(p, Joint::RightHip, 0.4, 0, 0), set(p, Joint::RightKnee, 0.5, 0, 0);
    set(p, Joint::LeftShoulder, 0.4, 0, -1.2), set(p, Joint::RightShoulder, -0.4, 0, 1.2);
    set(p, Joint::LeftElbow, 0, -0.4, 0), set(p, Joint::RightElbow, 0, 0.4, 0);
}

body::Betas beta(int k, double v) { body::Betas b = body::Betas::Zero(); b[k] = v; return b; }

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const auto none = [](body::Pose&) {};
    std::vector<View> views = {{"T front", 0, none}, {"T back", 180, none}, {"T side", 90, none}, {"T 3/4", 35, none},
                               {"stand", 20, stand}, {"stand back", 160, stand}, {"walk", 60, walk}, {"walk side", 90, walk}, {"arms up", 0, armsUp}, {"arms up back", 150, armsUp},
                               {"sit", 40, sit}, {"sit side", 90, sit}, {"squat", 30, squat}, {"squat side", 90, squat}};
    for (int k = 0; k < 10; ++k)
        for (double v : {-2.0, 2.0}) views.push_back({nullptr, 20, stand, beta(k, v)});
    const auto model = body::mannequin();
    const PinholeCamera camera = PinholeCamera::centred(kTile, kTile, 1.7 * kTile);
    raster::Rasterizer rasterizer;
    const int columns = 7, rows = int(views.size() + columns - 1) / columns;
    cv::Mat sheet(rows * kTile, columns * kTile, CV_8UC3, cv::Scalar(70, 66, 62));
    double drawMs = 0;
    for (std::size_t i = 0; i < views.size(); ++i) {
        body::Pose pose;
        views[i].pose(pose);
        body::Skinner skinner(model, views[i].betas);
        Eigen::Isometry3d camFromBody = Eigen::Isometry3d::Identity();
        camFromBody.linear() = Eigen::AngleAxisd(EIGEN_PI, Eigen::Vector3d::UnitX()).toRotationMatrix() *
                               Eigen::AngleAxisd(0.12, Eigen::Vector3d::UnitX()).toRotationMatrix() *
                               Eigen::AngleAxisd(views[i].yawDeg * EIGEN_PI / 180, Eigen::Vector3d::UnitY()).toRotationMatrix();
        const double middle = (skinner.restJoints().row(0)(1)) - 0.05;
        camFromBody.translation() = Eigen::Vector3d(0, 0, 3.6) - camFromBody.linear() * Eigen::Vector3d(0, middle, 0);
        body::VertexArray vertices;
        skinner.skin(body::transformed(pose, camFromBody, skinner.restJoints()), vertices);
        const std::vector<Eigen::Vector3f> color = {Eigen::Vector3f(0.62f, 0.58f, 0.54f)};
        const auto start = std::chrono::steady_clock::now();
        const auto& layer = rasterizer.render(camera, {{vertices, model->data().faces, color}}, {}, 4);
        drawMs += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        Image tile(kTile, kTile);
        cv::Mat view(kTile, kTile, CV_8UC3, tile.mutablePixels());
        view.setTo(cv::Scalar(62, 66, 70));
        raster::blend(layer, 1, tile);
        cv::Mat bgr;
        cv::cvtColor(view, bgr, cv::COLOR_RGB2BGR);
        const std::string name = views[i].name ? views[i].name : "beta" + std::to_string((i - 14) / 2) + (i % 2 ? " +2" : " -2");
        cv::putText(bgr, name, {8, 20}, cv::FONT_HERSHEY_SIMPLEX, 0.5, cv::Scalar(220, 220, 220), 1, cv::LINE_AA);
        bgr.copyTo(sheet(cv::Rect(int(i % columns) * kTile, int(i / columns) * kTile, kTile, kTile)));
    }
    cv::imwrite(argv[1], sheet);
    std::printf("%d vertices, %d faces, %.2f ms a picture of %d x %d with 4 samples\n", model->vertexCount(), model->faceCount(), drawMs / double(views.size()), kTile, kTile);
    return 0;
}
