#include "ui/view_hints.h"

#include "ui/mouse_hint.h"
#include "ui/pose_editor.h"
#include "ui/video_view.h"
#include "ui/world_pane.h"

namespace ropetp::ui {

ViewHints::ViewHints(PoseEditor& poses, VideoView& video, WorldPane& world) : QObject(&video), poses_(poses), video_(video), world_(world) {
    connect(&poses_, &PoseEditor::toolChanged, this, &ViewHints::refresh);
    connect(&video_, &VideoView::boxToolChanged, this, &ViewHints::refresh);
    connect(&poses_.workspace(), &Workspace::videoOpened, this, &ViewHints::refresh);
    refresh();
}

void ViewHints::refresh() {
    if (!poses_.workspace().hasVideo()) {
        setMouseHint(video_, {});
        setMouseHint(world_, {});
        return;
    }
    QString joints, turns;
    switch (poses_.tool()) {
    case PoseTool::Select:
        joints = turns = tr("{left} select a person or joint   {shift+left} one more joint   ");
        break;
    case PoseTool::Move:
        joints = tr("{left-drag} a joint: the limb follows   {shift+left} one more joint   ");
        turns = tr("{left-drag} a joint: the limb follows   {ctrl+left-drag} up and down   ");
        break;
    case PoseTool::Rotate:
        joints = turns = tr("{left-drag} a ring: turn the joint   {ctrl+left-drag} in steps   {shift+left} one more joint   ");
        break;
    }
    setMouseHint(video_, video_.isBoxTool() ? tr("{left-drag} a box around the person   {wheel} zoom   Esc gives up") : joints + tr("{middle-drag} pan   {wheel} zoom   {double} fit"));
    setMouseHint(world_, turns + tr("{left-drag} beside joints: turn the view   {left-drag} the ring on the floor: its height   {middle-drag} pan   {wheel} zoom"));
}

}  // namespace ropetp::ui
