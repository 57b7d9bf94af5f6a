<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ropetp::ui::InspectorPanel</name>
    <message numerus="yes">
        <source>and %n more; angles are this joint&apos;s</source>
        <translation>
            <numerusform>and %n more; angles are this joint&apos;s</numerusform>
            <numerusform>and %n more; angles are this joint&apos;s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Holds %n joint(s)</source>
        <translation>
            <numerusform>Holds %n joint</numerusform>
            <numerusform>Holds %n joints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ropetp::ui::MainWindow</name>
    <message numerus="yes">
        <source>“%1” and %n more file(s) were written.</source>
        <translation>
            <numerusform>“%1” and %n more file were written.</numerusform>
            <numerusform>“%1” and %n more files were written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were brought back; the last ones could not be read any more. Save the project to keep them.</source>
        <translation>
            <numerusform>%n change was brought back; the last ones could not be read any more. Save the project to keep it.</numerusform>
            <numerusform>%n changes were brought back; the last ones could not be read any more. Save the project to keep them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were brought back. Save the project to keep them.</source>
        <translation>
            <numerusform>%n change was brought back. Save the project to keep it.</numerusform>
            <numerusform>%n changes were brought back. Save the project to keep them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ReviewPanel</name>
    <message numerus="yes">
        <source>None of these causes. %n stop(s) of other causes are left.</source>
        <translation>
            <numerusform>None of these causes. %n stop of another cause is left.</numerusform>
            <numerusform>None of these causes. %n stops of other causes are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n stop(s) are mended or accepted.</source>
        <translation>
            <numerusform>The one stop is mended or accepted.</numerusform>
            <numerusform>All %n stops are mended or accepted.</numerusform>
        </translation>
    </message>
</context>
</TS>
