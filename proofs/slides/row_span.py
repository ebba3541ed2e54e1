"""Lemma 3: what GD and SGD find from 0 has the form X^T alpha; and the ridge solution, whose limit is X^+ y.

X^+ X is the projection onto the span of the rows. A vector w lies in the span when <w, v - X^+ X v> = 0 for all v;
then w = X^T alpha with alpha = (X^+)^T w.
"""

from proofs.slides.notation import PAGE, N, X, applied, d, everyone, n, pseudo, transposed, x, y, zero
from proofs.slides.regression import GD, STANDING, at, error, steps, t, w
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    family,
    for_all,
    function,
    gradient,
    implies,
    member,
    name,
    norm,
    scale,
    statement,
    table,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(u, v, w_end, point) = vectors("u v w_inf w", d)
(alpha,) = vectors("alpha", N)
stochastic, chosen = family("s", d), name("i", ("fn", ("nat",), "nat"))


def rest(of: Expr) -> Expr:
    """v - X^+ X v: what of v is orthogonal to the rows."""
    return of - applied(pseudo(X), X, of)


def in_span(of: Expr) -> Expr:
    """There is alpha with the vector equal to X^T alpha."""
    return there_is(alpha, equal(of, applied(transposed(X), alpha)))


def orthogonal(of: Expr) -> Expr:
    """<w, v - X^+ X v> = 0 for all v."""
    return for_all(v, equal(of @ rest(v), 0))


def spanned(of: Expr) -> Proof:
    """In the span, from ``orthogonal`` as the last hypothesis: alpha = (X^+)^T w."""
    coefficients = applied(transposed(pseudo(X)), of)
    gap = of - applied(transposed(X), coefficients)
    by = combine(
        part("1", -1),
        part("-1", ["adjoint", X, gap, coefficients]),
        part("-1", ["adjoint", pseudo(X), applied(X, gap), of]),
    )
    return {"rule": "exists", "at": [coefficients], "by": {"rule": "coincide", "le": use(-1, [gap], by)}}


def invariant(path: Expr, start: int, step: Proof) -> tuple[Expr, Proof]:
    """All iterates are orthogonal to the rests; ``step`` shows it of the next one, with v in scope."""
    base = intro(combine(part("1", ["along", start, rest(v)])), "v")
    induction = {"rule": "induction", "var": "t", "base": base, "step": intro(use(-1, [v], step), "v")}
    return for_all(t, orthogonal(path(t))), intro(induction, "t")


# -- GD ---------------------------------------------------------------------------------------------------------------

e_t = error(w(t))
BY_GRADIENT = use(
    2,
    [t],
    combine(
        part("1", ["along", -1, rest(v)]),
        part("1", -2),
        part("-1", ["adjoint", X, rest(v), e_t], times=steps(t)),
        part("-1", ["pinv_inner", X, v, e_t], times=steps(t)),
    ),
)

# -- SGD: a sample a step ---------------------------------------------------------------------------------------------

sample = x(chosen(t))
off_by = sample @ stochastic(t) - Expr(("entry", y, chosen(t)))
rows = every(n, everyone, for_all(u, equal(Expr(("entry", applied(X, u), n)), x(n) @ u)))
SGD = (
    rows,
    equal(stochastic(0), zero(stochastic(1))),
    for_all(t, member(chosen(t), everyone)),
    for_all(t, equal(stochastic(t + 1), stochastic(t) - scale(steps(t) * off_by, sample))),
)
image = applied(X, rest(v))
(j,) = (Expr(("var", "j")),)
squares = total(n, everyone, Expr(("entry", image, n)) ** 2)
others = total(n, Expr(("setminus", everyone, ("set", chosen(t)))), Expr(("entry", image, n)) ** 2)
no_others = total(n, Expr(("setminus", everyone, ("set", chosen(t)))), term(0))
across = sample @ rest(v)


