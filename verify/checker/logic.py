"""Rules for the structure of formulas: conjunction, cases, names, hypotheses, suppositions, equal terms."""

from typing import Any

from .facts import hypothesis
from .goals import Goal, Open, Rejected, ensure_defined, ensure_family, evident, formula_defined
from .proving import Proof, prove
from .reading import WIDTH, listed, new_name, read_term
from .sorts import binds, sort_of
from .terms import (
    BINDERS,
    ZERO,
    Malformed,
    Sort,
    Term,
    free_names,
    negated,
    places,
    sort_dimensions,
    substitute,
    substitute_sort,
)


def intro(goal: Goal, proof: Proof, path: str) -> None:
    """For all names, if A then B: take the names as new, A as known, show B."""
    if goal.then[0] == "forall":
        named, values = taking(goal, goal.then[1], proof.get("as", [name for name, _ in goal.then[1]]), f"{path}.as")
        goal = named.to_show(substitute(goal.then[2], values))
    elif goal.then[0] != "implies":
        raise Rejected(f"intro: the conclusion is neither forall nor implies @ {path}")
    if goal.then[0] == "implies":
        goal = goal.to_show(goal.then[2]).knowing(goal.then[1])
    prove(goal, proof["then"], f"{path}.then")


def taking(goal: Goal, names: tuple[tuple[str, Sort], ...], new: Any, path: str) -> tuple[Goal, dict[str, Term]]:
    """The goal with new names of the sorts of ``names``, and the terms that stand for these: also in later sorts."""
    if len(listed(new, path)) != len(names):
        raise Malformed(f"proof: expected {len(names)} names @ {path}")
    named, values = dict[str, Sort](), dict[str, Term]()
    for i, ((old, sort), name) in enumerate(zip(names, new, strict=True)):
        named[new_name(name, {**goal.scope, **named}, f"{path}[{i}]")] = substitute_sort(sort, values)
        values[old] = ("var", name)
    return goal.naming(named, path), values


def both(goal: Goal, proof: Proof, path: str) -> None:
    """A and B and ...: each part."""
    parts = listed(proof["parts"], f"{path}.parts")
    if goal.then[0] != "and" or len(parts) != len(goal.then) - 1:
        raise Rejected(f"and: the conclusion is not a conjunction of {len(parts)} parts @ {path}")
    for i, (part, by) in enumerate(zip(goal.then[1:], parts, strict=True)):
        prove(goal.to_show(part), by, f"{path}.parts[{i}]")


def either(goal: Goal, proof: Proof, path: str) -> None:
    """A or B or ...: one part."""
    index = proof["part"]
    if goal.then[0] != "or" or type(index) is not int or not 1 <= index < len(goal.then):
        raise Rejected(f"or: the conclusion has no part {index!r:.20} @ {path}")
    prove(goal.to_show(goal.then[index]), proof["by"], f"{path}.by")


def exists(goal: Goal, proof: Proof, path: str) -> None:
    """There is a value: these terms."""
    if goal.then[0] != "exists":
        raise Rejected(f"exists: the conclusion does not say that something exists @ {path}")
    values = instance(goal, goal.then[1], proof["at"], f"{path}.at", tables=True)
    prove(goal.to_show(substitute(goal.then[2], values)), proof["by"], f"{path}.by")


def instance(
    goal: Goal, names: tuple[tuple[str, Sort], ...], data: Any, path: str, tables: bool = False
) -> dict[str, Term]:
    """Terms of the declared sorts, defined under the hypotheses, for bound names.

    ``tables``: also functions that are defined at the places of a table only. What is shown of such a one is so of any
    function that goes on from it; what is so of all functions need not be so of it.
    """
    terms = listed(data, path)
    if len(terms) != len(names):
        raise Malformed(f"proof: expected {len(names)} terms @ {path}")
    values: dict[str, Term] = {}
    for i, ((name, sort), item) in enumerate(zip(names, terms, strict=True)):
        if sort_dimensions(sort) & {other for other, _ in names[:i]}:
            raise Rejected(f"proof: a bound dimension cannot be instantiated here @ {path}[{i}]")
        values[name] = read_term(item, goal.scope, sort, f"{path}[{i}]")
        (ensure_family if tables else ensure_defined)(values[name], goal, f"{path}[{i}]")
    return values


def use(goal: Goal, proof: Proof, path: str) -> None:
    """Take a hypothesis at these terms, show its premises, and know what it says."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    premises = list(listed(proof.get("premises", ()), f"{path}.premises"))
    if fact[0] == "forall":
        fact = substitute(fact[2], instance(goal, fact[1], proof.get("at"), f"{path}.at"))
    count = 0
    while fact[0] == "implies" and count < len(premises):
        prove(goal.to_show(fact[1]), premises[count], f"{path}.premises[{count}]")
        fact, count = fact[2], count + 1
    if count != len(premises):
        raise Rejected(f"use: the hypothesis has only {count} premises @ {path}.premises")
    prove(goal.knowing(fact), proof["then"], f"{path}.then")


def obtain(goal: Goal, proof: Proof, path: str) -> None:
    """A hypothesis says that something exists: give it these new names."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    if fact[0] != "exists":
        raise Rejected(f"obtain: hypothesis {proof['of']} does not say that something exists @ {path}")
    named, values = taking(goal, fact[1], proof["as"], f"{path}.as")
    prove(named.knowing(substitute(fact[2], values)), proof["then"], f"{path}.then")


