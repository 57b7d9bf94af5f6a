<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>CommandPalette</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Selects this person in all views.</source>
        <translation>Wählt diese Person in allen Ansichten.</translation>
    </message>
    <message>
        <source>Needs a solved person.</source>
        <translation>Braucht eine gelöste Person.</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gelenk</translation>
    </message>
    <message>
        <source>Selects this joint: for the tools in both views, the inspector and the curves.</source>
        <translation>Wählt dieses Gelenk: für die Werkzeuge in beiden Ansichten, den Inspektor und die Kurven.</translation>
    </message>
    <message>
        <source>Joints</source>
        <translation>Gelenke</translation>
    </message>
    <message>
        <source>Selects all joints of this part of the body.</source>
        <translation>Wählt alle Gelenke dieses Körperteils.</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Frame %1, %2</source>
        <translation>Bild %1, %2</translation>
    </message>
    <message>
        <source>A number is a frame; 12.5s or 0:12.5 is a time of the video.</source>
        <translation>Eine Zahl ist ein Bild; 12.5s oder 0:12.5 ist eine Zeit im Video.</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
</context>
<context>
    <name>EditLabel</name>
    <message>
        <source>Solve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Merge persons</source>
        <translation>Personen zusammenführen</translation>
    </message>
    <message>
        <source>Split person</source>
        <translation>Person teilen</translation>
    </message>
    <message>
        <source>Swap persons</source>
        <translation>Personen tauschen</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>Rahmen zeichnen</translation>
    </message>
    <message>
        <source>Remove person</source>
        <translation>Person entfernen</translation>
    </message>
    <message>
        <source>Rename person</source>
        <translation>Person umbenennen</translation>
    </message>
    <message>
        <source>Adjust floor</source>
        <translation>Boden anpassen</translation>
    </message>
    <message>
        <source>Set focal length</source>
        <translation>Brennweite setzen</translation>
    </message>
    <message>
        <source>Mark frame</source>
        <translation>Bild markieren</translation>
    </message>
    <message>
        <source>Note on frame</source>
        <translation>Notiz zum Bild</translation>
    </message>
    <message>
        <source>Remove marker</source>
        <translation>Marke entfernen</translation>
    </message>
    <message>
        <source>Accept frames</source>
        <translation>Bilder annehmen</translation>
    </message>
    <message>
        <source>Take back acceptance</source>
        <translation>Annahme zurücknehmen</translation>
    </message>
    <message>
        <source>Pin trajectory</source>
        <translation>Weg anheften</translation>
    </message>
    <message>
        <source>Remove pin</source>
        <translation>Pin entfernen</translation>
    </message>
    <message>
        <source>Set foot contact</source>
        <translation>Fußkontakt setzen</translation>
    </message>
    <message>
        <source>Lift foot</source>
        <translation>Fuß abheben</translation>
    </message>
    <message>
        <source>Foot contacts as estimated</source>
        <translation>Fußkontakte wie geschätzt</translation>
    </message>
    <message>
        <source>Draw floor line</source>
        <translation>Bodenlinie zeichnen</translation>
    </message>
    <message>
        <source>Remove floor line</source>
        <translation>Bodenlinie entfernen</translation>
    </message>
    <message>
        <source>Close loop</source>
        <translation>Schleife schließen</translation>
    </message>
    <message>
        <source>Open loop</source>
        <translation>Schleife öffnen</translation>
    </message>
    <message>
        <source>Set floor height</source>
        <translation>Bodenhöhe setzen</translation>
    </message>
    <message>
        <source>Trajectory</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Fix pose</source>
        <translation>Pose korrigieren</translation>
    </message>
    <message>
        <source>Remove fix</source>
        <translation>Korrektur entfernen</translation>
    </message>
    <message>
        <source>Set reach of fix</source>
        <translation>Reichweite der Korrektur setzen</translation>
    </message>
    <message>
        <source>Move person</source>
        <translation>Person verschieben</translation>
    </message>
    <message>
        <source>Drag joint</source>
        <translation>Gelenk ziehen</translation>
    </message>
    <message>
        <source>Mirror pose</source>
        <translation>Pose spiegeln</translation>
    </message>
    <message>
        <source>Swap left and right</source>
        <translation>Links und rechts tauschen</translation>
    </message>
    <message>
        <source>Paste pose</source>
        <translation>Pose einfügen</translation>
    </message>
    <message>
        <source>Copy pose</source>
        <translation>Pose kopieren</translation>
    </message>
    <message>
        <source>Propagate fixes</source>
        <translation>Korrekturen ausbreiten</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>Interpolieren</translation>
    </message>
    <message>
        <source>Hold pose</source>
        <translation>Pose halten</translation>
    </message>
    <message>
        <source>Shift in time</source>
        <translation>Zeitlich verschieben</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Repair outliers</source>
        <translation>Ausreißer reparieren</translation>
    </message>
    <message>
        <source>Take from another take</source>
        <translation>Aus anderem Take übernehmen</translation>
    </message>
    <message>
        <source>Reset to the solve</source>
        <translation>Auf die Lösung zurücksetzen</translation>
    </message>
    <message>
        <source>Remove range tool</source>
        <translation>Bereichswerkzeug entfernen</translation>
    </message>
    <message>
        <source>Pose from video</source>
        <translation>Pose aus dem Video</translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>These values do not go together. Change them and try again.</source>
        <translation>Diese Werte passen nicht zusammen. Bitte ändern und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>“%1” does not exist. It may have been moved or renamed; open it from its new place.</source>
        <translation>„%1“ gibt es nicht. Die Datei wurde vielleicht verschoben oder umbenannt; bitte vom neuen Ort öffnen.</translation>
    </message>
    <message>
        <source>“%1” cannot be read. Check its permissions, and that its drive is connected.</source>
        <translation>„%1“ kann nicht gelesen werden. Bitte Rechte und Laufwerk prüfen.</translation>
    </message>
    <message>
        <source>“%1” is not a video. Open an MP4, MOV, MKV, AVI or WebM file, or a folder of images.</source>
        <translation>„%1“ ist kein Video. Bitte eine MP4-, MOV-, MKV-, AVI- oder WebM-Datei oder einen Ordner mit Bildern öffnen.</translation>
    </message>
    <message>
        <source>“%1” has sound but no picture. Open a file with a video track.</source>
        <translation>„%1“ hat Ton, aber kein Bild. Bitte eine Datei mit Bildspur öffnen.</translation>
    </message>
    <message>
        <source>No picture of “%1” can be decoded. The file may be damaged; export it again or convert it.</source>
        <translation>Kein Bild von „%1“ lässt sich dekodieren. Die Datei ist vielleicht beschädigt; bitte neu exportieren oder umwandeln.</translation>
    </message>
    <message>
        <source>“%1” is damaged. Use another copy of it, or convert the video again.</source>
        <translation>„%1“ ist beschädigt. Bitte eine andere Kopie verwenden oder das Video neu umwandeln.</translation>
    </message>
    <message>
        <source>“%1” is of a kind that is not supported. Convert it to MP4 (H.264) and open that.</source>
        <translation>Die Art von „%1“ wird nicht unterstützt. Bitte in MP4 (H.264) umwandeln und das öffnen.</translation>
    </message>
    <message>
        <source>The person models are not installed. Connect to the network, run “./run” once, then solve again.</source>
        <translation>Die Personenmodelle sind nicht installiert. Bitte mit dem Netz verbinden, einmal „./run“ aufrufen und noch einmal lösen.</translation>
    </message>
    <message>
        <source>A person model is damaged. Delete the models folder and run “./run” once to fetch it again.</source>
        <translation>Ein Personenmodell ist beschädigt. Bitte den Modellordner löschen und einmal „./run“ aufrufen.</translation>
    </message>
    <message>
        <source>Nobody was found. Go to a frame where the person is easy to see, draw a box around them (B), and solve again.</source>
        <translation>Es wurde niemand gefunden. Bitte zu einem Bild gehen, auf dem die Person gut zu sehen ist, einen Rahmen um sie zeichnen (B) und noch einmal lösen.</translation>
    </message>
    <message>
        <source>The disk is full: “%1” was not written. Free some space or choose another folder.</source>
        <translation>Der Datenträger ist voll: „%1“ wurde nicht geschrieben. Bitte Platz schaffen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>“%1” cannot be written. Choose a folder that you may write to.</source>
        <translation>„%1“ kann nicht geschrieben werden. Bitte einen Ordner mit Schreibrecht wählen.</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Close other programs, or set a shorter range (I, O).</source>
        <translation>Dafür reicht der Speicher nicht. Bitte andere Programme schließen oder einen kürzeren Bereich setzen (I, O).</translation>
    </message>
    <message>
        <source>Something went wrong inside the program. Try again; if it happens again, please report it with the details.</source>
        <translation>Im Programm ist etwas schiefgegangen. Bitte noch einmal versuchen; wenn es wieder geschieht, bitte mit den Einzelheiten melden.</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>die Datei</translation>
    </message>
    <message>
        <source>The project “%1” is damaged and cannot be opened. Use another copy of it; the video itself is not touched.</source>
        <translation>Das Projekt „%1“ ist beschädigt und lässt sich nicht öffnen. Bitte eine andere Kopie verwenden; das Video selbst bleibt unberührt.</translation>
    </message>
    <message>
        <source>“%1” is not a project that this version can open. It may have been saved by a newer RopeTP Studio, or with another body.</source>
        <translation>„%1“ ist kein Projekt, das diese Version öffnen kann. Es wurde vielleicht mit einem neueren RopeTP Studio oder mit einem anderen Körper gespeichert.</translation>
    </message>
</context>
<context>
    <name>HelpCommands</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>&amp;Befehl suchen…</translation>
    </message>
    <message>
        <source>Type a few letters of anything: commands, joints, persons, a frame number or a time. The quickest way to do what you do not know the key of.</source>
        <translation>Ein paar Buchstaben von irgendetwas eingeben: Befehle, Gelenke, Personen, eine Bildnummer oder eine Zeit. Der schnellste Weg zu allem, dessen Taste Sie nicht kennen.</translation>
    </message>
    <message>
        <source>&amp;Explain what is under the mouse</source>
        <translation>&amp;Erklären, was unter der Maus ist</translation>
    </message>
    <message>
        <source>Tells what a panel or view is for, and how it is used. Where there is nothing to explain, the list of keys opens.</source>
        <translation>Sagt, wofür ein Feld oder eine Ansicht da ist und wie man sie benutzt. Wo es nichts zu erklären gibt, öffnet sich die Liste der Tasten.</translation>
    </message>
    <message>
        <source>&amp;What is this?</source>
        <translation>&amp;Was ist das?</translation>
    </message>
    <message>
        <source>The mouse becomes a question mark; click on what you want explained.</source>
        <translation>Die Maus wird zum Fragezeichen; auf das klicken, was erklärt werden soll.</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>&amp;Tasten…</translation>
    </message>
    <message>
        <source>All commands with their keys; give any of them another key by pressing it.</source>
        <translation>Alle Befehle mit ihren Tasten; jeder bekommt eine andere Taste, indem Sie sie drücken.</translation>
    </message>
    <message>
        <source>%1 finds every command      %2 explains what is under the mouse</source>
        <translation>%1 findet jeden Befehl      %2 erklärt, was unter der Maus ist</translation>
    </message>
</context>
<context>
    <name>JobStage</name>
    <message>
        <source>Finding people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>Poses</source>
        <translation>Posen</translation>
    </message>
    <message>
        <source>Camera motion</source>
        <translation>Kamerabewegung</translation>
    </message>
    <message>
        <source>Way through the world</source>
        <translation>Weg durch die Welt</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
</context>
<context>
    <name>JobTitle</name>
    <message>
        <source>Propagate fixes</source>
        <translation>Korrekturen ausbreiten</translation>
    </message>
    <message>
        <source>Trajectory</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>How sure the trajectory is</source>
        <translation>Wie sicher der Weg ist</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Solve %1</source>
        <translation>%1 lösen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Recover %1</source>
        <translation>%1 zurückholen</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>%1 schreiben</translation>
    </message>
    <message>
        <source>Read %1</source>
        <translation>%1 lesen</translation>
    </message>
</context>
<context>
    <name>Joint</name>
    <message>
        <source>Pelvis</source>
        <translation>Becken</translation>
    </message>
    <message>
        <source>Left hip</source>
        <translation>Linke Hüfte</translation>
    </message>
    <message>
        <source>Right hip</source>
        <translation>Rechte Hüfte</translation>
    </message>
    <message>
        <source>Lower spine</source>
        <translation>Untere Wirbelsäule</translation>
    </message>
    <message>
        <source>Left knee</source>
        <translation>Linkes Knie</translation>
    </message>
    <message>
        <source>Right knee</source>
        <translation>Rechtes Knie</translation>
    </message>
    <message>
        <source>Middle spine</source>
        <translation>Mittlere Wirbelsäule</translation>
    </message>
    <message>
        <source>Left ankle</source>
        <translation>Linker Knöchel</translation>
    </message>
    <message>
        <source>Right ankle</source>
        <translation>Rechter Knöchel</translation>
    </message>
    <message>
        <source>Upper spine</source>
        <translation>Obere Wirbelsäule</translation>
    </message>
    <message>
        <source>Left foot</source>
        <translation>Linker Fuß</translation>
    </message>
    <message>
        <source>Right foot</source>
        <translation>Rechter Fuß</translation>
    </message>
    <message>
        <source>Neck</source>
        <translation>Hals</translation>
    </message>
    <message>
        <source>Left collar</source>
        <translation>Linkes Schlüsselbein</translation>
    </message>
    <message>
        <source>Right collar</source>
        <translation>Rechtes Schlüsselbein</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Left shoulder</source>
        <translation>Linke Schulter</translation>
    </message>
    <message>
        <source>Right shoulder</source>
        <translation>Rechte Schulter</translation>
    </message>
    <message>
        <source>Left elbow</source>
        <translation>Linker Ellbogen</translation>
    </message>
    <message>
        <source>Right elbow</source>
        <translation>Rechter Ellbogen</translation>
    </message>
    <message>
        <source>Left wrist</source>
        <translation>Linkes Handgelenk</translation>
    </message>
    <message>
        <source>Right wrist</source>
        <translation>Rechtes Handgelenk</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>Linke Hand</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>Rechte Hand</translation>
    </message>
</context>
<context>
    <name>Limb</name>
    <message>
        <source>Whole body</source>
        <translation>Ganzer Körper</translation>
    </message>
    <message>
        <source>Torso</source>
        <translation>Rumpf</translation>
    </message>
    <message>
        <source>Head and neck</source>
        <translation>Kopf und Hals</translation>
    </message>
    <message>
        <source>Left arm</source>
        <translation>Linker Arm</translation>
    </message>
    <message>
        <source>Right arm</source>
        <translation>Rechter Arm</translation>
    </message>
    <message>
        <source>Left leg</source>
        <translation>Linkes Bein</translation>
    </message>
    <message>
        <source>Right leg</source>
        <translation>Rechtes Bein</translation>
    </message>
