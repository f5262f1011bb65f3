"""What generated Python has to be: GeneratedPythonTest runs it over a directory.

    python check_generated.py ROOT DIRECTORY

Every module is parsed, and holds nothing but what modules of Headrace hold; formatter, linter and type checker have
nothing to say. A directory `hostile` must be the same program as `tame` but for names and texts.
"""

import ast
import os
import pathlib
import re
import subprocess
import sys

IMPORTS = {"typing", "daft", "headrace", "pyarrow"}
CALLED_ON_IMPORT = {
    "DataType.from_arrow_type",
    "daft.cls",
    "daft.func",
    "daft.method.batch",
    "headrace.outcome",
    "headrace.main",
    "headrace.Bind",
    "headrace.Entry",
}


def main():
    root, directory = map(pathlib.Path, sys.argv[1:])
    modules = sorted(p for p in directory.rglob("*.py") if p.name != "__init__.py")
    assert len(modules) >= 4, modules
    for module in modules:
        check_shape(module)
        check_hints(module)
        check_constants(module)
        check_sections(module)
        check_columns(module)
    for module in (directory / "loops").rglob("*.py"):
        check_plain_names(module)
    check_the_same(directory)
    files = [str(m) for m in modules]
    config = ["--config", str(root / "ruff.toml"), "--no-cache"]
    run([sys.executable, "-m", "ruff", "format", "--diff", *config, *files])
    run([sys.executable, "-m", "ruff", "check", *config, "--extend-select", "E501", *files])
    path = str(root / "runtime" / "src" / "main" / "resources")
    cache = ["--cache-dir", os.devnull]
    typed = [file for file in files if not file.startswith(str(directory / "tame"))]  # it has the names of `hostile`
    options = [*cache, "--follow-imports=silent", "--ignore-missing-imports"]
    run([sys.executable, "-m", "mypy", *options, *typed], MYPYPATH=path)
    print(f"{len(modules)} modules are clean")


def run(command, **environment):
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command[:4])}:\n{done.stdout}{done.stderr}"


def check_shape(path):
    module = ast.parse(path.read_text(encoding="utf-8"))
    for statement in module.body:
        where = f"{path}:{statement.lineno}"
        if isinstance(statement, ast.Import):
            assert {n.name for n in statement.names} <= {"daft", "datetime", "headrace", "pyarrow"}, where
        elif isinstance(statement, ast.ImportFrom):
            assert statement.module in IMPORTS, where
        elif isinstance(statement, ast.If):
            assert ast.unparse(statement.test) == "__name__ == '__main__'", where
        elif isinstance(statement, ast.Expr):
            assert isinstance(statement.value, ast.Constant), where
        else:
            assert isinstance(statement, ast.Assign | ast.ClassDef | ast.FunctionDef), where
        for call in called(statement):
            name = ast.unparse(call.func)
            assert name in CALLED_ON_IMPORT or name.startswith("pa."), f"{where}: {name} is called"


def check_hints(path):
    """Every annotation says what is meant."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        hint = getattr(node, "annotation", None)
        assert hint is None or "object" not in ast.unparse(hint), f"{path}:{node.lineno}: {ast.unparse(hint)}"


def check_constants(path):
    """Every constant is used, and has a plain name."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    constants = [name.id for s in module.body if isinstance(s, ast.Assign) for name in s.targets]
    used = {node.id for node in ast.walk(module) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    for constant in constants:
        assert constant in used, f"{path}: {constant} is not used"
        assert not constant.endswith("_"), f"{path}: {constant}"


def check_sections(path):
    """Every heading has something below it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for heading, below in zip(lines, lines[1:], strict=False):
        assert not heading.startswith("# -- ") or below, f"{path}: {heading}"


def check_columns(path):
    """Every column that the row-by-row program adds or explodes is read."""
    for function in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(function, ast.FunctionDef) or "naive" not in path.name:
            continue
        texts = [n.value for n in ast.walk(function) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
            method = getattr(call.func, "attr", "")
            added = [a.value for a in call.args if isinstance(a, ast.Constant)]
            if method == "explode":
                added = [name for name in added if not name.endswith("#index")]
                added = added if len(added) > 1 else []  # one there must be
            elif method != "with_column":
                continue
            for name in added:
                element = re.fullmatch(r"_\d+_(.+)", name)  # which is grouped by its own name
                read = texts.count(name) > 1 or (method == "with_column" and element and element[1] in texts)
                assert read, f"{path}: {function.name} has no use for {name}"


def check_plain_names(path):
    """Names that mean nothing else in Python are left as they are."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(node, "name", None) or getattr(node, "arg", None) or getattr(node, "id", "")
        assert not name.endswith("_") or name.endswith("__"), f"{path}: {name}"
        assert "__" not in name.strip("_"), f"{path}: {name}"


def called(statement):
    """The calls that importing (or starting) a module makes: not those within functions."""
    if isinstance(statement, ast.FunctionDef):
        roots = [*statement.decorator_list, *statement.args.defaults]
    elif isinstance(statement, ast.ClassDef):
        for inner in statement.body:
            yield from called(inner)
        roots = statement.decorator_list
    else:
        roots = [statement]
    for root in roots:
        yield from (node for node in ast.walk(root) if isinstance(node, ast.Call))


def check_the_same(directory):
    hostile, tame = (sorted((directory / name).rglob("*.py")) for name in ("hostile", "tame"))
    assert len(hostile) == len(tame) > 0
    for a, b in zip(hostile, tame, strict=True):
        assert skeleton(a) == skeleton(b), f"{a} is another program than {b}"


def skeleton(path):
    """The program without its names and texts."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        for field in ("id", "name", "arg", "attr"):
            if isinstance(getattr(node, field, None), str):
                setattr(node, field, "x")
    return ast.dump(module)


if __name__ == "__main__":
    main()
