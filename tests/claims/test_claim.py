"""Claims and papers check themselves when they are built."""

from typing import Any

import pytest

from verify.checker.terms import Statement, num
from verify.claims.claim import Claim, Paper, kinds_in
from verify.errors import InputError

POSITIVE = Statement((("x", "real"),), (("lt", num(0), ("var", "x")),), ("ne", ("var", "x"), num(0)))
GOOD: dict[str, Any] = {
    "id": "soudry2018.lem-5.a",
    "paper": "soudry2018",
    "at": "Lemma 5",
    "kind": "inequality",
    "says": "A positive number is not zero.",
    "statement": POSITIVE,
}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"id": "../x"}, "not an id"),
        ({"id": "a..b"}, "not an id"),
        ({"id": ""}, "not an id"),
        ({"id": "x" * 200}, "not an id"),
        ({"says": "  "}, "'says' is empty"),
        ({"kind": "wonder"}, "names none of"),
        ({"statement": None}, "either a statement"),
        ({"open": "not yet"}, "either a statement"),
        ({"example": {}}, "no value to x"),
        ({"example": {"x": num(1), "y": num(1)}}, "undeclared names: y"),
        ({"statement": None, "open": "prose", "example": {"x": num(1)}}, "needs a statement"),
        ({"uses": ("soudry2018.lem-5.a",)}, "uses or repairs itself"),
        ({"repairs": "soudry2018.lem-5.a"}, "uses or repairs itself"),
        ({"uses": ("a", "a")}, "tuple of different texts"),
        ({"by": ["boxes"]}, "tuple of different texts"),
        ({"erratum": "wrong"}, "erratum 'wrong'"),
        ({"erratum": "refuted", "root": "soudry2018.lem-5.a"}, "its own root"),
        ({"root": "soudry2018.lem-5"}, "only a claim with the erratum"),
    ],
)
def test_a_claim_that_contradicts_itself_is_refused(change: dict[str, Any], word: str) -> None:
    """Each fault is seen to be found, and the message says which."""
    with pytest.raises(InputError, match=word):
        Claim(**GOOD | change)


def test_a_sound_claim_is_accepted() -> None:
    """With an example for every name, the claim is built as given."""
    claim = Claim(**GOOD, example={"x": num(1)}, uses=("soudry2018.eq-2.1",))
    assert (POSITIVE, ("inequality",)) == (claim.statement, claim.kinds)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("inequality + rate", ("inequality", "rate")),
        ("structural-KKT (genericity)", ("structural-KKT",)),
        ("identity/identity/inequality", ("identity", "inequality")),
        ("structural", ("structural",)),
    ],
)
def test_the_kinds_of_a_claim(text: str, kinds: tuple[str, ...]) -> None:
    """A claim can be of several kinds; the longer word is not taken for the shorter."""
    assert kinds == kinds_in(text)


@pytest.mark.parametrize("change", [{"id": "two words"}, {"title": " "}, {"authors": ()}])
def test_a_paper_needs_id_title_and_authors(change: dict[str, Any]) -> None:
    """A card without them names nothing."""
    card: dict[str, Any] = {"id": "p", "title": "T", "authors": ("A",), "year": 2018}
    assert "p" == Paper(**card).id
    with pytest.raises(InputError, match="paper"):
        Paper(**card | change)
