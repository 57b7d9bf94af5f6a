#include "ui/review_panel.h"

#include "ui/marker_list.h"
#include "ui/panel_fields.h"
#include "ui/review_stop_delegate.h"
#include "ui/review_text.h"
#include "ui/time_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ropetp::ui {

ReviewPanel::ReviewPanel(ReviewModel& model, QWidget* parent) : QWidget(parent), model_(model) {
    setObjectName("reviewPanel");
    setWhatsThis(tr("The frames that need a look, the worst first, and why.\n"
                    "N goes to the next one. Fix it, or accept it as it is (Shift+A); either way it leaves the list, and what you fixed usually mends its neighbours.\n"
                    "Low confidence alone is no fault: a hidden limb is often right."));
    setAttribute(Qt::WA_StyledBackground);
    count_ = new QLabel;
    count_->setObjectName("reviewCount");
    order_ = new QComboBox;
    order_->setObjectName("reviewOrder");
    order_->addItems({tr("Worst first"), tr("By time")});
    order_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    order_->setMinimumContentsLength(7);
    order_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    order_->setToolTip(tr("In which order the list and “next bad frame” (N) go"));
    causes_ = new QToolButton;
    causes_->setObjectName("reviewCauses");
    causes_->setText(tr("Causes"));
    causes_->setToolTip(tr("Which kinds of trouble are listed"));
    causes_->setPopupMode(QToolButton::InstantPopup);
    causes_->setMenu(new QMenu(causes_));
    causes_->menu()->setToolTipsVisible(true);
    list_ = new QListWidget;
    list_->setObjectName("reviewList");
    list_->setItemDelegate(new ReviewStopDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setUniformItemSizes(true);
    empty_ = new QLabel;
    empty_->setObjectName("reviewEmpty");
    empty_->setProperty("dim", true);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    empty_->setContentsMargins(4, 4, 4, 4);
    const auto button = [](const char* name, const QString& text, const QString& tip) {
        auto* b = new QPushButton(text);
        b->setObjectName(name);
        b->setToolTip(tip);
        return b;
    };
    previous_ = button("reviewPrevious", tr("Previous"), tr("The stop before (Shift+N)"));
    next_ = button("reviewNext", tr("Next"), tr("The next stop (N)"));
    accept_ = button("reviewAccept", tr("Accept"), tr("All is well at this stop: it leaves the list (Shift+A). Something clearly worse there comes back."));
    markers_ = new MarkerList(model.workspace());

    auto* top = new QHBoxLayout;
    top->setSpacing(3);
    top->addWidget(count_);
    top->addWidget(causes_);
    top->addStretch(1);
    top->addWidget(order_, 2);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(previous_);
    buttons->addWidget(next_);
    buttons->addStretch(1);
    buttons->addWidget(accept_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addLayout(top);
    column->addWidget(list_, 3);
    column->addWidget(empty_, 3);
    column->addLayout(buttons);
    column->addWidget(markers_, 1);

    connect(previous_, &QPushButton::clicked, &model_, &ReviewModel::previous);
    connect(next_, &QPushButton::clicked, &model_, &ReviewModel::next);
    connect(accept_, &QPushButton::clicked, &model_, &ReviewModel::acceptHere);
    connect(order_, &QComboBox::activated, &model_, [this](int i) { model_.setOrder(ReviewModel::Order(i)); });
    connect(causes_->menu(), &QMenu::aboutToShow, this, &ReviewPanel::fillCauses);
    const auto go = [this](QListWidgetItem* item) {
        const int row = list_->row(item);
        if (!rebuilding_ && row >= 0 && row < int(shown_.size())) model_.goTo(shown_[std::size_t(row)]);
    };
    connect(list_, &QListWidget::itemClicked, this, go);
    connect(list_, &QListWidget::currentItemChanged, this, [go](QListWidgetItem* item) {
        if (item) go(item);
    });
    connect(&model_, &ReviewModel::changed, this, &ReviewPanel::rebuild);
    connect(&model_.workspace().playback(), &PlaybackController::currentChanged, this, &ReviewPanel::showHere);
    rebuild();
}

void ReviewPanel::rebuild() {
    shown_ = model_.queue().stops();
    if (model_.order() == ReviewModel::Order::Time)
        std::stable_sort(shown_.begin(), shown_.end(), [](const auto& a, const auto& b) { return a.frame < b.frame; });
    order_->setCurrentIndex(int(model_.order()));
    const auto person = model_.person();
    const auto review = person ? model_.reviewOf(*person) : nullptr;
    rebuilding_ = true;
    while (list_->count() > int(shown_.size())) delete list_->takeItem(list_->count() - 1);
    while (list_->count() < int(shown_.size())) list_->addItem(new QListWidgetItem);
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        const auto& stop = shown_[i];
        auto* item = list_->item(int(i));
        item->setText(stopText(stop, review ? review->clip.get() : nullptr));
        item->setData(ReviewStopDelegate::kWhere, tr("Frame %1 · %2 · %3").arg(stop.frame.value).arg(clockText(model_.workspace().playback().timeSec(stop.frame)), limbText(stop.limb)));
        item->setData(ReviewStopDelegate::kSeverity, stop.severity);
        item->setToolTip(causeHelp(stop.cause));
    }
    rebuilding_ = false;
    list_->setVisible(!shown_.empty());
    empty_->setVisible(shown_.empty());
    empty_->setText(emptyText());
    showHere();
}

int ReviewPanel::indexHere() const {
    const auto* here = model_.here();
    for (std::size_t i = 0; here && i < shown_.size(); ++i)
        if (shown_[i].frame == here->frame && shown_[i].limb == here->limb) return int(i);
    return -1;
}

void ReviewPanel::showHere() {
    const int here = indexHere();
    rebuilding_ = true;
    list_->setCurrentRow(here);
    rebuilding_ = false;
    setUsable(*accept_, here >= 0, tr("Go to a stop first: N, or a click in the list."));
    for (QPushButton* b : {next_, previous_}) setUsable(*b, !shown_.empty(), tr("Nothing is left to look at."));
    showCount();
}

void ReviewPanel::showCount() {
    const bool filtered = !model_.causes().all();
    QString text;
    if (model_.person() && model_.total() > 0) text = tr("%1 of %2 left").arg(model_.left()).arg(model_.total());
    if (filtered && !text.isEmpty()) text += tr(" (filtered)");
    if (model_.isBusy() && !shown_.empty()) text += " …";
    count_->setText(text);
}

QString ReviewPanel::emptyText() const {
    if (!model_.workspace().hasVideo()) return tr("Open a video and solve it: then the frames that need a look are listed here, the worst first.");
    const auto person = model_.person();
    if (!person) return tr("Nobody is solved yet. After a solve, the frames that need a look are listed here, the worst first.");
    if (!model_.reviewOf(*person)) return tr("Looking for trouble…");
    if (const int hidden = model_.leftUnfiltered(); hidden > 0) return tr("None of these causes. %n stop(s) of other causes are left.", nullptr, hidden);
    if (model_.total() > 0) return tr("All %n stop(s) are mended or accepted.", nullptr, model_.total());
    return tr("Nothing suspicious was found in the take of %1.").arg(model_.workspace().personName(*person));
}

void ReviewPanel::fillCauses() {
    auto* menu = causes_->menu();
    menu->clear();
    menu->addAction(tr("All causes"), &model_, [this] { model_.setCauses(ReviewModel::Causes().set()); });
    menu->addSeparator();
    for (int c = 0; c < review::kCauseCount; ++c) {
        const auto cause = review::Cause(c);
        const int left = model_.leftOf(cause);
        auto* action = menu->addAction(left > 0 ? tr("%1 (%2)").arg(causeText(cause)).arg(left) : causeText(cause));
        action->setCheckable(true);
        action->setChecked(model_.causes()[std::size_t(c)]);
        action->setToolTip(causeHelp(cause));
        connect(action, &QAction::toggled, &model_, [this, c](bool on) { model_.setCauses(ReviewModel::Causes(model_.causes()).set(std::size_t(c), on)); });
    }
}

}  // namespace ropetp::ui
