"""Derivations written on pages: open steps are filled, and a derivation of something false stays open."""

from __future__ import annotations

import copy
import json

import pytest

from tests.methods.asking import about, attempted, goal, replays, soon, stated
from verify.checker.terms import Statement, jsonable
from verify.claims.notation import Expr, between, equal, exp, for_all, implies, nats, reals, statement, term, total
from verify.methods.derivation import Derivation, fill
from verify.methods.method import Budget
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, slope, use

x, z = reals("x z")
k, t = nats("k t")
TRIANGLE = total(k, between(1, t), 1 * k)
GAUSS = statement([t], [], equal(TRIANGLE, t * (t + 1) / 2))
BY_INDUCTION: Proof = {"rule": "induction", "var": "t", "base": AUTO, "step": AUTO}
TANGENT = for_all(z, 1 + z <= exp(z))

# what: (statement, derivation, false statements close to it)
DERIVATIONS: dict[str, tuple[Statement, Proof, list[Statement]]] = {
    "a lemma used twice": (
        statement([x], [], (1 + x) + (1 - x) <= exp(x) + exp(-x)),
        have(TANGENT, AUTO, use(0, [x], use(0, [-x], AUTO))),
        [
            statement([x], [], (1 + x) + (1 - x) < exp(x) + exp(-x)),
            statement([x], [], (1 + x) + (2 - x) <= exp(x) + exp(-x)),
        ],
    ),
    "induction": (
        GAUSS,
        BY_INDUCTION,
        [
            statement([t], [], equal(TRIANGLE, t * (t + 1) / 3)),
            statement([t], [], equal(TRIANGLE, (t * (t + 1) + 2) / 2)),
            statement([t], [], TRIANGLE < t * (t + 1) / 2),
        ],
    ),
    "a slope": (
        statement([x], [x >= 0], 1 - exp(-x) <= x),
        slope("x", term(0)),
        [
            statement([x], [x >= 0], 1 - exp(-x) < x),
            statement([x], [x >= 0], 1 - exp(-x) <= x / 2),
            statement([x], [x >= -1], 1 - exp(-x) <= x / 2),
        ],
    ),
    "written out": (
        statement([x], [x > 1], x**2 > x),
        combine(part("1", 0, times=None, square=None), part("1", 0, 0)),
        [statement([x], [x >= 1], x**2 > x), statement([x], [x > 1], x**2 > x + 1)],
    ),
    "a premise": (
        statement([x], [for_all(z, implies(z > 1, z**2 > 1)), x > 2], x**2 > 1),
        use(0, [x], AUTO, [AUTO]),
        [statement([x], [for_all(z, implies(z > 1, z**2 > 1)), x > -2], x**2 > 1)],
    ),
    "a name": (
        statement([x], [], for_all(z, Expr(("or", z < x, z >= x)))),
        intro({"rule": "cases", "left": ["var", "u"], "right": ["var", "x"], "lt": AUTO, "eq": AUTO, "gt": AUTO}, "u"),
        [statement([x], [], for_all(z, Expr(("or", z < x, z > x))))],
    ),
}
FALSE = [
    (f"{name} {i}", false, sketch)
    for name, (_, sketch, variants) in DERIVATIONS.items()
    for i, false in enumerate(variants)
]


@pytest.mark.parametrize("name", DERIVATIONS)
def test_open_steps_are_filled(name: str) -> None:
    """The finished proof is replayed by the checker."""
    claim, sketch, _ = DERIVATIONS[name]
    attempt = attempted("derivation", claim, 20.0, hints={"derivation": sketch})
    assert "proved" == attempt.verdict, attempt.how
    assert replays(claim, attempt)


@pytest.mark.parametrize(("claim", "sketch"), [pytest.param(c, s, id=name) for name, c, s in FALSE])
def test_a_false_statement_stays_open(claim: Statement, sketch: Proof) -> None:
    """The same derivation of something false is undecided, with the fault on one line."""
    attempt = attempted("derivation", claim, 2.0, hints={"derivation": sketch})
    assert "undecided" == attempt.verdict
    assert attempt.how


def test_what_is_open_is_named() -> None:
    """Whoever writes a derivation reads which step is left."""
    sketch = have(x**2 >= 0, AUTO, have(x >= 1, AUTO, AUTO))
    _, fault = fill(goal("x**2 >= x"), sketch, soon(2))
    assert "step 2 is open" in fault


def test_a_wrong_step_is_refused_before_any_search() -> None:
    """A rule that does not fit is the checker's word, with the path."""
    proof, fault = fill(goal("x**2 >= 0"), {"rule": "and", "parts": []}, soon())
    assert proof is None
    assert "$.and" in fault
    proof, fault = fill(goal("x**2 >= 0"), {"rule": "miracle"}, soon())
    assert (None, True) == (proof, "miracle" in fault)


def test_the_page_is_left_as_it_is() -> None:
    """Filling works on a copy: a derivation serves several claims, and every run."""
    _, sketch, _ = DERIVATIONS["a lemma used twice"]
    before = copy.deepcopy(sketch)
    fill(goal("2 <= exp(x) + exp(-x)"), sketch, soon())
    assert before == sketch
    assert {"rule": "open", "name": ""} == AUTO


def test_how_is_told_by_the_page() -> None:
    """The page's own words stand in the report, where it gives some."""
    hints = {"derivation": AUTO, "how": "a square"}
    claim = about(stated("x**2 >= 0"), hints=hints)
    assert "a square" == Derivation().attempt(claim, Budget(seconds=5)).how


def test_without_a_derivation() -> None:
    """A page that writes none down."""
    assert "no derivation" in attempted("derivation", stated("x**2 >= 0")).how


def test_steps_are_plain_data() -> None:
    """What the helpers build is JSON, and comes back from its text unchanged."""
    steps = have(x >= 0, AUTO, slope("x", term(0), up=AUTO, down=AUTO))
    sums = combine(part("1/2", 0, ["exp", x]), part("1", times=x), part("2", square=x))
    taken = intro(use(0, [x], AUTO, [AUTO]), "u")
    for data in (steps, sums, taken):
        assert data == json.loads(json.dumps(data))
    assert {"rule": "combine", "parts": [{"weight": "1/2", "facts": [0, ["exp", jsonable(x)]]}]} == {
        **sums,
        "parts": sums["parts"][:1],
    }
    assert "at" not in use(0, [], AUTO)
    assert "as" not in intro(AUTO)
    assert {"rule", "var", "from", "at", "up"} == set(slope("x", term(0)))
