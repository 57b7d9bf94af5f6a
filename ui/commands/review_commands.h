#pragma once

#include <QCoreApplication>

class QMenu;

namespace ropetp::ui {

class CommandRegistry;
class ReviewModel;
class Timeline;
class Workspace;

/// Going through what is wrong with a take, marking frames, and looking closer at time.
class ReviewCommands {
    Q_DECLARE_TR_FUNCTIONS(ReviewCommands)

  public:
    static void add(CommandRegistry& commands, QMenu& menu, ReviewModel& model);
    static void addMarkers(CommandRegistry& commands, QMenu& menu, Workspace& workspace, Timeline& timeline);
    static void addZoom(CommandRegistry& commands, QMenu& menu, Timeline& timeline);
};

}  // namespace ropetp::ui
