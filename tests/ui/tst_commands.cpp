#include <QAction>
#include <QCheckBox>
#include <QCursor>
#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTreeWidget>
#include <QWhatsThis>

#include "tests/ui/posed_window.h"
#include "ui/command_palette.h"
#include "ui/fuzzy_match.h"
#include "ui/hint_line.h"
#include "ui/key_editor.h"
#include "ui/mouse_hint.h"

using namespace ropetp;

/// Commands, how they are found, and how they get other keys.
class TestCommands : public QObject {
    Q_OBJECT

    struct Palette {
        explicit Palette(test::MainWindowFixture& f) : widget(f.find<ui::CommandPalette>("commandPalette")), field(widget->findChild<QLineEdit*>("paletteField")), list(widget->findChild<QListView*>("paletteList")) {}
        void type(const QString& text) const {
            field->clear();
            QTest::keyClicks(field, text);
        }
        QString row(int i) const { return list->model()->index(i, 0).data().toString(); }
        ui::CommandPalette* widget;
        QLineEdit* field;
        QListView* list;
    };
    static bool active(test::MainWindowFixture& f) {
        f.window->activateWindow();
        return f.shown && QTest::qWaitForWindowActive(f.window.get());
    }
    static void screenshot(QWidget* w, const QString& name) {
        if (const QString to = qEnvironmentVariable("ROPETP_TEST_PICTURES"); !to.isEmpty()) w->grab().save(to + '/' + name + ".png");
    }
    static QAction* command(test::MainWindowFixture& f, const char* id) {
        const auto* c = f.window->commands().find(id);
        return c ? c->action : nullptr;
    }

  private Q_SLOTS:
    void everyCommandTeachesAndNoKeyMeansTwo() {
        test::MainWindowFixture f;
        QHash<QKeySequence, QString> holders;
        QSet<QString> ids;
        for (const auto& c : f.window->commands().commands()) {
            QVERIFY2(!ids.contains(c.info.id), qPrintable(c.info.id));
            ids << c.info.id;
            QVERIFY2(!c.info.group.isEmpty() && !c.info.name().isEmpty(), qPrintable(c.info.id));
            QVERIFY2(c.info.help.endsWith('.') && c.info.help.size() > 10, qPrintable(c.info.id + " does not say what it is for: " + c.info.help));
            for (const auto& key : c.action->shortcuts()) {
                QVERIFY2(!holders.contains(key), qPrintable(key.toString() + ": " + holders.value(key) + " and " + c.info.id));
                holders[key] = c.info.id;
            }
        }
        QVERIFY(ids.size() > 40);
    }

    void menusExplainTheirEntries() {
        test::MainWindowFixture f;
        int entries = 0;
        for (const QMenu* menu : f.window->menuBar()->findChildren<QMenu*>()) {
            for (const QAction* a : menu->actions())
                if (f.window->commands().find(a->objectName())) {
                    QVERIFY2(menu->toolTipsVisible(), qPrintable(menu->title()));
                    ++entries;
                }
        }
        QVERIFY(entries > 40);
    }

    void chosenKeysAreRememberedAndAct() {
        const QKeySequence key("Ctrl+Alt+9");
        {
            test::MainWindowFixture f;
            f.window->commands().setKeys("view.theme.light", {key});
            QVERIFY(command(f, "view.theme.light")->toolTip().contains("9"));
            // Another window of the same settings.
            ui::MainWindow again{QString()};
            QCOMPARE(again.commands().find("view.theme.light")->action->shortcuts(), QList<QKeySequence>{key});
            again.commands().resetKeys("view.theme.light");
            QVERIFY(again.commands().find("view.theme.light")->action->shortcuts().isEmpty());
            QVERIFY(!ui::Settings::keysOf("view.theme.light"));
            // A command without keys stays without.
            again.commands().setKeys("solve.run", {});
            ui::MainWindow third{QString()};
            QVERIFY(third.commands().find("solve.run")->action->shortcuts().isEmpty());
            third.commands().resetAllKeys();
            QCOMPARE(third.commands().find("solve.run")->action->shortcuts(), QList<QKeySequence>{QKeySequence("Ctrl+R")});
        }
    }

    void aResetTakesNoKeyFromOthers() {
        test::MainWindowFixture f;
        auto& commands = f.window->commands();
        commands.freeKey(QKeySequence("Ctrl+R"));
        commands.setKeys("help.about", {QKeySequence("Ctrl+R")});
        commands.resetKeys("solve.run");
        QVERIFY(command(f, "solve.run")->shortcuts().isEmpty());
        QCOMPARE(commands.holderOf(QKeySequence("Ctrl+R"))->info.id, QString("help.about"));
    }

