"""Lemmas: an earlier claim as a step of a later one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verify.checker.gate import check
from verify.claims.claim import Claim
from verify.claims.notation import exp, for_all, implies, nats, reals, statement, vectors
from verify.methods.derivation import Derivation
from verify.methods.lemmas import lemma
from verify.methods.method import Budget
from verify.methods.steps import AUTO, combine, have, intro, part, use

a, b, z = reals("a b z")
(d,) = nats("d")
p, q = vectors("p q", d)


def claim(name: str, made: object, derivation: object) -> Claim:
    """A claim with a derivation."""
    hints = {"derivation": derivation}
    return Claim(id=name, paper="test", at="here", kind="inequality", says="a test", statement=made, hints=hints)  # type: ignore[arg-type]


TANGENT = have(
    for_all(z, exp(z) >= 1 + z), AUTO, use(-1, [a], combine(part("1", 1, -1), part("1", -1), part("1", 0, ["exp", a])))
)
EARLIER = claim("t.1", statement([a, b], [a >= 0, b >= 1], (a + b) * exp(a) >= b * (1 + a)), TANGENT)
FIRST = have(p @ p >= 0, AUTO, combine(part("1", 0), part("1", -1)))
IN_SPACE = claim("t.2", statement([d, p, a], [a >= 1], a + p @ p >= 1), FIRST)


def attempt(made: object, derivation: object) -> str:
    """The verdict of the derivation, replayed by the checker."""
    tried = claim("t.3", made, derivation)
    found = Derivation().attempt(tried, Budget(seconds=20))
    if found.certificate is not None:
        assert tried.statement is not None
        check(tried.statement, found.certificate)
    return found.verdict


def test_an_earlier_claim_serves_at_other_values() -> None:
    """Its hypotheses are its own, and its names do not meet the goal's."""
    goal = statement([b, a], [b >= 2, a >= 3], (a + b) * exp(a) >= b * (1 + a))
    assert "proved" == attempt(goal, lemma(EARLIER, use(2, [a, b], AUTO, [AUTO])))


def test_a_shared_dimension_keeps_its_meaning() -> None:
    """Vectors of the goal's space are values for those of the claim."""
    goal = statement([d, q], [], 2 + q @ q >= 1)
    assert "proved" == attempt(goal, lemma(IN_SPACE, use(-1, [q, exp(0)], AUTO, [AUTO]), "d"))


def test_a_claim_without_names_is_a_fact() -> None:
    """Nothing is to be put in: the claim is known as it stands, and no more than it."""
    small = claim("t.5", statement([], [], exp(1) <= 3), AUTO)
    if_so = claim("t.6", statement([], [exp(1) <= 3], exp(1) + 1 <= 4), AUTO)
    made = statement([a], [a >= exp(1)], a + 3 >= 2 * exp(1))
    assert "proved" == attempt(made, lemma(small, combine(part("1", 0), part("1", 1))))
    assert "proved" == attempt(made, lemma(if_so, use(1, [], combine(part("1", 0), part("1", 2)), [AUTO])))
    assert "undecided" == attempt(made, lemma(if_so, combine(part("1", 0), part("1", 1))))


def test_a_dimension_may_have_another_name_in_the_goal() -> None:
    """The space of the claim is that of the goal's name, in its names, its quantifiers and its derivation."""
    (size,) = nats("m")
    (v,) = vectors("v", size)
    every_vector = for_all(q, implies(a >= 1, a + q @ q >= 1))
    by = intro(have(q @ q >= 0, AUTO, combine(part("1", 0), part("1", -1))), "q")
    in_general = claim("t.4", statement([d, a], [], every_vector), by)
    for earlier, values in ((IN_SPACE, [v, exp(0)]), (in_general, [exp(0)])):
        then = use(-1, values, AUTO, [AUTO]) if earlier is IN_SPACE else use(-1, values, use(-1, [v], AUTO, [AUTO]))
        made = statement([size, v], [], 2 + v @ v >= 1)
        assert "proved" == attempt(made, lemma(earlier, then, d="m"))
        assert "undecided" == attempt(statement([d, size, v], [], 2 + v @ v >= 1), lemma(earlier, then, "d"))


def test_hypotheses_of_the_goal_are_none_of_the_claim() -> None:
    """The derivation of the claim starts from its own hypotheses alone, whatever else is known."""
    weaker = replace(EARLIER, statement=statement([a, b], [a >= 0], (a + b) * exp(a) >= b * (1 + a)))
    goal = statement([b, a], [b >= 2, a >= 3], (a + b) * exp(a) >= b * (1 + a))
    assert "undecided" == attempt(goal, lemma(weaker, use(2, [a, b], AUTO, [AUTO])))


def test_the_premises_of_the_claim_have_to_hold() -> None:
    """The claim says nothing of a < 0 or b < 1."""
    goal = statement([a, b], [a >= 0, b <= 1], (a + b) * exp(a) >= b * (1 + a))
    assert "undecided" == attempt(goal, lemma(EARLIER, use(2, [a, b], AUTO, [AUTO])))


def test_a_false_claim_is_no_lemma() -> None:
    """Its derivation fails, and with it all that uses it."""
    wrong = replace(EARLIER, statement=statement([a, b], [a >= 0, b >= 1], exp(a) >= b * (2 + a)))
    goal = statement([a, b], [a >= 0, b >= 1], exp(a) >= b * (2 + a))
    assert "undecided" == attempt(goal, lemma(wrong, use(2, [a, b], AUTO, [AUTO])))


def test_a_claim_without_a_derivation_is_refused() -> None:
    """There is nothing to prove it by."""
    with pytest.raises(ValueError, match="no derivation"):
        lemma(replace(EARLIER, hints={}), AUTO)


def test_renaming_leaves_bound_names_alone() -> None:
    """Only the names of the claim get a mark: what its facts bind stays."""
    made = lemma(claim("t.4", statement([b], [b >= 0], for_all(a, implies(a >= b, a >= 0))), intro(AUTO)), AUTO)
    assert ["forall", [["b_of", "real"]]] == made["fact"][:2]
    assert [["a", "real"]] == made["fact"][2][2][1]
