#pragma once

#include "base/error.h"

#include <QString>

namespace ropetp::ui {

/// One translated sentence or two: what happened, to which file, and what to do about it.
/// Empty for Canceled, which is never shown as a failure.
QString errorText(const Error& error);

/// The translated name of an edit for the undo history; edits name themselves in English.
QString editLabelText(const std::string& englishLabel);

/// The translated name of a stage of a job (`JobControl::stage` gives it in English).
QString stageText(const QString& englishStage);

}  // namespace ropetp::ui
