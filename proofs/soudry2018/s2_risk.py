"""Section 2: the risk (2.1), its gradient (2.2), folding of labels and constants, and why it has no critical point."""

from proofs.soudry2018.notation import PAGE, N, d, eta, everyone, k, n, x
from proofs.soudry2018.s2_losses import QUARTER, logistic, logistic_example
from verify.claims.assumptions import assumption_2, gradient_descent, gradient_of_risk
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    between,
    both,
    derivative,
    descent,
    differ,
    differentiable,
    either,
    equal,
    every,
    exp,
    family,
    for_all,
    function,
    gradient,
    implies,
    nats,
    numbers,
    reals,
    risk,
    scalar_function,
    scale,
    separable,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, have, intro, part, use

loss, label, w = scalar_function("l"), numbers("y"), family("w", d)
v, w_star = vectors("v w_star", d)
beta, eps, gamma, late = reals("beta eps gamma T")
(t,) = nats("t")
L = risk(loss, x, everyone, d)
slope_at = derivative(loss)


def iff(left: Expr, right: Expr) -> Expr:
    """Both hold, or neither."""
    return Expr(("iff", left, right))


def both_ways(there: Step, back: Step) -> Proof:
    """The two implications of "if and only if"."""
    return {"rule": "unfold", "then": {"rule": "and", "parts": [intro(there), intro(back)]}}


# -- (2.2) and the folding of labels ----------------------------------------------------------------------------------

SAME_STEP = intro(use(-1, [t], combine(part("1", -1))), "t")
EQ_2_2 = PAGE.encoded(
    "eq-2.2",
    statement(
        [d, N, x, loss, eta],
        [differentiable(loss)],
        both(
            for_all(v, equal(gradient(L)(v), gradient_of_risk(loss, x, everyone, v))),
            for_all(w, iff(descent(w, eta, L), gradient_descent(w, eta, loss, x, everyone))),
        ),
    ),
    example={"d": term(1), "N": term(1), "x": table(vector(1)), "l": logistic, "eta": term(1)},
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [AUTO, intro(both_ways(SAME_STEP, SAME_STEP), "w")]}},
)

folded = function(k, scale(label(k), x(k)))
labelled = function(v, total(n, everyone, loss(label(n) * (v @ x(n)))))
(point,) = vectors("p", d)
SIGNS = every(n, everyone, either(equal(label(n), 1), equal(label(n), -1)))
margins = every(n, everyone, label(n) * (point @ x(n)) >= 1), every(n, everyone, point @ folded(n) >= 1)
FOLD = PAGE.encoded(
    "s2-fold",
    statement(
        [d, N, x, loss, label, eta],
        [differentiable(loss), SIGNS],
        both(
            for_all(point, equal(labelled(point), risk(loss, folded, everyone, d)(point))),
            for_all(point, equal(gradient(labelled)(point), gradient(risk(loss, folded, everyone, d))(point))),
            for_all(w, iff(descent(w, eta, labelled), descent(w, eta, risk(loss, folded, everyone, d)))),
            for_all(point, iff(*margins)),
        ),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "l": logistic,
        "y": table(-1),
        "eta": term(1),
    },
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [AUTO, AUTO, intro(both_ways(SAME_STEP, SAME_STEP), "w"), AUTO],
        }
    },
)

(z,) = reals("z")
(growth,) = reals("g")
w_inf, rest = vectors("w_inf rho", d)
along = scale(growth, w_inf) + rest
fitted = total(n, everyone, scale(exp(-(along @ x(n))), x(n)))
EQ_2_5 = PAGE.encoded(
    "eq-2.5",
    statement(
        [d, N, x, growth, w_inf, rest],
        [],
        both(
            equal(-gradient(risk(function(z, exp(-z)), x, everyone, d))(along), fitted),
            equal(
                fitted,
                total(n, everyone, scale(exp(-growth * (w_inf @ x(n))) * exp(-(rest @ x(n))), x(n))),
            ),
        ),
    ),
    note="At one time: g stands for g(t), rho for rho(t).",
)

# -- no critical point, and the infimum -------------------------------------------------------------------------------

ASSUMED = assumption_2(loss, beta)
LET = [d, N, x, loss, beta]
LOGISTIC_POINT = {"d": term(1), "N": term(1), "x": table(vector(1)), "l": logistic, "beta": QUARTER}
SEPARATES = every(n, everyone, w_star @ x(n) > 0)
pulls = total(n, everyone, slope_at(v @ x(n)) * (w_star @ x(n)))
FIRST = {"rule": "unfold", "then": AUTO}


def pull_negative(margins_at: int) -> Proof:
    """Each term is negative: the slope is (hypothesis 4), and the margin is positive (this hypothesis)."""

    def one(index: Expr) -> Step:
        return use(4, [v @ x(index)], use(margins_at, [index], combine(part("1", -1, -2)), [AUTO]))

    strict = {"at": term(1), "member": FIRST, "by": use(margins_at, [term(1)], _strictly(), [FIRST])}
    return {"rule": "termwise", "as": "m", "by": one(Expr(("var", "m"))), "strict": strict}


def _strictly() -> Step:
    return use(4, [v @ x(1)], combine(part("1", -1, -2)))


NEGATIVE = pulls < total(n, everyone, term(0))


def obtained(then: Step) -> Proof:
    """Assumption 1 (hypothesis 1) gives a vector w_star with all margins positive (the last hypothesis)."""
    return {"rule": "unfold", "of": 1, "then": {"rule": "obtain", "of": -1, "as": ["w_star"], "then": then}}


