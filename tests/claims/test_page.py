"""Pages take words, place and uses from the ledger."""

from collections.abc import Callable
from typing import Any

import pytest

from verify.claims.claim import Claim
from verify.claims.notation import reals, statement
from verify.claims.page import Page
from verify.errors import InputError

PAGE, (X,) = Page("soudry2018"), reals("x")
ENTRY = PAGE.entry("lem-1.a")
SQUARE = statement([X], [X > 0], X**2 > 0)


def words(claim: Claim) -> tuple[Any, ...]:
    """What a claim says, where, and on what it rests."""
    return claim.says, claim.at, claim.kind, claim.uses, claim.part


def test_a_claim_takes_its_words_from_the_ledger() -> None:
    """Nothing is written twice, so that nothing can differ."""
    made = PAGE.encoded("lem-1.a", SQUARE, example={"x": "1/2"}, by=("linear",))
    assert words(ENTRY) == words(made)
    assert (SQUARE, {"x": ("num", "1/2")}, ("linear",)) == (made.statement, made.example, made.by)


def test_a_variant_says_what_it_claims() -> None:
    """A variant stands at its entry's place and has words of its own; it uses nothing unless it says so."""
    made = PAGE.variant("lem-1.a", "lit", "Squares are positive.", SQUARE)
    assert ("soudry2018.lem-1.a.lit", "Squares are positive.", ()) == (made.id, made.says, made.uses)
    assert (ENTRY.at, ENTRY.part) == (made.at, made.part)


def test_a_repaired_claim_names_what_it_repairs() -> None:
    """The report of an erratum shows the repaired form beside it."""
    made = PAGE.repaired("lem-1.a", "Squares are positive.", SQUARE)
    assert ("soudry2018.lem-1.a.fix", "soudry2018.lem-1.a") == (made.id, made.repairs)


def test_a_claim_beyond_the_language_keeps_its_words() -> None:
    """It is listed, with the reason why it is not decided."""
    made = PAGE.without_statement("lem-1.a", "it speaks of all optimisers")
    assert words(ENTRY) == words(made)
    assert (None, "it speaks of all optimisers") == (made.statement, made.open)


@pytest.mark.parametrize(
    "write",
    [
        lambda: PAGE.encoded("lemma-1", SQUARE),
        lambda: PAGE.variant("lemma-1", "lit", "Words.", SQUARE),
        lambda: PAGE.without_statement("lemma-1", "why"),
        lambda: PAGE.encoded("lem-1.a", SQUARE, example={}),
    ],
)
def test_what_does_not_fit_is_refused(write: Callable[[], Claim]) -> None:
    """A misspelt place, and an example that leaves a name without a value."""
    with pytest.raises(InputError, match="soudry2018"):
        write()
