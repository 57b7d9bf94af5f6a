#include "app/gui/resource_paths.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace ropetp {

QString resourceFile(const QString& name) {
    const QString folders[] = {qEnvironmentVariable("ROPETP_RESOURCES"), QCoreApplication::applicationDirPath() + "/../share/ropetp",
                               QStringLiteral(ROPETP_SOURCE_RESOURCES)};
    for (const QString& folder : folders)
        if (!folder.isEmpty() && QFileInfo::exists(folder + '/' + name)) return folder + '/' + name;
    return {};
}

}  // namespace ropetp
