#include "ui/palette_entries.h"

#include "ui/command_registry.h"
#include "ui/fuzzy_match.h"
#include "ui/joint_text.h"
#include "ui/time_text.h"
#include "ui/workspace.h"

#include <QAction>
#include <QCoreApplication>
#include <QPointer>
#include <QRegularExpression>

#include <algorithm>

namespace ropetp::ui {
namespace {

QString keysText(const QAction& action) {
    QStringList keys;
    for (const auto& key : action.shortcuts()) keys << key.toString(QKeySequence::NativeText);
    return keys.mid(0, 2).join("  ");
}

/// Seconds of "12.5s", "12,5 s", "0:12.5" or "1:02:03".
std::optional<double> secondsIn(QString text) {
    text.replace(',', '.');
    static const QRegularExpression plain("^(\\d+(?:\\.\\d+)?)\\s*s$"), clock("^(?:(\\d+):)?(\\d+):(\\d{1,2}(?:\\.\\d+)?)$");
    if (const auto m = plain.match(text); m.hasMatch()) return m.captured(1).toDouble();
    if (const auto m = clock.match(text); m.hasMatch()) return 3600 * m.captured(1).toDouble() + 60 * m.captured(2).toDouble() + m.captured(3).toDouble();
    return std::nullopt;
}

}  // namespace

std::vector<PaletteEntry> paletteEntries(const CommandRegistry& commands, Workspace& workspace) {
    std::vector<PaletteEntry> out;
    for (const auto& c : commands.commands()) {
        PaletteEntry e;
        e.id = c.info.id;
        e.group = c.info.group;
        e.title = c.info.name();
        e.help = c.info.help;
        e.keys = keysText(*c.action);
        e.enabled = c.action->isEnabled();
        e.why = c.info.needs;
        e.on = c.action->isCheckable() && c.action->isChecked();
        e.run = [action = QPointer(c.action)] {
            if (action) action->trigger();
        };
        out.push_back(std::move(e));
    }
    for (const PersonId person : workspace.knownPersons()) {
        PaletteEntry e;
        e.group = QCoreApplication::translate("CommandPalette", "Person");
        e.title = workspace.personName(person);
        e.help = QCoreApplication::translate("CommandPalette", "Selects this person in all views.");
        e.on = workspace.selectedPerson() == person;
        e.run = [&workspace, person] { workspace.selectPerson(person); };
        out.push_back(std::move(e));
    }
    const auto selectable = [&](const QString& group, const QString& title, const QString& help, auto&& select) {
        PaletteEntry e;
        e.group = group;
        e.title = title;
        e.help = help;
        e.why = QCoreApplication::translate("CommandPalette", "Needs a solved person.");
        e.enabled = !workspace.scene().clips.empty();
        e.run = [&workspace, select] {
            const auto person = workspace.selectedPerson();
            const auto& clips = workspace.scene().clips;
            if ((!person || !clips.contains(*person)) && !clips.empty()) workspace.selectPerson(clips.begin()->first);
            select(workspace.joints());
        };
        out.push_back(std::move(e));
    };
    for (int j = 0; j < body::kJointCount; ++j) {
        selectable(QCoreApplication::translate("CommandPalette", "Joint"), jointText(j),
                   QCoreApplication::translate("CommandPalette", "Selects this joint: for the tools in both views, the inspector and the curves."), [j](JointSelection& s) { s.select(j); });
        out.back().on = workspace.joints().contains(j);
    }
    for (int l = 0; l < edit::kLimbCount; ++l)
        selectable(QCoreApplication::translate("CommandPalette", "Joints"), limbText(edit::Limb(l)),
                   QCoreApplication::translate("CommandPalette", "Selects all joints of this part of the body."), [l](JointSelection& s) { s.selectAll(edit::jointsOf(edit::Limb(l))); });
    return out;
}

std::optional<PaletteEntry> paletteJump(const QString& query, Workspace& workspace) {
    auto& playback = workspace.playback();
    if (playback.frameCount() < 1) return std::nullopt;
    const QString text = query.trimmed();
    FrameIndex frame;
    static const QRegularExpression number("^\\d{1,9}$");
    if (number.match(text).hasMatch()) frame = FrameIndex(text.toLongLong());
    else if (const auto sec = secondsIn(text)) frame = playback.frameAt(*sec);
    else return std::nullopt;
    frame = std::min(frame, FrameIndex(playback.frameCount() - 1));
    PaletteEntry e;
    e.group = QCoreApplication::translate("CommandPalette", "Go to");
    e.title = QCoreApplication::translate("CommandPalette", "Frame %1, %2").arg(frame.value).arg(clockText(playback.timeSec(frame)));
    e.help = QCoreApplication::translate("CommandPalette", "A number is a frame; 12.5s or 0:12.5 is a time of the video.");
    e.run = [&playback, frame] {
        playback.stop();
        playback.seek(frame);
    };
    return e;
}

std::vector<PaletteEntry> rankedEntries(const std::vector<PaletteEntry>& entries, const QString& query, const QStringList& recent) {
    struct Ranked { int score; const PaletteEntry* entry; QList<int> met; };
    std::vector<Ranked> met;
    const bool all = query.trimmed().isEmpty();
    for (const auto& e : entries) {
        auto match = fuzzyMatch(query, e.title, e.group + ' ' + e.help + ' ' + e.keys);
        if (!match) continue;
        const auto used = e.id.isEmpty() ? -1 : recent.indexOf(e.id);
        int score = match->score;
        if (used >= 0) score += (all ? 1000 : 25) - int(used);
        if (!all && !e.enabled) score -= 40;
        met.push_back({score, &e, std::move(match->positions)});
    }
    std::stable_sort(met.begin(), met.end(), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    std::vector<PaletteEntry> out;
    out.reserve(met.size());
    for (auto& m : met) {
        out.push_back(*m.entry);
        out.back().met = std::move(m.met);
    }
    return out;
}

}  // namespace ropetp::ui
