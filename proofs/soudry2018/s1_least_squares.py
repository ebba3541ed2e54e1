"""Section 1: gradient descent from 0 on a consistent least squares problem finds the solution of smallest norm."""

from proofs.soudry2018.notation import PAGE, d, eta
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    descent,
    equal,
    family,
    for_all,
    function,
    gradient,
    implies,
    name,
    nats,
    norm,
    reals,
    scale,
    statement,
    tends,
    term,
    there_is,
    total,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, in_turn, intro, part, use

e, t, u = nats("e t u")
A = name("A", ("map", "d", "e"))
w = family("w", d)
v, q, z = vectors("v q z", d)
b, r, p = vectors("b r p", e)
eps, T = reals("eps T")


def image(of: Expr) -> Expr:
    """A v."""
    return Expr(("apply", A, of))


def pulled(of: Expr) -> Expr:
    """A^T r."""
    return Expr(("apply", ("adjoint", A), of))


def solved(of: Expr) -> Expr:
    """A^+ r."""
    return Expr(("apply", ("pinv", A), of))


def squared(of: Expr) -> Expr:
    """|v|^2."""
    return term(("dot", of, of))


def residual(at: Expr) -> Expr:
    """A w(t) - b."""
    return image(w(at)) - b


best, sigma = solved(b), Expr(("sigma_max", A))
objective = function(v, norm(image(v) - b) ** 2)
CONSISTENT = there_is(v, equal(image(v), b))
STEPS = [eta > 0, eta * sigma**2 < 1, descent(w, eta, objective)]
FROM_0 = equal(w(term(0)), scale(0, w(term(0))))
GIVEN = [CONSISTENT, FROM_0, *STEPS]
START, ETA, SMALL, STEP = 1, 2, 3, 4

# -- A^+ b is a solution, and what A^+ and A^T do ---------------------------------------------------------------------


def exact(of: Expr, *parts: Proof) -> Proof:
    """A vector is 0 because its square is."""
    return {"rule": "coincide", "le": combine(*parts)}


SOLVES = equal(image(best), b)
GAP = image(solved(image(v))) - image(v)
SOLVES_BY: Proof = {
    "rule": "obtain",
    "of": 0,
    "as": ["v"],
    "then": {"rule": "rewrite", "of": -1, "back": True, "then": exact(GAP, part("-1", ["pinv_inner", A, v, GAP]))},
}
ROW = for_all(r, equal(solved(image(pulled(r))), pulled(r)))
off = solved(image(pulled(r))) - pulled(r)
ROW_BY = intro(
    exact(
        off,
        part("-1", ["pinv_right", A, pulled(r), off]),
        part("1", ["adjoint", A, solved(image(off)), r]),
        part("-1", ["adjoint", A, off, r]),
        part("-1", ["pinv_inner", A, off, r]),
    ),
    "r",
)
SHORTER = for_all(r, squared(pulled(r)) <= sigma**2 * squared(r))
SHORTER_BY = intro(
    combine(
        part("1", square=sigma * norm(r) - norm(pulled(r))),
        part("2", ["operator", A, pulled(r)], ["norm", r]),
        part("2", ["schwarz", image(pulled(r)), r]),
        part("2", ["adjoint", A, pulled(r), r]),
    ),
    "r",
)
CHAIN = Chain(len(GIVEN))
SOLVED = CHAIN.lemma(SOLVES, SOLVES_BY)
IN_ROWS = CHAIN.lemma(ROW, ROW_BY)
NO_LONGER = CHAIN.lemma(SHORTER, SHORTER_BY)

# -- the iterates stay in the row space, where the residual bounds the distance ---------------------------------------

INSIDE = for_all(t, equal(solved(image(w(t))), w(t)))
INSIDE_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": {"rule": "rewrite", "of": START, "then": AUTO},
        "step": use(
            STEP,
            [t],
            use(
                IN_ROWS,
                [residual(t)],
                {"rule": "rewrite", "of": -2, "then": combine(part("1", -3), part("-1", -1, times=2 * eta))},
            ),
        ),
    },
    "t",
)
STAYS = CHAIN.lemma(INSIDE, INSIDE_BY)
loss, gap = squared(residual(t)), w(t) - best
reach = Expr(("sigma_max", ("pinv", A)))
NEAR = for_all(t, norm(gap) <= reach * norm(residual(t)))
NEAR_BY = intro(
    use(
        STAYS,
        [t],
        in_turn(
            [(equal(gap, solved(residual(t))), combine(part("-1", -1)))],
            {"rule": "rewrite", "of": -1, "then": combine(part("1", ["operator", ("pinv", A), residual(t)]))},
        ),
    ),
    "t",
)
CLOSE = CHAIN.lemma(NEAR, NEAR_BY)

# -- the squared distance falls by a multiple of the squared residual -------------------------------------------------

