"""What a search for true statements near a refuted one suggests: each a statement of its own, tried at points only."""

from dataclasses import dataclass

from verify.checker.reading import read_statement
from verify.checker.terms import Malformed, Statement, Term


@dataclass(frozen=True, slots=True)
class Step:
    """A statement one step nearer to the refuted one that looks false, and the step: "at x = 1.36", "with 2.01"."""

    says: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statement near a refuted one that looks true.

    change  "domain", "constant", "strictness" or "whole numbers"
    says    the change in words: "for x >= 1.37", "with 2 in place of 3"
    beyond  how far it reaches: steps that would go too far
    """

    change: str
    says: str
    statement: Statement
    beyond: tuple[Step, ...] = ()


Ladder = tuple[Suggestion, ...]


def statement_with(old: Statement, then: Term | None = None, more: tuple[Term, ...] = ()) -> Statement | None:
    """The statement with another conclusion or further hypotheses, read by the language's gate."""
    try:
        return read_statement(Statement(old.let, old.given + more, then or old.then).to_json())
    except Malformed:
        return None


__all__ = ["Ladder", "Step", "Suggestion", "statement_with"]
