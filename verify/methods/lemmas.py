"""An earlier claim as a step of a derivation: what it states, by the derivation on its page."""

from collections.abc import Iterator, Mapping
from typing import Any

from verify.checker.terms import BINDERS, jsonable
from verify.claims.claim import Claim
from verify.methods.steps import Proof, Step


def lemma(claim: Claim, then: Step, *shared: str, **called: str) -> Proof:
    """First what an earlier claim states, by the derivation on its page; then the rest, the claim being known.

    The claim is put in for all values of its names but the ``shared`` ones, which keep their meaning: a dimension has
    to be shared, or ``called`` by the goal's name for it (d="D"). Its names, and those of its derivation, get a mark,
    so that they do not meet those of the goal; what the claim itself binds keeps its name. Fails (ValueError) where the
    claim has no derivation.
    """
    if claim.statement is None or "derivation" not in claim.hints:
        raise ValueError(f"lemma: {claim.id} has no derivation")
    statement, derivation = claim.statement, claim.hints["derivation"]
    formulas = jsonable((*statement.given, statement.then))
    names = [(name, sort) for name, sort in statement.let if name not in shared and name not in called]
    own = set(_bound(derivation)) - set(_bound(formulas)) - {name for name, _ in statement.let}
    marked = {name: f"{name}_of" for name in (*dict(names), *sorted(own))} | called
    *given, conclusion = _marked(formulas, marked)
    declared = [[marked[name], _in_space(jsonable(sort), marked)] for name, sort in names]
    fact = conclusion if not given else ["implies", given[0] if len(given) == 1 else ["and", *given], conclusion]
    by = _marked(derivation, marked)
    alone: Proof = {"rule": "keep", "of": [], "then": {"rule": "intro", "then": by} if declared or given else by}
    closed = ["forall", declared, fact] if declared else fact
    return {"rule": "cut", "fact": closed, "by": alone, "then": dict(then)}


def _bound(data: Any) -> Iterator[str]:
    """The names that terms bind and proofs take as new."""
    if isinstance(data, dict):
        taken = data.get("as", ())
        yield from [taken] if isinstance(taken, str) else taken
    if isinstance(data, (list, tuple)) and len(data) > 1 and isinstance(data[0], str) and data[0] in BINDERS:
        yield from [data[1]] if isinstance(data[1], str) else [name for name, _ in data[1]]
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, (list, tuple)) else ():
        yield from _bound(part)


def _marked(data: Any, names: Mapping[str, str]) -> Any:
    """Terms or a proof with these names changed, where they are bound and where they are used."""

    def new(name: Any) -> Any:
        return names.get(name, name) if isinstance(name, str) else name

    if isinstance(data, dict):
        changed = {field: _marked(part, names) for field, part in data.items()}
        for field in {"as", "var"} & data.keys():
            taken = data[field]
            changed[field] = new(taken) if isinstance(taken, str) else [new(name) for name in taken]
        return changed
    if not isinstance(data, (list, tuple)) or not data:
        return data
    if len(data) == 2 and data[0] in ("var", "ident") and isinstance(data[1], str):
        return [data[0], new(data[1])]
    parts = [_marked(part, names) for part in data]
    if isinstance(data[0], str) and data[0] in BINDERS:
        parts[1] = (
            new(data[1])
            if isinstance(data[1], str)
            else [[new(name), _in_space(jsonable(sort), names)] for name, sort in data[1]]
        )
    return parts


def _in_space(sort: Any, names: Mapping[str, str]) -> Any:
    """A sort with its dimensions changed."""
    if isinstance(sort, str):
        return sort
    if sort[0] in ("vec", "map"):
        return [sort[0], *(names.get(size, size) for size in sort[1:])]
    return [_in_space(part, names) for part in sort]