origin = scale(0, v)
AGAINST = {"rule": "suppose", "then": combine(part("1", -2), part("-1", ["along", -1, w_star]))}
NO_CRITICAL = PAGE.encoded(
    "s2-nocrit",
    statement(
        LET,
        [N >= 1, separable(x, everyone), *ASSUMED],
        for_all(v, differ(gradient(L)(v), origin)),
    ),
    example=LOGISTIC_POINT,
    by=("derivation",),
    hints={
        "derivation": obtained(intro(have(NEGATIVE, pull_negative(10), AGAINST), "v")),
        "example": logistic_example(2),
    },
    note="There is at least one sample.",
)

# -- the infimum of the risk is 0 and is not attained -----------------------------------------------------------------

(j,) = nats("j")
some_margin = there_is(gamma, both(gamma > 0, every(n, between(1, j), implies(n <= N, w_star @ x(n) >= gamma))))
IMPOSSIBLE = {"rule": "absurd", "by": AUTO}


def unfolded(of: int, then: Step) -> Proof:
    """What a hypothesis means, then the rest."""
    return {"rule": "unfold", "of": of, "then": then}


def among_first(then: Step) -> Step:
    """n is at most j, being below j + 1 (the last hypothesis): it is among those known (hypothesis 13)."""
    inside = have(n >= 1, AUTO, {"rule": "unfold", "then": AUTO})
    return have(n <= j, combine(part("1", ["successor", -1])), use(13, [n], then, [inside, AUTO]))


def smallest(value: Expr) -> Proof:
    """This, the smaller of the margin so far and the next one, serves: n in {1..j+1} (17), n <= N (18)."""
    compare: Proof = {
        "rule": "cases",
        "left": n,
        "right": j + 1,
        "lt": among_first(AUTO),
        "eq": {"rule": "rewrite", "of": 19, "then": AUTO},
        "gt": unfolded(17, IMPOSSIBLE),
    }
    return {"rule": "exists", "at": [value], "by": {"rule": "and", "parts": [AUTO, intro(intro(compare), "n")]}}


# In the step: the margins so far (13), then the next one.
next_margin = w_star @ x(j + 1)
KEEP = smallest(gamma)
WITHIN = have(
    next_margin > 0,
    use(10, [j + 1], AUTO, [{"rule": "unfold", "then": AUTO}]),
    {"rule": "cases", "left": gamma, "right": next_margin, "lt": KEEP, "eq": KEEP, "gt": smallest(next_margin)},
)
PAST = intro(intro(unfolded(15, have(n < j + 1, AUTO, among_first(AUTO)))), "n")
BEYOND = {"rule": "exists", "at": [gamma], "by": {"rule": "and", "parts": [AUTO, PAST]}}
NO_SAMPLE = {
    "rule": "exists",
    "at": [term(1)],
    "by": {"rule": "and", "parts": [AUTO, intro(unfolded(-1, IMPOSSIBLE), "n")]},
}
BY_INDUCTION: Proof = {
    "rule": "induction",
    "var": "j",
    "base": NO_SAMPLE,
    "step": {
        "rule": "obtain",
        "of": -1,
        "as": ["gamma"],
        "then": {"rule": "cases", "left": j + 1, "right": N, "lt": WITHIN, "eq": WITHIN, "gt": BEYOND},
    },
}

(m,) = nats("m")
count = total(k, everyone, term(1))
share, reach = eps / (1 + count), absolute(late) / gamma
far = scale(reach, w_star)
LATE_ENOUGH = combine(part("1", ["abs", late], ["positive", 1 / gamma], -1), part("1", ["abs_above", late]))
ONE_LOSS = use(
    19,
    [m],
    have(late <= reach * (w_star @ x(m)), LATE_ENOUGH, use(16, [reach * (w_star @ x(m))], AUTO, [AUTO])),
    [AUTO, AUTO],
)
SMALL_RISK = have(
    total(n, everyone, loss(far @ x(n))) <= total(n, everyone, share),
    {"rule": "termwise", "as": "m", "by": ONE_LOSS},
    combine(part("1", -1), part("1", 13), part("-1", ["inverse", 1 + count], times=eps)),
)
ALONG_RAY = have(
    share > 0,
    AUTO,
    unfolded(
        5,
        use(
            14,
            [share],
            {
                "rule": "obtain",
                "of": 15,
                "as": ["T"],
                "then": use(
                    11,
                    [N],
                    {
                        "rule": "obtain",
                        "of": 17,
                        "as": ["gamma"],
                        "then": {"rule": "exists", "at": [far], "by": SMALL_RISK},
                    },
                ),
            },
            [AUTO],
        ),
    ),
)
POSITIVE = have(
    total(n, everyone, term(0)) < L(v),
    {
        "rule": "cut",
        "fact": total(n, everyone, term(0)) < total(n, everyone, loss(v @ x(n))),
        "by": {
            "rule": "termwise",
            "as": "m",
            "by": use(2, [v @ x(m)], AUTO),
            "strict": {"at": term(1), "member": FIRST, "by": use(2, [v @ x(1)], AUTO)},
        },
        "then": AUTO,
    },
    AUTO,
)
INFIMUM = PAGE.encoded(
    "s2-inf",
    statement(
        LET,
        [N >= 1, separable(x, everyone), *ASSUMED],
        both(for_all(v, L(v) > 0), for_all(eps, implies(eps > 0, there_is(v, L(v) < eps)))),
    ),
    example=LOGISTIC_POINT,
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                intro(POSITIVE, "v"),
                obtained(have(for_all(j, some_margin), intro(BY_INDUCTION, "j"), intro(ALONG_RAY, "eps"))),
            ],
        },
        "example": logistic_example(2),
    },
    note="That the infimum is 0, written out: the risk is never negative, and comes below every positive number. "
    "There is at least one sample.",
)

CLAIMS: tuple[Claim, ...] = (EQ_2_2, FOLD, EQ_2_5, NO_CRITICAL, INFIMUM)