def zero_square(of: int) -> Proof:
    """s = 0 from s^2 <= 0."""
    wrong: Proof = {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", of - 1))}
    return {"rule": "coincide", "le": wrong, "ge": wrong}


entry = Expr(("entry", image, chosen(t)))
SMALL = combine(
    part("-1", -1, times=across + entry),
    part("1", ["pick", squares, chosen(t)]),
    part("1", -3),
    part("1", ["coordinates", image, image]),
    part("1", ["pinv_inner", X, v, image]),
)


def by_sample(rows_at: int) -> Proof:
    """The step changes nothing: the sample is a row of X, and X (v - X^+ X v) = 0."""
    finish = combine(part("1", ["along", -6, rest(v)]), part("1", -8), part("-1", -1, times=steps(t) * off_by))
    orthogonal_sample = have(across**2 <= 0, SMALL, have(equal(across, 0), zero_square(-1), finish))
    at_row = use(rows_at, [chosen(t)], use(-1, [rest(v)], orthogonal_sample), [AUTO])
    nonnegative = {"rule": "termwise", "as": "j", "by": combine(part("1", square=Expr(("entry", image, j))))}
    step = use(rows_at + 3, [t], have(others >= no_others, nonnegative, at_row))
    return use(rows_at + 2, [t], step)


# -- limits -----------------------------------------------------------------------------------------------------------


def in_the_limit(path: Expr, invariant_at: int) -> Proof:
    """The limit, of the last hypothesis, is orthogonal to the rests as well, and so in the span."""
    product, reach = w_end @ rest(v), 1 + norm(rest(v))
    small = product / reach
    late = Expr(("var", "late"))
    contradiction = combine(
        part("1", ["schwarz", w_end - path(late), rest(v)]),
        part("1", -3, ["norm", rest(v)]),
        part("1", -6),
        part("1", -1),
        part("-1", ["inverse", reach], times=product),
    )
    close = use(-1, [late], use(invariant_at, [late], use(-1, [v], contradiction)), [AUTO])
    at_small = use(-4, [small], {"rule": "obtain", "of": -1, "as": ["late"], "then": close}, [AUTO])
    below = {
        "rule": "suppose",
        "then": have(reach > 0, AUTO, have(small > 0, AUTO, at_small)),
    }
    at_most = for_all(v, product <= 0)
    both_ways = {"rule": "coincide", "le": use(-1, [v], AUTO), "ge": use(-1, [-v], combine(part("1", -1)))}
    unfolded = have(at_most, intro(below, "v"), have(orthogonal(w_end), intro(both_ways, "v"), spanned(w_end)))
    return {"rule": "unfold", "of": -1, "then": unfolded}


INVARIANT, INVARIANT_BY = invariant(w, 1, BY_GRADIENT)
SGD_INVARIANT, SGD_INVARIANT_BY = invariant(stochastic, 4, by_sample(3))
ZERO_START = equal(w(0), zero(w(1)))
LEMMA_3 = PAGE.encoded(
    "lemma-3",
    statement(
        [d, N, X, y, w, steps, x, stochastic, chosen],
        [N >= 1, ZERO_START, GD, *SGD],
        both(
            for_all(t, in_span(w(t))),
            for_all(w_end, implies(tends(t, w(t), w_end), in_span(w_end))),
            for_all(t, in_span(stochastic(t))),
            for_all(w_end, implies(tends(t, stochastic(t), w_end), in_span(w_end))),
        ),
    ),
    example={
        **STANDING,
        "x": table(vector(1)),
        "s": function(at, vector(0)),
        "i": function(at, term(1)),
    },
    by=("derivation",),
    hints={
        "derivation": have(
            INVARIANT,
            INVARIANT_BY,
            have(
                SGD_INVARIANT,
                SGD_INVARIANT_BY,
                {
                    "rule": "and",
                    "parts": [
                        intro(use(-2, [t], spanned(w(t))), "t"),
                        intro(in_the_limit(w, 7), "w_inf"),
                        intro(use(-1, [t], spanned(stochastic(t))), "t"),
                        intro(in_the_limit(stochastic, 8), "w_inf"),
                    ],
                },
            ),
        )
    },
    note="The samples are the rows of $X$; any step sizes; what is found is an iterate, or a limit of iterates.",
)

# -- the step of SGD --------------------------------------------------------------------------------------------------

BY_ROWS = function(u, total(n, everyone, (x(n) @ u - Expr(("entry", y, n))) ** 2) / (2 * N))
mean = scale(1 / N, total(n, everyone, scale(x(n) @ point - Expr(("entry", y, n)), x(n))))
LONE_INVARIANT, LONE_BY = invariant(stochastic, 2, by_sample(1))
LEMMA_3_SGD = PAGE.encoded(
    "lemma-3-sgd",
    statement(
        [d, N, X, y, x, point, steps, stochastic, chosen],
        [N >= 1, *SGD],
        both(equal(gradient(BY_ROWS)(point), mean), for_all(t, in_span(stochastic(t)))),
    ),
    example={
        **{name: STANDING[name] for name in ("d", "N", "X", "y", "eta")},
        "x": table(vector(1)),
        "w": vector(1),
        "s": function(at, vector(0)),
        "i": function(at, term(1)),
    },
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [AUTO, have(LONE_INVARIANT, LONE_BY, intro(use(-1, [t], spanned(stochastic(t))), "t"))],
        }
    },
    note="The mean of the step's direction over a uniform sample is the gradient of $L$ in (10).",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_3, LEMMA_3_SGD)