def alternatives(goal: Goal, proof: Proof, path: str) -> None:
    """A hypothesis says A or B or ...: show the conclusion in each case."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    parts = listed(proof["parts"], f"{path}.parts")
    if fact[0] != "or" or len(parts) != len(fact) - 1:
        raise Rejected(f"alternatives: hypothesis {proof['of']} is not a disjunction of {len(parts)} @ {path}")
    for i, (part, by) in enumerate(zip(fact[1:], parts, strict=True)):
        prove(goal.knowing(part), by, f"{path}.parts[{i}]")


def assumption(goal: Goal, proof: Proof, path: str) -> None:
    """The conclusion is a hypothesis, or follows at once: from one by a factor, by signs, or on their box."""
    if goal.then in goal.given or goal.evaluator().decide(goal.then):
        return
    ensure_defined(goal.then, goal, path)
    if not evident(goal.then, goal):
        raise Rejected(f"assumption: the conclusion does not follow at once @ {path}")


def cut(goal: Goal, proof: Proof, path: str) -> None:
    """Show a fact first, then use it."""
    fact = read_term(proof["fact"], goal.scope, "truth", f"{path}.fact")
    prove(goal.to_show(fact), proof["by"], f"{path}.by")
    prove(goal.knowing(fact), proof["then"], f"{path}.then")


def cases(goal: Goal, proof: Proof, path: str) -> None:
    """Two numbers compare in one of three ways: show the conclusion in each."""
    left = read_term(proof["left"], goal.scope, "real", f"{path}.left")
    right = read_term(proof["right"], goal.scope, "real", f"{path}.right")
    ensure_defined(left, goal, f"{path}.left")
    ensure_defined(right, goal, f"{path}.right")
    for name, fact in (("lt", ("lt", left, right)), ("eq", ("eq", left, right)), ("gt", ("lt", right, left))):
        prove(goal.knowing(fact), proof[name], f"{path}.{name}")


def suppose(goal: Goal, proof: Proof, path: str) -> None:
    """Suppose that the conclusion, which is defined, fails, and show 0 < 0."""
    formula_defined(goal.then, goal, path)
    prove(goal.knowing(negated(goal.then)).to_show(("lt", ZERO, ZERO)), proof["then"], f"{path}.then")


def leave_open(goal: Goal, proof: Proof, path: str) -> None:
    """No proof yet: always rejected."""
    raise Open(goal, str(proof["name"]), path)


def keep(goal: Goal, proof: Proof, path: str) -> None:
    """Only these hypotheses, in this order: what holds without the others holds with them."""
    kept = enumerate(listed(proof["of"], f"{path}.of"))
    given = tuple(hypothesis(goal, number, f"{path}.of[{i}]") for i, number in kept)
    prove(Goal(goal.scope, given, goal.then, goal.gaps), proof["then"], f"{path}.then")


def absurd(goal: Goal, proof: Proof, path: str) -> None:
    """The hypotheses give 0 < 0: anything follows."""
    prove(goal.to_show(("lt", ZERO, ZERO)), proof["by"], f"{path}.by")


def contradiction(goal: Goal, proof: Proof, path: str) -> None:
    """A hypothesis says that something is not so, and it is so: anything follows."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    if fact[0] != "not":
        raise Rejected(f"contradiction: hypothesis {proof['of']} denies nothing @ {path}")
    prove(goal.to_show(fact[1]), proof["by"], f"{path}.by")


def rewrite(goal: Goal, proof: Proof, path: str) -> None:
    """Replace one side of an equation among the hypotheses by the other, wherever it stands free in the conclusion."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    if fact[0] != "eq" or type(proof.get("back", False)) is not bool:
        raise Rejected(f"rewrite: hypothesis {proof['of']} is not an equation @ {path}")
    old, new = (fact[2], fact[1]) if proof.get("back", False) else (fact[1], fact[2])
    sorts = sort_of(old, goal.scope), sort_of(new, goal.scope)
    if sorts[0] != sorts[1] and not (WIDTH.get(str(sorts[1]), 9) <= WIDTH.get(str(sorts[0]), -1)):
        raise Rejected(f"rewrite: the sides have different sorts @ {path}")
    prove(
        goal.to_show(_replaced(goal.then, old, new, free_names(old) | free_names(new))),
        proof["then"],
        f"{path}.then",
    )


def _replaced(term: Term, old: Term, new: Term, names: frozenset[str]) -> Term:
    if term == old:
        return new
    if term[0] in BINDERS and names & binds(term).keys():
        return term
    inner = set(places(term))
    return tuple(_replaced(part, old, new, names) if i in inner else part for i, part in enumerate(term))
