#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// moc of Qt 6.4 cannot parse what <filesystem> brings.
#ifndef Q_MOC_RUN
#include "edit/fix_edits.h"
#include "edit/propagate.h"
#include "project/recovery.h"
#include "tests/core/project/random_session.h"
#include "tests/core/project/scene_digest.h"
#endif

#include <sys/resource.h>

#include <csignal>

using namespace ropetp;
using namespace ropetp::project;

/// What a program that was killed leaves behind is what it had.
class TestJournal : public QObject {
    Q_OBJECT
    edit::Scene walkers_;

    struct Place {
        QTemporaryDir dir;
        std::filesystem::path project() const { return dir.filePath("walk.ropetp").toStdString(); }
        std::filesystem::path state() const { return dir.filePath("state").toStdString(); }
        std::vector<FoundJournal> found() const {
            const auto p = project();
            return findJournals(state(), std::span(&p, 1));
        }
        Project save(const edit::Scene& scene) const {
            Project p;
            p.scene = scene;
            p.saveId = newSaveId();
            auto known = writeProject(project(), p);
            if (!known) qFatal("cannot save");
            p.known = *known;
            return p;
        }
    };
    static edit::Command fix(int person, int frame) {
        body::Pose pose;
        pose.axisAngleRad[5] = {0.1, 0.2, frame / 7.0};
        return edit::command::SetFix{PersonId(person), FrameIndex(frame), edit::jointsOf(edit::Limb::LeftLeg), false, pose, std::nullopt};
    }
    static void apply(Document& d, const edit::Command& c) {
        const auto e = edit::makeEdit(c);
        if (const auto ok = d.apply(*e); !ok) qFatal("%s", ok.error().detail.c_str());
    }

  private Q_SLOTS:
    void initTestCase() { walkers_ = test::walkers(); }

    void randomSessionsAreRecoveredToTheSameBits() {
        int journals = 0, changes = 0;
        for (unsigned seed = 1; seed <= 25; ++seed) {
            Place place;
            const bool saved = seed % 2;
            const Project opened = saved ? place.save(walkers_) : Project();
            std::mt19937 random(seed);
            QByteArray digest;
            edit::Scene scene;
            {
                test::RandomSession session(seed, walkers_, opened, place.project(), place.state(), saved);
                for (int i = 0, n = int(random() % 60); i < n; ++i) {
                    session.change();
                    if (random() % 20 == 0) session.save();
                    if (random() % 20 == 0) session.save([&] { session.change(); });
                }
                QVERIFY(place.found().empty());   // it runs
                scene = session.document.scene();
                digest = test::digestOf(scene);
            }   // gone without a close()
            const auto found = place.found();
            QVERIFY(found.size() <= 1);
            if (found.empty()) {
                if (!std::filesystem::exists(place.project())) continue;
                const auto project = readProject(place.project());
                QVERIFY(project);
                QCOMPARE(edit::firstDifference(project->scene, scene), std::string());
                continue;
            }
            ++journals;
            const auto recovered = recover(found.front().folder);
            QVERIFY2(recovered, recovered ? "" : recovered.error().detail.c_str());
            QCOMPARE(edit::firstDifference(recovered->project.scene, scene), std::string());
            QCOMPARE(test::digestOf(recovered->project.scene), digest);
            QCOMPARE(recovered->lost, std::size_t(0));
            QCOMPARE(recovered->changes, found.front().changes);
            QCOMPARE(recovered->file.empty(), found.front().project.empty());
            changes += int(recovered->changes);
        }
        QVERIFY2(journals >= 15 && changes > 150, qPrintable(QString("%1 journals, %2 changes").arg(journals).arg(changes)));
    }

