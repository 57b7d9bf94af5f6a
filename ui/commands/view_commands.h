#pragma once

#include <QCoreApplication>

class QMenu;

namespace ropetp::ui {

class CommandRegistry;
class Timeline;
class VideoView;

/// What is seen of the footage and of time, and how the program looks.
class ViewCommands {
    Q_DECLARE_TR_FUNCTIONS(ViewCommands)

  public:
    static void add(CommandRegistry& commands, QMenu& menu, VideoView& view, Timeline& timeline);
    static void addThemes(CommandRegistry& commands, QMenu& menu);
};

}  // namespace ropetp::ui
