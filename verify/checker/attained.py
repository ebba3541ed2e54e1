"""The rule of the extreme value: a function that is Lipschitz on a closed interval attains its minimum there."""

from .goals import Goal, Rejected, ensure_defined
from .proving import Proof, prove
from .reading import read_term
from .terms import Term, free_names, substitute


def attained(goal: Goal, proof: Proof, path: str) -> None:
    """There is z with a <= z, z <= b, and f(z) <= f(y) for all y with a <= y and y <= b.

    ``ends`` shows a <= b, ``by`` that |f(y) - f(z)| <= K |y - z| for all y, z of the interval, K being ``constant``.
    """
    low, high, (least, at_least), (name, body) = _parts(goal.then, path)
    constant = read_term(proof["constant"], goal.scope, "real", f"{path}.constant")
    ensure_defined(constant, goal, f"{path}.constant")
    prove(goal.to_show(("le", low, high)), proof["ends"], f"{path}.ends")
    inside = [bound for one in (("var", name), ("var", least)) for bound in (("le", low, one), ("le", one, high))]
    change: Term = ("abs", ("sub", body, at_least))
    allowed: Term = ("mul", constant, ("abs", ("sub", ("var", name), ("var", least))))
    if free_names(constant) & {name, least}:
        raise Rejected(f"attained: the constant speaks of a bound name @ {path}.constant")
    names = ((name, "real"), (least, "real"))
    lipschitz: Term = ("forall", names, ("implies", ("and", *inside), ("le", change, allowed)))
    prove(goal.to_show(lipschitz), proof["by"], f"{path}.by")


def _parts(then: Term, path: str) -> tuple[Term, Term, tuple[str, Term], tuple[str, Term]]:
    """a, b, (z, f(z)) and (y, f(y)) of the conclusion, which has to be of exactly this form."""
    wrong = Rejected(f"attained: the conclusion does not say that a minimum is attained @ {path}")
    if then[0] != "exists" or len(then[1]) != 1 or then[1][0][1] != "real" or then[2][0] != "and" or len(then[2]) != 4:
        raise wrong
    least, (_, above, below, every) = then[1][0][0], then[2]
    if every[0] != "forall" or len(every[1]) != 1 or every[1][0][1] != "real" or every[2][0] != "implies":
        raise wrong
    name, (_, within, smaller) = every[1][0][0], every[2]
    if (above[0], below[0], smaller[0]) != ("le", "le", "le") or above[2] != ("var", least) or below[1] != above[2]:
        raise wrong
    low, high, body = above[1], below[2], smaller[2]
    expected = ("and", ("le", low, ("var", name)), ("le", ("var", name), high))
    bound = {least, name}
    if within != expected or name == least or (free_names(low) | free_names(high)) & bound or least in free_names(body):
        raise wrong
    if smaller[1] != substitute(body, {name: ("var", least)}):
        raise wrong
    return low, high, (least, smaller[1]), (name, body)
