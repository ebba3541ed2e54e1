"""Facts about exp, log and powers that several derivations of appendix A start with, each with its proof.

A derivation puts one in by ``have(FACT, FACT_BY, then)``; AUTO is a proof that the tactics find.
"""

from verify.claims.notation import Expr, both, equal, exp, for_all, implies, log, reals, term
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, slope, use

__all__ = ["AT_MOST_ONE", "BELOW_ONE", "LOG_RISES", "POWER", "POWER_STRICT", "SMALLER"]
a, b, p, s, z, t_1 = reals("a_0 b_0 p_0 s_0 z_0 h_0")

AT_MOST_ONE = for_all(z, implies(z <= 0, exp(z) <= 1))
BELOW_ONE = for_all(z, implies(z < 0, exp(z) < 1))

SMALLER = for_all(*(a, b, p), implies(both(a <= b, p > 0), exp(-p * b) <= exp(-p * a)))
SMALLER_BY = intro(have(AT_MOST_ONE, AUTO, use(-1, [p * (a - b)], combine(part("1", -1, ["exp", -p * a])), [AUTO])))

LOG_RISES = for_all(*(a, b), implies(both(a > 0, b >= 0), log(a) <= log(a + b)))
LOG_RISES_BY = intro(slope("b_0", term(0)))
LOG_RISES_STRICTLY = for_all(*(a, b), implies(both(a > 0, b > 0), log(a) < log(a + b)))
LOG_RISES_STRICTLY_BY = intro({**slope("b_0", term(0)), "strict": "slope"})

# t >= s^(-1/p) gives t^(-p) <= s: log t >= -(1/p) log s, so that exp(-p log t - log s) <= 1.
level = s ** (-1 / p)
IS_POSITIVE = combine(part("1", -1), part("1", ["exp", -1 / p * log(s)]))
POWER = for_all(*(t_1, s, p), implies(both(s > 0, p > 0, t_1 >= level), both(t_1 > 0, t_1 ** (-p) <= s)))
POWER_STRICT = for_all(*(t_1, s, p), implies(both(s > 0, p > 0, t_1 > level), both(t_1 > 0, t_1 ** (-p) < s)))


def by_logarithms(rises: Expr, rises_by: Step, one: Expr, falls: Expr) -> Proof:
    """log(s) against -p log(t), then s^(-1) t^(-p) against 1, then times s (hypothesis -9)."""
    last = use(-1, [-p * log(t_1) - log(s)], {"rule": "and", "parts": [AUTO, combine(part("1", -9, -1))]}, [AUTO])
    compared = have(falls, combine(part("1", -5, -1)), have(one, AUTO, last))
    return intro(have(t_1 > 0, IS_POSITIVE, have(rises, rises_by, use(-1, [level, t_1 - level], compared, [AUTO]))))


POWER_BY = by_logarithms(LOG_RISES, LOG_RISES_BY, AT_MOST_ONE, log(s) >= -p * log(t_1))
POWER_STRICT_BY = by_logarithms(LOG_RISES_STRICTLY, LOG_RISES_STRICTLY_BY, BELOW_ONE, log(s) > -p * log(t_1))

# a > -(1/p) log s gives exp(-p a) < s.
TAIL = for_all(*(a, s, p), implies(both(s > 0, p > 0, a > -1 / p * log(s)), exp(-p * a) < s))
TAIL_BY = intro(
    have(
        -p * a - log(s) < 0,
        combine(part("1", -2, -1)),
        have(BELOW_ONE, AUTO, use(-1, [-p * a - log(s)], combine(part("1", -6, -1)), [AUTO])),
    )
)

LOG_SUM = for_all(*(a, b), equal(log(exp(a) * exp(b)), a + b))
TANGENT = for_all(z, exp(z) >= 1 + z)