</context>
<context>
    <name>PlaybackCommands</name>
    <message>
        <source>Playback</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Needs a video.</source>
        <translation>Braucht ein Video.</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Plays the range in the video&apos;s own speed; frames are skipped where the machine is too slow, never the clock.</source>
        <translation>Spielt den Bereich in der Geschwindigkeit des Videos; ist der Rechner zu langsam, fallen Bilder aus, die Zeit stimmt immer.</translation>
    </message>
    <message>
        <source>Play backwards</source>
        <translation>Rückwärts abspielen</translation>
    </message>
    <message>
        <source>Again doubles the speed, up to eight times. Faults often show better backwards.</source>
        <translation>Noch einmal verdoppelt das Tempo, bis zum Achtfachen. Fehler sieht man rückwärts oft besser.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stops on the frame that is shown.</source>
        <translation>Hält auf dem gezeigten Bild an.</translation>
    </message>
    <message>
        <source>Play forwards</source>
        <translation>Vorwärts abspielen</translation>
    </message>
    <message>
        <source>Again doubles the speed, up to eight times.</source>
        <translation>Noch einmal verdoppelt das Tempo, bis zum Achtfachen.</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>To look at a moment picture by picture.</source>
        <translation>Um einen Moment Bild für Bild anzusehen.</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>Ein Bild vor</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>Zehn Bilder zurück</translation>
    </message>
    <message>
        <source>A quick way through a take without losing the eye for it.</source>
        <translation>Schnell durch eine Aufnahme, ohne den Blick für sie zu verlieren.</translation>
    </message>
    <message>
        <source>Ten frames forward</source>
        <translation>Zehn Bilder vor</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>To the first frame of the range, or of the video.</source>
        <translation>Zum ersten Bild des Bereichs oder des Videos.</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>To the last frame of the range, or of the video.</source>
        <translation>Zum letzten Bild des Bereichs oder des Videos.</translation>
    </message>
    <message>
        <source>Start the range here</source>
        <translation>Bereich beginnt hier</translation>
    </message>
    <message>
        <source>Playback, and a solve of the range alone, begin on this frame.</source>
        <translation>Die Wiedergabe und ein Lösen nur des Bereichs beginnen mit diesem Bild.</translation>
    </message>
    <message>
        <source>End the range here</source>
        <translation>Bereich endet hier</translation>
    </message>
    <message>
        <source>Playback, and a solve of the range alone, end with this frame.</source>
        <translation>Die Wiedergabe und ein Lösen nur des Bereichs enden mit diesem Bild.</translation>
    </message>
    <message>
        <source>Clear the range</source>
        <translation>Bereich aufheben</translation>
    </message>
    <message>
        <source>The whole video plays again.</source>
        <translation>Das ganze Video wird wieder abgespielt.</translation>
    </message>
</context>
<context>
    <name>PosingCommands</name>
    <message>
        <source>Pose</source>
        <translation>Pose</translation>
    </message>
    <message>
        <source>&amp;Select joints</source>
        <translation>Gelenke &amp;wählen</translation>
    </message>
    <message>
        <source>&amp;Move joints</source>
        <translation>Gelenke &amp;bewegen</translation>
    </message>
    <message>
        <source>&amp;Rotate joints</source>
        <translation>Gelenke &amp;drehen</translation>
    </message>
    <message>
        <source>Click a joint in the footage or in the world; shift-click adds one. Nothing is moved by accident.</source>
        <translation>Ein Gelenk im Bild oder in der Welt anklicken; mit Umschalt kommt eines dazu. Nichts wird versehentlich bewegt.</translation>
    </message>
    <message>
        <source>Drag a joint to where it belongs; arm or leg follows. Over the footage it keeps its distance from the camera, in the world it moves in the plane that faces you (Ctrl: up and down).</source>
        <translation>Ein Gelenk dorthin ziehen, wo es hingehört; Arm oder Bein folgt. Über dem Bild behält es seinen Abstand zur Kamera, in der Welt bewegt es sich in der Ebene, die Ihnen zugewandt ist (Strg: auf und ab).</translation>
    </message>
    <message>
        <source>Turn the selected joints by the rings around them; Ctrl snaps to 5°. The pale outer ring faces you.</source>
        <translation>Die gewählten Gelenke an den Ringen um sie drehen; Strg rastet bei 5° ein. Der blasse äußere Ring ist Ihnen zugewandt.</translation>
    </message>
    <message>
        <source>Whole &amp;body follows</source>
        <translation>&amp;Ganzer Körper folgt</translation>
    </message>
    <message>
        <source>&amp;World axes</source>
        <translation>Wel&amp;tachsen</translation>
    </message>
    <message>
        <source>The rings of the rotate tool stand along the world&apos;s axes instead of the joint&apos;s own.</source>
        <translation>Die Ringe des Drehwerkzeugs stehen entlang der Weltachsen statt der eigenen Gelenkachsen.</translation>
    </message>
    <message>
        <source>Joint &amp;limits</source>
        <translation>Gelenkgren&amp;zen</translation>
    </message>
    <message>
        <source>Joints stop at the end of what they can do, and say so in red; off, they turn as far as you like.</source>
        <translation>Gelenke halten am Ende ihrer Beweglichkeit an und zeigen es rot; ohne Haken drehen sie sich beliebig weit.</translation>
    </message>
    <message>
        <source>Fixes &amp;follow the video</source>
        <translation>Korrekturen folgen dem &amp;Video</translation>
    </message>
    <message>
        <source>After each fix the frames around it are solved again from what the video shows; off, they are only interpolated until you propagate.</source>
        <translation>Nach jeder Korrektur werden die Bilder um sie herum neu gelöst, nach dem, was das Video zeigt; ohne Haken wird bis zum Ausbreiten nur interpoliert.</translation>
    </message>
    <message>
        <source>Needs a selected person who is solved on this frame.</source>
        <translation>Braucht eine gewählte Person, die auf diesem Bild gelöst ist.</translation>
    </message>
    <message>
        <source>&amp;Propagate fixes</source>
        <translation>Korrekturen &amp;ausbreiten</translation>
    </message>
    <message>
        <source>Solves the frames around the fixes again from the video: what it shows decides, the fixes hold exactly, good frames barely move.</source>
        <translation>Löst die Bilder um die Korrekturen herum neu aus dem Video: was es zeigt, entscheidet; die Korrekturen gelten genau, gute Bilder bewegen sich kaum.</translation>
    </message>
    <message>
        <source>&amp;Hold this pose</source>
        <translation>Diese Pose &amp;halten</translation>
    </message>
    <message>
        <source>Makes a fix of the selected joints (or the whole body) as they are: a frame you trust, that others lean on.</source>
        <translation>Macht aus den gewählten Gelenken (oder dem ganzen Körper), wie sie sind, eine Korrektur: ein verlässliches Bild, an das andere sich halten.</translation>
    </message>
    <message>
        <source>&amp;Copy pose</source>
        <translation>Pose &amp;kopieren</translation>
    </message>
    <message>
        <source>Remembers the selected joints, or the whole body where none is selected, to be pasted on another frame or person.</source>
        <translation>Merkt sich die gewählten Gelenke, oder ohne Auswahl den ganzen Körper, zum Einfügen auf einem anderen Bild oder bei einer anderen Person.</translation>
    </message>
    <message>
        <source>&amp;Paste pose</source>
        <translation>Pose &amp;einfügen</translation>
    </message>
    <message>
        <source>Puts the copied joints on this frame as a fix: take a limb from a good frame near by, then drag it into place.</source>
        <translation>Setzt die kopierten Gelenke als Korrektur auf dieses Bild: Arm oder Bein von einem guten Bild in der Nähe nehmen, dann zurechtziehen.</translation>
    </message>
    <message>
        <source>Copy a pose first.</source>
        <translation>Bitte zuerst eine Pose kopieren.</translation>
    </message>
    <message>
        <source>M&amp;irror pose</source>
        <translation>Pose &amp;spiegeln</translation>
    </message>
    <message>
        <source>Turns the pose into its mirror image; one arm alone takes over the other one&apos;s.</source>
        <translation>Macht aus der Pose ihr Spiegelbild; ein Arm allein übernimmt die Pose des anderen.</translation>
    </message>
    <message>
        <source>S&amp;wap left and right</source>
        <translation>&amp;Links und rechts tauschen</translation>
    </message>
    <message>
        <source>For legs or arms that the solve took for each other: they change places, where they stand in space stays.</source>
        <translation>Für Beine oder Arme, die beim Lösen verwechselt wurden: sie tauschen die Plätze, ihre Lage im Raum bleibt.</translation>
    </message>
    <message>
        <source>Reset to the s&amp;olve</source>
        <translation>Auf die Lösung z&amp;urücksetzen</translation>
    </message>
    <message>
        <source>The selected joints (or the whole body) on this frame as they were solved.</source>
        <translation>Die gewählten Gelenke (oder der ganze Körper) auf diesem Bild, wie sie gelöst wurden.</translation>
    </message>
    <message>
        <source>Reset the range to the solve</source>
        <translation>Bereich auf die Lösung zurücksetzen</translation>
    </message>
    <message>
        <source>As they were solved, through the range between in and out: fixes in it are freed, tools lie below.</source>
        <translation>Wie gelöst, im Bereich zwischen Anfang und Ende: Korrekturen darin werden freigegeben, Werkzeuge liegen darunter.</translation>
    </message>
    <message>
        <source>Remove &amp;fix</source>
        <translation>Korrektur entfer&amp;nen</translation>
    </message>
    <message>
        <source>Frees the selected joints (or the whole body) of this frame&apos;s fix; the frames around follow.</source>
        <translation>Befreit die gewählten Gelenke (oder den ganzen Körper) von der Korrektur dieses Bildes; die Bilder ringsum folgen.</translation>
    </message>
    <message>
        <source>There is no fix on this frame.</source>
        <translation>Auf diesem Bild gibt es keine Korrektur.</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Drehen</translation>
    </message>
    <message>
        <source>World axes</source>
        <translation>Weltachsen</translation>
    </message>
    <message>
        <source>Follow video</source>
        <translation>Video folgen</translation>
    </message>
    <message>
        <source>Pose from the &amp;video</source>
        <translation>Pose aus dem &amp;Video</translation>
    </message>
    <message>
        <source>What the points over the footage tell of this frame, whatever the solve made of it: a good start where the body stands still or somewhere else. Then drag what is still off.</source>
        <translation>Was die Punkte über dem Video von diesem Bild sagen, was immer die Lösung daraus gemacht hat: ein guter Anfang, wo der Körper stillsteht oder woanders ist. Dann ziehen, was noch nicht stimmt.</translation>
    </message>
    <message>
        <source>Whole body</source>
        <translation>Ganzer Körper</translation>
    </message>
    <message>
        <source>Joint limits</source>
        <translation>Gelenkgrenzen</translation>
    </message>
    <message>
        <source>A dragged hand or foot takes the body along, and hands and feet that are kept still stay; off, only its arm or leg moves.</source>
        <translation>Eine gezogene Hand oder ein gezogener Fuß nimmt den Körper mit, festgehaltene Hände und Füße bleiben; ohne Haken bewegt sich nur ihr Arm oder Bein.</translation>
    </message>
</context>
<context>
    <name>ProjectCommands</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Needs a video.</source>
        <translation>Braucht ein Video.</translation>
    </message>
    <message>
        <source>&amp;Save project</source>
        <translation>Projekt &amp;speichern</translation>
    </message>
    <message>
        <source>Keeps the solve, every fix and every setting in one .ropetp file. A crash loses nothing even without it: changes are written down as you make them.</source>
        <translation>Behält die Lösung, jede Korrektur und jede Einstellung in einer .ropetp-Datei. Auch ohne sie geht bei einem Absturz nichts verloren: Änderungen werden sofort mitgeschrieben.</translation>
    </message>
    <message>
        <source>Save project &amp;as…</source>
        <translation>Projekt speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Writes another project file and goes on with that one: to try something without touching the first.</source>
        <translation>Schreibt eine andere Projektdatei und arbeitet mit ihr weiter: um etwas auszuprobieren, ohne die erste anzurühren.</translation>
    </message>
    <message>
        <source>Find the &amp;video…</source>
        <translation>&amp;Video suchen…</translation>
    </message>
    <message>
        <source>For a project whose video was moved, or to show a better copy of it: one of the same length and size.</source>
        <translation>Für ein Projekt, dessen Video verschoben wurde, oder um eine bessere Kopie zu zeigen: gleich lang und gleich groß.</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>Wert &amp;erhöhen</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>Wert &amp;verringern</translation>
    </message>
</context>
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>Taste drücken</translation>
    </message>
    <message>
        <source>%1, ...</source>
        <translation>%1, …</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Ja</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Nein</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Backtab</source>
        <translation>Rück-Tab</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Runter</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ab</translation>
    </message>
</context>
<context>
    <name>QUndoStack</name>
    <message>
        <source>Undo</source>
        <comment>Default text for undo action</comment>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <comment>Default text for redo action</comment>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
