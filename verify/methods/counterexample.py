"""Counterexamples: small exact values of every name, hypotheses shown to hold, the conclusion shown to fail.

Values are tried from simple to less simple: dimensions and index sets first, then rationals with small denominators,
vectors and families of them, and for named functions a list of standard ones. Numbers decide what is worth a look;
the hypotheses and the failure are then proved.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from verify.checker.evaluate import Evaluator
from verify.checker.gate import instantiate
from verify.checker.goals import Goal
from verify.checker.terms import (
    Sort,
    Statement,
    Term,
    free_names,
    jsonable,
    negated,
    num,
    sort_dimensions,
    substitute_sort,
)
from verify.claims.claim import Claim
from verify.claims.printing import text
from verify.methods.almost import refuted_close
from verify.methods.derivation import fill
from verify.methods.determined import completed, definitions
from verify.methods.drawing import draws
from verify.methods.example import hypotheses
from verify.methods.holes import placed
from verify.methods.method import Attempt, Budget, Deadline, undecided
from verify.methods.opening import Opened, needs, opened, opened_further
from verify.methods.recursion import open_starts
from verify.methods.refused import REFUSED
from verify.methods.search import exhibited_terms
from verify.methods.shrinking import simplest
from verify.methods.steps import AUTO
from verify.methods.values import Told

TRIES, SIMPLEST = 4000, 1500  # at random; of the simple ones, in each dimension
TURN = 120
HOPELESS = 480  # values with hypotheses that may hold after which a conclusion that is computed at none is left alone
SHRINKING = 2.0  # seconds at most
CLOSE = "the values shown, and all close to them"
BATCH, UNSURE = 120, 12  # values looked at together, and how many of them that looking does not decide are tried


class Counterexample:
    """Refutes by exact values found by search; ``hints["failure"]`` may say why a conclusion fails in the limit."""

    name = "counterexample"

    def attempt(self, claim: Claim, budget: Budget) -> Attempt:
        """Refuted with the values found; undecided with how many were tried."""
        if claim.statement is None:
            return undecided(self.name, "there is no statement")
        deadline, tried, vague, computed = Deadline(budget.seconds), 0, 0, False
        failure = claim.hints.get("failure", AUTO)
        inner = opened_further(claim.statement) if guided(claim) else opened(claim.statement)
        if inner is not None:
            return self._by_drawing(inner, claim, budget)
        stream = assignments(claim.statement, budget.seed)
        while batch := list(islice(stream, BATCH)):
            if deadline.over:
                break
            tried += len(batch)
            found, open_ones, decided = promising(claim.statement, batch)
            vague, computed = vague + open_ones, computed or decided
            for closed, values in found:
                certificate = _shown(closed, values, deadline, failure)
                if certificate is not None:
                    shown = _simplified(claim.statement, values, certificate, deadline)
                    return self._found(*shown, tried, written=failure is not AUTO)
            if not computed and vague >= HOPELESS and "failure" not in claim.hints:
                return undecided(self.name, f"at none of {vague} small values can the conclusion be computed")
        return undecided(self.name, f"none among {tried} small values")

    def _by_drawing(self, inner: Opened, claim: Claim, budget: Budget) -> Attempt:
        """Values of all names, those that the conclusion is about too, drawn one after the other."""
        deadline, failure, tried = Deadline(budget.seconds), claim.hints.get("failure", AUTO), 0
        wanted = list(needs(failure))
        for values, looks_true in draws(inner.statement, budget.seed, deadline, wanted):
            tried += 1
            if looks_true and not wanted:  # where a sketch says for which values it is, a look tells less than that
                continue
            if inner.almost:
                whole = refuted_close(inner, values, wanted, failure, claim.hints.get("given", {}), deadline.share(0.5))
                if whole is not None:
                    return replace(self._found(values, whole, tried, written=True), scope=CLOSE, certificate=whole)
                continue
            plain = {name: jsonable(value) for name, value in values.items()}
            try:
                closed = instantiate(inner.statement, plain, "$")
            except REFUSED:
                continue
            certificate = _shown(closed, values, deadline, failure, claim.hints.get("given", {}), inner.own)
            if certificate is not None:
                whole = inner.certificate(certificate)
                return replace(self._found(values, whole, tried, written=failure is not AUTO), certificate=whole)
        where = "names" if inner.closed.let else "names in the conclusion"
        return undecided(self.name, f"none among {tried} values of the {where}")

    def _found(self, values: Mapping[str, Term], certificate: dict[str, Any], tried: int, *, written: bool) -> Attempt:
        by = ", by the derivation on its page" if written else ""
        there = ", ".join(exhibited_terms(certificate["then"]))
        negation = f"the negation is proved, with {there}" if there else "the negation is proved"
        found = f"the hypotheses hold and the conclusion fails at these values (among the first {tried} tried)"
        return Attempt(
            method=self.name,
            verdict="refuted",
            certificate=certificate,
            scope="the values shown" if values else "the negation of the whole claim",
            how=f"{found if values else negation}{by}",
            counterexample={name: text(value) for name, value in values.items()},
        )


def guided(claim: Claim) -> bool:
    """Whether the page says why drawn values satisfy the hypotheses."""
    return "given" in claim.hints


def promising(
    statement: Statement, batch: list[dict[str, Term]]
) -> tuple[list[tuple[Statement, dict[str, Term]]], int, bool]:
    """The statement at those values that enclosures do not rule out, first those where it is seen to fail.

    With them, at how many values enclosures leave the conclusion open, and whether they decide it at any.
    """
    decided = False
    seen: list[tuple[Statement, dict[str, Term]]] = []
    unsure: list[tuple[Statement, dict[str, Term]]] = []
    for values in batch:
        try:
            if (ruled_out := _ruled_out(statement, values)) is not None:
                decided |= ruled_out
                continue
            closed = instantiate(statement, {name: jsonable(value) for name, value in values.items()}, "$")
            look = Evaluator({}, {}, 64)
            fails = look.decide(negated(closed.then))
            decided |= fails is not None
            if fails is not False and all(look.decide(fact) is not False for fact in closed.given):
                (seen if fails else unsure).append((closed, values))
        except REFUSED:
            continue
    return [*seen, *unsure[:UNSURE]], len(unsure), decided


def _ruled_out(statement: Statement, values: Mapping[str, Term]) -> bool | None:
    """Whether it is the conclusion (else a hypothesis) that rules the values out; None where nothing does so at once.

    The same look as at the closed statement, which takes far longer to write out and to read.
    """
    try:
        known = {name: Evaluator({}, {}, 64).value(value) for name, value in values.items()}
        sorts = {name: substitute_sort(sort, values) for name, sort in statement.let}
    except REFUSED:
        return None
    look = Evaluator(known, sorts, 64)
    if any(look.decide(fact) is False for fact in statement.given):
        return False
    return True if look.decide(negated(statement.then)) is False else None


def refutation(
    statement: Statement, values: dict[str, Term], deadline: Deadline, failure: Mapping[str, Any] = AUTO
) -> dict[str, Any] | None:
    """The certificate that these values refute the statement, or None; ``failure`` sketches why it fails there."""
    found, _, _ = promising(statement, [values])
    return next((_shown(closed, values, deadline, failure) for closed, _ in found), None)


def _shown(
    closed: Statement,
    values: Mapping[str, Term],
    deadline: Deadline,
    failure: Mapping[str, Any],
    sketches: Mapping[int, Any] = MappingProxyType({}),
    known: int | None = None,
) -> dict[str, Any] | None:
    """Hypotheses and failure proved: where a quantifier is unbounded, looking decides nothing and tactics have to.

    The failure may use the first ``known`` hypotheses; all of them where no number is given.
    """
    plain = {name: jsonable(value) for name, value in values.items()}
    goal = Goal({}, (), negated(closed.then)).knowing(*closed.given[:known])
    # Where there are values, others will come: the first ones must not use up the time.
    by = {i: placed(sketch, plain) for i, sketch in sketches.items()}
    given = hypotheses(closed, deadline.share(0.3), by) if by else None
    if by and given is None:
        return None
    then, _ = fill(goal, placed(failure, plain), deadline.share(0.3 if values else 0.8))
    if not by:
        given = None if then is None else hypotheses(closed, deadline.share(0.5))
    return (
        None if given is None or then is None else {"verdict": "refuted", "values": plain, "given": given, "then": then}
    )


def _simplified(
    statement: Statement, values: dict[str, Term], certificate: dict[str, Any], deadline: Deadline
) -> tuple[dict[str, Term], dict[str, Any]]:
    """A simpler counterexample that is seen to be one and proved; else the one that is there."""
    dimensions = frozenset[str]().union(*(sort_dimensions(sort) for _, sort in statement.let))
    defined = definitions(statement, dimensions)
    free = {name: sort for name, sort in statement.let if name not in dimensions and name not in defined}

    def recomputed(changed: dict[str, Term]) -> dict[str, Term]:
        return completed({name: changed[name] for name in (*dimensions, *free)}, defined)

    if open_starts(statement):  # the defined sequences have starts of their own
        return values, certificate
    time = Deadline(min(SHRINKING, deadline.share(0.5).left))
    simple = recomputed(simplest(values, free, lambda changed: seen_to_fail(statement, recomputed(changed)), time))
    shown = refutation(statement, simple, deadline) if simple != values else None
    return (values, certificate) if shown is None else ({name: simple[name] for name in values}, shown)


def seen_to_fail(statement: Statement, values: dict[str, Term]) -> bool:
    """Whether enclosures decide that the hypotheses hold at the values and the conclusion fails. Proves nothing."""
    try:
        closed = instantiate(statement, {name: jsonable(value) for name, value in values.items()}, "$")
        look = Evaluator({}, {}, 64)
        return all(map(look.decide, (*closed.given, negated(closed.then))))
    except REFUSED:
        return False


def assignments(statement: Statement, seed: int) -> Iterator[dict[str, Term]]:
    """Values for all names, simple ones first, the same for one seed; defined names get their values.

    Combinations of simple values in dimensions 1, 2, 3 take turns with values drawn at random. Where a hypothesis on
    the others fails, the defined names are left out.
    """
    dimensions = frozenset[str]().union(*(sort_dimensions(sort) for _, sort in statement.let))
    defined = definitions(statement, dimensions)
    free = [(name, sort) for name, sort in statement.let if name not in dimensions and name not in defined]
    free += list(open_starts(statement).values())
    known, names = Told(statement), {name for name, _ in statement.let}
    plain = replace(statement, given=tuple(fact for fact in statement.given if not free_names(fact) & defined.keys()))
    streams: list[Iterator[dict[str, Term]]] = [
        _simple(free, {name: num(d) for name in dimensions}, known) for d in (1, 2, 3)
    ]
    streams.append(_drawn(free, sorted(dimensions), known, random.Random(seed)))
    while streams:
        for stream in list(streams):
            turn = list(islice(stream, TURN))
            if not turn:
                streams.remove(stream)
            for values in turn:
                whole = values if _ruled_out(plain, values) is False else completed(values, defined)
                yield {name: value for name, value in whole.items() if name in names}


def _simple(free: list[tuple[str, Sort]], fixed: dict[str, Term], known: Told) -> Iterator[dict[str, Term]]:
    pools = [known.few(name, substitute_sort(sort, fixed)) for name, sort in free]
    for chosen in islice(_diagonal(pools), SIMPLEST):
        yield {**fixed, **dict(zip((name for name, _ in free), chosen, strict=True))}


def _drawn(
    free: list[tuple[str, Sort]], dimensions: list[str], known: Told, rng: random.Random
) -> Iterator[dict[str, Term]]:
    for _ in range(TRIES):
        values: dict[str, Term] = {name: num(rng.choice((1, 2, 2, 3))) for name in dimensions}
        for name, sort in free:
            values[name] = known.draw(name, substitute_sort(sort, values), rng)
        yield values


def _diagonal(pools: list[list[Term]]) -> Iterator[tuple[Term, ...]]:
    """All combinations, those with small places in their pools first."""
    most = sum(len(pool) - 1 for pool in pools)
    for weight in range(most + 1):
        yield from _of_weight(pools, weight)


def _of_weight(pools: list[list[Term]], weight: int) -> Iterator[tuple[Term, ...]]:
    if not pools:
        if weight == 0:
            yield ()
        return
    for place in range(min(weight, len(pools[0]) - 1) + 1):
        for rest in _of_weight(pools[1:], weight - place):
            yield (pools[0][place], *rest)
