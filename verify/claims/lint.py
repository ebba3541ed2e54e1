"""Smells of a statement: signs that it does not say what was meant. A smell is a remark, never a verdict."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from verify.checker.terms import Term, bound_names, free_names, places, sort_dimensions
from verify.claims.claim import Claim
from verify.claims.printing import text


class Smell(NamedTuple):
    """One remark: the name of the rule, and what it saw."""

    rule: str
    seen: str


def smells(claim: Claim) -> tuple[Smell, ...]:
    """What a careful reader would ask about ``claim``; empty for a claim without a statement that is well placed."""
    return tuple(Smell(rule, seen) for rule, check in RULES.items() for seen in check(claim))


def _no_place(claim: Claim) -> Iterator[str]:
    """A claim that nobody can find in its paper."""
    if not claim.at.strip():
        yield "the place in the paper is missing"


def _odd_dollars(claim: Claim) -> Iterator[str]:
    """A formula in the words that does not end."""
    if claim.says.count("$") % 2 or claim.note.count("$") % 2:
        yield "an odd number of dollar signs in the words"


def _unused_name(claim: Claim) -> Iterator[str]:
    """A declared name that nothing speaks of."""
    if claim.statement is None:
        return
    formulas = (*claim.statement.given, claim.statement.then)
    spoken = frozenset[str]().union(*map(free_names, formulas))
    spoken = spoken.union(*(sort_dimensions(sort) for _, sort in claim.statement.let))
    yield from (f"{name} is declared and not used" for name, _ in claim.statement.let if name not in spoken)


def _idle_hypothesis(claim: Claim) -> Iterator[str]:
    """A hypothesis about names that nothing else speaks of."""
    if claim.statement is None:
        return
    formulas = [*claim.statement.given, claim.statement.then]
    for i, part in enumerate(claim.statement.given):
        elsewhere = frozenset[str]().union(*(free_names(f) for j, f in enumerate(formulas) if j != i))
        if not free_names(part) & elsewhere:
            yield f"the hypothesis {text(part)} shares no name with the rest"


def _repeated(claim: Claim) -> Iterator[str]:
    """A hypothesis that is there twice, or a conclusion that is assumed."""
    if claim.statement is None:
        return
    given = claim.statement.given
    yield from (f"the hypothesis {text(p)} is there twice" for i, p in enumerate(given) if p in given[:i])
    if claim.statement.then in given:
        yield "the conclusion is one of the hypotheses"


def _no_example(claim: Claim) -> Iterator[str]:
    """Hypotheses that perhaps nothing satisfies."""
    if claim.statement is not None and claim.statement.given and claim.example is None:
        yield "there are hypotheses, and no example at which they hold"


def _shapes(claim: Claim) -> Iterator[str]:
    """Forms of quantifiers and relations that almost always mean something else."""
    if claim.statement is not None:
        for part in (*claim.statement.given, claim.statement.then):
            for inner in _parts(part):
                yield from _odd(inner)


def _odd(term: Term) -> Iterator[str]:
    head = term[0]
    if head == "exists" and term[2][0] == "implies":
        yield f"{text(term)}: 'there is ... implies' holds as soon as the left side fails; 'and' is usually meant"
    if head in ("forall", "ae") and term[2][0] == "and" and any(part[0] == "in" for part in term[2][1:]):
        yield f"{text(term)}: 'for all ... in S and' claims that everything is in S; 'implies' is usually meant"
    if head in ("forall", "exists", "ae") and (idle := sorted(set(bound_names(term)) - free_names(term[2]))):
        yield f"{text(term)}: {', '.join(idle)} is bound and not used"
    if head in ("tends", "tends_real", "diverges", "diverges_real") and term[1] not in free_names(term[2]):
        yield f"{text(term)}: what tends does not depend on {term[1]}"
    if head in ("le", "lt", "eq", "ne") and term[1] == term[2]:
        yield f"{text(term)}: both sides are the same"
    if head in ("and", "or") and len(set(term[1:])) < len(term) - 1:
        yield f"{text(term)}: a part is there twice"


def _parts(term: Term) -> Iterator[Term]:
    """``term`` and every term inside it."""
    yield term
    for place in places(term):
        yield from _parts(term[place])


def _unrepaired(claim: Claim) -> Iterator[str]:
    """A known refutation whose reading is not explained."""
    if claim.erratum and not claim.note:
        yield f"the erratum {claim.erratum!r} is recorded, and the note does not say how the claim is read"


RULES: dict[str, Callable[[Claim], Iterator[str]]] = {
    "place": _no_place,
    "dollars": _odd_dollars,
    "unused-name": _unused_name,
    "idle-hypothesis": _idle_hypothesis,
    "repeated": _repeated,
    "no-example": _no_example,
    "shape": _shapes,
    "erratum": _unrepaired,
}