</context>
<context>
    <name>RangeTool</name>
    <message>
        <source>Interpolate</source>
        <translation>Interpolieren</translation>
    </message>
    <message>
        <source>Hold frame %1</source>
        <translation>Bild %1 halten</translation>
    </message>
    <message>
        <source>Shift by %1 s</source>
        <translation>Um %1 s verschieben</translation>
    </message>
    <message>
        <source>Smooth %1 Hz</source>
        <translation>Mit %1 Hz glätten</translation>
    </message>
    <message>
        <source>Repair outliers</source>
        <translation>Ausreißer reparieren</translation>
    </message>
    <message>
        <source>Swap left and right</source>
        <translation>Links und rechts tauschen</translation>
    </message>
    <message>
        <source>From the first to the last frame, smoothly, through the fixes between them</source>
        <translation>Vom ersten zum letzten Bild, weich, durch die Korrekturen dazwischen</translation>
    </message>
    <message>
        <source>From the first to the last frame, straight, through the fixes between them</source>
        <translation>Vom ersten zum letzten Bild, gerade, durch die Korrekturen dazwischen</translation>
    </message>
    <message>
        <source>Everything happens earlier</source>
        <translation>Alles geschieht früher</translation>
    </message>
    <message>
        <source>Everything happens later</source>
        <translation>Alles geschieht später</translation>
    </message>
    <message>
        <source>One-euro filter</source>
        <translation>One-Euro-Filter</translation>
    </message>
    <message>
        <source>Butterworth filter</source>
        <translation>Butterworth-Filter</translation>
    </message>
    <message>
        <source>Savitzky–Golay filter</source>
        <translation>Savitzky-Golay-Filter</translation>
    </message>
    <message>
        <source>%1; steps and blows stay sharp</source>
        <translation>%1; Schritte und Schläge bleiben scharf</translation>
    </message>
    <message>
        <source>Frames %1 to %2, %3</source>
        <translation>Bilder %1 bis %2, %3</translation>
    </message>
    <message>
        <source>position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Take from another take</source>
        <translation>Aus anderem Take übernehmen</translation>
    </message>
    <message>
        <source>Reset to the solve</source>
        <translation>Auf die Lösung zurücksetzen</translation>
    </message>
    <message>
        <source>Frame %1&apos;s pose through the whole range</source>
        <translation>Die Pose von Bild %1 durch den ganzen Bereich</translation>
    </message>
    <message>
        <source>Frames that leave the middle of their neighbours are bridged</source>
        <translation>Bilder, die von der Mitte ihrer Nachbarn abweichen, werden überbrückt</translation>
    </message>
    <message>
        <source>The same frames as the other take has them</source>
        <translation>Dieselben Bilder, wie der andere Take sie hat</translation>
    </message>
    <message>
        <source>Left and right limbs change places; where they stand in space stays</source>
        <translation>Linke und rechte Glieder tauschen die Plätze; wo sie im Raum stehen, bleibt</translation>
    </message>
    <message>
        <source>The raw solve again, over fixes and the tools before</source>
        <translation>Wieder die rohe Lösung, über Korrekturen und die Werkzeuge davor</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Not sure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Off the picture</source>
        <translation>Neben dem Bild</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Zittern</translation>
    </message>
    <message>
        <source>Joint limit</source>
        <translation>Gelenkgrenze</translation>
    </message>
    <message>
        <source>Twist</source>
        <translation>Verdrehung</translation>
    </message>
    <message>
        <source>Too fast</source>
        <translation>Zu schnell</translation>
    </message>
    <message>
        <source>Foot slides</source>
        <translation>Fuß rutscht</translation>
    </message>
    <message>
        <source>Below the floor</source>
        <translation>Unter dem Boden</translation>
    </message>
    <message>
        <source>Sides exchanged</source>
        <translation>Seiten vertauscht</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Not seen</source>
        <translation>Nicht zu sehen</translation>
    </message>
    <message>
        <source>The solver itself doubted it, often because the limb is hidden. Look whether the pose is plausible; if it is, accept it.</source>
        <translation>Das Lösen war sich hier selbst nicht sicher, oft weil der Körperteil verdeckt ist. Bitte prüfen, ob die Pose glaubhaft ist; wenn ja, annehmen.</translation>
    </message>
    <message>
        <source>The body is not where the picture shows it. Drag the joint over the footage to where it belongs.</source>
        <translation>Der Körper ist nicht, wo das Bild ihn zeigt. Das Gelenk über dem Bild dorthin ziehen, wo es hingehört.</translation>
    </message>
    <message>
        <source>A jerk far above what the take does around it. Smooth the range, or fix the frame that is off.</source>
        <translation>Ein Ruck, weit stärker als im Take ringsum. Den Bereich glätten oder das falsche Bild korrigieren.</translation>
    </message>
    <message>
        <source>Bent beyond what a joint can do. Rotate the joint back, or drag the hand or foot to where it belongs.</source>
        <translation>Weiter gebeugt, als ein Gelenk es kann. Das Gelenk zurückdrehen oder Hand oder Fuß dorthin ziehen, wo sie hingehören.</translation>
    </message>
    <message>
        <source>Turned about its own length farther than a limb turns. Rotate it about the bone until hand or foot points the right way.</source>
        <translation>Weiter um die eigene Länge gedreht, als ein Körperteil es kann. Um den Knochen drehen, bis Hand oder Fuß richtig zeigt.</translation>
    </message>
    <message>
        <source>Moves faster than people do, mostly because one frame is far off. Fix that frame, or repair outliers over the range.</source>
        <translation>Bewegt sich schneller, als Menschen es tun, meist weil ein Bild weit danebenliegt. Dieses Bild korrigieren oder Ausreißer im Bereich reparieren.</translation>
    </message>
    <message>
        <source>The foot moves while it stands. Correct its contact, or pin the trajectory.</source>
        <translation>Der Fuß bewegt sich, während er steht. Seinen Kontakt korrigieren oder den Weg festheften.</translation>
    </message>
    <message>
        <source>The foot sinks into the floor. Correct the floor or the trajectory.</source>
        <translation>Der Fuß sinkt in den Boden. Den Boden oder den Weg korrigieren.</translation>
    </message>
    <message>
        <source>Left and right limbs were taken for each other. Swap the sides over the range.</source>
        <translation>Linke und rechte Körperteile wurden verwechselt. Die Seiten im Bereich tauschen.</translation>
    </message>
    <message>
        <source>Nothing moves here: the pose was held or interpolated, not measured. Pose a frame in the middle.</source>
        <translation>Hier bewegt sich nichts: Die Pose wurde gehalten oder interpoliert, nicht gemessen. Ein Bild in der Mitte posieren.</translation>
    </message>
    <message>
        <source>The person was out of sight and the pose is filled in. Pose a frame in the middle, or accept it.</source>
        <translation>Die Person war nicht zu sehen, und die Pose ist ergänzt. Ein Bild in der Mitte posieren oder annehmen.</translation>
    </message>
    <message>
        <source>%1 is not where the picture shows it</source>
        <translation>%1: nicht, wo das Bild es zeigt</translation>
    </message>
    <message>
        <source>%1 jerks</source>
        <translation>%1 ruckt</translation>
    </message>
    <message>
        <source>%1 bends backwards</source>
        <translation>%1 beugt sich nach hinten</translation>
    </message>
    <message>
        <source>%1 bends farther than it can</source>
        <translation>%1 beugt sich weiter als möglich</translation>
    </message>
    <message>
        <source>%1 is twisted</source>
        <translation>%1 ist verdreht</translation>
    </message>
    <message>
        <source>%1 moves faster than people do</source>
        <translation>%1 bewegt sich schneller, als Menschen es tun</translation>
    </message>
    <message>
        <source>Left foot slides while it stands</source>
        <translation>Linker Fuß rutscht, während er steht</translation>
    </message>
    <message>
        <source>Right foot slides while it stands</source>
        <translation>Rechter Fuß rutscht, während er steht</translation>
    </message>
    <message>
        <source>Left foot sinks into the floor</source>
        <translation>Linker Fuß sinkt in den Boden</translation>
    </message>
    <message>
        <source>Right foot sinks into the floor</source>
        <translation>Rechter Fuß sinkt in den Boden</translation>
    </message>
    <message>
        <source>Legs seem exchanged</source>
        <translation>Beine scheinen vertauscht</translation>
    </message>
    <message>
        <source>Arms seem exchanged</source>
        <translation>Arme wohl vertauscht</translation>
    </message>
    <message>
        <source>the body</source>
        <translation>der Körper</translation>
    </message>
    <message>
        <source>the head</source>
        <translation>der Kopf</translation>
    </message>
    <message>
        <source>the left arm</source>
        <translation>der linke Arm</translation>
    </message>
    <message>
        <source>the right arm</source>
        <translation>der rechte Arm</translation>
    </message>
    <message>
        <source>the left leg</source>
        <translation>das linke Bein</translation>
    </message>
    <message>
        <source>the right leg</source>
        <translation>das rechte Bein</translation>
    </message>
    <message>
        <source>The solver was not sure of %1</source>
        <translation>Unsicher gelöst: %1</translation>
    </message>
    <message>
        <source>The body is not where the picture shows it</source>
        <translation>Der Körper ist nicht dort, wo das Bild ihn zeigt</translation>
    </message>
    <message>
        <source>The whole body jerks</source>
        <translation>Der ganze Körper ruckt</translation>
    </message>
    <message>
        <source>The whole body moves faster than people do</source>
        <translation>Der ganze Körper bewegt sich schneller, als Menschen es tun</translation>
    </message>
    <message>
        <source>%1 looks held or interpolated</source>
        <translation>%1 wirkt gehalten oder interpoliert</translation>
    </message>
    <message>
        <source>The person was not seen here</source>
        <translation>Die Person war hier nicht zu sehen</translation>
    </message>
</context>
<context>
    <name>ReviewCommands</name>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>&amp;Next bad frame</source>
        <translation>&amp;Nächstes schlechtes Bild</translation>
    </message>
    <message>
        <source>Goes to the next frame that needs a look, the worst first, and picks the joint that is wrong.</source>
        <translation>Geht zum nächsten Bild, das man ansehen sollte, das schlimmste zuerst, und wählt das falsche Gelenk.</translation>
    </message>
    <message>
        <source>Nothing is left to look at.</source>
        <translation>Es ist nichts mehr anzusehen.</translation>
    </message>
    <message>
        <source>&amp;Previous bad frame</source>
        <translation>&amp;Vorheriges schlechtes Bild</translation>
    </message>
    <message>
        <source>Goes back to the stop before.</source>
        <translation>Geht zur Stelle davor zurück.</translation>
    </message>
    <message>
        <source>&amp;Accept these frames</source>
        <translation>Diese Bilder &amp;annehmen</translation>
    </message>
    <message>
        <source>Says that all is well at this stop, so that it leaves the list; something clearly worse there comes back.</source>
        <translation>Sagt, dass an dieser Stelle alles gut ist, sodass sie die Liste verlässt; was dort deutlich schlechter wird, kommt wieder.</translation>
    </message>
    <message>
        <source>Go to a stop first (N).</source>
        <translation>Bitte zuerst zu einer Stelle gehen (N).</translation>
    </message>
    <message>
        <source>&amp;Take back the acceptance</source>
        <translation>Annahme &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Puts what was accepted around this frame on the list again.</source>
        <translation>Setzt, was um dieses Bild angenommen wurde, wieder auf die Liste.</translation>
    </message>
    <message>
        <source>Nothing was accepted on this frame.</source>
        <translation>Auf diesem Bild wurde nichts angenommen.</translation>
    </message>
    <message>
        <source>In order of &amp;time</source>
        <translation>Nach der Zei&amp;t</translation>
    </message>
    <message>
        <source>Goes through the stops from the first frame to the last instead of the worst first.</source>
        <translation>Geht die Stellen vom ersten Bild zum letzten durch statt die schlimmste zuerst.</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>&amp;Mark this frame</source>
        <translation>Dieses Bild &amp;markieren</translation>
    </message>
    <message>
        <source>Puts a flag on the timeline here, or takes it away: to find a frame again.</source>
        <translation>Setzt hier ein Fähnchen auf die Zeitleiste oder nimmt es weg: um ein Bild wiederzufinden.</translation>
    </message>
    <message>
        <source>N&amp;ote on this frame…</source>
        <translation>N&amp;otiz zu diesem Bild…</translation>
    </message>
    <message>
        <source>Writes a line to this frame, for yourself or for whoever works on the shot next.</source>
        <translation>Schreibt eine Zeile zu diesem Bild, für sich selbst oder für die, die danach an der Einstellung arbeiten.</translation>
    </message>
    <message>
        <source>P&amp;revious marker</source>
        <translation>Vo&amp;rige Markierung</translation>
    </message>
    <message>
        <source>Goes back to the marked frame before.</source>
        <translation>Geht zum markierten Bild davor zurück.</translation>
    </message>
    <message>
        <source>Ne&amp;xt marker</source>
        <translation>Nä&amp;chste Markierung</translation>
    </message>
    <message>
        <source>Goes on to the next marked frame.</source>
        <translation>Geht zum nächsten markierten Bild weiter.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Zoom &amp;into the timeline</source>
        <translation>Zeitleiste ver&amp;größern</translation>
    </message>
    <message>
        <source>Fewer frames, larger, around the playhead; Ctrl and the wheel do the same at the pointer.</source>
        <translation>Weniger Bilder, größer, um die Abspielmarke; Strg und das Rad tun dasselbe am Mauszeiger.</translation>
    </message>
    <message>
        <source>Zoom &amp;out of the timeline</source>
        <translation>Zeitleiste ver&amp;kleinern</translation>
    </message>
    <message>
        <source>More frames, smaller, around the playhead.</source>
        <translation>Mehr Bilder, kleiner, um die Abspielmarke.</translation>
    </message>
</context>
<context>
    <name>SolveCommands</name>
    <message>
        <source>Solve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>&amp;Solve</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>Finds the people in the video and captures their motion. Boxes you drew and frames you fixed are kept.</source>
        <translation>Findet die Personen im Video und erfasst ihre Bewegung. Gezeichnete Rahmen und korrigierte Bilder bleiben erhalten.</translation>
    </message>
    <message>
        <source>Needs a video, and no solve that runs.</source>
        <translation>Braucht ein Video, und es darf kein Lösen laufen.</translation>
    </message>
    <message>
        <source>Solve &amp;poses again</source>
        <translation>&amp;Posen neu lösen</translation>
    </message>
    <message>
        <source>Captures everybody again without looking for them anew: keeps who is who, and takes a second. For after people were merged, split or swapped.</source>
        <translation>Erfasst alle noch einmal, ohne sie neu zu suchen: behält, wer wer ist, und dauert eine Sekunde. Für danach, wenn Personen zusammengeführt, geteilt oder getauscht wurden.</translation>
    </message>
    <message>
        <source>Needs people who were found, and no solve that runs.</source>
        <translation>Braucht gefundene Personen, und es darf kein Lösen laufen.</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Stops the running solve; the take stays as it was before.</source>
        <translation>Hält das laufende Lösen an; die Aufnahme bleibt, wie sie vorher war.</translation>
    </message>
    <message>
        <source>Nothing is being solved.</source>
        <translation>Es wird nichts gelöst.</translation>
    </message>
    <message>
        <source>Only the range between in and out</source>
        <translation>Nur den Bereich zwischen Anfang und Ende</translation>
    </message>
    <message>
        <source>Solves the marked range alone (I and O mark it): quick when one shot of a long video is wanted.</source>
        <translation>Löst nur den markierten Bereich (I und O markieren ihn): schnell, wenn nur eine Einstellung aus einem langen Video gebraucht wird.</translation>
    </message>
    <message>
        <source>Poses by Rope</source>
        <translation>Posen mit Rope</translation>
    </message>
    <message>
        <source>The network that keeps hidden limbs plausible; looks at every picture. Counts from the next solve on.</source>
        <translation>Das Netz, das verdeckte Glieder plausibel hält; sieht sich jedes Bild an. Gilt ab dem nächsten Lösen.</translation>
    </message>
    <message>
        <source>Poses by the landmark fit</source>
        <translation>Posen aus den Landmarken</translation>
    </message>
    <message>
        <source>A body fitted to the picture points alone; quick, smooth, weak where limbs are hidden. Counts from the next solve on.</source>
        <translation>Ein Körper, nur an die Bildpunkte angepasst; schnell, glatt, schwach bei verdeckten Gliedern. Gilt ab dem nächsten Lösen.</translation>
    </message>
    <message>
        <source>Rope: refine with the picture points</source>
        <translation>Rope: mit den Bildpunkten verfeinern</translation>
    </message>
    <message>
        <source>Moves Rope&apos;s poses to meet the 2D points and smooths them in time.</source>
        <translation>Rückt die Posen von Rope auf die 2D-Punkte und glättet sie in der Zeit.</translation>
    </message>
    <message>
        <source>Rope: read pictures mirrored too</source>
        <translation>Rope: Bilder auch gespiegelt lesen</translation>
    </message>
    <message>
        <source>A little steadier; twice the time.</source>
        <translation>Etwas ruhiger; doppelte Zeit.</translation>
    </message>
    <message>
        <source>Trajectory by the TrajDenoiser</source>
        <translation>Weg mit dem TrajDenoiser</translation>
    </message>
    <message>
        <source>Told from the body&apos;s motion, the camera and the floor; smooth, feet keep their place.</source>
        <translation>Aus der Bewegung des Körpers, der Kamera und dem Boden; glatt, Füße bleiben an ihrem Ort.</translation>
    </message>
    <message>
        <source>Trajectory from the feet alone</source>
        <translation>Weg allein aus den Füßen</translation>
    </message>
    <message>
        <source>Whichever foot stands does not move; to compare with.</source>
        <translation>Der Fuß, der gerade steht, bewegt sich nicht; zum Vergleichen.</translation>
    </message>
    <message>
        <source>Trajectory as the camera saw it</source>
        <translation>Weg, wie ihn die Kamera sah</translation>
    </message>
    <message>
        <source>Nothing is smoothed: trembles along the line of sight; to compare with.</source>
        <translation>Nichts wird geglättet: zittert entlang der Blickrichtung; zum Vergleichen.</translation>
    </message>
    <message>
        <source>Another &amp;trajectory</source>
        <translation>Anderer &amp;Weg</translation>
    </message>
    <message>
        <source>Draws the ways through the world again with the next seed, where you do not believe one; undo brings the last one back.</source>
        <translation>Zieht die Wege durch die Welt mit dem nächsten Startwert neu, wenn einer nicht glaubhaft ist; Rückgängig holt den letzten zurück.</translation>
    </message>
    <message>
        <source>Needs a solved person, and no solve that runs.</source>
        <translation>Braucht eine gelöste Person, und es darf kein Lösen laufen.</translation>
    </message>
</context>
<context>
    <name>TimelineRuler</name>
    <message>
        <source>%1 frames</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>Markers</source>
        <translation>Markierungen</translation>
    </message>
