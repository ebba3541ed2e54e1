"""Hypotheses "for all names, if ..., then ..." at names in scope: what they say of a side condition, as it stands."""

from collections.abc import Mapping

from .terms import Sort, Term, free_names, places, sort_dimensions, substitute


def premises_of(fact: Term, condition: Term, scope: Mapping[str, Sort]) -> list[Term] | None:
    """What remains to be known for a hypothesis to say ``condition``; None when it does not say so at any names.

    The hypothesis is ``condition`` under "for all" and "if", with names of ``scope``, of the same sorts, for all that
    it binds. Nothing is simplified: the substituted hypothesis is the condition itself.
    """
    names: dict[str, Sort] = {}
    premises: list[Term] = []
    while fact[0] in ("forall", "implies"):
        if fact[0] == "forall":
            # A premise further out speaks of another name, that of the scope, where this binder takes it up again.
            if any(name in names or any(name in free_names(p) for p in premises) for name, _ in fact[1]):
                return None
            names.update(fact[1])
        else:
            premises.append(fact[1])
        fact = fact[2]
    found: dict[str, Term] = {}
    if fact[0] != condition[0] or not _matches(fact, condition, names, found) or found.keys() != names.keys():
        return None
    if any(sort_dimensions(sort) & names.keys() or scope.get(found[name][1]) != sort for name, sort in names.items()):
        return None
    return [substitute(premise, found) for premise in premises] if substitute(fact, found) == condition else None


def _matches(pattern: Term, term: Term, names: Mapping[str, Sort], found: dict[str, Term]) -> bool:
    """Whether ``term`` may be ``pattern`` with names for ``names``, which are collected in ``found``."""
    if pattern[0] == "var" and pattern[1] in names:
        return term[0] == "var" and found.setdefault(pattern[1], term) == term
    if pattern[0] != term[0] or len(pattern) != len(term):
        return False
    inner = set(places(pattern))
    return all(i not in inner or _matches(pattern[i], term[i], names, found) for i in range(1, len(pattern)))
