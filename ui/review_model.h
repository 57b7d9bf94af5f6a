#pragma once

#include <QObject>
#include <QTimer>

#include "jobs/review_job.h"
#include "ui/workspace.h"

#include <bitset>
#include <map>
#include <memory>

namespace ropetp::ui {

/// What is wrong with the take of the selected person (or of the first solved one), and the way through it. It is worked out
/// on a thread of its own, a moment after the take changed: while something is dragged the last answer stays. GUI thread only.
class ReviewModel : public QObject {
    Q_OBJECT

  public:
    using Causes = std::bitset<review::kCauseCount>;
    using Order = review::BadFrames::Order;

    explicit ReviewModel(Workspace& workspace, QObject* parent = nullptr);
    ~ReviewModel() override;

    Workspace& workspace() const { return workspace_; }
    /// Whose take is reviewed; nullopt: nobody is solved.
    std::optional<PersonId> person() const;
    /// The last answer on a person; null: none yet. Asks for one where there is none. May be of an earlier clip.
    std::shared_ptr<const jobs::Review> reviewOf(PersonId person);
    /// An answer on the reviewed person is being worked out.
    bool isBusy() const;

    /// Stops that are left, of the causes that are wanted; worst first.
    const review::BadFrames& queue() const { return queue_; }
    /// How many there were to look at: those that the solve had, and those left that came since.
    int total() const;
    int left() const { return int(queue_.stops().size()); }
    /// Left, whatever the cause.
    int leftUnfiltered() const;
    /// Of all stops that are left: how many of a cause.
    int leftOf(review::Cause cause) const;
    /// The stop that the playhead is at; null: none.
    const review::Stop* here() const { return queue_.at(workspace_.playback().current()); }

    Order order() const { return order_; }
    const Causes& causes() const { return causes_; }

  public Q_SLOTS:
    void next();
    void previous();
    /// Selects the person and the joint, and shows the frame. A copy: what is selected may change the queue.
    void goTo(const ropetp::review::Stop& stop);
    /// All is well at the stop that the playhead is at: it leaves the queue. Undoable; nothing happens where there is none.
    void acceptHere();
    /// Takes back what was accepted around the present frame.
    void takeBackHere();
    void setOrder(ropetp::review::BadFrames::Order order);
    void setCauses(const std::bitset<ropetp::review::kCauseCount>& causes);

  public:
    bool isAcceptedHere() const;

  Q_SIGNALS:
    /// goTo() showed a stop.
    void jumped();
    /// A new answer, another person, order or filter.
    void changed();

  private:
    void onChanged(const edit::ChangeSet& change);
    void onSelected();
    void ask(PersonId person);
    void forgetGone();
    /// Of person(); null: none yet.
    const jobs::Review* present() const;
    void rebuild();
    void jump(bool forward);

    Workspace& workspace_;
    jobs::JobLane lane_;
    QTimer later_;
    std::map<PersonId, std::shared_ptr<const jobs::Review>> answers_;
    struct Asked {
        jobs::JobId id = 0;
        std::shared_ptr<jobs::ReviewJob> job;
        bool again = false;           ///< something changed since it was asked
    };
    std::map<PersonId, Asked> asked_;
    review::BadFrames queue_;
    Order order_ = Order::Rank;
    Causes causes_ = Causes().set();
};

}  // namespace ropetp::ui
