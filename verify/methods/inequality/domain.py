"""When a term is defined: the conditions of all its steps."""

from verify.checker.goals import Goal, partial
from verify.checker.terms import Term, places


def conditions(term: Term, goal: Goal) -> list[Term]:
    """All conditions for the term to be defined, inner ones first."""
    found: list[Term] = []
    for i in places(term):
        found += conditions(term[i], goal)
    return found + partial(term, goal)
