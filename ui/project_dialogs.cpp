#include "ui/project_dialogs.h"

#include "ui/recovery_dialog.h"
#include "ui/settings.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace ropetp::ui {

ProjectDialogs::ProjectDialogs(ProjectSession& session, Workspace& workspace, QWidget& window) : QObject(&window), session_(session), workspace_(workspace), window_(window) {
    connect(&session_, &ProjectSession::videoWanted, this, &ProjectDialogs::askForVideo);
    connect(&session_, &ProjectSession::projectOpened, this, [this] {
        if (!session_.path().isEmpty()) offerRecovery(session_.path());
    });
}

void ProjectDialogs::save(std::function<void()> then) {
    if (session_.path().isEmpty()) saveAs(std::move(then));
    else session_.save(session_.path(), std::move(then));
}

void ProjectDialogs::saveAs(std::function<void()> then) {
    if (!workspace_.scene().video) return;
    QString proposed = session_.path();
    if (proposed.isEmpty()) {
        // Beside the video, so that the two stay together; elsewhere where that folder is not ours.
        const QFileInfo video(QString::fromStdString(workspace_.scene().video->path.string()));
        const QString folder = QFileInfo(video.absolutePath()).isWritable() ? video.absolutePath() : Settings::exportFolder();
        proposed = folder + '/' + video.completeBaseName() + ".ropetp";
    }
    auto* dialog = new QFileDialog(&window_, tr("Save project"), proposed, tr("RopeTP projects (*.ropetp)"));
    dialog->setObjectName("saveProjectDialog");
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("ropetp");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this, then = std::move(then)](const QString& path) { session_.save(path, then); });
    dialog->open();
}

QMessageBox* ProjectDialogs::question(const char* name, const QString& text, const QString& detail) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, QStringLiteral("RopeTP Studio"), text, QMessageBox::NoButton, &window_);
    box->setObjectName(name);
    box->setInformativeText(detail);
    box->setAttribute(Qt::WA_DeleteOnClose);
    return box;
}

void ProjectDialogs::whenSafe(std::function<void()> then) {
    if (session_.isSaving()) {   // told when it fails; then nothing follows
        connect(&session_, &ProjectSession::saved, this, [this, then] { whenSafe(then); }, Qt::SingleShotConnection);
        return;
    }
    if (!session_.isModified()) return then();
    auto* box = question("unsavedBox", tr("Save the changes to “%1”?").arg(session_.name()),
                         session_.path().isEmpty() ? tr("It was never saved as a project. Without that, the solve and everything you did to it are gone.")
                                                   : tr("Without that, everything since the last save is gone."));
    auto* save = box->addButton(tr("Save"), QMessageBox::AcceptRole);
    auto* drop = box->addButton(tr("Don't save"), QMessageBox::DestructiveRole);
    auto* cancel = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    save->setObjectName("unsavedSave");
    drop->setObjectName("unsavedDrop");
    cancel->setObjectName("unsavedCancel");
    box->setDefaultButton(save);
    box->setEscapeButton(cancel);
    connect(save, &QPushButton::clicked, this, [this, then] { this->save(then); });
    connect(drop, &QPushButton::clicked, this, [then] { then(); });
    box->open();
}

void ProjectDialogs::askForVideo(const QString& video, bool another) {
    const QFileInfo file(video);
    auto* box = question("videoBox", another ? tr("“%1” is another video than the project was made from.").arg(file.fileName()) : tr("The video “%1” is not where it was.").arg(file.fileName()),
                         tr("It was in %1. Show where it is now; or go on without pictures: everything but solving anew works on.").arg(file.absolutePath()));
    auto* find = box->addButton(tr("Find the video…"), QMessageBox::AcceptRole);
    auto* without = box->addButton(tr("Go on without"), QMessageBox::ActionRole);
    find->setObjectName("videoFind");
    without->setObjectName("videoWithout");
    if (another && file.exists()) {
        auto* use = box->addButton(tr("Use this one"), QMessageBox::ActionRole);
        use->setObjectName("videoUse");
        connect(use, &QPushButton::clicked, this, [this, video] { session_.useVideo(video); });
    }
    box->addButton(tr("Cancel"), QMessageBox::RejectRole)->setObjectName("videoCancel");
    connect(find, &QPushButton::clicked, this, &ProjectDialogs::findVideo);
    connect(without, &QPushButton::clicked, &session_, &ProjectSession::goOnWithoutVideo);
    box->open();
}

void ProjectDialogs::findVideo() {
    auto* dialog = new QFileDialog(&window_, tr("Find the video"), Settings::openFolder());
    dialog->setObjectName("findVideoDialog");
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, &session_, &ProjectSession::useVideo);
    dialog->open();
}

void ProjectDialogs::offerRecovery(const QString& project) {
    if (window_.findChild<RecoveryDialog*>()) return;
    auto found = session_.recoverable();
    if (!project.isEmpty()) std::erase_if(found, [&](const auto& j) { return QString::fromStdString(j.project.string()) != project; });
    if (found.empty()) return;
    auto* dialog = new RecoveryDialog(std::move(found), &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RecoveryDialog::recoverWanted, this, [this](const QString& folder) {
        whenSafe([this, folder] { session_.recover(folder.toStdString()); });
    });
    connect(dialog, &RecoveryDialog::forgetWanted, this, [this](const QString& folder) { session_.forget(folder.toStdString()); });
    dialog->open();
}

}  // namespace ropetp::ui