</context>
<context>
    <name>TrajectoryCommands</name>
    <message>
        <source>Trajectory</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Needs a selected person who is solved.</source>
        <translation>Braucht eine gewählte, gelöste Person.</translation>
    </message>
    <message>
        <source>&amp;Pin or unpin here</source>
        <translation>&amp;Pin hier setzen oder entfernen</translation>
    </message>
    <message>
        <source>Holds the pelvis at its place on this frame: drag the pin&apos;s ball in the world (Ctrl: up and down), and the way is solved again through it.</source>
        <translation>Hält das Becken auf diesem Bild an seinem Ort: Die Kugel des Pins in der Welt ziehen (Strg: auf und ab), und der Weg wird durch ihn neu gelöst.</translation>
    </message>
    <message>
        <source>Draw a &amp;line on the floor</source>
        <translation>&amp;Linie auf den Boden zeichnen</translation>
    </message>
    <message>
        <source>Click points on the floor of the world view; the person walks along them in the pace of the motion. A click on the last point, or a right click, ends the line.</source>
        <translation>Punkte auf den Boden der Weltansicht klicken; die Person geht sie im Tempo der Bewegung ab. Ein Klick auf den letzten Punkt oder ein Rechtsklick beendet die Linie.</translation>
    </message>
    <message>
        <source>&amp;Remove the line</source>
        <translation>Linie &amp;entfernen</translation>
    </message>
    <message>
        <source>The way is told from the motion alone again.</source>
        <translation>Der Weg ergibt sich wieder allein aus der Bewegung.</translation>
    </message>
    <message>
        <source>&amp;Close the loop</source>
        <translation>&amp;Schleife schließen</translation>
    </message>
    <message>
        <source>The last frame is where the first one is: for cycles, and for people who come back to where they started.</source>
        <translation>Das letzte Bild ist dort, wo das erste ist: für Zyklen und für Personen, die an ihren Anfang zurückkehren.</translation>
    </message>
    <message>
        <source>Solve this &amp;trajectory again</source>
        <translation>Diesen &amp;Weg neu lösen</translation>
    </message>
    <message>
        <source>Solves the selected person&apos;s way anew over all fixes, under its pins and contacts.</source>
        <translation>Löst den Weg der gewählten Person über alle Korrekturen neu, mit ihren Pins und Kontakten.</translation>
    </message>
    <message>
        <source>Show how &amp;sure it is</source>
        <translation>Zeigen, wie si&amp;cher er ist</translation>
    </message>
    <message>
        <source>Draws the way from eight seeds and shows how far they lie apart, as a tube: where it is wide, a pin helps most.</source>
        <translation>Zieht den Weg aus acht Startwerten und zeigt als Röhre, wie weit sie auseinanderliegen: Wo sie breit ist, hilft ein Pin am meisten.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Ghosts in the world</source>
        <translation>&amp;Geister in der Welt</translation>
    </message>
    <message>
        <source>The selected person on frames before (warm) and after (cold), translucent: shows at a glance how a pose fits its motion. Spacing and number are in the trajectory panel.</source>
        <translation>Die gewählte Person auf Bildern davor (warm) und danach (kalt), durchscheinend: zeigt auf einen Blick, wie eine Pose zu ihrer Bewegung passt. Abstand und Anzahl stehen im Feld „Weg“.</translation>
    </message>
</context>
<context>
    <name>ViewCommands</name>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Fit footage</source>
        <translation>Bild ein&amp;passen</translation>
    </message>
    <message>
        <source>Shows the whole picture, as large as it fits; a double click on the footage does the same.</source>
        <translation>Zeigt das ganze Bild, so groß es passt; ein Doppelklick auf das Bild tut dasselbe.</translation>
    </message>
    <message>
        <source>Footage &amp;1:1</source>
        <translation>Bild &amp;1:1</translation>
    </message>
    <message>
        <source>A pixel of the video on a pixel of the screen: to judge whether the overlay meets the picture.</source>
        <translation>Ein Pixel des Videos auf einem des Bildschirms: um zu beurteilen, ob die Überlagerung das Bild trifft.</translation>
    </message>
    <message>
        <source>Whole &amp;timeline</source>
        <translation>Ganze Zei&amp;tleiste</translation>
    </message>
    <message>
        <source>Shows all frames again after zooming into the timeline.</source>
        <translation>Zeigt nach dem Vergrößern der Zeitleiste wieder alle Bilder.</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Körper</translation>
    </message>
    <message>
        <source>The solved body over the footage.</source>
        <translation>Der gelöste Körper über dem Bild.</translation>
    </message>
    <message>
        <source>Skeleton</source>
        <translation>Skelett</translation>
    </message>
    <message>
        <source>Joints and bones over the footage; the quickest way to see a limb that is off.</source>
        <translation>Gelenke und Knochen über dem Bild; so sieht man am schnellsten ein Glied, das danebenliegt.</translation>
    </message>
    <message>
        <source>2D points</source>
        <translation>2D-Punkte</translation>
    </message>
    <message>
        <source>What the landmark model saw in the picture: tells whether an error comes from the picture or from the body.</source>
        <translation>Was das Landmarkenmodell im Bild gesehen hat: zeigt, ob ein Fehler vom Bild oder vom Körper kommt.</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Where each person was found.</source>
        <translation>Wo jede Person gefunden wurde.</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>Farb&amp;schema</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Dark or light, as the desktop was when the program started.</source>
        <translation>Dunkel oder hell, wie der Desktop beim Start des Programms war.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Neutral greys that do not tint the eye&apos;s judgement of footage.</source>
        <translation>Neutrale Grautöne, die den Blick auf das Bild nicht verfälschen.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>For bright rooms.</source>
        <translation>Für helle Räume.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Motion capture from one video: review, correct, export.</source>
        <translation>Bewegungserfassung aus einem Video: prüfen, verbessern, exportieren.</translation>
    </message>
    <message>
        <source>Open the built-in sample.</source>
        <translation>Das eingebaute Beispiel öffnen.</translation>
    </message>
    <message>
        <source>A video file, a folder of images, or a project (.ropetp).</source>
        <translation>Eine Videodatei, ein Ordner mit Bildern oder ein Projekt (.ropetp).</translation>
    </message>
</context>
<context>
    <name>ropetp::render::WorldView</name>
    <message>
        <source>The world cannot be drawn: the graphics driver offers no OpenGL 3.2.</source>
        <translation>Die Welt kann nicht gezeichnet werden: Der Grafiktreiber bietet kein OpenGL 3.2.</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::BoxTool</name>
    <message>
        <source>Draw a box around %1 on this frame, with Shift around somebody who was missed (Esc: leave)</source>
        <translation>Einen Rahmen um %1 in diesem Bild ziehen, mit Umschalt um jemanden, der übersehen wurde (Esc: verlassen)</translation>
    </message>
    <message>
        <source>Draw a box around a person on this frame (Esc: leave)</source>
        <translation>Auf diesem Bild einen Rahmen um eine Person zeichnen (Esc: verlassen)</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ChannelList</name>
    <message>
        <source>Whether this curve is drawn</source>
        <translation>Ob diese Kurve gezeichnet wird</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What do you want to do? A command, joint, person, frame (120) or time (12.5s)</source>
        <translation>Was möchten Sie tun? Befehl, Gelenk, Person, Bild (120) oder Zeit (12.5s)</translation>
    </message>
    <message>
        <source>Nothing is called so. Fewer letters find more.</source>
        <translation>Nichts heißt so. Weniger Buchstaben finden mehr.</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ContactTrack</name>
    <message>
        <source>Left heel</source>
        <translation>Linke Ferse</translation>
    </message>
    <message>
        <source>Left toe</source>
        <translation>Linke Zehen</translation>
    </message>
    <message>
        <source>Right heel</source>
        <translation>Rechte Ferse</translation>
    </message>
    <message>
        <source>Right toe</source>
        <translation>Rechte Zehen</translation>
    </message>
    <message>
        <source>When this part of the foot stands on the floor, and so keeps its place. Drag a bar or one of its ends, drag over empty ground to make one, Delete to take one away, Esc to give a drag up.</source>
        <translation>Wann dieser Teil des Fußes auf dem Boden steht und so seinen Platz behält. Einen Balken oder eines seiner Enden ziehen; über leere Fläche ziehen legt einen an, Entf nimmt einen weg, Esc bricht ein Ziehen ab.</translation>
    </message>
    <message>
        <source>Foot does not stand here</source>
        <translation>Fuß steht hier nicht</translation>
    </message>
    <message>
        <source>As estimated</source>
        <translation>Wie geschätzt</translation>
    </message>
    <message>
        <source>Set in and out to this range</source>
        <translation>Anfang und Ende auf diesen Bereich setzen</translation>
    </message>
    <message>
        <source>Frames %1 to %2</source>
        <translation>Bilder %1 bis %2</translation>
    </message>
    <message>
        <source>%1: stands, as you say</source>
        <translation>%1: steht, von Hand gesetzt</translation>
    </message>
    <message>
        <source>%1: stands, as estimated</source>
        <translation>%1: steht, wie geschätzt</translation>
    </message>
    <message>
        <source>%1: does not stand, as you say</source>
        <translation>%1: steht nicht, von Hand gesetzt</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ContextHelp</name>
    <message>
        <source>All keys…</source>
        <translation>Alle Tasten…</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::DisplayPanel</name>
    <message>
        <source>What is drawn over the footage, where the floor lies, and the lens.
The floor is found from standing feet. If people lean or sink in the world view, tilt or lift it here; everybody turns with it.
Without a known focal length a usual one is assumed. If you know it, enter it: depths get right.</source>
        <translation>Was über dem Bild gezeichnet wird, wo der Boden liegt, und das Objektiv.
Der Boden wird an stehenden Füßen erkannt. Wenn Personen in der Weltansicht schief stehen oder einsinken, hier neigen oder anheben; alle drehen sich mit.
Ohne bekannte Brennweite wird eine übliche angenommen. Wenn Sie sie kennen, hier eingeben: dann stimmen die Tiefen.</translation>
    </message>
    <message>
        <source>Over the footage</source>
        <translation>Über dem Bild</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>Boden</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Körper</translation>
    </message>
    <message>
        <source>The solved body (1)</source>
        <translation>Der gelöste Körper (1)</translation>
    </message>
    <message>
        <source>Skeleton</source>
        <translation>Skelett</translation>
    </message>
    <message>
        <source>Bones and joints of the solved body; hollow: not to be trusted (2)</source>
        <translation>Knochen und Gelenke des gelösten Körpers; hohl: unsicher (2)</translation>
    </message>
    <message>
        <source>2D points</source>
        <translation>2D-Punkte</translation>
    </message>
    <message>
        <source>What the landmark model saw in the picture (3)</source>
        <translation>Was das Landmarkenmodell im Bild gesehen hat (3)</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>The person tracker&apos;s boxes (4)</source>
        <translation>Die Rahmen der Personenverfolgung (4)</translation>
    </message>
    <message>
        <source>Opacity of the body</source>
        <translation>Deckkraft des Körpers</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>More: the far floor rises</source>
        <translation>Mehr: der ferne Boden steigt</translation>
    </message>
    <message>
        <source>More: the left of the floor rises</source>
        <translation>Mehr: der Boden steigt links</translation>
    </message>
    <message>
        <source>More: the floor rises towards the feet</source>
        <translation>Mehr: der Boden steigt zu den Füßen</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigung</translation>
    </message>
    <message>
        <source>Roll</source>
        <translation>Seitenneigung</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Reset floor</source>
        <translation>Boden zurücksetzen</translation>
    </message>
    <message>
        <source>Takes back tilt, roll and height: the floor as it was found from standing feet</source>
        <translation>Nimmt Neigung, Rollen und Höhe zurück: der Boden, wie er aus stehenden Füßen gefunden wurde</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>Unticked: from the video&apos;s metadata, else the diagonal of the picture</source>
        <translation>Ohne Haken: aus den Metadaten des Videos, sonst die Bilddiagonale</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>The floor can be moved when somebody is solved.</source>
        <translation>Der Boden lässt sich verschieben, wenn jemand gelöst ist.</translation>
    </message>
    <message>
        <source>Open a video first.</source>
        <translation>Zuerst ein Video öffnen.</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::DragOptions</name>
    <message>
        <source>Whole body follows</source>
        <translation>Ganzer Körper folgt</translation>
    </message>
    <message>
        <source>A dragged hand or foot takes the body along; off, its arm or leg alone</source>
        <translation>Eine gezogene Hand oder ein Fuß nimmt den Körper mit; aus: nur Arm oder Bein</translation>
    </message>
    <message>
        <source>L hand</source>
        <translation>L Hand</translation>
    </message>
    <message>
        <source>R hand</source>
        <translation>R Hand</translation>
    </message>
    <message>
        <source>L foot</source>
        <translation>L Fuß</translation>
    </message>
    <message>
        <source>R foot</source>
        <translation>R Fuß</translation>
    </message>
    <message>
        <source>Joints stop at their limits</source>
        <translation>Gelenke halten an ihren Grenzen</translation>
    </message>
    <message>
        <source>Red in the views: a joint is at the end of what it can do</source>
        <translation>Rot in den Ansichten: ein Gelenk ist am Ende dessen, was es kann</translation>
    </message>
    <message>
        <source>Rings along the world&apos;s axes</source>
        <translation>Ringe entlang der Weltachsen</translation>
    </message>
    <message>
        <source>Off: along the joint&apos;s own</source>
        <translation>Aus: entlang der eigenen Achsen des Gelenks</translation>
    </message>
    <message>
        <source>Fixes follow the video</source>
        <translation>Korrekturen folgen dem Video</translation>
    </message>
    <message>
        <source>After each fix the frames around it are solved again from what the video shows; off: interpolated until you propagate (P)</source>
        <translation>Nach jeder Korrektur werden die Bilder ringsum neu aus dem Video gelöst; aus: interpoliert, bis Sie ausbreiten (P)</translation>
    </message>
    <message>
        <source>Tick “Whole body follows” first.</source>
        <translation>Zuerst „Ganzer Körper folgt“ ankreuzen.</translation>
    </message>
    <message>
        <source>Keep still</source>
        <translation>Festhalten</translation>
    </message>
    <message>
        <source>Stays where it is while the whole body follows a drag; a pin of the trajectory holds the person&apos;s place instead</source>
        <translation>Bleibt an seinem Ort, während der ganze Körper einem Zug folgt; ein Pin des Wegs hält dagegen den Ort der Person</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>In die Warteschlange</translation>
    </message>
    <message>
        <source>Remembers this file with these choices, to be written with others at once</source>
        <translation>Merkt sich diese Datei mit dieser Auswahl, um sie mit anderen zusammen zu schreiben</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Joint names, rest pose and root as a tool expects them</source>
        <translation>Gelenknamen, Ruhepose und Wurzel, wie ein Werkzeug sie erwartet</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Keep these choices as a preset of your own</source>
        <translation>Diese Wahl als eigene Vorgabe behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Everybody, a file each</source>
        <translation>Alle, je eine Datei</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>The whole take</source>
        <translation>Die ganze Aufnahme</translation>
    </message>
    <message>
        <source>Between in and out</source>
        <translation>Zwischen Anfang und Ende</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>As the footage</source>
        <translation>Wie das Video</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>Poses between frames are interpolated</source>
        <translation>Posen zwischen den Bildern werden interpoliert</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>On the hips</source>
        <translation>An der Hüfte</translation>
    </message>
    <message>
        <source>On a root bone at the floor</source>
        <translation>An einem Wurzelknochen am Boden</translation>
    </message>
    <message>
        <source>In place</source>
        <translation>Auf der Stelle</translation>
    </message>
    <message>
        <source>What carries the way through the world: the hips, a bone of its own at the floor (as game engines want it), or nothing</source>
        <translation>Was den Weg durch die Welt trägt: die Hüfte, ein eigener Knochen am Boden (wie Spiel-Engines ihn wollen) oder nichts</translation>
    </message>
    <message>
        <source>Travel</source>
        <translation>Fortbewegung</translation>
    </message>
    <message>
        <source>T-pose</source>
        <translation>T-Pose</translation>
    </message>
    <message>
        <source>A-pose</source>
        <translation>A-Pose</translation>
    </message>
    <message>
        <source>The pose that all rotations start from; as the character has it that the motion is for</source>
        <translation>Die Pose, von der alle Drehungen ausgehen; so, wie die Figur sie hat, für die die Bewegung ist</translation>
    </message>
    <message>
        <source>Rest pose</source>
        <translation>Ruhepose</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>Skinned body</source>
        <translation>Körper mit Haut</translation>
    </message>
    <message>
        <source>The body&apos;s surface, bound to the skeleton</source>
        <translation>Die Oberfläche des Körpers, an das Skelett gebunden</translation>
    </message>
    <message>
        <source>Camera of the footage</source>
        <translation>Kamera des Videos</translation>
    </message>
    <message>
        <source>With its lens and place, to lay the footage behind</source>
        <translation>Mit Objektiv und Ort, um das Filmmaterial dahinter zu legen</translation>
    </message>
    <message>
        <source>Begin above the origin</source>
        <translation>Über dem Ursprung beginnen</translation>
    </message>
    <message>
        <source>Moves the whole way so that the first frame stands at X 0, Z 0</source>
        <translation>Verschiebt den ganzen Weg so, dass das erste Bild bei X 0, Z 0 steht</translation>
    </message>
    <message>
        <source>AMASS layout (SMPL-H, Z up)</source>
        <translation>AMASS-Aufbau (SMPL-H, Z oben)</translation>
    </message>
    <message>
        <source>As the AMASS library&apos;s files are, for tools that read those; camera and confidence are left out</source>
        <translation>Wie die Dateien der AMASS-Sammlung, für Werkzeuge, die diese lesen; ohne Kamera und Verlässlichkeit</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>Everything higher by so much, before scaling</source>
        <translation>Alles um so viel höher, vor dem Skalieren</translation>
    </message>
    <message>
        <source>Raise by</source>
        <translation>Anheben um</translation>
    </message>
    <message>
        <source>All lengths, bones and way, times so much</source>
        <translation>Alle Längen, Knochen und Weg, mal so viel</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Centimetres</source>
        <translation>Zentimeter</translation>
    </message>
    <message>
        <source>Metres</source>
        <translation>Meter</translation>
    </message>
    <message>
        <source>Inches</source>
        <translation>Zoll</translation>
    </message>
    <message>
        <source>BVH angles</source>
        <translation>BVH-Winkel</translation>
    </message>
    <message>
        <source>BVH unit</source>
        <translation>BVH-Einheit</translation>
    </message>
    <message>
        <source>Skeleton in the file</source>
        <translation>Skelett in der Datei</translation>
    </message>
    <message>
        <source>A %1 file does not hold this.</source>
        <translation>Eine %1-Datei enthält das nicht.</translation>
    </message>
    <message>
        <source>For BVH files alone.</source>
        <translation>Nur für BVH-Dateien.</translation>
    </message>
    <message>
        <source>Poses alone, at even steps of time: no camera, no confidence.</source>
        <translation>Nur die Posen, in gleichen Zeitschritten: keine Kamera, keine Verlässlichkeit.</translation>
    </message>
    <message>
        <source>The hand-over format keeps the take as it is: its frames, times, camera and confidence.</source>
        <translation>Das Übergabeformat behält die Aufnahme, wie sie ist: Bilder, Zeiten, Kamera und Verlässlichkeit.</translation>
    </message>
    <message>
        <source>The camera of the footage alone, for Nuke, Blender and Houdini.</source>
        <translation>Nur die Kamera des Videos, für Nuke, Blender und Houdini.</translation>
    </message>
    <message>
        <source>Where each joint is on each frame; no rotations.</source>
        <translation>Wo jedes Gelenk in jedem Bild ist; keine Drehungen.</translation>
    </message>
    <message>
        <source>The skeleton alone; a BVH carries neither body nor camera.</source>
        <translation>Nur das Skelett; ein BVH enthält weder Körper noch Kamera.</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>Vorgabe speichern</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorgabe</translation>
    </message>
    <message>
        <source>The folder “%1” does not exist.</source>
        <translation>Den Ordner „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>“%1” exists. Replace it?</source>
        <translation>„%1“ gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ExportQueue</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Del takes waiting files out of the queue</source>
        <translation>Entf nimmt wartende Dateien aus der Warteschlange</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Warning: off by %1 mm</source>
        <translation>Warnung: %1 mm daneben</translation>
    </message>
    <message>
        <source>Verified, within %1 mm</source>
        <translation>Geprüft, auf %1 mm</translation>
    </message>
    <message>
        <source>Largest error: %1, frame %2</source>
        <translation>Größter Fehler: %1, Bild %2</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibt…</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::FixTrack</name>
    <message>
        <source>Fixes</source>
        <translation>Korrekturen</translation>
    </message>
    <message>
        <source>None yet: pose a joint on a frame, and its surroundings follow</source>
        <translation>Noch keine: ein Gelenk auf einem Bild ausrichten, und die Umgebung folgt</translation>
    </message>
    <message>
        <source>Go to this fix</source>
        <translation>Zu dieser Korrektur gehen</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <source>%1 s to both sides</source>
        <translation>%1 s nach beiden Seiten</translation>
    </message>
    <message>
        <source>Remove this fix</source>
        <translation>Diese Korrektur entfernen</translation>
    </message>
    <message>
        <source>Fix on frame %1: %2</source>
        <translation>Korrektur auf Bild %1: %2</translation>
    </message>
    <message>
        <source>Reaches %1 s before and %2 s after; drag the ends of its wings to change that (Shift: both)</source>
        <translation>Reicht %1 s davor und %2 s danach; an den Enden der Flügel ziehen ändert das (Umschalt: beide)</translation>
    </message>
    <message>
        <source>Outside the frames that are solved: it waits for them</source>
        <translation>Außerhalb der gelösten Bilder: sie wartet auf diese</translation>
    </message>
    <message>
        <source>Solid: the frames around it were solved again from the video</source>
        <translation>Gefüllt: die Bilder ringsum wurden neu aus dem Video gelöst</translation>
    </message>
    <message>
        <source>Hatched: the frames around it are only interpolated; propagate to solve them from the video</source>
        <translation>Schraffiert: die Bilder ringsum sind nur interpoliert; Ausbreiten löst sie aus dem Video</translation>
    </message>
    <message>
        <source>Frames that you fixed, and how far each fix reaches. Click a diamond to go there; drag the end of a wing to reach farther.
