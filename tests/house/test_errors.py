"""How code fails, and what it must never call: broad handlers, assertions, evaluators, stray prints."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.source import Module, called, modules

SOURCE = modules("verify", "proofs")
BROAD = (
    "verify/engine/",
    "verify/cli/",
    "verify/claims/records.py",  # a user's .py file may raise anything: a line with its place
)  # the engine reports a method's exception; a door turns it into exit code 3
PRINTING = ("verify/cli/", "verify/report/", "verify/checker/__main__.py", "verify/ballchecker/__main__.py")
EVALUATORS = {"eval", "exec", "__import__"}  # as bare names; ast.parse(mode="eval") only reads
EXECUTING = {"sympify", "parse_expr", "lambdify", "parse_latex", "parse_mathematica"}  # they run their input
UNSAFE = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "yaml"}


def faults(module: Module) -> Iterator[str]:
    """Every fault of one module, as `path:line what`."""
    for node in ast.walk(module.tree):
        for what in (*handler(node, module.path), *call(node, module.path), *unsafe_import(node)):
            yield f"{module.path}:{getattr(node, 'lineno', 0)} {what}"
        if isinstance(node, ast.Assert):
            yield f"{module.path}:{node.lineno} assert (raise instead: python -O drops assertions)"


def handler(node: ast.AST, path: str) -> Iterator[str]:
    """Handlers that catch more than they name."""
    if isinstance(node, ast.ExceptHandler):
        if node.type is None:
            yield "bare except"
            return
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        broad = [k.id for k in kinds if isinstance(k, ast.Name) and k.id in ("Exception", "BaseException")]
        last = node.body[-1]
        passed_on = isinstance(last, ast.Raise) and last.exc is None  # tidying up swallows nothing
        if broad and not passed_on and not path.startswith(BROAD):
            yield f"except {broad[0]}"


def call(node: ast.AST, path: str) -> Iterator[str]:
    """Calls that run a text as code, and prints outside the doors."""
    if isinstance(node, ast.Call):
        name = called(node)
        bare = isinstance(node.func, ast.Name)
        if (bare and name in EVALUATORS) or name in EXECUTING:
            yield f"{name}(): it can run what a stranger wrote"
        if bare and name == "print" and not path.startswith(PRINTING):
            yield "print outside the doors"


def unsafe_import(node: ast.AST) -> Iterator[str]:
    """Imports of libraries that run or load code from data, and of sympy's evaluating readers."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or "", *(alias.name for alias in node.names if alias.name in EXECUTING)]
    else:
        return
    yield from (f"import of {n}" for n in names if n.split(".")[0] in UNSAFE or n in EXECUTING)


@pytest.mark.parametrize("module", SOURCE, ids=lambda module: module.name)
def test_nothing_forbidden_is_called_or_caught(module: Module) -> None:
    """Formulas come from strangers, and an error that is swallowed could pass for a verdict."""
    assert [] == list(faults(module))


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    f()\nexcept:\n    pass",
        "try:\n    f()\nexcept (ValueError, Exception):\n    pass",
        "assert x",
        "eval(text)",
        "exec(text)",
        "sympy.sympify(text)",
        "from sympy import parse_expr",
        "import pickle",
        "from yaml import load",
        "print(1)",
    ],
)
def test_each_fault_is_found(text: str) -> None:
    """Each forbidden form is seen to be found, so that the rule above guards something."""
    assert 1 == len(list(faults(Module("verify.x", "verify/x.py", ast.parse(text)))))


def test_what_is_allowed_is_left_alone() -> None:
    """The parser may ask for mode="eval", the engine may catch, and anybody may tidy up and pass on."""
    reader = Module("verify.x", "verify/x.py", ast.parse("ast.parse(text, mode='eval')\nre.compile(text)"))
    engine = Module("verify.engine.x", "verify/engine/x.py", ast.parse("try:\n    f()\nexcept Exception:\n    g()"))
    tidy = Module("verify.x", "verify/x.py", ast.parse("try:\n    f()\nexcept BaseException:\n    g()\n    raise"))
    assert [] == [*faults(reader), *faults(engine), *faults(tidy)]
