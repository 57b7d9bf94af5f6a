#include "ui/markers.h"

#include "edit/mark_edits.h"

namespace ropetp::ui {

const edit::Marker* markerAt(const edit::Scene& scene, FrameIndex frame) {
    for (const auto& m : scene.markers)
        if (m.frame == frame) return &m;
    return nullptr;
}

void toggleMarker(Workspace& workspace) {
    if (!workspace.hasVideo()) return;
    const FrameIndex here = workspace.playback().current();
    workspace.apply(markerAt(workspace.scene(), here) ? edit::removeMarker(here) : edit::setMarker(here));
}

void removeMarker(Workspace& workspace, FrameIndex frame) {
    if (markerAt(workspace.scene(), frame)) workspace.apply(edit::removeMarker(frame));
}

void setNote(Workspace& workspace, FrameIndex frame, const QString& note) {
    const std::string text = note.trimmed().toStdString();
    const auto* marker = markerAt(workspace.scene(), frame);
    if (marker ? marker->note == text : text.empty()) return;
    workspace.apply(edit::setMarker(frame, text));
}

void goToMarker(Workspace& workspace, bool forward) {
    const FrameIndex here = workspace.playback().current();
    const edit::Marker* target = nullptr;
    for (const auto& m : workspace.scene().markers) {
        if (forward && m.frame > here && !target) target = &m;
        if (!forward && m.frame < here) target = &m;
    }
    if (!target) return;
    workspace.playback().stop();
    workspace.playback().seek(target->frame);
}

}  // namespace ropetp::ui