Solid wings were solved again from the video, hatched ones are interpolated.</source>
        <translation>Bilder, die Sie korrigiert haben, und wie weit jede Korrektur reicht. Klick auf eine Raute geht dorthin; das Ende eines Flügels ziehen, um weiter zu reichen.
Gefüllte Flügel wurden neu aus dem Video gelöst, schraffierte sind interpoliert.</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::FloorHandle</name>
    <message>
        <source>Floor %1 m</source>
        <translation>Boden %1 m</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::GraphModel</name>
    <message>
        <source>Open a video and solve it; the curves of the joints you pick are drawn here.</source>
        <translation>Ein Video öffnen und lösen; hier erscheinen dann die Kurven der gewählten Gelenke.</translation>
    </message>
    <message>
        <source>Nobody is solved yet. Solve (Ctrl+R), then pick a joint.</source>
        <translation>Noch niemand ist gelöst. Lösen (Strg+R), dann ein Gelenk wählen.</translation>
    </message>
    <message>
        <source>Select a person: click on somebody in a view, or on a row of the timeline.</source>
        <translation>Eine Person wählen: in einer Ansicht auf jemanden klicken oder auf eine Zeile der Zeitleiste.</translation>
    </message>
    <message>
        <source>Pick a joint in one of the views, or find it by name (Ctrl+K, then for example “left elbow”).</source>
        <translation>Ein Gelenk in einer der Ansichten wählen oder beim Namen suchen (Strg+K, dann zum Beispiel „linker Ellbogen“).</translation>
    </message>
    <message>
        <source>%1°</source>
        <translation>%1°</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::GraphPanel</name>
    <message>
        <source>The curves of the joints you picked, over time.
A tremble is a saw, a swap of legs a step, a frozen limb a flat line: curves show what the eye misses in motion. The thin grey line is what was solved; the coloured one is what you see, with your fixes (diamonds) and range tools (shaded).
Drag a diamond up or down to change that axis of the fix; double click on a curve to fix the joint there. Angles go on past 180°, so that a turn is a line and not a jump.
Drag scrubs; Ctrl+wheel zooms time, Shift+wheel values; middle drag moves; F fits.</source>
        <translation>Die Kurven der gewählten Gelenke über die Zeit.
Ein Zittern ist eine Säge, vertauschte Beine sind eine Stufe, ein eingefrorenes Glied ist eine flache Linie: Kurven zeigen, was dem Auge in der Bewegung entgeht. Die dünne graue Linie ist das Gelöste; die farbige ist, was Sie sehen, mit Ihren Korrekturen (Rauten) und Bereichswerkzeugen (schattiert).
Eine Raute nach oben oder unten ziehen ändert diese Achse der Korrektur; Doppelklick auf eine Kurve korrigiert das Gelenk dort. Winkel laufen über 180° hinaus, damit eine Drehung eine Linie ist und kein Sprung.
Ziehen spult; Strg+Rad zoomt die Zeit, Umschalt+Rad die Werte; Ziehen mit der mittleren Taste verschiebt; F passt ein.</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Euler angles in degrees, relative to the parent; the pelvis&apos; to the world</source>
        <translation>Euler-Winkel in Grad, relativ zum übergeordneten Gelenk; beim Becken zur Welt</translation>
    </message>
    <message>
        <source>Position from pelvis</source>
        <translation>Position zum Becken</translation>
    </message>
    <message>
        <source>Where the joint is from the pelvis, along the pelvis&apos; axes (X left, Y up, Z forwards): the pose alone</source>
        <translation>Wo das Gelenk vom Becken aus ist, entlang der Achsen des Beckens (X links, Y oben, Z vorwärts): nur die Pose</translation>
    </message>
    <message>
        <source>Position in world</source>
        <translation>Position in der Welt</translation>
    </message>
    <message>
        <source>Where the joint is in the world, in metres; Y is the height above the floor</source>
        <translation>Wo das Gelenk in der Welt ist, in Metern; Y ist die Höhe über dem Boden</translation>
    </message>
    <message>
        <source>ZXY (BVH)</source>
        <translation>ZXY (BVH)</translation>
    </message>
    <message>
        <source>XYZ (FBX)</source>
        <translation>XYZ (FBX)</translation>
    </message>
    <message>
        <source>The order of the angles: as BVH files have them, or as FBX, Maya and Blender&apos;s “XYZ Euler” do. Where the middle angle nears 90° the other two run wild; take the other order then.</source>
        <translation>Die Reihenfolge der Winkel: wie in BVH-Dateien oder wie „XYZ Euler“ in FBX, Maya und Blender. Wo der mittlere Winkel sich 90° nähert, geraten die anderen beiden außer Rand und Band; dann die andere Reihenfolge nehmen.</translation>
    </message>
    <message>
        <source>Draw the %1 curves</source>
        <translation>%1-Kurven zeichnen</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>The solve as it was, as a thin grey line behind</source>
        <translation>Die Lösung, wie sie war, als dünne graue Linie dahinter</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>Normieren</translation>
    </message>
    <message>
        <source>Draws every curve over its own range, to compare the timing of large and small motions</source>
        <translation>Zeichnet jede Kurve über ihren eigenen Wertebereich, um das Timing großer und kleiner Bewegungen zu vergleichen</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fits the values of the frames that are seen (F, with the mouse pressed here before)</source>
        <translation>Passt die Werte der sichtbaren Bilder ein (F, nach einem Mausklick hier)</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::GraphView</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>{left-drag} scrub, or drag a diamond   {double} fix the joint here   {middle-drag} pan   {ctrl+wheel} zoom time   {shift+wheel} zoom values   F fit</source>
        <translation>{left-drag} spulen oder Raute ziehen   {double} Gelenk hier korrigieren   {middle-drag} verschieben   {ctrl+wheel} Zeit zoomen   {shift+wheel} Werte zoomen   F einpassen</translation>
    </message>
    <message>
        <source>%1   frame %2   %3</source>
        <translation>%1   Bild %2   %3</translation>
    </message>
    <message>
        <source>   solved %1</source>
        <translation>   gelöst %1</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::InspectorPanel</name>
    <message>
        <source>As solved</source>
        <translation>Wie gelöst</translation>
    </message>
    <message>
        <source>Follows a fix</source>
        <translation>Folgt einer Korrektur</translation>
    </message>
    <message>
        <source>From a range tool</source>
        <translation>Aus einem Bereichswerkzeug</translation>
    </message>
    <message>
        <source>Fixed here</source>
        <translation>Hier korrigiert</translation>
    </message>
    <message>
        <source>Dragging</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Following the video…</source>
        <translation>Folgt dem Video…</translation>
    </message>
    <message>
        <source>The frames around the fixes follow the video.</source>
        <translation>Die Bilder um die Korrekturen folgen dem Video.</translation>
    </message>
    <message>
        <source>The video shows nothing around this fix; the frames there are interpolated.</source>
        <translation>Das Video zeigt um diese Korrektur nichts; die Bilder dort sind interpoliert.</translation>
    </message>
    <message>
        <source>All fixes follow the video already.</source>
        <translation>Alle Korrekturen folgen dem Video schon.</translation>
    </message>
    <message>
        <source>Fix on this frame</source>
        <translation>Korrektur auf diesem Bild</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Swap sides</source>
        <translation>Seiten tauschen</translation>
    </message>
    <message>
        <source>From video</source>
        <translation>Aus dem Video</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Take from</source>
        <translation>Übernehmen von</translation>
    </message>
    <message>
        <source>The selected joints as another person has them on this frame</source>
        <translation>Die gewählten Gelenke, wie eine andere Person sie auf diesem Bild hat</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>How far the fix reaches into the frames before it</source>
        <translation>Wie weit die Korrektur in die Bilder davor reicht</translation>
    </message>
    <message>
        <source>How far the fix reaches into the frames after it</source>
        <translation>Wie weit die Korrektur in die Bilder danach reicht</translation>
    </message>
    <message>
        <source>Reach before</source>
        <translation>Reicht davor</translation>
    </message>
    <message>
        <source>after</source>
        <translation>danach</translation>
    </message>
    <message>
        <source>Remove fix</source>
        <translation>Korrektur entfernen</translation>
    </message>
    <message>
        <source>Frees the selected joints of this frame&apos;s fix</source>
        <translation>Gibt die gewählten Gelenke von der Korrektur dieses Bildes frei</translation>
    </message>
    <message>
        <source>Numbers of the joint you pick stand here, once a video is open and solved.</source>
        <translation>Hier stehen die Zahlen des gewählten Gelenks, sobald ein Video offen und gelöst ist.</translation>
    </message>
    <message>
        <source>Select a person who is solved on this frame: click them in the footage.</source>
        <translation>Eine Person wählen, die auf diesem Bild gelöst ist: im Bild auf sie klicken.</translation>
    </message>
    <message>
        <source>Pick a joint in a view: it is named as the mouse comes near, a click selects it, shift-click adds one.

Q selects, W drags, E rotates.</source>
        <translation>Ein Gelenk in einer Ansicht wählen: in der Nähe der Maus erscheint sein Name, ein Klick wählt es, Umschalt-Klick nimmt eines hinzu.

Q wählt, W zieht, E dreht.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more; angles are this joint&apos;s</source>
        <translation>
            <numerusform>und %n weiteres; Winkel von diesem Gelenk</numerusform>
            <numerusform>und %n weitere; Winkel von diesem Gelenk</numerusform>
        </translation>
    </message>
    <message>
        <source>Being dragged</source>
        <translation>Wird gezogen</translation>
    </message>
    <message>
        <source>%1 % sure</source>
        <translation>%1 % sicher</translation>
    </message>
    <message>
        <source>How far the solve trusts this joint on this frame</source>
        <translation>Wie weit die Lösung diesem Gelenk auf diesem Bild traut</translation>
    </message>
    <message>
        <source>Nobody else is solved on this frame.</source>
        <translation>In diesem Bild ist sonst niemand gelöst.</translation>
    </message>
    <message>
        <source>None yet: drag, rotate, type or paste, and this frame holds.</source>
        <translation>Noch keine: ziehen, drehen, eingeben oder einfügen, und dieses Bild gilt.</translation>
    </message>
    <message>
        <source>Holds the whole body</source>
        <translation>Hält den ganzen Körper</translation>
    </message>
    <message numerus="yes">
        <source>Holds %n joint(s)</source>
        <translation>
            <numerusform>Hält %n Gelenk</numerusform>
            <numerusform>Hält %n Gelenke</numerusform>
        </translation>
    </message>
    <message>
        <source> and where they stand</source>
        <translation> und den Standort</translation>
    </message>
    <message>
        <source>Numbers of the selected joint, and what drags obey.
Type angles or places, or drag in the views; the frame gets a fix, which holds whatever is solved later. Its reach says how far the frames around follow.
Hands and feet that are kept still stay where they are while the whole body is dragged.</source>
        <translation>Zahlen des gewählten Gelenks, und wie sich beim Ziehen alles verhält.
