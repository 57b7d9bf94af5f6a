#include "ui/review_model.h"

#include "edit/mark_edits.h"

#include <algorithm>

namespace ropetp::ui {
namespace {

constexpr int kLaterMs = 200;

}  // namespace

ReviewModel::ReviewModel(Workspace& workspace, QObject* parent) : QObject(parent), workspace_(workspace), lane_("review") {
    later_.setSingleShot(true);
    later_.setInterval(kLaterMs);
    connect(&later_, &QTimer::timeout, this, [this] {
        if (const auto who = person()) ask(*who);
    });
    connect(&workspace_.document(), &project::Document::changed, this, &ReviewModel::onChanged);
    connect(&workspace_, &Workspace::selectionChanged, this, &ReviewModel::onSelected);
    connect(&lane_, &jobs::JobLane::succeeded, this, [this](jobs::JobId id) {
        for (auto it = asked_.begin(); it != asked_.end(); ++it) {
            if (it->second.id != id) continue;
            const auto [who, asked] = std::pair(it->first, it->second);
            asked_.erase(it);
            if (workspace_.scene().clips.contains(who)) answers_[who] = asked.job->takeReview();
            if (asked.again) ask(who);
            rebuild();
            return;
        }
    });
    connect(&lane_, &jobs::JobLane::failed, this, [this](jobs::JobId id) {
        // A take that cannot be judged has no queue; what is wrong with it shows elsewhere.
        std::erase_if(asked_, [id](const auto& a) { return a.second.id == id; });
        rebuild();
    });
}

ReviewModel::~ReviewModel() = default;

std::optional<PersonId> ReviewModel::person() const {
    const auto& clips = workspace_.scene().clips;
    if (const auto selected = workspace_.selectedPerson(); selected && clips.contains(*selected)) return selected;
    return clips.empty() ? std::nullopt : std::optional(clips.begin()->first);
}

std::shared_ptr<const jobs::Review> ReviewModel::reviewOf(PersonId person) {
    if (const auto it = answers_.find(person); it != answers_.end()) return it->second;
    if (workspace_.scene().clips.contains(person) && !asked_.contains(person)) ask(person);
    return nullptr;
}

bool ReviewModel::isBusy() const {
    const auto who = person();
    return who && (asked_.contains(*who) || later_.isActive());
}

void ReviewModel::ask(PersonId person) {
    if (!workspace_.scene().clips.contains(person)) return;
    auto& asked = asked_[person];
    if (asked.id) {
        asked.again = true;
        return;
    }
    const auto before = answers_.find(person);
    asked.job = std::make_shared<jobs::ReviewJob>(workspace_.scene(), person, before == answers_.end() ? nullptr : before->second);
    asked.id = lane_.enqueue(asked.job);
    Q_EMIT changed();
}

void ReviewModel::onChanged(const edit::ChangeSet& change) {
    if (change.video) {
        lane_.cancelAll();
        asked_.clear();
        answers_.clear();
    }
    if (!change.video && !change.clips && !change.marks && !change.layers && !change.tracks) return;
    forgetGone();
    const auto who = person();
    if (!who) return rebuild();
    // Nothing to be patient for: the answer is missing, or only what was accepted changed.
    const bool isQuick = !answers_.contains(*who) || !(change.clips || change.layers || change.tracks);
    if (isQuick && !later_.isActive()) ask(*who);
    else later_.start();
    rebuild();
}

void ReviewModel::forgetGone() {
    const auto& clips = workspace_.scene().clips;
    std::erase_if(answers_, [&](const auto& a) { return !clips.contains(a.first); });
}

void ReviewModel::onSelected() {
    if (const auto who = person()) {
        const auto answer = answers_.find(*who);
        if (answer == answers_.end() || answer->second->clip != workspace_.scene().clips.at(*who)) ask(*who);
    }
    rebuild();
}

const jobs::Review* ReviewModel::present() const {
    const auto who = person();
    const auto answer = who ? answers_.find(*who) : answers_.end();
    return answer == answers_.end() ? nullptr : answer->second.get();
}

void ReviewModel::rebuild() {
    const auto* answer = present();
    queue_ = answer ? answer->queue.ofCauses(causes_) : review::BadFrames();
    Q_EMIT changed();
}

int ReviewModel::total() const {
    const auto* answer = present();
    if (!answer) return 0;
    return std::max(left(), int(answer->found->ofCauses(causes_).stops().size()));
}

int ReviewModel::leftUnfiltered() const {
    const auto* answer = present();
    return answer ? int(answer->queue.stops().size()) : 0;
}

int ReviewModel::leftOf(review::Cause cause) const {
    const auto* answer = present();
    if (!answer) return 0;
    return int(answer->queue.ofCauses(Causes().set(std::size_t(cause))).stops().size());
}

void ReviewModel::jump(bool forward) {
    if (const auto* stop = queue_.next(workspace_.playback().current(), forward, order_)) goTo(*stop);
}

void ReviewModel::next() { jump(true); }
void ReviewModel::previous() { jump(false); }

void ReviewModel::goTo(const review::Stop& stop) {
    const auto who = person();
    if (!who) return;
    const review::Stop target = stop;   // it may lie in the queue, which a selection rebuilds
    workspace_.playback().stop();
    workspace_.selectPerson(who);
    workspace_.playback().seek(target.frame);
    workspace_.joints().select(target.joint);
    Q_EMIT jumped();
}

void ReviewModel::acceptHere() {
    const auto who = person();
    const auto* stop = here();
    if (who && stop) workspace_.apply(edit::acceptFrames(*who, stop->range, std::clamp(stop->severity, 1e-3, 1.0)));
}

bool ReviewModel::isAcceptedHere() const {
    const auto who = person();
    const FrameIndex at = workspace_.playback().current();
    return who && std::any_of(workspace_.scene().accepted.begin(), workspace_.scene().accepted.end(), [&](const auto& a) { return a.person == *who && a.range.contains(at); });
}

void ReviewModel::takeBackHere() {
    const FrameIndex at = workspace_.playback().current();
    if (isAcceptedHere()) workspace_.apply(edit::takeBackAcceptance(*person(), {at, at.next()}));
}

void ReviewModel::setOrder(Order order) {
    if (order_ == order) return;
    order_ = order;
    Q_EMIT changed();
}

void ReviewModel::setCauses(const Causes& causes) {
    if (causes_ == causes) return;
    causes_ = causes;
    rebuild();
}

}  // namespace ropetp::ui
