"""False statements close to the proved ones of the pages: what a variant is, and edits that make one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verify.checker.reading import read_statement
from verify.checker.terms import Statement, Term, jsonable, places
from verify.claims.notation import plain


@dataclass(frozen=True)
class Variant:
    """``statement`` differs a little from that of ``claim``; ``refuted``: a small counterexample is found quickly."""

    claim: str
    what: str
    statement: Statement
    refuted: bool = False

    @property
    def label(self) -> str:
        """The name of the variant in the output of a test run."""
        return f"{self.claim}: {self.what}"


def rewritten(statement: Statement, given: tuple[Any, ...], then: Any) -> Statement:
    """The statement with other hypotheses and another conclusion, read again: a variant is well formed."""
    data = {"let": jsonable(statement.let), "given": jsonable(plain(tuple(given))), "then": jsonable(plain(then))}
    return read_statement(data)


def swapped(statement: Statement, old: Any, new: Any) -> Statement:
    """``old`` replaced by ``new`` wherever it stands in the conclusion. Fails (ValueError) where it does not."""
    then = _swap(statement.then, plain(old), plain(new))
    if then == statement.then:
        raise ValueError(f"variant: the conclusion does not hold {plain(old)!r:.200}")
    return rewritten(statement, statement.given, then)


def lacking(statement: Statement, *numbers: int) -> Statement:
    """Without the hypotheses with these numbers."""
    kept = tuple(fact for i, fact in enumerate(statement.given) if i not in numbers)
    return rewritten(statement, kept, statement.then)


def assuming(statement: Statement, number: int, instead: Any) -> Statement:
    """With another hypothesis in place of one."""
    given = (*statement.given[:number], instead, *statement.given[number + 1 :])
    return rewritten(statement, given, statement.then)


def concluding(statement: Statement, then: Any) -> Statement:
    """The same hypotheses, another conclusion."""
    return rewritten(statement, statement.given, then)


def _swap(term: Term, old: Term, new: Term) -> Term:
    if term == old:
        return new
    inner = set(places(term))
    return tuple(_swap(part, old, new) if i in inner else part for i, part in enumerate(term))
