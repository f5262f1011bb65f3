#!/usr/bin/env python3
"""What checking and generating costs: CPU seconds of a cold javac on one graph, alone and with annotation processors.

    mvn -q package -DskipTests -Dheadrace.python.skip && python3 examples/compile_cost.py

Compares plain javac, a processor that does nothing, Headrace and Dagger (from Maven Central, by Maven) on graphs of the
same steps and edges, in turns, and prints medians; then Headrace alone on more steps. The graph is made up: each step
takes two or three of the ten values before it; every tenth is a batch step with a model, every fiftieth runs over the
elements of a list. Dagger's has a provider of the same parameters and result for each step.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as Xml

ROOT = pathlib.Path(__file__).resolve().parent.parent
DAGGER = "2.57.2"
NO_OP = """\
package noop;

import java.util.Set;
import javax.annotation.processing.*;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

@SupportedAnnotationTypes("*")
public final class NoOp extends AbstractProcessor {
  @Override public SourceVersion getSupportedSourceVersion() { return SourceVersion.latestSupported(); }
  @Override public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) { return false; }
}
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--steps", type=int, default=500)
    arguments.add_argument("--larger", type=int, nargs="*", default=[1000, 2000], help="numbers of steps for growth")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument(
        "--javac",
        default=str(pathlib.Path(os.environ.get("JAVA_HOME", "")) / "bin" / "javac")
        if os.environ.get("JAVA_HOME")
        else "javac",
    )
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="compile-cost-") as folder:
        bench(options, pathlib.Path(folder))


def bench(options: argparse.Namespace, folder: pathlib.Path) -> None:
    api = [ROOT / m / "target" / "classes" for m in ("annotations", "runtime")]
    processor = [ROOT / "processor" / "target" / "classes", *api, javapoet()]
    for needed in processor:
        if not needed.exists():
            sys.exit(f"{needed} is missing. Fix: mvn -q package -DskipTests -Dheadrace.python.skip")
    dagger = dagger_jars(folder)
    compile_no_op(options.javac, folder / "noop")

    def case(steps: int, kind: str) -> tuple[list[pathlib.Path], list[str]]:
        if kind == "dagger":
            return [write(folder / f"dagger{steps}", dagger_graph(steps))], [
                "-cp",
                path(dagger),
                "-processorpath",
                path(dagger),
            ]
        ways = {
            "plain javac": ["-proc:none"],
            "no-op": ["-processorpath", path([folder / "noop"]), "-processor", "noop.NoOp"],
            "headrace": ["-processorpath", path(processor)],
            "checks only": ["-processorpath", path(processor), "-proc:only"],
        }
        return [write(folder / f"graph{steps}", headrace_graph(steps))], ["-cp", path(api), *ways[kind]]

    kinds = ["plain javac", "no-op", "headrace", "dagger"]
    cases = [(options.steps, kind) for kind in kinds]
    cases += [(steps, kind) for steps in options.larger for kind in ("plain javac", "headrace")]
    seconds: dict[tuple[int, str], list[float]] = {c: [] for c in cases}
    for run in range(options.runs):
        for c in cases:
            files, flags = case(*c)
            seconds[c].append(cpu_seconds(options.javac, files, flags, folder / "out"))
        print(f"run {run + 1} of {options.runs}", file=sys.stderr, flush=True)
    version = subprocess.run([options.javac, "-version"], capture_output=True, text=True).stdout.strip()
    print(f"{version}, CPU seconds, cold, median of {options.runs}")
    print("| steps | compiled with | CPU s | more than plain javac |\n| --- | --- | --- | --- |")
    for (steps, kind), measured in seconds.items():
        plain = statistics.median(seconds[steps, "plain javac"])
        median = statistics.median(measured)
        print(f"| {steps} | {kind} | {median:.2f} ({min(measured):.2f}–{max(measured):.2f}) | {median - plain:+.2f} |")


