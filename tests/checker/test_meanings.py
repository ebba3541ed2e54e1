"""What limits and "for all large" mean: late in the naturals may be past a real number, known of a natural one."""

from __future__ import annotations

import pytest

from tests.checker.building import ASSUME, Data, combine, n, proves, statement, term, v
from verify.checker.meanings import meaning
from verify.checker.terms import Term

LARGE: Data = ["eventually", "k", ["le", n(5), v("k")]]


def test_past_a_real_number() -> None:
    """11/2 <= k gives 5 <= k."""
    step = {"weight": "1", "facts": [0]}, {"weight": "1/2", "facts": []}
    shown = {"rule": "exists", "at": [n("11/2")], "by": {"rule": "intro", "then": combine(*step)}}
    assert "proved" == proves(statement({}, [], LARGE), {"rule": "unfold", "then": shown})


def test_the_place_depends_on_the_bound() -> None:
    """1/(k + 1) tends to 0: past 1/eps; past 1 it does not."""
    claim = statement({}, [], ["tends", "k", ["div", n(1), ["add", v("k"), n(1)]], n(0)])
    k, eps = v("k"), v("eps")
    inverse, above = ["div", n(1), ["add", k, n(1)]], ["div", n(1), eps]
    # eps - u = eps u (k - 1/eps) + eps u - eps (u (k + 1) - 1) for u = 1/(k + 1)
    parts = [
        {"weight": "1", "facts": [["positive", eps], ["positive", inverse], 1]},
        {"weight": "1", "facts": [["positive", eps], ["positive", inverse]]},
        {"weight": "-1", "facts": [["own_size", inverse]]},
        {"weight": "-1", "times": eps, "facts": [["inverse", ["add", k, n(1)]]]},
    ]

    def proof(at: Data) -> Data:
        body = {"rule": "intro", "then": combine(*parts)}
        return {"rule": "unfold", "then": {"rule": "intro", "then": {"rule": "exists", "at": [at], "by": body}}}

    assert "proved" == proves(claim, proof(above))
    assert "rejected" == proves(claim, proof(n(1)))
    wrong = statement({}, [], ["tends", "k", claim["then"][2], n("1/1000")])
    assert "rejected" == proves(wrong, proof(above))


def test_a_known_limit_offers_a_natural_number() -> None:
    """So that an induction can start there."""
    formula: Term = term_of(LARGE)
    assert "nat" == meaning(formula, {}, "$")[1][0][1]
    assert "real" == meaning(formula, {}, "$", late="real")[1][0][1]


@pytest.mark.parametrize("late", ["nat", "real"])
def test_a_denied_limit_is_denied_for_every_natural_number(late: str) -> None:
    """Of "not for all large k" nothing easier may be shown: that it fails past every real number."""
    head, names, _ = meaning(("not", term_of(LARGE)), {}, "$", late=late)
    assert ("forall", "nat") == (head, names[0][1])


def test_a_known_one_is_used() -> None:
    """From "for all large k" follows that there is one."""
    some: Data = ["exists", [["k", "nat"]], ["le", n(5), v("k")]]
    known = {"rule": "use", "of": 2, "at": [v("T")], "premises": [combine()], "then": ASSUME}
    then = {"rule": "obtain", "of": 1, "as": ["T"], "then": {"rule": "exists", "at": [v("T")], "by": known}}
    claim, proof = statement({}, [LARGE], some), {"rule": "unfold", "of": 0, "then": then}
    assert "proved" == proves(claim, proof)
    assert "rejected" == proves(statement({}, [["not", LARGE]], some), proof)


def term_of(data: Data) -> Term:
    """A closed formula read as a term."""
    return term(data)
