<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>DisplayPanel</name>
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
        <source>As estimated</source>
        <translation>Wie geschätzt</translation>
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
</context>
<context>
    <name>ExportDialog</name>
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
        <source>Camera of the footage</source>
        <translation>Kamera des Videos</translation>
    </message>
    <message>
        <source>Begin above the origin</source>
        <translation>Über dem Ursprung beginnen</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>Raise by</source>
        <translation>Anheben um</translation>
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
    <name>ExportQueue</name>
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
    <name>JobStage</name>
    <message>
        <source>detect and track</source>
        <translation>Erkennen und Verfolgen</translation>
    </message>
    <message>
        <source>pose</source>
        <translation>Pose</translation>
    </message>
    <message>
        <source>world</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>JobsPanel</name>
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
    <name>MainWindow</name>
    <message>
        <source>%1 — RopeTP Studio</source>
        <translation>%1 — RopeTP Studio</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Display and floor</source>
        <translation>Anzeige und Boden</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
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
        <source>Main</source>
        <translation>Haupt</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Open a video (Ctrl+O), or drop one on the window</source>
        <translation>Ein Video öffnen (Strg+O) oder auf das Fenster ziehen</translation>
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
        <source>Solve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Find the people and capture their motion (Ctrl+R)</source>
        <translation>Personen finden und ihre Bewegung erfassen (Strg+R)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop solving (Esc)</source>
        <translation>Das Lösen anhalten (Esc)</translation>
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
        <source>Trajectory by the TrajDenoiser</source>
        <translation>Weg vom TrajDenoiser</translation>
    </message>
    <message>
        <source>Told from the body&apos;s motion, the camera and the floor; smooth, feet keep their place</source>
        <translation>Aus der Bewegung des Körpers, der Kamera und dem Boden; glatt, Füße bleiben stehen</translation>
    </message>
    <message>
        <source>Trajectory from the feet alone</source>
        <translation>Weg nur aus den Füßen</translation>
    </message>
    <message>
        <source>Whichever foot stands does not move; to compare with</source>
        <translation>Der stehende Fuß bewegt sich nicht; zum Vergleich</translation>
    </message>
    <message>
        <source>Trajectory as the camera saw it</source>
        <translation>Weg, wie die Kamera ihn sah</translation>
    </message>
    <message>
        <source>Nothing is smoothed: trembles along the line of sight; to compare with</source>
        <translation>Nichts wird geglättet: zittert in Blickrichtung; zum Vergleich</translation>
    </message>
    <message>
        <source>Another &amp;trajectory</source>
        <translation>Anderer &amp;Weg</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>Draws the trajectories again with the next seed; undo brings the last one back</source>
        <translation>Zieht die Wege mit der nächsten Zufallszahl neu; Rückgängig holt den vorigen zurück</translation>
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
        <source>Open video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>Videos (*.mp4 *.mov *.mkv *.avi *.webm *.m4v *.mts *.m2ts *.ts *.mpg *.mpeg *.wmv *.3gp);;All files (*)</source>
        <translation>Videos (*.mp4 *.mov *.mkv *.avi *.webm *.m4v *.mts *.m2ts *.ts *.mpg *.mpeg *.wmv *.3gp);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Take (*.npz)</source>
        <translation>Take (*.npz)</translation>
    </message>
    <message>
        <source>Save take</source>
        <translation>Take speichern</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open video…</source>
        <translation>Video &amp;öffnen…</translation>
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
        <source>&amp;Save take (NPZ)…</source>
        <translation>Take &amp;speichern (NPZ)…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Draw &amp;box around a person</source>
        <translation>&amp;Rahmen um eine Person zeichnen</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>&amp;Solve</source>
        <translation>&amp;Lösen</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Solve &amp;poses again</source>
        <translation>&amp;Posen neu lösen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>Keeps who is who; quick</source>
        <translation>Behält, wer wer ist; schnell</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Only the range between in and out</source>
        <translation>Nur den Bereich zwischen In und Out</translation>
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
        <source>&amp;Fit footage</source>
        <translation>Bild &amp;einpassen</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Footage &amp;1:1</source>
        <translation>Bild &amp;1:1</translation>
    </message>
    <message>
        <source>Shift+F</source>
        <translation>Shift+F</translation>
    </message>
    <message>
        <source>Whole &amp;timeline</source>
        <translation>Ganze &amp;Zeitleiste</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Körper</translation>
    </message>
    <message>
        <source>Skeleton</source>
        <translation>Skelett</translation>
    </message>
    <message>
        <source>2D points</source>
        <translation>2D-Punkte</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Felder</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie die Arbeitsumgebung</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>&amp;About RopeTP Studio</source>
        <translation>&amp;Über RopeTP Studio</translation>
    </message>
    <message>
        <source>Play or stop</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Play backwards</source>
        <translation>Rückwärts abspielen</translation>
    </message>
    <message>
        <source>Play forwards</source>
        <translation>Vorwärts abspielen</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Bild zurück</translation>
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
        <source>Ten frames forward</source>
        <translation>Zehn Bilder vor</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Start the range here</source>
        <translation>Bereich beginnt hier</translation>
    </message>
    <message>
        <source>End the range here</source>
        <translation>Bereich endet hier</translation>
    </message>
    <message>
        <source>Clear the range</source>
        <translation>Bereich aufheben</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>Diese vergessen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Footage:&lt;/b&gt; wheel zooms, drag pans, click selects a person, double click fits.&lt;br&gt;&lt;b&gt;World:&lt;/b&gt; drag turns, shift-drag moves, wheel zooms, double click selects.&lt;br&gt;&lt;b&gt;Timeline:&lt;/b&gt; drag scrubs, Ctrl+wheel zooms, wheel moves.&lt;/p&gt;</source>
        <translation>&lt;p&gt;&lt;b&gt;Bild:&lt;/b&gt; Rad vergrößert, Ziehen verschiebt, Klick wählt eine Person, Doppelklick passt ein.&lt;br&gt;&lt;b&gt;Welt:&lt;/b&gt; Ziehen dreht, mit Umschalt verschiebt es, Rad vergrößert, Doppelklick wählt.&lt;br&gt;&lt;b&gt;Zeitleiste:&lt;/b&gt; Ziehen spult, Strg+Rad vergrößert, Rad verschiebt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About RopeTP Studio</source>
        <translation>Über RopeTP Studio</translation>
    </message>
    <message>
        <source>&lt;h3&gt;RopeTP Studio %1&lt;/h3&gt;&lt;p&gt;Motion capture from one video, on your own machine.&lt;/p&gt;&lt;p&gt;Apache-2.0. Finds people with Google&apos;s MoveNet MultiPose and BlazePose heavy (Apache-2.0); built with Qt, VTK, FFmpeg, OpenCV, XNNPACK, LibTorch and Eigen.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;RopeTP Studio %1&lt;/h3&gt;&lt;p&gt;Bewegungserfassung aus einem Video, auf dem eigenen Rechner.&lt;/p&gt;&lt;p&gt;Apache-2.0. Findet Personen mit Googles MoveNet MultiPose und BlazePose heavy (Apache-2.0); gebaut mit Qt, VTK, FFmpeg, OpenCV, XNNPACK, LibTorch und Eigen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Poses by Rope</source>
        <translation>Posen mit Rope</translation>
    </message>
    <message>
        <source>The network that keeps hidden limbs plausible; looks at every picture</source>
        <translation>Das Netz, das verdeckte Gliedmaßen glaubhaft hält; sieht jedes Bild an</translation>
    </message>
    <message>
        <source>Poses by the landmark fit</source>
        <translation>Posen mit der Punktanpassung</translation>
    </message>
    <message>
        <source>A body fitted to the picture points alone; quick, smooth, weak where limbs are hidden</source>
        <translation>Ein Körper, nur an die Bildpunkte angepasst; schnell, ruhig, schwach bei verdeckten Gliedmaßen</translation>
    </message>
    <message>
        <source>Rope: refine with the picture points</source>
        <translation>Rope: mit den Bildpunkten verfeinern</translation>
    </message>
    <message>
        <source>Moves Rope&apos;s poses to meet the 2D points and smooths them in time</source>
        <translation>Rückt die Posen von Rope auf die 2D-Punkte und glättet sie über die Zeit</translation>
    </message>
    <message>
        <source>Rope: read pictures mirrored too</source>
        <translation>Rope: Bilder auch gespiegelt lesen</translation>
    </message>
    <message>
        <source>A little steadier; twice the time</source>
        <translation>Etwas ruhiger; doppelte Zeit</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PersonsPanel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
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
        <source>Draw a box around the selected person on this frame, or around somebody who was missed (B)</source>
        <translation>Auf diesem Bild einen Rahmen um die gewählte Person zeichnen, oder um jemanden, der übersehen wurde (B)</translation>
    </message>
    <message>
        <source>Identity…</source>
        <translation>Identität…</translation>
    </message>
    <message>
        <source>Merge, split, swap or remove persons</source>
        <translation>Personen zusammenführen, teilen, tauschen oder entfernen</translation>
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
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>Frame %1, %2</source>
        <translation>Bild %1, %2</translation>
    </message>
    <message>
        <source>Confidence %1 %</source>
        <translation>Sicherheit %1 %</translation>
    </message>
    <message>
        <source>Not seen; the pose is filled in</source>
        <translation>Nicht gesehen; die Pose ist ergänzt</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
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
        <source>Repeat</source>
        <translation>Wiederholen</translation>
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
    <name>VideoPane</name>
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
        <source>One pixel of the video on one of the screen</source>
        <translation>Ein Pixel des Videos auf einem des Bildschirms</translation>
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
    <name>VideoView</name>
    <message>
        <source>Footage</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Draw a box around %1 on this frame (Esc: leave)</source>
        <translation>Auf diesem Bild einen Rahmen um %1 zeichnen (Esc: beenden)</translation>
    </message>
    <message>
        <source>Draw a box around a person on this frame (Esc: leave)</source>
        <translation>Auf diesem Bild einen Rahmen um eine Person zeichnen (Esc: beenden)</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
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
    <name>Workspace</name>
    <message>
        <source>Person %1</source>
        <translation>Person %1</translation>
    </message>
</context>
<context>
    <name>WorldPane</name>
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
<context>
    <name>main</name>
    <message>
        <source>Motion capture from one video: review, correct, export.</source>
        <translation>Bewegungserfassung aus einem Video: prüfen, verbessern, exportieren.</translation>
    </message>
    <message>
        <source>A video file, or a folder of images.</source>
        <translation>Eine Videodatei oder ein Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>Open the built-in sample.</source>
        <translation>Das eingebaute Beispiel öffnen.</translation>
    </message>
</context>
</TS>
