#pragma once

#include <QString>

namespace ropetp {

/// A file that comes with the program: in $ROPETP_RESOURCES, beside the installed program
/// (../share/ropetp), or in the source tree it was built from. Empty when it is nowhere.
QString resourceFile(const QString& name);

}  // namespace ropetp
