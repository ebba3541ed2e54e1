"""Short names for the JSON of statements and proofs, and what the checker answers to them."""

from __future__ import annotations

from typing import Any

from verify.checker.gate import check
from verify.checker.goals import Rejected
from verify.checker.reading import read_any, read_statement
from verify.checker.terms import Malformed, Term

Data = Any
ASSUME: Data = {"rule": "assumption"}


def n(value: object) -> Data:
    """The literal of a whole number, fraction or quoted rational."""
    return ["num", str(value)]


def v(name: str) -> Data:
    """A name."""
    return ["var", name]


def statement(let: dict[str, Data], given: list[Data], then: Data) -> Data:
    """For all ``let`` with ``given``: ``then``, as JSON data."""
    return {"let": [[name, sort] for name, sort in let.items()], "given": given, "then": then}


def answer(claim: Data, certificate: Data) -> str:
    """The verdict, or "rejected" or "malformed"; any other exception is an error of the checker and passes through."""
    try:
        return check(read_statement(claim), certificate)
    except Rejected:
        return "rejected"
    except Malformed:
        return "malformed"


def proves(claim: Data, proof: Data) -> str:
    """The answer to ``proof`` as a certificate of "proved"."""
    return answer(claim, {"verdict": "proved", "proof": proof})


def term(data: Data, scope: dict[str, Any] | None = None) -> Term:
    """``data`` read as a term over ``scope``."""
    return read_any(data, scope or {}, "$")[0]


def combine(*parts: Data) -> Data:
    """The arithmetic rule with these parts; a hypothesis by its number, a fact as a list, stands for itself once."""
    whole = [p if isinstance(p, dict) else {"weight": "1", "facts": [p]} for p in parts]
    return {"rule": "combine", "parts": whole}


def squared(root: Data, weight: object = 1) -> Data:
    """The part weight * root^2."""
    return {"weight": str(weight), "square": root}


def hull(**bounds: tuple[object, object]) -> list[Data]:
    """Hypotheses low <= name <= high."""
    return [fact for name, (a, b) in bounds.items() for fact in (["le", n(a), v(name)], ["le", v(name), n(b)])]