Winkel oder Orte eingeben, oder in den Ansichten ziehen; das Bild bekommt eine Korrektur, die hält, was auch später gelöst wird. Ihre Reichweite sagt, wie weit die Bilder ringsum folgen.
Festgehaltene Hände und Füße bleiben, wo sie sind, während der ganze Körper gezogen wird.</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::JobsPanel</name>
    <message>
        <source>What is being worked out in the background, and how far it is; each can be stopped.
You may go on working meanwhile. A solve that is stopped changes nothing.</source>
        <translation>Was im Hintergrund berechnet wird und wie weit es ist; alles lässt sich einzeln anhalten.
Sie können inzwischen weiterarbeiten. Eine angehaltene Lösung ändert nichts.</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>wird angehalten…</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::JointNumbers</name>
    <message>
        <source>Rotation from the parent</source>
        <translation>Drehung gegenüber dem Elterngelenk</translation>
    </message>
    <message>
        <source>Position in the world (m)</source>
        <translation>Position in der Welt (m)</translation>
    </message>
    <message>
        <source>Euler angle in degrees (X, then Y, then Z of the joint&apos;s own axes). Type, or turn the wheel.</source>
        <translation>Eulerwinkel in Grad (X, dann Y, dann Z der eigenen Gelenkachsen). Eintippen oder am Rad drehen.</translation>
    </message>
    <message>
        <source>What the joint can do about this axis; red: at the end of it</source>
        <translation>Was das Gelenk um diese Achse kann; rot: am Anschlag</translation>
    </message>
    <message>
        <source>Metres, Y up. The pelvis takes the body along; any other joint is reached for as in a drag.</source>
        <translation>Meter, Y nach oben. Das Becken nimmt den Körper mit; jedes andere Gelenk wird wie beim Ziehen erreicht.</translation>
    </message>
    <message>
        <source>%1 … %2°</source>
        <translation>%1 … %2°</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::KeyEditor</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>Befehl oder Taste suchen</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Click here and press the new key</source>
        <translation>Hier klicken und die neue Taste drücken</translation>
    </message>
    <message>
        <source>Keep the present keys</source>
        <translation>Bisherige Tasten behalten</translation>
    </message>
    <message>
        <source>The command keeps the keys it has, and gets one more</source>
        <translation>Der Befehl behält seine Tasten und bekommt eine dazu</translation>
    </message>
    <message>
        <source>Remove keys</source>
        <translation>Tasten entfernen</translation>
    </message>
    <message>
        <source>The command has no key then; the palette (Ctrl+K) still finds it</source>
        <translation>Der Befehl hat dann keine Taste; die Befehlssuche (Strg+K) findet ihn weiterhin</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>The keys that this command comes with</source>
        <translation>Die Tasten, mit denen dieser Befehl ausgeliefert wird</translation>
    </message>
    <message>
        <source>Take the key</source>
        <translation>Taste übernehmen</translation>
    </message>
    <message>
        <source>All defaults</source>
        <translation>Alle auf Standard</translation>
    </message>
    <message>
        <source>Forgets every change of keys</source>
        <translation>Vergisst jede Änderung der Tasten</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Copies all keys as text, to print or to keep</source>
        <translation>Kopiert alle Tasten als Text, zum Drucken oder Aufheben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>New key:</source>
        <translation>Neue Taste:</translation>
    </message>
    <message>
        <source>The list was copied.</source>
        <translation>Die Liste wurde kopiert.</translation>
    </message>
    <message>
        <source>Changed; default: %1</source>
        <translation>Geändert; Standard: %1</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>Choose a command, then press its new key below.</source>
        <translation>Einen Befehl wählen, dann unten seine neue Taste drücken.</translation>
    </message>
    <message>
        <source>“%1” is used by “%2” (%3). Take it?</source>
        <translation>„%1“ ist schon mit „%2“ belegt (%3). Übernehmen?</translation>
    </message>
    <message>
        <source>“%1” now runs “%2”.</source>
        <translation>„%1“ führt jetzt „%2“ aus.</translation>
    </message>
    <message>
        <source>“%1” now runs “%2”, and no more “%3”.</source>
        <translation>„%1“ führt jetzt „%2“ aus und nicht mehr „%3“.</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::MainWindow</name>
    <message>
        <source>Persons</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>&amp;Pose</source>
        <translation>&amp;Pose</translation>
    </message>
    <message>
        <source>&amp;Trajectory</source>
        <translation>W&amp;eg</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Range tools</source>
        <translation>Bereichswerkzeuge</translation>
    </message>
    <message>
        <source>Trajectory</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Every change since the video was opened, solves included, the newest below.
Click on a line to go back to that state, and on a later one to come forward again. A new change drops what was undone.</source>
        <translation>Jede Änderung seit dem Öffnen des Videos, auch das Lösen; die neueste steht unten.
Ein Klick auf eine Zeile geht zu diesem Stand zurück, auf eine spätere wieder vor. Eine neue Änderung verwirft, was rückgängig gemacht wurde.</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Haupt</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Largest person</source>
        <translation>Größte Person</translation>
    </message>
    <message>
        <source>Whom to capture</source>
        <translation>Wer erfasst wird</translation>
    </message>
    <message>
        <source>Posing</source>
        <translation>Posieren</translation>
    </message>
    <message>
        <source>“%1” was written.</source>
        <translation>„%1“ wurde geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>“%1” and %n more file(s) were written.</source>
        <translation>
            <numerusform>„%1“ und eine weitere Datei wurden geschrieben.</numerusform>
            <numerusform>„%1“ und %n weitere Dateien wurden geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read again, every joint is within %1 mm.</source>
        <translation>Wieder gelesen, liegt jedes Gelenk innerhalb von %1 mm.</translation>
    </message>
    <message>
        <source>The camera moves. How it turns was followed from the background; the way through the world is told from the body&apos;s motion.</source>
        <translation>Die Kamera bewegt sich. Ihre Drehung wurde am Hintergrund verfolgt; der Weg durch die Welt ergibt sich aus der Bewegung des Körpers.</translation>
    </message>
    <message>
        <source>The camera moves, and its motion could not be followed. It was treated as standing still, so positions in the world are not to be trusted; poses and the overlay are.</source>
        <translation>Die Kamera bewegt sich und ließ sich nicht verfolgen. Sie wurde als ruhend behandelt; Orte in der Welt sind daher nicht verlässlich, Posen und Überlagerung schon.</translation>
    </message>
    <message>
        <source>The floor could not be told from the feet. Check it in the world view, and correct it under “Floor”.</source>
        <translation>Der Boden ließ sich nicht an den Füßen erkennen. Bitte in der Weltansicht prüfen und unter „Boden“ anpassen.</translation>
    </message>
    <message>
        <source>Somebody was seen whose pose could not be read. Drawing a box around them (B) may help.</source>
        <translation>Es wurde jemand gesehen, dessen Pose nicht zu lesen war. Ein Rahmen (B) kann helfen.</translation>
    </message>
    <message>
        <source>Some frames of the video are damaged; their neighbours are shown instead.</source>
        <translation>Einige Bilder des Videos sind beschädigt; stattdessen werden ihre Nachbarn gezeigt.</translation>
    </message>
    <message>
        <source>The video has hard cuts (dashed in the timeline). Set a range (I, O) to capture one shot.</source>
        <translation>Das Video hat harte Schnitte (gestrichelt in der Zeitleiste). Ein Bereich (I, O) erfasst eine Einstellung.</translation>
    </message>
    <message>
        <source>%1[*] — RopeTP Studio</source>
        <translation>%1[*] — RopeTP Studio</translation>
    </message>
    <message>
        <source>“%1” was saved.</source>
        <translation>„%1“ wurde gespeichert.</translation>
    </message>
    <message>
        <source>Changes cannot be written down any more, so a crash would lose them. Save the project, to another disk if this one is full.</source>
        <translation>Änderungen lassen sich nicht mehr mitschreiben; bei einem Absturz wären sie verloren. Bitte das Projekt speichern, auf einem anderen Datenträger, falls dieser voll ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were brought back; the last ones could not be read any more. Save the project to keep them.</source>
        <translation>
            <numerusform>%n Änderung wurde wiederhergestellt; die letzten waren nicht mehr lesbar. Bitte das Projekt speichern, um sie zu behalten.</numerusform>
            <numerusform>%n Änderungen wurden wiederhergestellt; die letzten waren nicht mehr lesbar. Bitte das Projekt speichern, um sie zu behalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) were brought back. Save the project to keep them.</source>
        <translation>
            <numerusform>%n Änderung wurde wiederhergestellt. Bitte das Projekt speichern, um sie zu behalten.</numerusform>
            <numerusform>%n Änderungen wurden wiederhergestellt. Bitte das Projekt speichern, um sie zu behalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open video or project</source>
        <translation>Video oder Projekt öffnen</translation>
    </message>
    <message>
        <source>Videos and projects (*.ropetp *.mp4 *.mov *.mkv *.avi *.webm *.m4v *.mts *.m2ts *.ts *.mpg *.mpeg *.wmv *.3gp);;All files (*)</source>
        <translation>Videos und Projekte (*.ropetp *.mp4 *.mov *.mkv *.avi *.webm *.m4v *.mts *.m2ts *.ts *.mpg *.mpeg *.wmv *.3gp);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save take</source>
        <translation>Take speichern</translation>
    </message>
    <message>
        <source>Take (*.npz)</source>
        <translation>Take (*.npz)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Sol&amp;ve</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>P&amp;rüfen</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Opens a video, a folder of pictures, or a project; dropping one on the window does the same.</source>
        <translation>Öffnet ein Video, einen Ordner mit Bildern oder ein Projekt; aufs Fenster ziehen geht auch.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Solve when a video is opened</source>
        <translation>Beim Öffnen lösen</translation>
    </message>
    <message>
        <source>Starts to capture at once; off, you may draw boxes and mark a range first.</source>
        <translation>Beginnt sofort mit der Erfassung; ohne Haken lassen sich erst Rahmen zeichnen und ein Bereich setzen.</translation>
    </message>
    <message>
        <source>Needs a solved person.</source>
        <translation>Braucht eine gelöste Person.</translation>
    </message>
    <message>
        <source>Save &amp;take (NPZ)…</source>
        <translation>&amp;Take speichern (NPZ)…</translation>
    </message>
    <message>
        <source>Writes everybody&apos;s motion as arrays for NumPy and for ropetp-cli; nothing is lost in it.</source>
        <translation>Schreibt die Bewegung aller Personen als Arrays für NumPy und ropetp-cli; dabei geht nichts verloren.</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Writes the motion as FBX, BVH, GLB and more, for the skeleton of your program; every file is read again and checked.</source>
        <translation>Schreibt die Bewegung als FBX, BVH, GLB und mehr, für das Skelett Ihres Programms; jede Datei wird wieder gelesen und geprüft.</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Closes the program; the layout of the window is kept.</source>
        <translation>Beendet das Programm; die Anordnung des Fensters bleibt erhalten.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Takes the last change back, solves included; the History panel shows them all.</source>
        <translation>Nimmt die letzte Änderung zurück, auch ein Lösen; das Feld „Verlauf“ zeigt alle.</translation>
    </message>
    <message>
        <source>Nothing to take back.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Makes the change again that was taken back.</source>
        <translation>Führt die zurückgenommene Änderung wieder aus.</translation>
    </message>
    <message>
        <source>Nothing was taken back.</source>
        <translation>Es wurde nichts zurückgenommen.</translation>
    </message>
    <message>
        <source>Draw &amp;box around a person</source>
        <translation>&amp;Rahmen um eine Person zeichnen</translation>
    </message>
    <message>
        <source>For people who were not found, or whose box drifted off: drag around them on one frame, and they are tracked from there. With Shift it is somebody new, not the selected person.</source>
        <translation>Für Personen, die nicht gefunden wurden oder deren Rahmen abdriftete: in einem Bild um sie herum ziehen, und sie werden von dort aus verfolgt. Mit Umschalt ist es jemand Neues, nicht die gewählte Person.</translation>
    </message>
    <message>
        <source>Needs a video.</source>
        <translation>Braucht ein Video.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>&amp;Curves</source>
        <translation>&amp;Kurven</translation>
    </message>
    <message>
        <source>Shows the rotation and position of the joints you picked as curves over time, with your fixes to be dragged; again hides them.</source>
        <translation>Zeigt Drehung und Position der gewählten Gelenke als Kurven über der Zeit, mit Ihren Korrekturen zum Ziehen; noch einmal verbirgt sie.</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Felder</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Puts all panels back to where they were at first; nothing of the take changes.</source>
        <translation>Stellt alle Felder wieder an ihren ursprünglichen Platz; an der Aufnahme ändert sich nichts.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;About RopeTP Studio</source>
        <translation>&amp;Über RopeTP Studio</translation>
    </message>
    <message>
        <source>Version, licence, and what it is built with.</source>
        <translation>Version, Lizenz und verwendete Bausteine.</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>Diese vergessen</translation>
    </message>
    <message>
        <source>About RopeTP Studio</source>
        <translation>Über RopeTP Studio</translation>
    </message>
    <message>
        <source>&lt;h3&gt;RopeTP Studio %1&lt;/h3&gt;&lt;p&gt;Motion capture from one video, on your own machine.&lt;/p&gt;&lt;p&gt;Apache-2.0. Finds people with Google&apos;s MoveNet MultiPose and BlazePose heavy (Apache-2.0); built with Qt, VTK, FFmpeg, OpenCV, XNNPACK, LibTorch and Eigen.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;RopeTP Studio %1&lt;/h3&gt;&lt;p&gt;Bewegungserfassung aus einem Video, auf dem eigenen Rechner.&lt;/p&gt;&lt;p&gt;Apache-2.0. Findet Personen mit Googles MoveNet MultiPose und BlazePose heavy (Apache-2.0); gebaut mit Qt, VTK, FFmpeg, OpenCV, XNNPACK, LibTorch und Eigen.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::MarkerList</name>
    <message>
        <source>Markers</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Click to go there, double click to edit the note, Delete to remove the marker</source>
        <translation>Klick geht dorthin, Doppelklick bearbeitet die Notiz, Entf entfernt die Markierung</translation>
    </message>
    <message>
        <source>Edit note…</source>
        <translation>Notiz bearbeiten…</translation>
    </message>
    <message>
        <source>Remove marker</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::NoteEditor</name>
    <message>
        <source>Note on frame %1</source>
        <translation>Notiz zu Bild %1</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::PersonTrack</name>
    <message>
        <source>Where %1 is seen, and how sure the solve is: blue is sure, vermilion is not</source>
        <translation>Wo %1 zu sehen ist und wie sicher die Lösung ist: Blau ist sicher, Zinnoberrot nicht</translation>
    </message>
    <message>
        <source>Confidence %1 %</source>
        <translation>Sicherheit %1 %</translation>
    </message>
    <message>
        <source>Not seen; the pose is filled in</source>
        <translation>Nicht zu sehen; die Pose ist ergänzt</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::PersonsPanel</name>
    <message>
        <source>Everybody who was found: who is shown, what they are called, and who is who.
When two people pass each other the tracker may mix them up: go to the frame where it happens, then swap them from there, split one in two, or merge two who are one.
Somebody who was missed: press B, then draw a box around them with Shift held.</source>
        <translation>Alle, die gefunden wurden: wer gezeigt wird, wie sie heißen und wer wer ist.