def cpu_seconds(javac: str, files: list[pathlib.Path], flags: list[str], out: pathlib.Path) -> float:
    """User and system time of one run of the compiler, its just-in-time compiler's threads included."""
    subprocess.run(["rm", "-rf", out], check=True)
    out.mkdir()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run([javac, *flags, "-d", str(out), *map(str, files)], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode:
        sys.exit(f"javac failed:\n{(ended.stdout + ended.stderr)[-3000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edges(steps: int) -> list[list[int]]:
    """For each step, the steps that it takes: the one before it, so that all are needed, and one or two more."""
    chance = random.Random(steps)
    return [
        [i - 1, *chance.sample(range(max(0, i - 10), i - 1), min(i - 1, chance.randint(1, 2)))] if i else []
        for i in range(steps)
    ]


def headrace_graph(steps: int) -> str:
    """A pipeline of plain steps, batch steps with a model, and loops over lists."""
    text = []
    for i, needs in enumerate(edges(steps)):
        taken = [f"s{n}" for n in needs] or ["query"]
        if i % 50 == 49:
            plain = ", ".join(f"String {t}" for t in taken)
            text.append(f"    @Node static List<String> list{i}({plain}) {{ return List.of({', '.join(taken)}); }}")
            text.append(f'    @Node static int length{i}(@Each("list{i}") String of) {{ return of.length(); }}')
            text.append(
                f'    @Node static String s{i}(@All("length{i}") List<Integer> all) {{ return all.toString(); }}'
            )
        elif i % 10 == 9:
            lists = ", ".join(f"List<String> {t}" for t in taken)
            text.append(
                f"    @BatchNode static List<String> s{i}({lists}, Model model) {{ return model.run({taken[0]}); }}"
            )
        else:
            plain = ", ".join(f"String {t}" for t in taken)
            text.append(f"    @Node static String s{i}({plain}) {{ return {' + '.join(taken)}; }}")
    body = "\n".join(text)
    return f"""package graph;

import dev.headrace.*;
import java.util.List;

@Pipeline
interface Graph {{
  String s{steps - 1}(String query);

  @StatefulResource final class Model {{
    Model(String name) {{}}
    List<String> run(List<String> texts) {{ return texts; }}
  }}

  final class Steps {{
{body}
  }}
}}
"""


def dagger_graph(steps: int) -> str:
    """The same steps as providers of qualified values."""
    text = []
    for i, needs in enumerate(edges(steps)):
        taken = [f"s{n}" for n in needs] or ["query"]
        parameters = ", ".join(f'@Named("{t}") String {t}' for t in taken)
        text.append(f'  @Provides @Named("s{i}") static String s{i}({parameters}) {{ return {" + ".join(taken)}; }}')
    body = "\n".join(text)
    return f"""package graph;

import dagger.Component;
import dagger.Module;
import dagger.Provides;
import javax.inject.Named;

@Component(modules = Graph.Steps.class)
interface Graph {{
  @Named("s{steps - 1}") String answer();

  @Module interface Steps {{
    @Provides @Named("query") static String query() {{ return "query"; }}
{body}
  }}
}}
"""


def write(folder: pathlib.Path, text: str) -> pathlib.Path:
    file = folder / "graph" / "Graph.java"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def compile_no_op(javac: str, folder: pathlib.Path) -> None:
    source = folder / "noop" / "NoOp.java"
    source.parent.mkdir(parents=True)
    source.write_text(NO_OP)
    subprocess.run([javac, "-proc:none", "-d", str(folder), str(source)], check=True)


def javapoet() -> pathlib.Path:
    pom = Xml.parse(ROOT / "pom.xml").getroot()
    version = next(e.text for e in pom.iter() if e.tag.endswith("}javapoet.version"))
    repository = pathlib.Path(os.environ.get("MAVEN_REPOSITORY", pathlib.Path.home() / ".m2" / "repository"))
    return repository / f"com/palantir/javapoet/javapoet/{version}/javapoet-{version}.jar"


def dagger_jars(folder: pathlib.Path) -> list[pathlib.Path]:
    """Dagger, its compiler and what they need, as Maven resolves them."""
    pom = folder / "pom.xml"
    pom.write_text(f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>com.google.dagger</groupId><artifactId>dagger</artifactId><version>{DAGGER}</version></dependency>
    <dependency><groupId>com.google.dagger</groupId><artifactId>dagger-compiler</artifactId><version>{DAGGER}</version></dependency>
  </dependencies>
</project>
""")
    listed = folder / "dagger.txt"
    subprocess.run(
        ["mvn", "-q", "-B", "-ntp", "-f", pom, "dependency:build-classpath", f"-Dmdep.outputFile={listed}"], check=True
    )
    return [pathlib.Path(p) for p in re.split(os.pathsep, listed.read_text().strip())]


def path(of: list[pathlib.Path]) -> str:
    return os.pathsep.join(map(str, of))


if __name__ == "__main__":
    main()