    void wordsAreMetFuzzily_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("beginning before inside") << "solve" << "Solve poses again" << "Resolve";
        QTest::newRow("word before letters") << "end" << "Go to the end" << "Explain my needs";
        QTest::newRow("letters in order") << "ptc" << "Play the clip" << "";
        QTest::newRow("any order of words") << "again pos" << "Solve poses again" << "";
    }
    void wordsAreMetFuzzily() {
        QFETCH(QString, query);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto a = ui::fuzzyMatch(query, better), b = ui::fuzzyMatch(query, worse);
        QVERIFY(a);
        if (worse.isEmpty()) QVERIFY(!b);
        else QVERIFY2(!b || a->score > b->score, qPrintable(QString("%1 %2").arg(a->score).arg(b ? b->score : -1)));
        QVERIFY(!ui::fuzzyMatch("xyzzy", better));
    }

    void thePaletteFindsByWordsOfTheHelpAndRuns() {
        test::MainWindowFixture f;
        QVERIFY(active(f));
        Palette p(f);
        QTest::keyClick(f.window.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(p.widget->isVisible());
        screenshot(p.widget, "palette-dark");
        QVERIFY(p.list->model()->rowCount() > 40);
        p.type("bright rooms");   // not in any name
        QCOMPARE(p.row(0), QString("Light"));
        QTest::keyClick(p.field, Qt::Key_Return);
        QVERIFY(!p.widget->isVisible());
        QVERIFY(!ui::Theme::isDark());
        // What was used comes first the next time.
        QTest::keyClick(f.window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(p.widget->isVisible());
        QCOMPARE(p.row(0), QString("Light"));
        screenshot(p.widget, "palette-light");
        // The window's keys rest while one types; Esc closes.
        QSignalSpy toggled(command(f, "view.layer.mesh"), &QAction::triggered);
        p.type("1");
        QCOMPARE(toggled.count(), 0);
        QTest::keyClick(p.field, Qt::Key_Escape);
        QVERIFY(!p.widget->isVisible());
    }

    void whatCannotBeDoneSaysWhy() {
        test::MainWindowFixture f;
        Palette p(f);
        p.widget->open();
        p.type("export as FBX");
        const auto* entry = p.list->model()->index(0, 0).data(Qt::UserRole).value<const ui::PaletteEntry*>();
        QVERIFY(entry && entry->id == "file.export" && !entry->enabled);
        QCOMPARE(entry->why, QString("Needs a solved person."));
        screenshot(p.widget, "palette-disabled");
        QTest::keyClick(p.field, Qt::Key_Return);
        QVERIFY(p.widget->isVisible());
        QVERIFY(!f.find<QDialog>("exportDialog"));
        p.type("qqqq");
        QCOMPARE(p.list->model()->rowCount(), 0);
        QTest::keyClick(p.field, Qt::Key_Return);
        p.widget->hide();
    }

    void numbersTimesAndJointsAreGoneTo() {
        test::PosedWindow f;
        QVERIFY(f.open());
        Palette p(f);
        auto& playback = f.workspace().playback();
        const auto go = [&](const QString& text) {
            p.widget->open();
            p.type(text);
            QTest::keyClick(p.field, Qt::Key_Return);
        };
        go("12");
        QCOMPARE(playback.current().value, std::int64_t(12));
        go("1.5s");
        QVERIFY(std::abs(playback.timeSec(playback.current()) - 1.5) < 0.04);
        go("0:01");
        QVERIFY(std::abs(playback.timeSec(playback.current()) - 1.0) < 0.04);
        go("999999");
        QCOMPARE(playback.current().value, playback.frameCount() - 1);
        go("left elb");
        QCOMPARE(f.workspace().joints().primary(), std::optional(body::index(body::Joint::LeftElbow)));
        go("right arm");
        QVERIFY(f.workspace().joints().contains(body::index(body::Joint::RightWrist)) && !f.workspace().joints().contains(body::index(body::Joint::LeftElbow)));
        f.workspace().selectPerson(std::nullopt);
        go(f.workspace().personName(f.person));
        QCOMPARE(f.workspace().selectedPerson(), std::optional(f.person));
    }

    void arrowsChooseInThePalette() {
        test::MainWindowFixture f;
        Palette p(f);
        p.widget->open();
        QTest::keyClick(p.field, Qt::Key_Down);
        QTest::keyClick(p.field, Qt::Key_Down);
        QCOMPARE(p.list->currentIndex().row(), 2);
        for (int i = 0; i < 3; ++i) QTest::keyClick(p.field, Qt::Key_Up);
        QCOMPARE(p.list->currentIndex().row(), p.list->model()->rowCount() - 1);   // around
        p.widget->hide();
    }

    void aKeyIsRecordedAndTheCommandReacts() {
        test::MainWindowFixture f;
        QVERIFY(active(f));
        command(f, "help.keys")->trigger();
        auto* editor = f.find<ui::KeyEditor>("keyEditor");
        QTRY_VERIFY(editor && editor->isVisible());
        auto* tree = editor->findChild<QTreeWidget*>("keyTree");
        auto* recorder = editor->findChild<QKeySequenceEdit*>("keyRecorder");
        auto* message = editor->findChild<QLabel*>("keyMessage");
        auto* take = editor->findChild<QPushButton*>("keyTake");
        screenshot(editor, "keys-dark");
        QTest::keyClicks(editor->findChild<QLineEdit*>("keyFilter"), "body over the footage");
        QTRY_COMPARE(tree->currentItem()->text(0), QString("Body"));
        QTest::keyClick(recorder, Qt::Key_F7, Qt::ControlModifier);
        QTRY_COMPARE(command(f, "view.layer.mesh")->shortcuts(), QList<QKeySequence>{QKeySequence("Ctrl+F7")});
        QCOMPARE(tree->currentItem()->text(1), QKeySequence("Ctrl+F7").toString(QKeySequence::NativeText));

        // One that is taken is named, and changes nothing until it is taken.
        QTest::keyClick(recorder, Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY2(message->text().contains("Export"), qPrintable(message->text()));
        QVERIFY(take->isVisible());
        QCOMPARE(command(f, "file.export")->shortcuts().size(), 1);
        screenshot(editor, "keys-conflict");
        editor->findChild<QCheckBox*>("keyBeside")->setChecked(true);
        QTest::mouseClick(take, Qt::LeftButton);
        QCOMPARE(command(f, "file.export")->shortcuts().size(), 0);
        QCOMPARE(command(f, "view.layer.mesh")->shortcuts().size(), 2);
        QVERIFY(editor->asText().contains("Ctrl+F7"));
        editor->accept();

        QVERIFY(active(f));
        const bool before = command(f, "view.layer.mesh")->isChecked();
        QTest::keyClick(f.window.get(), Qt::Key_F7, Qt::ControlModifier);
        QCOMPARE(command(f, "view.layer.mesh")->isChecked(), !before);
        QTest::keyClick(f.window.get(), Qt::Key_1);   // the old key is free
        QCOMPARE(command(f, "view.layer.mesh")->isChecked(), !before);
    }

    void hintsFollowTheMouse() {
        test::MainWindowFixture f;
        QVERIFY(active(f));
        auto* line = f.find<ui::HintLine>("hintLine");
        QVERIFY(line && line->isVisible());
        const QString idle = line->hint();
        QVERIFY(idle.contains("F1"));
        QWidget panel(f.window.get());
        ui::setMouseHint(panel, "{left-drag} one");
        panel.setGeometry(300, 300, 50, 50);
        panel.show();
        QTest::mouseMove(&panel, QPoint(20, 20));
        QTRY_COMPARE(line->hint(), QString("{left-drag} one"));
        ui::setMouseHint(panel, "{right} two");   // another tool, the mouse does not move
        QCOMPARE(line->hint(), QString("{right} two"));
        panel.hide();
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&panel, &leave);
        QCOMPARE(line->hint(), idle);
    }

    /// As the window comes, no panel's tab is cut short, and what runs in the background pushes no panel together.
    void tabsOfPanelsAreWhole() {
        test::MainWindowFixture f;
        QVERIFY(active(f));
        int tabs = 0;
        for (const auto* bar : f.window->findChildren<QTabBar*>(Qt::FindDirectChildrenOnly))
            for (int i = 0; i < bar->count(); ++i, ++tabs) {
                const QRect tab = bar->tabRect(i);
                QVERIFY2(tab.width() >= bar->fontMetrics().horizontalAdvance(bar->tabText(i)) + 16 && tab.right() < bar->width(), qPrintable(bar->tabText(i)));
            }
        QVERIFY2(tabs >= 8, qPrintable(QString::number(tabs)));
        const auto* inspector = f.find<QWidget>("inspectorDock");
        const int height = inspector->height();
        auto& lane = f.window->workspace().ioLane();
        for (int i = 0; i < 6; ++i) Q_EMIT lane.queued(jobs::JobId(1000 + i), QString("Write take %1").arg(i));
        QTest::qWait(50);
        QCOMPARE(inspector->height(), height);
    }

    void panelsExplainThemselves() {
        test::MainWindowFixture f;
        QVERIFY(active(f));
        for (const char* name : {"videoPane", "worldPane", "timeline", "transportBar", "personsPanel", "displayPanel", "jobsPanel", "history", "graphPanel", "inspectorPanel", "rangeToolsPanel", "reviewPanel"}) {
            const auto* panel = f.find<QWidget>(name);
            QVERIFY2(panel, name);
            QVERIFY2(panel->whatsThis().size() > 60, name);
        }
        auto* persons = f.find<QWidget>("personsPanel");
        QCursor::setPos(persons->mapToGlobal(persons->rect().center()));
        QTest::keyClick(f.window.get(), Qt::Key_F1);
        const auto shown = [] {
            for (const QWidget* w : QApplication::topLevelWidgets())
                if (QString(w->metaObject()->className()) == "QWhatsThat" && w->isVisible()) return true;
            return false;
        };
        QTRY_VERIFY(shown());
        QVERIFY(!f.find<ui::KeyEditor>("keyEditor"));
        QWhatsThis::hideText();
    }
};

QTEST_MAIN(TestCommands)
#include "tst_commands.moc"
