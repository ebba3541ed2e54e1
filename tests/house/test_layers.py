"""Who may import whom: the table of the house, read off the source of every module that exists."""

from __future__ import annotations

import sys

import pytest

from tests.house.source import PACKAGES, Import, Module, imports, modules

# room: (rooms of this project, libraries). The standard library is free for all; a room may import itself.
TABLE: dict[str, tuple[set[str], set[str]]] = {
    "verify": (set(), set()),
    "verify.__main__": ({"verify.cli"}, set()),
    "verify.errors": (set(), set()),
    "verify.checker": (set(), set()),
    "verify.ballchecker": ({"verify.checker"}, {"flint"}),
    "verify.claims": ({"verify.checker"}, set()),
    "verify.evidence": ({"verify.checker", "verify.ballchecker"}, set()),
    "verify.numerics": (set(), {"numpy", "mpmath", "flint", "scipy"}),
    "verify.bridges": ({"verify.checker"}, {"sympy", "flint", "cvxpy", "latex2mathml", "mpmath", "numpy"}),
    "verify.methods": (
        {"verify.checker", "verify.ballchecker", "verify.claims", "verify.numerics", "verify.bridges"},
        {"numpy", "mpmath", "flint", "scipy", "clarabel", "cvxpy", "hypothesis"},
    ),
    "verify.engine": ({"verify.claims", "verify.evidence", "verify.methods"}, set()),
    "verify.report": (
        {"verify.claims", "verify.evidence", "verify.bridges"},
        {"jinja2", "markupsafe", "matplotlib", "rich"},
    ),
    "verify.cli": ({"verify.engine", "verify.report", "verify.claims"}, {"click", "rich"}),
    "verify.pytest_plugin": ({"verify.engine", "verify.report", "verify.claims"}, {"pytest"}),
    "proofs": ({"verify.claims", "verify.methods", "verify.numerics"}, set()),
}
LEAF = "verify.errors"  # the exception that speaks to people
WITHOUT_LEAF = {"verify", "verify.checker", "verify.ballchecker"}
LAZY = {"verify.cli", "verify.pytest_plugin"}  # commands may wait with a heavy import until they run
SOURCE = modules(*PACKAGES)
KNOWN = frozenset(module.name for module in SOURCE)


def room(name: str) -> str:
    """The room a module belongs to: verify.methods for verify.methods.boxes, proofs for any page."""
    parts = name.split(".")
    return parts[0] if parts[0] == "proofs" else ".".join(parts[:2])


def allowed(here: str, target: str) -> bool:
    """Whether a module of the room may import the target."""
    rooms, libraries = TABLE[here]
    top = target.split(".")[0]
    if top not in PACKAGES:
        return top in sys.stdlib_module_names or top in libraries
    there = room(target)
    return there == here or there in rooms or (there == LEAF and here not in WITHOUT_LEAF)


def broken(module: Module) -> list[str]:
    """The imports of a module that the table does not allow, as lines for a person."""
    here = room(module.name)
    return [
        f"{module.path}:{found.line} imports {found.target}, which {here} may not"
        for found in imports(module, KNOWN)
        if not allowed(here, found.target)
    ]


def hidden(module: Module) -> list[Import]:
    """The imports of the project's own modules that wait inside a function."""
    return [f for f in imports(module, KNOWN) if f.inside_function and f.target.split(".")[0] in PACKAGES]


def cycle(edges: dict[str, set[str]]) -> list[str]:
    """One cycle of the graph, as a path that ends where it starts; empty when there is none."""
    done: set[str] = set()
    path: list[str] = []

    def visit(node: str) -> list[str]:
        if node in path:
            return [*path[path.index(node) :], node]
        if node in done:
            return []
        path.append(node)
        for child in sorted(edges.get(node, ())):
            if loop := visit(child):
                return loop
        done.add(path.pop())
        return []

    return next((loop for node in sorted(edges) if (loop := visit(node))), [])


@pytest.mark.parametrize("module", SOURCE, ids=lambda module: module.name)
def test_a_module_imports_only_what_its_room_may(module: Module) -> None:
    """Trust and order rest on this table: above all, the checker stands alone."""
    assert room(module.name) in TABLE, f"{module.path} belongs to no room of the table"
    assert [] == broken(module)


@pytest.mark.parametrize("module", SOURCE, ids=lambda module: module.name)
def test_no_import_of_the_project_hides_in_a_function(module: Module) -> None:
    """An import inside a function is how cycles creep in; only commands may be lazy."""
    expected_none = [] if room(module.name) in LAZY else hidden(module)
    assert [] == expected_none


def test_no_module_imports_itself_by_a_detour() -> None:
    """Imports point one way, so that every module can be read and tested after those it stands on."""
    edges = {m.name: {f.target for f in imports(m, KNOWN) if f.target in KNOWN} - {m.name} for m in SOURCE}
    assert [] == cycle(edges)


@pytest.mark.parametrize(
    "module", [m for m in SOURCE if room(m.name) == "verify.bridges"], ids=lambda module: module.name
)
def test_a_bridge_leads_to_one_library(module: Module) -> None:
    """A bridge leads from our terms to one library; numpy's arrays may travel on any of them."""
    libraries = {found.target.split(".")[0] for found in imports(module, KNOWN)}
    third_party = libraries - set(sys.stdlib_module_names) - {*PACKAGES, "numpy"}
    assert len(third_party) <= 1, f"{module.path} leads to {sorted(third_party)}"


def test_the_table_refuses_what_it_should() -> None:
    """A rule that cannot fail guards nothing: each kind of forbidden import is seen to be refused."""
    forbidden = [
        ("verify.checker", "numpy"),
        ("verify.checker", "verify.errors"),
        ("verify.ballchecker", "verify.evidence"),
        ("verify.claims", "verify.methods.boxes"),
        ("verify.methods", "verify.evidence"),
        ("verify.report", "verify.engine"),
        ("proofs", "verify.engine.run"),
    ]
    assert [] == [pair for pair in forbidden if allowed(*pair)]
    assert allowed("verify.methods", "verify.errors")
    assert allowed("verify.checker", "fractions")


def test_a_cycle_is_found() -> None:
    """The search for cycles sees one that runs over three modules, and none in a diamond."""
    assert ["a", "b", "c", "a"] == cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}})
    assert [] == cycle({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}})