fall = 4 * eta * (1 - eta * sigma**2)
NEXT = squared(w(t + 1) - best)
TURN = equal(image(gap), residual(t))
FALLS = for_all(t, fall * loss <= squared(gap) - NEXT)
CLOSER = combine(
    part("4", -2, ETA, ETA),
    part("-4", ["adjoint", A, gap, residual(t)], times=eta),
    part("-4", ["along", -1, residual(t)], times=eta),
)
FALLS_BY = intro(
    use(
        STEP,
        [t],
        use(
            NO_LONGER,
            [residual(t)],
            in_turn(
                [(TURN, combine(part("-1", SOLVED)))],
                {"rule": "rewrite", "of": -3, "then": CLOSER},
            ),
        ),
    ),
    "t",
)
DECREASES = CHAIN.lemma(FALLS, FALLS_BY)
SO_FAR = total(u, between(0, t), squared(residual(u)))
start = squared(w(term(0)) - best)
SUMS = for_all(t, fall * SO_FAR <= start - NEXT)
SUMS_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": use(DECREASES, [term(0)], AUTO),
        "step": use(
            DECREASES,
            [t + 1],
            combine(
                part("1", -1),
                part("1", -2),
                part("-1", ["peel", total(u, between(0, t + 1), squared(residual(u)))], times=fall),
            ),
        ),
    },
    "t",
)
SUMMED = CHAIN.lemma(SUMS, SUMS_BY)
POSITIVE = CHAIN.lemma(fall > 0, combine(part("4", ETA, SMALL)))
bound = start / fall
BOUNDED = intro(
    use(
        SUMMED,
        [t],
        combine(
            part("1", -1, ["positive", 1 / fall]),
            part("1", ["square", w(t + 1) - best], ["positive", 1 / fall]),
            part("1", ["inverse", fall], times=SO_FAR),
        ),
    ),
    "t",
)
VANISHES = CHAIN.lemma(tends(t, loss, 0), {"rule": "summable", "bound": bound, "nonnegative": AUTO, "sums": BOUNDED})

# -- the limit, which is the shortest solution ------------------------------------------------------------------------

tolerance = eps / (1 + reach**2)
WITHIN = in_turn(
    [
        (tolerance > 0, AUTO),
        (loss < tolerance**2, combine(part("1", -2), part("1", ["abs_above", loss]))),
        (
            norm(residual(t)) < tolerance,
            {"rule": "suppose", "then": combine(part("1", -1, -1), part("2", -1, -3), part("1", -2))},
        ),
    ],
    use(
        CLOSE,
        [t],
        in_turn(
            [(tolerance * (1 + reach**2) <= eps, combine(part("-1", ["inverse", 1 + reach**2], times=eps)))],
            combine(
                part("1", -1),
                part("1", -2),
                part("1", -3, ["positive", 1 + reach**2]),
                part("1", ["norm", residual(t)], square=reach - "1/2"),
                part("3/4", ["norm", residual(t)]),
            ),
        ),
    ),
)
AT_T: Step = {"rule": "exists", "at": [T], "by": intro(use(-2, [t], WITHIN, [AUTO]), "t")}
FOR_EPS: Step = use(-2, [tolerance**2], {"rule": "obtain", "of": -1, "as": ["T"], "then": AT_T}, [AUTO])
LIMIT: Proof = {
    "rule": "unfold",
    "of": VANISHES,
    "then": {"rule": "unfold", "then": intro(FOR_EPS, "eps")},
}
SHORTEST = for_all(v, implies(equal(image(v), b), norm(best) <= norm(v)))
projected = solved(image(v))
SHORTEST_BY = intro(
    {
        "rule": "rewrite",
        "of": -1,
        "back": True,
        "then": in_turn(
            [
                (
                    squared(projected) <= norm(v) * norm(projected),
                    combine(
                        part("1", ["schwarz", v, projected]),
                        part("-1", ["pinv_right", A, v, projected]),
                        part("-1", ["pinv_outer", A, image(v), v]),
                    ),
                )
            ],
            {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2), part("1", -1, ["norm", v]))},
        ),
    },
    "v",
)
place, here = vectors("o p", 2)
ROW_1 = Expr(("matrix", vector(1, 0)))  # one equation, v_1 = 1, in the plane
above = 1 + Expr(("sigma_max", ROW_1)) ** 2
step_size = 1 / above


def one_equation(at: Expr) -> Expr:
    """The first entry less 1, squared."""
    return norm(Expr(("apply", ROW_1, at)) - vector(1)) ** 2


EXAMPLE = {
    "d": term(2),
    "e": term(1),
    "A": ROW_1,
    "b": vector(1),
    "eta": step_size,
    "w": (
        "iterate",
        vector(0, 0),
        function(place, place - scale(step_size, gradient(function(here, one_equation(here)))(place))),
    ),
}
SOLVED_BY_E_1: Proof = {"rule": "exists", "at": [vector(1, 0)], "by": AUTO}
MINIMUM_NORM = PAGE.encoded(
    "s1-1",
    statement([d, e, A, b, w, eta], GIVEN, both(SOLVES, SHORTEST, tends(t, w(t), best))),
    example=EXAMPLE,
    by=("derivation",),
    hints={
        "derivation": CHAIN.proof({"rule": "and", "parts": [AUTO, SHORTEST_BY, LIMIT]}),
        "example": {
            0: SOLVED_BY_E_1,
            SMALL: combine(part("1", ["positive", 1 / above]), part("-1", ["inverse", above])),
        },
    },
    note="$A^+$ is the Moore-Penrose inverse. The bound on the step reads $\\eta\\sigma_{\\max}^2(A)<1$, so that it "
    "lets A = 0 be.",
)
CLAIMS: tuple[Claim, ...] = (MINIMUM_NORM,)
