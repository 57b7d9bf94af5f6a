#pragma once

#include <QObject>
#include <QString>

#include "ui/graph_editor/curve_data.h"
#include "ui/pose_editor.h"

#include <set>
#include <tuple>

namespace ropetp::ui {

/// The curves of the selected joints of the selected person, and which of them are shown. GUI thread only.
class GraphModel : public QObject {
    Q_OBJECT

  public:
    explicit GraphModel(PoseEditor& poses, QObject* parent = nullptr);

    Workspace& workspace() const { return poses_.workspace(); }
    /// In the order of the skeleton; empty where nobody or no joint is selected. Valid until changed().
    const std::vector<JointCurves>& joints() const { return joints_; }
    /// The video's frame of the curves' first value.
    FrameIndex first() const { return first_; }
    std::int64_t frameCount() const { return joints_.empty() ? 0 : std::int64_t(joints_.front().shown[0].size()); }
    /// Tools that act on one of the joints: their reach, and the range in it.
    struct ToolShade { FrameRange reach, range; };
    const std::vector<ToolShade>& tools() const { return tools_; }
    /// What to do to see curves; empty where there are some.
    QString firstStep() const;

    CurveKind kind() const { return kind_; }
    void setKind(CurveKind kind);
    const io::EulerOrder& order() const { return order_; }
    void setOrder(const io::EulerOrder& order);
    bool isShown(int joint, int axis) const { return axes_[std::size_t(axis)] && !hidden_.contains({joint, axis}); }
    bool isAxisShown(int axis) const { return axes_[std::size_t(axis)]; }
    void setAxisShown(int axis, bool on);
    void setChannelShown(int joint, int axis, bool on);
    /// Every curve over its own range of values: to compare timing.
    bool isNormalised() const { return normalised_; }
    void setNormalised(bool on);
    bool isRawShown() const { return raw_; }
    void setRawShown(bool on);

    /// "34.2°", "0.512 m".
    QString valueText(double value) const;
    QString channelText(int joint, int axis) const;

    // Dragging a value of the present frame up and down; what comes of it is a fix. False: there is nothing to be dragged.
    bool beginKeyDrag(int joint, int axis);
    void dragKeyTo(double value);
    void endKeyDrag();
    void cancelKeyDrag();
    /// Holds the joint on a frame as it is.
    void addKey(int joint, FrameIndex frame);

  Q_SIGNALS:
    /// Other curves: joints, person or kind; or a range tool came or went, which may change them by any amount.
    void reset();
    /// The same curves may have other values.
    void changed();
    void optionsChanged();

  private:
    void rebuild();

    PoseEditor& poses_;
    std::vector<JointCurves> joints_;
    FrameIndex first_;
    std::vector<ToolShade> tools_;
    CurveKind kind_ = CurveKind::Rotation;
    io::EulerOrder order_ = io::kZxy;     ///< people turn about Y without end: it must not be the angle in the middle, whose ±90° are singular
    std::array<bool, 3> axes_{true, true, true};
    std::set<std::pair<int, int>> hidden_;
    bool normalised_ = false, raw_ = true;

    struct KeyDrag {
        int joint, axis;
        std::size_t at;                  ///< in the clip
        body::MotionClip from;           ///< that frame alone, as before the drag
        Eigen::Vector3d values;
    };
    std::optional<KeyDrag> drag_;
    std::optional<std::tuple<PersonId, std::vector<int>, std::size_t>> shownOf_;   ///< with how many tools
};

}  // namespace ropetp::ui
