"""When a term is defined: the conditions of all its steps."""

from verify.checker.goals import Goal, partial
from verify.checker.terms import BINDERS, Term, outside, places


def conditions(term: Term, goal: Goal) -> list[Term]:
    """All conditions for the term to be defined, inner ones first; none from inside a sum or another binder."""
    found: list[Term] = []
    for i in sorted(outside(term) & set(places(term))) if term[0] in BINDERS else places(term):
        found += conditions(term[i], goal)
    return found + partial(term, goal)