Wenn zwei aneinander vorbeigehen, kann die Verfolgung sie verwechseln: zu dem Bild gehen, in dem es geschieht, und sie von dort an tauschen, eine Person in zwei teilen oder zwei vereinen, die eine sind.
Wer übersehen wurde: B drücken und mit gehaltener Umschalttaste einen Rahmen um sie ziehen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Mean confidence of the solved joints</source>
        <translation>Mittlere Sicherheit der gelösten Gelenke</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>Rahmen zeichnen</translation>
    </message>
    <message>
        <source>Draw a box around the selected person on this frame, or with Shift around somebody who was missed (B)</source>
        <translation>Einen Rahmen um die gewählte Person in diesem Bild ziehen, oder mit Umschalt um jemanden, der übersehen wurde (B)</translation>
    </message>
    <message>
        <source>Identity…</source>
        <translation>Identität…</translation>
    </message>
    <message>
        <source>Tells who is who from this frame on: merge, split, swap or remove the selected person</source>
        <translation>Sagt, wer ab diesem Bild wer ist: die gewählte Person vereinen, teilen, tauschen oder entfernen</translation>
    </message>
    <message>
        <source>Tick to show; double click to rename</source>
        <translation>Haken zeigt; Doppelklick benennt um</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Nobody was looked for yet: Solve finds the people (Ctrl+R), or draw a box around one.</source>
        <translation>Es wurde noch niemand gesucht: „Lösen“ findet die Personen (Strg+R), oder einen Rahmen um eine zeichnen.</translation>
    </message>
    <message>
        <source>The people of the video are listed here once one is open.</source>
        <translation>Hier stehen die Personen des Videos, sobald eines offen ist.</translation>
    </message>
    <message>
        <source>Open a video first.</source>
        <translation>Zuerst ein Video öffnen.</translation>
    </message>
    <message>
        <source>Nobody was found yet.</source>
        <translation>Es wurde noch niemand gefunden.</translation>
    </message>
    <message>
        <source>Same person as</source>
        <translation>Dieselbe Person wie</translation>
    </message>
    <message>
        <source>Swap from this frame on with</source>
        <translation>Ab diesem Bild tauschen mit</translation>
    </message>
    <message>
        <source>Another person from this frame on</source>
        <translation>Ab diesem Bild eine andere Person</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::PoseHandles</name>
    <message>
        <source>At its limit: %1</source>
        <translation>Am Anschlag: %1</translation>
    </message>
    <message>
        <source>The whole body keeps to its limits</source>
        <translation>Der ganze Körper bleibt in seinen Grenzen</translation>
    </message>
    <message>
        <source>Turn Joint limits off to go on</source>
        <translation>Weiter geht es ohne Gelenkgrenzen</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ProjectDialogs</name>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>RopeTP projects (*.ropetp)</source>
        <translation>RopeTP-Projekte (*.ropetp)</translation>
    </message>
    <message>
        <source>Save the changes to “%1”?</source>
        <translation>Die Änderungen an „%1“ speichern?</translation>
    </message>
    <message>
        <source>It was never saved as a project. Without that, the solve and everything you did to it are gone.</source>
        <translation>Es wurde noch nie als Projekt gespeichert. Ohne Speichern gehen die Lösung und alle Arbeit daran verloren.</translation>
    </message>
    <message>
        <source>Without that, everything since the last save is gone.</source>
        <translation>Sonst geht alles seit dem letzten Speichern verloren.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>Nicht speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>“%1” is another video than the project was made from.</source>
        <translation>„%1“ ist ein anderes Video als das, aus dem das Projekt entstand.</translation>
    </message>
    <message>
        <source>The video “%1” is not where it was.</source>
        <translation>Das Video „%1“ ist nicht mehr, wo es war.</translation>
    </message>
    <message>
        <source>It was in %1. Show where it is now; or go on without pictures: everything but solving anew works on.</source>
        <translation>Es war in %1. Bitte zeigen, wo es jetzt ist; oder ohne Bilder weitermachen: Alles außer neuem Lösen geht weiter.</translation>
    </message>
    <message>
        <source>Find the video…</source>
        <translation>Video suchen…</translation>
    </message>
    <message>
        <source>Go on without</source>
        <translation>Ohne weitermachen</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>Dieses nehmen</translation>
    </message>
    <message>
        <source>Find the video</source>
        <translation>Video suchen</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::QualityTrack</name>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Looking for trouble…</source>
        <translation>Sucht nach Problemen…</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>Accept these frames</source>
        <translation>Diese Bilder annehmen</translation>
    </message>
    <message>
        <source>Take back the acceptance</source>
        <translation>Annahme zurücknehmen</translation>
    </message>
    <message>
        <source>What is wrong with this limb: blue is fine, vermilion is not</source>
        <translation>Was an diesem Körperteil nicht stimmt: Blau ist gut, Zinnober nicht</translation>
    </message>
    <message>
        <source>What is wrong with the body, the worst joint of each frame: blue is fine, vermilion is not.
Triangles are the stops of the review (N goes to the next one). The line below tells where poses come from:
green fixed, blue propagated, purple filtered. Open it to see the limbs.</source>
        <translation>Was am Körper nicht stimmt, je Bild das schlechteste Gelenk: Blau ist gut, Zinnober nicht.
Dreiecke sind die Halte der Durchsicht (N geht zum nächsten). Die Linie darunter zeigt, woher die Posen kommen:
Grün korrigiert, Blau weitergetragen, Violett gefiltert. Aufgeklappt zeigt sie die Körperteile.</translation>
    </message>
    <message>
        <source>Nothing suspicious</source>
        <translation>Nichts Auffälliges</translation>
    </message>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1 (%2 %)</translation>
    </message>
    <message>
        <source>You accepted these frames.</source>
        <translation>Diese Bilder haben Sie angenommen.</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::RangeToolForm</name>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Repair outliers</source>
        <translation>Ausreißer reparieren</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>Interpolieren</translation>
    </message>
    <message>
        <source>Hold a pose</source>
        <translation>Pose halten</translation>
    </message>
    <message>
        <source>Shift in time</source>
        <translation>Zeitlich verschieben</translation>
    </message>
    <message>
        <source>Swap left and right</source>
        <translation>Links und rechts tauschen</translation>
    </message>
    <message>
        <source>Reset to the solve</source>
        <translation>Auf die Lösung zurücksetzen</translation>
    </message>
    <message>
        <source>Take from another take</source>
        <translation>Aus anderem Take übernehmen</translation>
    </message>
    <message>
        <source>Takes out what is faster than the cut-off: 6 Hz calms trembling and keeps a walk, 2 Hz leaves slow motion only.</source>
        <translation>Nimmt heraus, was schneller ist als die Grenzfrequenz: 6 Hz beruhigen Zittern und erhalten einen Gang, 2 Hz lassen nur langsame Bewegung übrig.</translation>
    </message>
    <message>
        <source>Frames that leave the middle of their neighbours, a spike or a jump and back, are bridged; all others stay.</source>
        <translation>Bilder, die von der Mitte ihrer Nachbarn abweichen, eine Spitze oder ein Sprung und zurück, werden überbrückt; alle anderen bleiben.</translation>
    </message>
    <message>
        <source>From the first to the last frame of the range through the fixes between them; what the solve made of it is forgotten.</source>
        <translation>Vom ersten zum letzten Bild des Bereichs durch die Korrekturen dazwischen; was die Lösung daraus gemacht hat, wird vergessen.</translation>
    </message>
    <message>
        <source>One frame&apos;s pose through the whole range: for a limb that rests.</source>
        <translation>Die Pose eines Bildes im ganzen Bereich: für einen Körperteil, der ruht.</translation>
    </message>
    <message>
        <source>What happens at a moment happens later instead (below zero: earlier).</source>
        <translation>Was in einem Moment geschieht, geschieht stattdessen später (unter null: früher).</translation>
    </message>
    <message>
        <source>For legs or arms that the solve took for each other on these frames; where they stand in space stays.</source>
        <translation>Für Beine oder Arme, die beim Lösen auf diesen Bildern verwechselt wurden; ihr Ort im Raum bleibt.</translation>
    </message>
    <message>
        <source>The raw solve again, over fixes and tools.</source>
        <translation>Wieder die rohe Lösung, über Korrekturen und Werkzeugen.</translation>
    </message>
    <message>
        <source>The same frames as another person or a saved take has them.</source>
        <translation>Dieselben Bilder, wie eine andere Person oder ein gespeicherter Take sie hat.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>How far to each side frames are compared with</source>
        <translation>Wie weit zu jeder Seite Bilder verglichen werden</translation>
    </message>
    <message>
        <source>How many times the usual deviation a frame has to be off; less: more frames are repaired</source>
        <translation>Um das Wievielfache der üblichen Abweichung ein Bild danebenliegen muss; weniger: mehr Bilder werden repariert</translation>
    </message>
    <message>
        <source>Smoothly</source>
        <translation>Weich</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>Gerade</translation>
    </message>
    <message>
        <source>Smoothly keeps the speed at both ends; straight turns evenly from pose to pose</source>
        <translation>Weich behält die Geschwindigkeit an beiden Enden; gerade dreht gleichmäßig von Pose zu Pose</translation>
    </message>
    <message>
        <source>The frame whose pose is held; frames count from 0</source>
        <translation>Das Bild, dessen Pose gehalten wird; Bilder zählen ab 0</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Dieses</translation>
    </message>
    <message>
        <source>The frame that is shown now</source>
        <translation>Das Bild, das gerade gezeigt wird</translation>
    </message>
    <message>
        <source>Above zero: later; below: earlier</source>
        <translation>Über null: später; darunter: früher</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Deviations</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Later by</source>
        <translation>Später um</translation>
    </message>
    <message>
        <source>Butterworth</source>
        <translation>Butterworth</translation>
    </message>
    <message>
        <source>A sharp cut-off without delay: the standard of motion analysis</source>
        <translation>Eine scharfe Grenze ohne Verzögerung: der Standard der Bewegungsanalyse</translation>
    </message>
    <message>
        <source>One-euro</source>
        <translation>One-Euro</translation>
    </message>
    <message>
        <source>Calms slow motion and lets quick motion through</source>
        <translation>Beruhigt langsame Bewegung und lässt schnelle durch</translation>
    </message>
    <message>
        <source>Savitzky–Golay</source>
        <translation>Savitzky-Golay</translation>
    </message>
    <message>
        <source>Fits cubics: keeps the height of peaks best</source>
        <translation>Passt kubische Kurven an: erhält die Höhe von Spitzen am besten</translation>
    </message>
    <message>
        <source> Hz</source>
        <translation> Hz</translation>
    </message>
    <message>
        <source>Motion faster than this is taken out</source>
        <translation>Schnellere Bewegung als diese wird herausgenommen</translation>
    </message>
    <message>
        <source>Keep impacts</source>
        <translation>Aufprall erhalten</translation>
    </message>
    <message>
        <source>Never smooths across a frame on which a foot lands or a hand or foot is stopped</source>
        <translation>Glättet nie über ein Bild hinweg, auf dem ein Fuß aufsetzt oder eine Hand oder ein Fuß gestoppt wird</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Cut-off</source>
        <translation>Grenzfrequenz</translation>
    </message>
    <message>
        <source>Open a take…</source>
        <translation>Take öffnen…</translation>
    </message>
    <message>
        <source>A take saved as NPZ of the same video</source>
        <translation>Ein als NPZ gespeicherter Take desselben Videos</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Open a take</source>
        <translation>Take öffnen</translation>
    </message>
    <message>
        <source>Take (*.npz)</source>
        <translation>Take (*.npz)</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::RangeToolsPanel</name>
    <message>
        <source>Filters, repairs and interpolation over a stretch of frames.
Mark the stretch with I and O, choose the limbs and the tool, look at the preview, then apply. A tool lies over the fixes and never changes what they hold; it can be taken away again at any time.
Trembling: smooth with a cut-off of 5 to 8 Hz. Single frames that jump: repair outliers. A stretch that is lost: interpolate.</source>
        <translation>Filter, Reparaturen und Interpolation über einen Abschnitt von Bildern.
Den Abschnitt mit I und O markieren, Körperteile und Werkzeug wählen, die Vorschau ansehen, dann anwenden. Ein Werkzeug liegt über den Korrekturen und ändert nie, was sie enthalten; es lässt sich jederzeit wieder entfernen.
Zittern: mit einer Grenzfrequenz von 5 bis 8 Hz glätten. Einzelne Bilder, die springen: Ausreißer reparieren. Ein verlorener Abschnitt: interpolieren.</translation>
    </message>
    <message>
        <source>Set with I and O, or over the timeline; X: the whole clip</source>
        <translation>Mit I und O oder über der Zeitleiste setzen; X: der ganze Clip</translation>
    </message>
    <message>
        <source>Selected joints</source>
        <translation>Gewählte Gelenke</translation>
    </message>
    <message>
        <source>Position of the pelvis, too</source>
        <translation>Auch die Position des Beckens</translation>
    </message>
    <message>
        <source>Changes where the person is as well, not the joints&apos; rotations alone</source>
        <translation>Ändert auch, wo die Person ist, nicht nur die Drehungen der Gelenke</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Shows the result in the views until you let go of it; nothing is changed yet</source>
        <translation>Zeigt das Ergebnis in den Ansichten, bis Sie loslassen; noch wird nichts geändert</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Lays the tool over the fixes; it can be taken away again at any time</source>
        <translation>Legt das Werkzeug über die Korrekturen; es lässt sich jederzeit wieder wegnehmen</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Joints</source>
        <translation>Gelenke</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Takes the tool away; what lies over it is worked out anew</source>
        <translation>Entfernt das Werkzeug; was darüber liegt, wird neu berechnet</translation>
    </message>
    <message>
        <source>Applied tools, in this order</source>
        <translation>Angewandt, in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>Choose a tool in the list first.</source>
        <translation>Zuerst ein Werkzeug in der Liste wählen.</translation>
    </message>
    <message>
        <source>%1: %2–%3, %4</source>
        <translation>%1: %2–%3, %4</translation>
    </message>
    <message>
        <source>Double click: its range</source>
        <translation>Doppelklick: sein Bereich</translation>
    </message>
    <message>
        <source>Nobody is solved here</source>
        <translation>Hier ist niemand gelöst</translation>
    </message>
    <message>
        <source>%1–%2 (in to out)</source>
        <translation>%1–%2 (Anfang bis Ende)</translation>
    </message>
    <message>
        <source>%1–%2 (whole clip)</source>
        <translation>%1–%2 (ganzer Clip)</translation>
    </message>
    <message>
        <source>Tools can be applied when the solve is done.</source>
        <translation>Werkzeuge lassen sich anwenden, wenn die Lösung fertig ist.</translation>
    </message>
    <message>
        <source>Solve the video first, and select a person.</source>
        <translation>Zuerst das Video lösen und eine Person wählen.</translation>
    </message>
    <message>
        <source>Select joints in a view, or choose a limb.</source>
        <translation>Bitte Gelenke in einer Ansicht oder einen Körperteil wählen.</translation>
    </message>
    <message>
        <source>Nobody else is there to take from: open a saved take.</source>
        <translation>Es ist niemand sonst da, von dem übernommen werden kann: einen gespeicherten Take öffnen.</translation>
    </message>
    <message>
        <source>It cannot be done with these values.</source>
        <translation>Mit diesen Werten geht es nicht.</translation>
    </message>
    <message>
        <source>Nothing would change.</source>
        <translation>Nichts würde sich ändern.</translation>
    </message>
    <message>
        <source>Would move these joints by %1 mm (RMS), at most %2 mm.</source>
        <translation>Würde diese Gelenke um %1 mm (RMS) bewegen, höchstens um %2 mm.</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::RecoveryDialog</name>
    <message>
        <source>Bring back unsaved work</source>
        <translation>Ungespeicherte Arbeit zurückholen</translation>
    </message>
    <message>
        <source>RopeTP Studio did not end by itself last time. Every change was written down, so nothing is lost: bring it back and save it.</source>
        <translation>RopeTP Studio wurde beim letzten Mal nicht regulär beendet. Jede Änderung wurde mitgeschrieben, es ist also nichts verloren: bitte zurückholen und speichern.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Saved in</source>
        <translation>Gespeichert in</translation>
    </message>
    <message>
        <source>never saved</source>
        <translation>nie gespeichert</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The changes are gone for good; the saved project stays as it is.</source>
        <translation>Die Änderungen sind endgültig weg; das gespeicherte Projekt bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Nothing is deleted; it is offered again at the next start.</source>
        <translation>Nichts wird gelöscht; beim nächsten Start wird es wieder angeboten.</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ReviewPanel</name>
    <message>
        <source>The frames that need a look, the worst first, and why.
