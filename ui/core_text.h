#pragma once

#include <QString>

#include <string>

namespace ropetp::ui {

// What core names in English, in the user's language. The sets are closed; tst_translations finds a name that is not in them.

/// The name of an edit (`Edit::label`) for the undo history.
QString editLabelText(const std::string& englishLabel);

/// What a job is at (`JobControl::stage`), as a user would say it: "Finding people".
QString stageText(const QString& englishStage);

/// What a job does (`Job::title`), with the file's name where it has one: "Solve clip.mp4".
QString jobTitleText(const QString& englishTitle);

}  // namespace ropetp::ui
