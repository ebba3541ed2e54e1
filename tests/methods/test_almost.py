"""Almost-every statements: refuted where they fail on a box of values, and not where they fail on a null set."""

from __future__ import annotations

from fractions import Fraction

import pytest

from proofs.soudry2018 import thm_3_printed as printed
from proofs.soudry2018.s3_rates import RUN, under_t3
from tests.methods.asking import attempted, replays
from verify.checker.evaluate import Evaluator
from verify.checker.terms import Statement, Term, num, substitute
from verify.claims.assumptions import derivative
from verify.claims.notation import (
    Expr,
    almost_every,
    between,
    differ,
    family,
    for_all,
    hard_margin,
    implies,
    nats,
    norm,
    plain,
    reals,
    scalar_function,
    statement,
    there_is,
    vectors,
)
from verify.methods.drawing import Plan
from verify.methods.nearby import boxes
from verify.methods.steps import AUTO, provided

d, N, n = nats("d N n")
x, (u, w_hat) = family("x", d), vectors("u w_hat", d)
r, y, z = reals("r y z")
loss = scalar_function("l")
SKETCH = {"failure": provided([u @ u >= 4], AUTO), "given": {}}


def test_what_fails_on_a_box_is_refuted() -> None:
    """|u|^2 is not at most r for all r > 1: at all u close to those found, and the values are the certificate's."""
    claim = statement([d], [], almost_every(u, for_all(r, implies(r > 1, u @ u <= r))))
    attempt = attempted("counterexample", claim, hints=SKETCH)
    assert "refuted" == attempt.verdict
    assert attempt.certificate is not None
    assert ["d"] == list(attempt.certificate["values"])
    assert "around" == attempt.certificate["then"]["rule"]
    assert replays(claim, attempt)


TRUE = {
    "but at a point": (almost_every(u, differ(u @ u, 4)), [u @ u >= 4]),
    "everywhere": (almost_every(u, for_all(r, implies(r > u @ u, r > 0))), [u @ u >= 4]),
    "but on a line": (almost_every(u, for_all(r, implies(r > u @ u, differ(u @ u, u @ u - 1)))), []),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_holds_almost_everywhere_is_not(name: str) -> None:
    """Though it fails at some values, or seems to."""
    formula, wanted = TRUE[name]
    claim = statement([d], [d >= 1], formula)
    hints = {"failure": provided(wanted, AUTO), "given": {}}
    assert "undecided" == attempted("counterexample", claim, 2.0, hints=hints).verdict


def test_without_sketches_nothing_is_drawn_for_almost_every_value() -> None:
    """What is shown at one value shows nothing."""
    claim = statement([d], [], almost_every(u, u @ u <= 1))
    assert "undecided" == attempted("counterexample", claim, 1.0).verdict


def for_convex_losses(then: Expr) -> Statement:
    """Theorem 3's setting with a convex loss, for which Lemma 1 holds."""
    falling = derivative(loss)
    convex = for_all(y, z, implies(y <= z, falling(y) <= falling(z)))
    closed: Statement = under_t3(then)
    assert closed.then[0] == "ae"
    _, names, (_, separable, (_, inner, (_, run, conclusion))) = closed.then
    assert len(RUN) == len(run) - 1
    there = ("forall", inner, ("implies", ("and", *run[1:], plain(convex)), conclusion))
    return Statement(closed.let, closed.given, ("ae", names, ("implies", separable, there)))


def test_theorem_3_for_convex_losses_is_not_refuted() -> None:
    """With the sketches by which the printed theorem is."""
    hints = printed.THEOREM_3.hints
    assert printed.THEOREM_3.statement is not None
    claim = for_convex_losses(Expr(_conclusion(printed.THEOREM_3.statement)))
    assert "undecided" == attempted("counterexample", claim, 4.0, hints=hints).verdict


def _conclusion(closed: Statement) -> Term:
    return tuple(closed.then[2][2][2][2])


DATA = {
    "one support vector": [("1", "1"), ("2", "3")],
    "two": [("1", "3"), ("2", "-1")],
    "two of three": [("1", "3"), ("2", "-1"), ("4", "4")],
}


@pytest.mark.parametrize("name", DATA)
def test_the_margin_vector_close_to_data(name: str) -> None:
    """A term in the numbers of the box: at its centre it is the exact margin vector."""
    rows: list[Term] = [("vec", *(num(Fraction(c)) for c in row)) for row in DATA[name]]
    over = between(1, len(rows))
    (best,) = vectors("w_hat", 2)
    opened = statement([family("x", 2), best], [hard_margin(family("x", 2), over, best)], there_is(r, r > 0))
    plan = Plan(opened)
    settled = plan.settled({"x": ("table", *rows), "w_hat": ("vec", num(0), num(0))})
    assert settled is not None
    found = boxes(plan, settled, ["x"], [plain(norm(best) > 0)])
    assert found is not None
    box, close = found
    numbers = {name: num(at) for name, at in zip(box.names, box.numbers, strict=True)}
    centre = Evaluator({}, {}, 64).vector(substitute(close["w_hat"], numbers))
    exact = Evaluator({}, {}, 64).vector(settled["w_hat"])
    for (low, high), (least, most) in zip(centre, exact, strict=True):
        assert low is not None and high is not None and least is not None and most is not None
        assert low <= most and least <= high
