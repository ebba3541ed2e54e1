"""Public names are documented, and every test says what it is about and asserts something."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator

import pytest

from tests.house.source import Definition, Module, called, modules

SOURCE = modules("verify", "proofs")
TESTS = tuple(m for m in modules("tests") if m.name.rpartition(".")[2].startswith("test_"))
ASSERTING = ("assert_", "check_", "expect_", "fail", "must_", "raises", "warns")


def public(tree: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """The public classes and functions of a module, and the public methods of its public classes."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from public(node, f"{prefix}{node.name}.")


def last_name(node: ast.expr) -> str:
    """The last part of a dotted name, with any subscript left off: Base for a.Base[T]."""
    if isinstance(node, ast.Subscript):
        return last_name(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


@functools.cache
def documented_methods() -> dict[str, set[str]]:
    """For every class of the project, the methods that have a docstring of their own."""
    classes = [node for m in SOURCE for node in ast.walk(m.tree) if isinstance(node, ast.ClassDef)]
    return {
        node.name: {f.name for f in node.body if isinstance(f, Definition) and ast.get_docstring(f)} for node in classes
    }


def undocumented(module: Module, documented: dict[str, set[str]]) -> list[str]:
    """Public names without a docstring; a method may inherit that of a base class of the project."""
    missing = [] if ast.get_docstring(module.tree) else [f"{module.path}:1 the module"]
    owners = dict(public(module.tree))
    for name, node in owners.items():
        owner = owners.get(name.rpartition(".")[0])
        bases = [last_name(base) for base in owner.bases] if isinstance(owner, ast.ClassDef) else []
        inherited = any(node.name in documented.get(base, ()) for base in bases)
        if not (ast.get_docstring(node) or inherited or is_variant(node)):
            missing.append(f"{module.path}:{node.lineno} {name}")
    return missing


def is_variant(node: Definition) -> bool:
    """Overloads and setters: further faces of a name that is documented once."""
    marks = [last_name(mark.func if isinstance(mark, ast.Call) else mark) for mark in node.decorator_list]
    return bool({"overload", "setter", "deleter", "register"} & set(marks))


def tests_of(module: Module) -> Iterator[ast.FunctionDef]:
    """The test functions and methods of a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def asserts(node: ast.AST, helpers: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> bool:
    """Whether a test asserts something: itself, by a helper of its module, or by one named for it."""
    for part in ast.walk(node):
        if isinstance(part, ast.Assert):
            return True
        if isinstance(part, ast.Call):
            name = called(part)
            if name.startswith(ASSERTING):
                return True
            if name in helpers and name not in seen and asserts(helpers[name], helpers, seen | {name}):
                return True
    return False


@pytest.mark.parametrize("module", SOURCE, ids=lambda module: module.name)
def test_public_names_have_docstrings(module: Module) -> None:
    """A name that others may use says what it is."""
    assert [] == undocumented(module, documented_methods())


@pytest.mark.parametrize("module", TESTS, ids=lambda module: module.name)
def test_tests_say_what_they_are_about(module: Module) -> None:
    """When a test fails, its first line tells a stranger what no longer holds."""
    assert [] == [f"{module.path}:{t.lineno} {t.name}" for t in tests_of(module) if not ast.get_docstring(t)]


@pytest.mark.parametrize("module", TESTS, ids=lambda module: module.name)
def test_tests_assert_something(module: Module) -> None:
    """A test that asserts nothing passes whatever happens."""
    helpers = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
    assert [] == [f"{module.path}:{t.lineno} {t.name}" for t in tests_of(module) if not asserts(t, helpers)]


def test_the_rules_see_what_is_missing() -> None:
    """Each rule is seen to find its fault: a bare class, a bare method, a test without an assertion."""
    text = "'''doc'''\nclass A:\n    def f(self): ...\n    def _g(self): ...\n"
    text += "def test_x():\n    g()\ndef g(): ...\n"
    module = Module("verify.x", "verify/x.py", ast.parse(text))
    missing = ["verify/x.py:2 A", "verify/x.py:3 A.f", "verify/x.py:5 test_x", "verify/x.py:7 g"]
    assert missing == undocumented(module, {})
    helpers = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
    assert not asserts(helpers["test_x"], helpers)