N goes to the next one. Fix it, or accept it as it is (Shift+A); either way it leaves the list, and what you fixed usually mends its neighbours.
Low confidence alone is no fault: a hidden limb is often right.</source>
        <translation>Die Bilder, die man ansehen sollte, die schlimmsten zuerst, und warum.
N geht zum nächsten. Korrigieren oder annehmen, wie es ist (Umschalt+A); beides nimmt es von der Liste, und eine Korrektur behebt meist auch die Nachbarn.
Geringe Sicherheit allein ist kein Fehler: Ein verdecktes Glied stimmt oft.</translation>
    </message>
    <message>
        <source>Worst first</source>
        <translation>Schlimmste</translation>
    </message>
    <message>
        <source>In which order the list and “next bad frame” (N) go</source>
        <translation>In welcher Reihenfolge die Liste und „Nächstes schlechtes Bild“ (N) gehen</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>Ursachen</translation>
    </message>
    <message>
        <source>Which kinds of trouble are listed</source>
        <translation>Welche Arten von Fehlern aufgelistet werden</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The stop before (Shift+N)</source>
        <translation>Die Stelle davor (Umschalt+N)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The next stop (N)</source>
        <translation>Die nächste Stelle (N)</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>All is well at this stop: it leaves the list (Shift+A). Something clearly worse there comes back.</source>
        <translation>An dieser Stelle ist alles gut: Sie verlässt die Liste (Umschalt+A). Was dort deutlich schlechter wird, kommt wieder.</translation>
    </message>
    <message>
        <source>Frame %1 · %2 · %3</source>
        <translation>Bild %1 · %2 · %3</translation>
    </message>
    <message>
        <source>Go to a stop first: N, or a click in the list.</source>
        <translation>Zuerst zu einem Halt gehen: N oder ein Klick in der Liste.</translation>
    </message>
    <message>
        <source>Nothing is left to look at.</source>
        <translation>Es ist nichts mehr anzusehen.</translation>
    </message>
    <message>
        <source>%1 of %2 left</source>
        <translation>%1/%2 offen</translation>
    </message>
    <message>
        <source> (filtered)</source>
        <translation> (gefiltert)</translation>
    </message>
    <message>
        <source>Open a video and solve it: then the frames that need a look are listed here, the worst first.</source>
        <translation>Ein Video öffnen und lösen: Dann stehen hier die Bilder, die man ansehen sollte, die schlimmsten zuerst.</translation>
    </message>
    <message>
        <source>Nobody is solved yet. After a solve, the frames that need a look are listed here, the worst first.</source>
        <translation>Noch ist niemand gelöst. Nach dem Lösen stehen hier die Bilder, die man ansehen sollte, die schlimmsten zuerst.</translation>
    </message>
    <message>
        <source>Looking for trouble…</source>
        <translation>Sucht nach Fehlern…</translation>
    </message>
    <message numerus="yes">
        <source>None of these causes. %n stop(s) of other causes are left.</source>
        <translation>
            <numerusform>Keine mit diesen Ursachen. %n Stelle mit anderer Ursache ist übrig.</numerusform>
            <numerusform>Keine mit diesen Ursachen. %n Stellen mit anderen Ursachen sind übrig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n stop(s) are mended or accepted.</source>
        <translation>
            <numerusform>%n Stelle, behoben oder angenommen.</numerusform>
            <numerusform>Alle %n Stellen sind behoben oder angenommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing suspicious was found in the take of %1.</source>
        <translation>In der Aufnahme von %1 wurde nichts Verdächtiges gefunden.</translation>
    </message>
    <message>
        <source>All causes</source>
        <translation>Alle Ursachen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>Zeitlich</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::SolveProgress</name>
    <message>
        <source>%1 · %2 %</source>
        <translation>%1 · %2 %</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an …</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::Timeline</name>
    <message>
        <source>Time from left to right: all people, and of the selected one what needs a look and what was done.
A person&apos;s strip shows how sure the solve is. Below are quality, fixes with their reach, range tools and contacts: blue is good, yellow to red needs a look. N goes to the next bad frame.
Drag scrubs, Ctrl+wheel zooms, wheel moves. I and O mark a range; M marks a frame.</source>
        <translation>Die Zeit von links nach rechts: alle Personen, und von der gewählten, was man ansehen sollte und was getan wurde.
Der Streifen einer Person zeigt, wie sicher das Ergebnis ist. Darunter stehen Qualität, Korrekturen mit ihrer Reichweite, Bereichswerkzeuge und Kontakte: Blau ist gut, Gelb bis Rot sollte man ansehen. N geht zum nächsten schlechten Bild.
Ziehen spult, Strg+Rad vergrößert, Rad verschiebt. I und O markieren einen Bereich; M markiert ein Bild.</translation>
    </message>
    <message>
        <source>{left-drag} scrub, or move what lies in a row   {middle-drag} pan   {ctrl+wheel} zoom   {wheel} move   {double} edit a marker&apos;s note</source>
        <translation>{left-drag} spulen, oder verschieben, was in einer Zeile liegt   {middle-drag} verschieben   {ctrl+wheel} vergrößern   {wheel} weiterrücken   {double} Notiz einer Markierung bearbeiten</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Edit note…</source>
        <translation>Notiz bearbeiten…</translation>
    </message>
    <message>
        <source>Remove marker</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Frame %1, %2</source>
        <translation>Bild %1, %2</translation>
    </message>
    <message>
        <source>Marker on frame %1, %2</source>
        <translation>Markierung auf Bild %1, %2</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ToolTrack</name>
    <message>
        <source>Range tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>What was done to whole ranges, in the order in which it acts. Click one and press Delete to remove it.</source>
        <translation>Was mit ganzen Bereichen getan wurde, in der Reihenfolge, in der es wirkt. Eines anklicken und Entf drücken, um es zu entfernen.</translation>
    </message>
    <message>
        <source>Set in and out to this range</source>
        <translation>Anfang und Ende auf diesen Bereich setzen</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::TrajectoryHandles</name>
    <message>
        <source>Frame %1 · ±%2 m</source>
        <translation>Bild %1 · ±%2 m</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Bild %1</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::TrajectoryPanel</name>
    <message>
        <source>The way of the selected person through the world. A pin holds the pelvis at a place on a frame; the trajectory is solved again through all pins.</source>
        <translation>Der Weg der gewählten Person durch die Welt. Ein Pin hält das Becken auf einem Bild an einem Ort; der Weg wird durch alle Pins neu gelöst.</translation>
    </message>
    <message>
        <source>This person&apos;s floor</source>
        <translation>Boden dieser Person</translation>
    </message>
    <message>
        <source>Ghosts</source>
        <translation>Geister</translation>
    </message>
    <message>
        <source>Solving the trajectory…</source>
        <translation>Löst den Weg…</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>Weichheit</translation>
    </message>
    <message>
        <source>Pin here</source>
        <translation>Hier Pin setzen</translation>
    </message>
    <message>
        <source>Holds the pelvis where it is on this frame (Shift+P)</source>
        <translation>Hält das Becken auf diesem Bild, wo es ist (Umschalt+P)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Takes the pin of this frame away; the way is solved again without it</source>
        <translation>Nimmt den Pin dieses Bildes weg; der Weg wird ohne ihn neu gelöst</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>How far the way may pass beside the pin; 0: exactly through it</source>
        <translation>Wie weit der Weg am Pin vorbeigehen darf; 0: genau hindurch</translation>
    </message>
    <message>
        <source>Holds the height, too</source>
        <translation>Hält auch die Höhe</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Z</source>
        <translation>Z</translation>
    </message>
    <message>
        <source>How high the floor under this person is, over the world&apos;s: somebody on a stage</source>
        <translation>Wie hoch der Boden unter dieser Person über dem der Welt liegt: jemand auf einer Bühne</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Eben</translation>
    </message>
    <message>
        <source>Unticked for stairs and slopes: heights then follow the feet alone</source>
        <translation>Ohne Haken für Treppen und Schrägen: Die Höhe folgt dann allein den Füßen</translation>
    </message>
    <message>
        <source>Ends where it began</source>
        <translation>Endet, wo er begann</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> Bilder</translation>
    </message>
    <message>
        <source>Before, and as many after</source>
        <translation>Davor, und ebenso viele danach</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Needs a selected, solved person.</source>
        <translation>Braucht eine gewählte, gelöste Person.</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>There is no pin on this frame.</source>
        <translation>In diesem Bild ist kein Pin.</translation>
    </message>
    <message>
        <source>Pins of the trajectory</source>
        <translation>Pins des Wegs</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::TransportBar</name>
    <message>
        <source>Plays the video and its people, and goes to single frames.
Space plays and stops; J, K and L play backwards, stop and play forwards, faster each time. The arrow keys step, with Shift by ten frames.
Type into the frame number to go there.</source>
        <translation>Spielt das Video und seine Personen ab und geht zu einzelnen Bildern.
Die Leertaste spielt ab und hält an; J, K und L spielen rückwärts, halten an und spielen vorwärts, jedes Mal schneller. Die Pfeiltasten gehen bildweise, mit Umschalt um zehn Bilder.
Eine Bildnummer eingeben, um dorthin zu gehen.</translation>
    </message>
    <message>
        <source>Go to the start (Home)</source>
        <translation>Zum Anfang (Pos1)</translation>
    </message>
    <message>
        <source>One frame back (Left)</source>
        <translation>Ein Bild zurück (Links)</translation>
    </message>
    <message>
        <source>Play or stop (Space); J and L play backwards and forwards, faster each time; K stops</source>
        <translation>Abspielen oder anhalten (Leertaste); J und L spielen rückwärts und vorwärts, jedes Mal schneller; K hält an</translation>
    </message>
    <message>
        <source>One frame forward (Right)</source>
        <translation>Ein Bild vor (Rechts)</translation>
    </message>
    <message>
        <source>Go to the end (End)</source>
        <translation>Zum Ende (Ende)</translation>
    </message>
    <message>
        <source>Repeat: playback goes on from the start of the range, or of the video</source>
        <translation>Wiederholen: das Abspielen geht am Anfang des Bereichs oder des Videos weiter</translation>
    </message>
    <message>
        <source>Start the range here (I)</source>
        <translation>Bereich beginnt hier (I)</translation>
    </message>
    <message>
        <source>End the range here (O); X clears the range</source>
        <translation>Bereich endet hier (O); X hebt ihn auf</translation>
    </message>
    <message>
        <source>Frame; type a number to go there</source>
        <translation>Bild; eine Zahl eingeben, um dorthin zu gehen</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Time in the video</source>
        <translation>Zeit im Video</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::VideoPane</name>
    <message>
        <source>The footage with the solved people over it; the overlay always belongs to the picture that is shown.
Watch whether the body covers the person: where it leaves the picture, the solve is wrong. Keys 1 to 4 show body, skeleton, 2D points and boxes.
Click on a person or joint to select it. W moves joints, E turns them; what you change becomes a fix of that frame, and the frames around follow.</source>
        <translation>Das Video mit den gelösten Personen darüber; die Überlagerung gehört immer zu dem Bild, das gezeigt wird.
Darauf achten, ob der Körper die Person deckt: Wo er vom Bild abweicht, stimmt das Ergebnis nicht. Die Tasten 1 bis 4 zeigen Körper, Skelett, 2D-Punkte und Rahmen.
Ein Klick auf eine Person oder ein Gelenk wählt es. W bewegt Gelenke, E dreht sie; jede Änderung wird zu einer Korrektur dieses Bildes, und die Bilder ringsum folgen.</translation>
    </message>
    <message>
        <source>Footage</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>The whole picture (F)</source>
        <translation>Das ganze Bild (F)</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>One pixel of the video on one of the screen (Shift+F)</source>
        <translation>Ein Pixel des Videos auf einem des Bildschirms (Umschalt+F)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 — %2 × %3, %4 fps</source>
        <translation>%1 — %2 × %3, %4 fps</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::VideoView</name>
    <message>
        <source>Footage</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::ViewHints</name>
    <message>
        <source>{left} select a person or joint   {shift+left} one more joint   </source>
        <translation>{left} Person oder Gelenk wählen   {shift+left} noch ein Gelenk   </translation>
    </message>
    <message>
        <source>{left-drag} a joint: the limb follows   {shift+left} one more joint   </source>
        <translation>{left-drag} Gelenk: das Glied folgt   {shift+left} noch ein Gelenk   </translation>
    </message>
    <message>
        <source>{left-drag} a joint: the limb follows   {ctrl+left-drag} up and down   </source>
        <translation>{left-drag} Gelenk: das Glied folgt   {ctrl+left-drag} auf und ab   </translation>
    </message>
    <message>
        <source>{left-drag} a ring: turn the joint   {ctrl+left-drag} in steps   {shift+left} one more joint   </source>
        <translation>{left-drag} Ring: Gelenk drehen   {ctrl+left-drag} in Stufen   {shift+left} noch ein Gelenk   </translation>
    </message>
    <message>
        <source>{left-drag} a box around the person   {wheel} zoom   Esc gives up</source>
        <translation>{left-drag} Rahmen um die Person   {wheel} vergrößern   Esc bricht ab</translation>
    </message>
    <message>
        <source>{middle-drag} pan   {wheel} zoom   {double} fit</source>
        <translation>{middle-drag} verschieben   {wheel} vergrößern   {double} einpassen</translation>
    </message>
    <message>
        <source>{left-drag} beside joints: turn the view   {left-drag} the ring on the floor: its height   {middle-drag} pan   {wheel} zoom</source>
        <translation>{left-drag} neben Gelenken: Ansicht drehen   {left-drag} Ring am Boden: seine Höhe   {middle-drag} verschieben   {wheel} vergrößern</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::WelcomePage</name>
    <message>
        <source>Drop a video here</source>
        <translation>Ein Video hierher ziehen</translation>
    </message>
    <message>
        <source>One person or several, filmed with any camera; best one that stands still. The people are captured here on this machine; nothing is uploaded.</source>
        <translation>Eine Person oder mehrere, mit einer beliebigen, am besten ruhenden Kamera gefilmt. Erfasst wird hier auf diesem Rechner; nichts wird hochgeladen.</translation>
    </message>
    <message>
        <source>Open video…</source>
        <translation>Video öffnen…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::Workspace</name>
    <message>
        <source>Person %1</source>
        <translation>Person %1</translation>
    </message>
</context>
<context>
    <name>ropetp::ui::WorldPane</name>
    <message>
        <source>The people in the world, in metres, standing on the floor at height 0.
Here one sees what footage hides: feet that slide or sink, a body that leans, a walk that drifts. Look from the front, the side and above, or through the video&apos;s camera.
The same joints can be picked, moved and turned as in the footage. The ring beside the feet raises and lowers the floor that the selected person stands on.</source>
        <translation>Die Personen in der Welt, in Metern, auf dem Boden in Höhe 0.
Hier sieht man, was das Video verbirgt: Füße, die rutschen oder einsinken, einen Körper, der sich neigt, einen Gang, der abdriftet. Von vorn, von der Seite und von oben ansehen, oder durch die Kamera des Videos.
Dieselben Gelenke lassen sich wählen, bewegen und drehen wie im Bild. Der Ring neben den Füßen hebt und senkt den Boden, auf dem die gewählte Person steht.</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>From above and aside; drag turns, shift-drag moves, wheel zooms</source>
        <translation>Von schräg oben; Ziehen dreht, mit Umschalt verschiebt es, Rad vergrößert</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Vorn</translation>
    </message>
    <message>
        <source>From the front</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>From the side</source>
        <translation>Von der Seite</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>From above</source>
        <translation>Von oben</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Through the video&apos;s camera</source>
        <translation>Durch die Kamera des Videos</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>See all of the walk</source>
        <translation>Den ganzen Weg sehen</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the selected person in view</source>
        <translation>Die gewählte Person im Blick behalten</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>Was gezeichnet wird</translation>
    </message>
    <message>
        <source>Trajectories</source>
        <translation>Wege</translation>
    </message>
    <message>
        <source>Video camera</source>
        <translation>Videokamera</translation>
    </message>
</context>
</TS>