    void thereIsNoJournalBeforeAChangeAndNoneAfterACleanEnd() {
        Place place;
        const Project opened = place.save(walkers_);
        Document document;
        Autosave autosave(place.state());
        document.reset(opened.scene);
        document.setObserver(&autosave);
        autosave.opened({place.project(), opened.saveId, opened.known}, "walk");
        const auto entries = [&] { return QDir(place.dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(); };
        QCOMPARE(entries(), 1);
        apply(document, fix(1, 7));
        QCOMPARE(entries(), 2);
        autosave.close();
        QCOMPARE(entries(), 1);
    }

    void aPropagationIsKeptAsItWasSolved() {
        Place place;
        const Project opened = place.save(walkers_);
        edit::Scene scene;
        {
            Document document;
            Autosave autosave(place.state());
            document.reset(opened.scene);
            document.setObserver(&autosave);
            autosave.opened({place.project(), opened.saveId, opened.known}, "walk");
            apply(document, fix(1, 7));
            // Not what propagate() would find today.
            NullJobControl job;
            auto solved = *edit::propagate(*document.scene().layers.at(PersonId(1)), PersonId(1), document.scene().tracks.get(), *document.scene().body, job);
            auto other = std::make_shared<edit::Propagation>(*solved.front());
            other->poseInCam[2].axisAngleRad[4].x() += 0.25;
            solved.front() = other;
            apply(document, edit::command::PropagateFixes{PersonId(1), solved});
            scene = document.scene();
        }
        const auto found = place.found();
        QCOMPARE(found.size(), std::size_t(1));
        const auto recovered = recover(found.front().folder);
        QVERIFY(recovered);
        QCOMPARE(edit::firstDifference(recovered->project.scene, scene), std::string());
        QCOMPARE(recovered->project.scene.layers.at(PersonId(1))->propagated.size(), std::size_t(1));
    }

    void aTornLineIsLeftOut() {
        Place place;
        const Project opened = place.save(walkers_);
        std::vector<edit::Scene> states = {opened.scene};
        {
            Document document;
            Autosave autosave(place.state());
            document.reset(opened.scene);
            document.setObserver(&autosave);
            autosave.opened({place.project(), opened.saveId, opened.known}, "walk");
            for (int i = 1; i <= 3; ++i) {
                apply(document, fix(1, i * 10));
                states.push_back(document.scene());
            }
        }
        const auto folder = place.found().front().folder;
        QFile file(QString::fromStdString((folder / "journal").string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray whole = file.readAll();
        const auto ends = [&] {
            std::vector<qsizetype> e;
            for (qsizetype i = 0; i < whole.size(); ++i)
                if (whole[i] == '\n') e.push_back(i + 1);
            return e;
        }();
        QCOMPARE(ends.size(), std::size_t(4));   // the head, and three
        for (qsizetype n = whole.size(); n >= ends[0]; n -= 7) {
            QVERIFY(file.resize(n));
            const std::size_t lines = std::size_t(std::count_if(ends.begin(), ends.end(), [&](qsizetype e) { return e <= n; })) - 1;
            const auto recovered = recover(folder);
            QVERIFY(recovered);
            QCOMPARE(recovered->changes, lines);
            QCOMPARE(edit::firstDifference(recovered->project.scene, states[lines]), std::string());
        }
        // A byte that turned in the middle: what lies behind it is not believed.
        QByteArray turned = whole;
        turned[ends[1] + 20] = char(turned[ends[1] + 20] ^ 1);
        QVERIFY(file.resize(0) && file.seek(0) && file.write(turned) == turned.size() && file.flush());
        QCOMPARE(recover(folder)->changes, std::size_t(1));
        // Without a whole head there is nothing.
        QVERIFY(file.resize(ends[0] - 5));
        QVERIFY(!recover(folder));
        QVERIFY(place.found().empty());
    }

    void whatTheDiskLostTakesWhatFollowsAlong() {
        Place place;
        const Project opened = place.save(walkers_);
        edit::Scene before;
        {
            Document document;
            Autosave autosave(place.state());
            document.reset(opened.scene);
            document.setObserver(&autosave);
            autosave.opened({place.project(), opened.saveId, opened.known}, "walk");
            apply(document, fix(1, 10));
            before = document.scene();
            apply(document, edit::command::PropagateFixes{PersonId(1), std::nullopt});
            apply(document, fix(1, 30));
        }
        const auto folder = place.found().front().folder;
        QVERIFY(std::filesystem::exists(folder / "part1"));
        std::filesystem::resize_file(folder / "part1", 100);
        const auto recovered = recover(folder);
        QVERIFY(recovered);
        QCOMPARE(recovered->changes, std::size_t(1));
        QCOMPARE(recovered->lost, std::size_t(2));
        QCOMPARE(edit::firstDifference(recovered->project.scene, before), std::string());
    }

    void whoeverWritesOverTheProjectTakesNothingAway() {
        Place place;
        const Project opened = place.save(walkers_);
        edit::Scene scene;
        {
            Document document;
            Autosave autosave(place.state());
            document.reset(opened.scene);
            document.setObserver(&autosave);
            autosave.opened({place.project(), opened.saveId, opened.known}, "walk");
            apply(document, fix(1, 10));
            scene = document.scene();
        }
        place.save(edit::Scene());   // by somebody else
        const auto found = place.found();
        QCOMPARE(found.size(), std::size_t(1));
        const auto folder = found.front().folder;
        {
            const auto recovered = recover(folder);
            QVERIFY(recovered);
            QCOMPARE(edit::firstDifference(recovered->project.scene, scene), std::string());
            QCOMPARE(recovered->file, place.project());
        }
        // On a file system without links the journal is not laid over a project that it does not know.
        std::filesystem::remove(folder / "base");
        const auto recovered = recover(folder);
        QVERIFY(!recovered);
        QVERIFY2(recovered.error().detail.find("another one") != std::string::npos, recovered.error().detail.c_str());
    }

    void twoProgramsKeepTheirJournals() {
        Place place;
        const Project opened = place.save(walkers_);
        Document first, second;
        Autosave a(place.state());
        auto b = std::make_unique<Autosave>(place.state());
        for (auto [document, autosave] : {std::pair(&first, &a), std::pair(&second, b.get())}) {
            document->reset(opened.scene);
            document->setObserver(autosave);
            autosave->opened({place.project(), opened.saveId, opened.known}, "walk");
        }
        apply(first, fix(1, 10));
        apply(second, fix(2, 20));
        QVERIFY(place.found().empty());
        second.setObserver(nullptr);
        b.reset();   // killed
        const auto found = place.found();
        QCOMPARE(found.size(), std::size_t(1));
        const auto recovered = recover(found.front().folder);
        QVERIFY(recovered);
        QCOMPARE(edit::firstDifference(recovered->project.scene, second.scene()), std::string());
        // Nobody recovers it twice at the same time.
        const auto again = recover(found.front().folder);
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::InvalidInput);
        QVERIFY(place.found().empty());
        first.setObserver(nullptr);
    }

    void aFolderThatCannotBeWrittenSendsTheJournalToTheStateFolder() {
        Place place;
        const Project opened = place.save(walkers_);
        Document document;
        Autosave autosave(place.state());
        document.reset(opened.scene);
        document.setObserver(&autosave);
        autosave.opened({"/proc/walk.ropetp", opened.saveId, opened.known}, "walk");
        apply(document, fix(1, 10));
        QVERIFY(autosave.isSafe());
        QCOMPARE(QDir(QString::fromStdString(place.state().string())).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
    }

    void aFullDiskIsToldAndMadeUpForWhenThereIsRoomAgain() {
        Place place;
        const Project opened = place.save(walkers_);
        edit::Scene scene;
        {
            Document document;
            Autosave autosave(place.state());
            int told = 0;
            autosave.onFailure = [&](const Error& e) {
                ++told;
                QCOMPARE(e.code, ErrorCode::DiskFull);
            };
            document.reset(opened.scene);
            document.setObserver(&autosave);
            autosave.opened({place.project(), opened.saveId, opened.known}, "walk");
            apply(document, fix(1, 10));
            std::signal(SIGXFSZ, SIG_IGN);
            rlimit old{};
            getrlimit(RLIMIT_FSIZE, &old);
            const rlimit little{600, old.rlim_max};
            setrlimit(RLIMIT_FSIZE, &little);
            apply(document, fix(1, 20));
            apply(document, fix(1, 30));
            setrlimit(RLIMIT_FSIZE, &old);
            QCOMPARE(told, 1);
            QVERIFY(!autosave.isSafe());
            apply(document, fix(2, 10));
            QVERIFY(autosave.isSafe());
            scene = document.scene();
        }
        const auto found = place.found();
        QCOMPARE(found.size(), std::size_t(1));
        const auto recovered = recover(found.front().folder);
        QVERIFY(recovered);
        QCOMPARE(edit::firstDifference(recovered->project.scene, scene), std::string());
    }

    void whereNothingCanBeWrittenItIsTold() {
        Document document;
        Autosave autosave("/proc/nowhere");
        int told = 0;
        autosave.onFailure = [&](const Error& e) {
            ++told;
            QCOMPARE(e.code, ErrorCode::WriteFailed);
        };
        document.reset(walkers_);
        document.setObserver(&autosave);
        autosave.opened({}, "walk");
        apply(document, fix(1, 10));
        apply(document, fix(1, 20));
        QCOMPARE(told, 1);   // once
        QVERIFY(!autosave.isSafe());
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
