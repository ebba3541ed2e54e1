"""The project's own source as data, for the rules of the house: files, syntax trees, imports."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("verify", "proofs")
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, its place in the repository, its syntax tree."""

    name: str
    path: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Import:
    """One imported module, the line, and whether the import waits inside a function."""

    target: str
    line: int
    inside_function: bool


def parse(path: Path) -> Module:
    """Read one Python file of the repository."""
    relative = path.relative_to(ROOT)
    parts = relative.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, relative.as_posix(), ast.parse(path.read_text(encoding="utf-8")))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python module below the given top folders, in order of their paths."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(parse(path) for path in paths)


def imports(module: Module, known: frozenset[str]) -> Iterator[Import]:
    """Every import of a module; `from a import b` is an import of a.b where that is a known module."""
    for node, inside in walk(module.tree):
        for target in targets(node, module, known):
            yield Import(target, getattr(node, "lineno", 0), inside)


def walk(node: ast.AST, inside: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Every node below, with whether it lies inside a function."""
    for child in ast.iter_child_nodes(node):
        yield child, inside
        yield from walk(child, inside or isinstance(child, FUNCTIONS))


def targets(node: ast.AST, module: Module, known: frozenset[str]) -> list[str]:
    """The modules one node imports; empty for a node that imports nothing."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = absolute(node, module)
        return [name if (name := f"{base}.{alias.name}") in known else base for alias in node.names]
    if isinstance(node, ast.Call) and called(node) in ("import_module", "__import__") and node.args:
        first = node.args[0]
        return [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
    return []


def absolute(node: ast.ImportFrom, module: Module) -> str:
    """The module named by `from ... import`, with leading dots resolved."""
    if not node.level:
        return node.module or ""
    package = module.package.split(".")
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def called(node: ast.Call) -> str:
    """The last part of the name that is called: f for f(), a.f() and a.b.f()."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def tracked() -> list[Path]:
    """The files under version control; in an unpacked archive, all that are not made by the tools."""
    try:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        names = [ROOT / name for name in listing.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [path for path in ROOT.rglob("*") if not made_by_tools(path.relative_to(ROOT))]
    return sorted(path for path in names if path.is_file())


def made_by_tools(path: Path) -> bool:
    """Whether a path lies where the tools write: caches, the environment, builds."""
    return any(
        (part.startswith(".") and part != ".ci")
        or part in ("__pycache__", "_build", "build", "dist")
        or part.endswith(".egg-info")
        for part in path.parts
    )
