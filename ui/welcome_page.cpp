#include "ui/welcome_page.h"

#include "ui/settings.h"

#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ropetp::ui {

WelcomePage::WelcomePage(const QString& samplePath, QWidget* parent) : QWidget(parent) {
    setObjectName("welcomePage");
    setAttribute(Qt::WA_StyledBackground);
    auto* zone = new QFrame(this);
    zone->setObjectName("dropZone");
    zone->setMaximumWidth(520);
    auto* inner = new QVBoxLayout(zone);
    inner->setContentsMargins(36, 30, 36, 30);
    inner->setSpacing(12);
    auto* title = new QLabel(tr("Drop a video here"), zone);
    title->setObjectName("welcomeTitle");
    auto* text = new QLabel(tr("One person or several, filmed with any camera; best one that stands still. "
                               "The people are captured here on this machine; nothing is uploaded."), zone);
    text->setWordWrap(true);
    text->setProperty("dim", true);
    auto* open = new QPushButton(tr("Open video…"), zone);
    open->setObjectName("welcomeOpen");
    open->setProperty("primary", true);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openWanted);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(open);
    if (!samplePath.isEmpty()) {
        auto* sample = new QPushButton(tr("Open the sample"), zone);
        sample->setObjectName("welcomeSample");
        connect(sample, &QPushButton::clicked, this, [this, samplePath] { Q_EMIT fileWanted(samplePath); });
        buttons->addWidget(sample);
    }
    buttons->addStretch(1);
    inner->addWidget(title);
    inner->addWidget(text);
    inner->addSpacing(4);
    inner->addLayout(buttons);
    recent_ = new QVBoxLayout;
    recent_->setSpacing(0);
    inner->addLayout(recent_);

    auto* row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addWidget(zone, 4, Qt::AlignVCenter);
    row->addStretch(1);
    refresh();
}

void WelcomePage::refresh() {
    while (auto* item = recent_->takeAt(0)) {
        if (auto* old = item->widget()) {
            old->hide();   // deleted when the event loop comes to it, as it may be the button that was clicked
            old->deleteLater();
        }
        delete item;
    }
    const QStringList files = Settings::recentFiles().mid(0, 5);
    if (files.isEmpty()) return;
    auto* heading = new QLabel(tr("Recent"));
    heading->setProperty("heading", true);
    heading->setContentsMargins(0, 10, 0, 4);
    recent_->addWidget(heading);
    for (const QString& file : files) {
        auto* button = new QPushButton(QFileInfo(file).fileName());
        button->setObjectName("recentFile");
        button->setToolTip(file);
        button->setCursor(Qt::PointingHandCursor);
        connect(button, &QPushButton::clicked, this, [this, file] { Q_EMIT fileWanted(file); });
        recent_->addWidget(button);
    }
}

}  // namespace ropetp::ui
