#include "ui/jobs_panel.h"

#include "ui/core_text.h"
#include "ui/error_text.h"
#include "ui/time_text.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace ropetp::ui {
namespace {

constexpr int kMostFinished = 6;

QString rowName(const jobs::JobLane& lane, jobs::JobId id) { return QStringLiteral("job:%1:%2").arg(lane.objectName()).arg(id); }

}  // namespace

JobsPanel::JobsPanel(QWidget* parent) : QWidget(parent) {
    setObjectName("jobsPanel");
    setWhatsThis(tr("What is being worked out in the background, and how far it is; each can be stopped.\n"
                    "You may go on working meanwhile. A solve that is stopped changes nothing."));
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 8);
    empty_ = new QLabel(tr("Nothing is running."), this);
    empty_->setProperty("dim", true);
    column->addWidget(empty_);
    rows_ = new QVBoxLayout;
    rows_->setSpacing(8);
    column->addLayout(rows_);
    column->addStretch(1);
}

QWidget* JobsPanel::rowOf(const jobs::JobLane& lane, jobs::JobId id) const { return findChild<QWidget*>(rowName(lane, id)); }

void JobsPanel::watch(jobs::JobLane& lane) {
    connect(&lane, &jobs::JobLane::queued, this, [this, &lane](jobs::JobId id, const QString& englishTitle) {
        const QString title = jobTitleText(englishTitle);
        empty_->hide();
        dropFinished(title);
        auto* row = new QFrame(this);
        row->setObjectName(rowName(lane, id));
        row->setProperty("title", title);
        auto* grid = new QVBoxLayout(row);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setSpacing(3);
        auto* top = new QHBoxLayout;
        auto* name = new QLabel(title, row);
        name->setObjectName("jobTitle");
        name->setWordWrap(true);
        auto* stop = new QToolButton(row);
        stop->setObjectName("stopJob");
        stop->setText(QStringLiteral("\u2715"));
        stop->setToolTip(tr("Stop"));
        stop->setAutoRaise(true);
        top->addWidget(name, 1);
        top->addWidget(stop);
        auto* bar = new QProgressBar(row);
        bar->setRange(0, 1000);
        bar->setTextVisible(false);
        auto* state = new QLabel(tr("waiting"), row);
        state->setObjectName("jobState");
        state->setProperty("dim", true);
        grid->addLayout(top);
        grid->addWidget(bar);
        grid->addWidget(state);
        rows_->insertWidget(0, row);
        connect(stop, &QToolButton::clicked, this, [this, &lane, id] {
            showStopping(lane, id);
            lane.cancel(id);
        });
        while (rows_->count() > kMostFinished) {
            auto* old = rows_->itemAt(rows_->count() - 1)->widget();
            if (!old->property("finished").toBool()) break;
            rows_->removeWidget(old);
            old->hide();
            old->deleteLater();
        }
    });
    connect(&lane, &jobs::JobLane::progressed, this, [this, &lane](jobs::JobId id, const QString& stage, double fraction, double left) {
        auto* row = rowOf(lane, id);
        if (!row || row->property("stopping").toBool()) return;
        row->findChild<QProgressBar*>()->setValue(int(1000 * fraction));
        QString text = stageText(stage);
        text += QStringLiteral(" · ") + tr("%1 %").arg(int(100 * fraction));
        if (left >= 0) text += QStringLiteral(" · ") + tr("%1 left").arg(durationText(left));
        row->findChild<QLabel*>("jobState")->setText(text);
    });
    connect(&lane, &jobs::JobLane::succeeded, this, [this, &lane](jobs::JobId id) { finish(lane, id, tr("done")); });
    connect(&lane, &jobs::JobLane::failed, this, [this, &lane](jobs::JobId id, const Error& error) {
        finish(lane, id, error.code == ErrorCode::Canceled ? tr("stopped") : errorText(error));
    });
}

void JobsPanel::dropFinished(const QString& title) {
    for (auto* old : findChildren<QFrame*>(Qt::FindDirectChildrenOnly))
        if (old->property("finished").toBool() && old->property("title").toString() == title) {
            rows_->removeWidget(old);
            old->hide();
            old->deleteLater();
        }
}

void JobsPanel::showStopping(const jobs::JobLane& lane, jobs::JobId id) {
    auto* row = rowOf(lane, id);
    if (!row || row->property("finished").toBool()) return;
    row->setProperty("stopping", true);
    row->findChild<QToolButton*>("stopJob")->setEnabled(false);
    row->findChild<QLabel*>("jobState")->setText(tr("stopping…"));
}

void JobsPanel::finish(const jobs::JobLane& lane, jobs::JobId id, const QString& text) {
    auto* row = rowOf(lane, id);
    if (!row) return;
    dropFinished(row->property("title").toString());
    row->setProperty("finished", true);
    row->findChild<QProgressBar*>()->hide();
    row->findChild<QToolButton*>("stopJob")->hide();
    auto* state = row->findChild<QLabel*>("jobState");
    state->setWordWrap(true);
    state->setText(text);
}

}  // namespace ropetp::ui
