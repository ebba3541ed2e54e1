"""Every known fact of the arithmetic rule: what it gives, what it does not give, and arguments that it refuses."""

from __future__ import annotations

import pytest

from tests.checker.building import Data, combine, n, proves, statement, v
from tests.checker.case import claims, eq, le, lt
from tests.checker.fact_cases import FACT_CASES, MALFORMED, REJECTED, SPACE
from verify.checker.facts import FACTS
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed, jsonable, negated


def test_every_fact_has_cases() -> None:
    """A new fact comes with a statement that it gives, one that it does not give, and arguments that it refuses."""
    names = set(FACTS)
    assert names == set(FACT_CASES)
    assert names == {name for name, *_ in REJECTED}
    assert names == {name for name, *_ in MALFORMED}


@pytest.mark.parametrize("name", FACT_CASES)
def test_gives(name: str) -> None:
    """The fact is what it says, with its own sign."""
    case = FACT_CASES[name]
    assert "proved" == proves(case.claim, case.proof)
    assert FACTS[name][1] == case.claim["then"][0]


@pytest.mark.parametrize("name", FACT_CASES)
def test_does_not_give_more(name: str) -> None:
    """Not the contrary, not the strict form of a weak fact, not a bound that is a thousandth better."""
    case = FACT_CASES[name]
    head, left, right = case.claim["then"]
    stronger = [jsonable(negated((head, left, right))), [head, left, ["sub", right, n("1/1000")]]]
    stronger += [["lt", left, right]] if head != "lt" else []
    for then in stronger:
        assert "rejected" == proves({**case.claim, "then": then}, case.proof)


@pytest.mark.parametrize("name", FACT_CASES)
def test_a_negative_weight_needs_an_equation(name: str) -> None:
    """Minus a fact is a fact only when the fact is an equation."""
    case = FACT_CASES[name]
    head, left, right = case.claim["then"]
    backwards = {**case.claim, "then": [head, right, left]}
    minus = combine({"weight": "-1", "facts": case.proof["parts"][0]["facts"]})
    assert ("proved" if head == "eq" else "rejected") == proves(backwards, minus)


@pytest.mark.parametrize(("name", "claim", "fact"), REJECTED)
def test_rejects(name: str, claim: Data, fact: Data) -> None:
    """A fact used where it says something else, or where its terms are undefined."""
    assert "rejected" == proves(claim, combine(fact))


@pytest.mark.parametrize(("name", "let", "fact"), MALFORMED)
def test_malformed(name: str, let: dict[str, Data], fact: Data) -> None:
    """Arguments of the wrong number or sort."""
    assert "malformed" == proves(statement(let, [], le(n(0), n(1))), combine(fact))


def test_products_of_facts_keep_their_sign() -> None:
    """A product of nonnegative quantities is nonnegative and not positive; of positive ones, positive."""
    x, y = v("x"), v("y")
    weak, strong = [le(n(0), x), le(n(0), y)], [lt(n(0), x), lt(n(0), y)]
    product = combine({"weight": "1", "facts": [0, 1]})
    assert "proved" == proves(claims(le(n(0), ["mul", x, y]), *weak), product)
    assert "rejected" == proves(claims(lt(n(0), ["mul", x, y]), *weak), product)
    assert "rejected" == proves(claims(lt(n(0), ["mul", x, y]), weak[0], strong[1]), product)
    assert "proved" == proves(claims(lt(n(0), ["mul", x, y]), *strong), product)
    zero = combine({"weight": "0", "facts": [0, 1]})
    assert "rejected" == proves(claims(lt(n(0), n(0)), *strong), zero)


def test_equations_need_equations() -> None:
    """From x <= y nothing about equality follows, and an inequality of vectors is no formula."""
    x, y = v("x"), v("y")
    assert "rejected" == proves(claims(eq(x, y), le(x, y)), combine(0))
    assert "rejected" == proves(claims(eq(x, x), le(x, y)), combine({"weight": "0", "facts": [0]}))
    assert "malformed" == proves(statement(SPACE, [], le(v("u"), v("v"))), combine())


def test_vector_equations_combine() -> None:
    """2 u = 2 v from u = v, and nothing from an equation of numbers."""
    u, w = v("u"), v("v")
    doubled = ["eq", ["scale", n(2), u], ["scale", n(2), w]]
    claim = statement(SPACE, [["eq", u, w], ["eq", ["dot", u, u], n(1)]], doubled)
    assert "proved" == proves(claim, combine({"weight": "2", "facts": [0]}))
    assert "proved" == proves(claim, combine({"weight": "1", "facts": [0], "times": n(2)}))
    assert "rejected" == proves(claim, combine({"weight": "1", "facts": [0]}))
    assert "rejected" == proves(claim, combine({"weight": "2", "facts": [1]}))
    assert "malformed" == proves(claim, combine({"weight": "2", "facts": [2]}))
    assert "malformed" == proves(claim, combine({"weight": "2"}))


def test_malformed_and_rejected_are_different_exceptions() -> None:
    """Callers tell the two apart, so neither is a kind of the other."""
    assert not issubclass(Malformed, Rejected)
    assert not issubclass(Rejected, Malformed)
