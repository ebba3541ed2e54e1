"""Section 4: the problem (14) over the parameters, and the problem (15) over the predictors, with R(beta) = inf |w|^2.

(14) is min |w|^2 with y_n <x_n, P(w)> >= 1. R is known by what it says of predictors P(w); others are not realised.
"""

from proofs.conv2018.lemmas import all_of, alternative, iff, steps, unfold, with_these
from proofs.conv2018.notation import PAGE
from proofs.conv2018.s4_margins import (
    ONE_POINT,
    N,
    P,
    d,
    entry,
    feasible,
    given,
    homogeneous,
    nu,
    p,
    r,
    solves,
    u,
    v,
    w,
    x,
    y,
)
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    equal,
    for_all,
    function,
    implies,
    negation,
    objective,
    reals,
    statement,
    term,
    there_is,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, by_cases, combine, found, have, intro, part, provided, use

R = objective("R", d)
(beta,) = vectors("beta", d)
z, u_1, z_1, w_1 = vectors("z u_1 z_1 w_1", p)
BELOW = for_all(u, R(P(u)) <= u @ u)
NEAR = for_all(u, r, implies(r > 0, there_is(z, both(equal(P(z), P(u)), z @ z < R(P(u)) + r))))
"""With BELOW: R(P(u)) is the infimum of |z|^2 over the z with P(z) = P(u)."""
ATTAINED = for_all(u, there_is(z, both(equal(P(z), P(u)), equal(z @ z, R(P(u))))))
"""The infimum is a minimum."""


def solves_15(of: Expr) -> Expr:
    """beta is feasible, and R is least there among the feasible predictors."""
    return both(feasible(of, term(1)), for_all(u, implies(feasible(P(u), term(1)), R(of) <= R(P(u)))))


def obtain(names: list[str], then: Step) -> Proof:
    """New names for what the last hypothesis says there is."""
    return {"rule": "obtain", "of": -1, "as": names, "then": dict(then)}


def rewritten(of: int, then: Step, back: bool = False) -> Proof:
    """One side of an equation by the other."""
    return {"rule": "rewrite", "of": of, "then": dict(then), **({"back": True} if back else {})}


# -- (15) -------------------------------------------------------------------------------------------------------------

realised = there_is(u, equal(P(u), beta))
SAME = for_all(beta, iff(both(realised, solves_15(beta)), there_is(w, both(equal(P(w), beta), solves(w, term(1))))))
# 0: BELOW, 1: ATTAINED; 2: realised, 3 and 4: beta solves (15), 5: P(u_1) = beta, 7 and 8: z_1
at_z_1 = steps(
    (equal(P(z_1), beta), combine(part("1", 7), part("1", 5))),
    (equal(R(P(u_1)), R(beta)), rewritten(5, combine())),
    then=with_these(
        [z_1],
        all_of(
            given,
            all_of(
                rewritten(9, given),
                intro(
                    use(
                        4,
                        [v],
                        use(0, [v], combine(*(part("1", i) for i in (12, 13)), part("1", 8), part("1", 10))),
                        [given],
                    ),
                    "v",
                ),
            ),
        ),
    ),
)
to_14 = intro({"rule": "obtain", "of": 2, "as": ["u_1"], "then": use(1, [u_1], obtain(["z_1"], at_z_1))})
# 2: there is w, 3: P(w_1) = beta, 4 and 5: w_1 solves (14); 6: u is feasible, 8 and 9: z_1
no_less = use(5, [z_1], use(0, [w_1], combine(part("1", -1), part("1", -2), part("1", 9))), [rewritten(8, given)])
least_15 = intro(rewritten(3, use(1, [u], obtain(["z_1"], no_less)), back=True), "u")
to_15 = intro(obtain(["w_1"], all_of(with_these([w_1], given), all_of(rewritten(3, given, back=True), least_15))))
ZERO_R = {"R": function(vectors("b_1", 1)[0], vectors("b_1", 1)[0] @ vectors("b_1", 1)[0])}
EQ_15 = PAGE.encoded(
    "eq-15",
    statement([p, d, N, P, x, y, R], [BELOW, ATTAINED], SAME),
    example=ONE_POINT | ZERO_R,
    by=("derivation",),
    hints={
        "derivation": intro(unfold(None, all_of(to_14, to_15)), "beta"),
        "example": {1: intro(with_these([vectors("u", 1)[0]], AUTO), "u")},
    },
    note="For every map P: the solutions of (15) are the predictors of those of (14). The infimum R is a minimum, as "
    "the paper writes it from Section 5 on; for the networks Lemmas 5 to 7 show that it is.",
)

# -- global minimisers ------------------------------------------------------------------------------------------------

GLOBAL = for_all(w, iff(solves(w, term(1)), solves_15(P(w))))
EVERY_MAP = for_all(p, d, N, for_all(P, x, y, R, nu, implies(both(nu >= 1, homogeneous(nu), BELOW, NEAR), GLOBAL)))
# With two parameters, one output, x_1 = 1 and y_1 = 1: a w that is longer than it has to be for its predictor, which is
# the best. So P(w) solves (15), and w not (14).
u_0 = Expr(("var", "u_0"))
IN_ENTRIES = equal(u_0 @ u_0, entry(u_0, 1) ** 2 + entry(u_0, 2) ** 2)
by_entries = have(IN_ENTRIES, combine(part("-1", ["coordinates", u_0, u_0])), AUTO)
shorter_one = alternative(2, found(all_of(AUTO, AUTO), "z_1"))
fails = provided(
    [equal(p, 2), equal(d, 1), equal(N, 1), equal(x(1), vector(1)), equal(y(1), 1)],
    {"rule": "unfold", "then": alternative(2, all_of(all_of(AUTO, AUTO), shorter_one))},
)
infimum = {
    1: intro(combine(), "r_0", "u_0"),
    2: intro(by_entries, "u_0"),
    3: intro(found(all_of(AUTO, AUTO), "z_0"), "u_0", "r_0"),
}
GLOBAL_MINIMA = PAGE.encoded(
    "eq-14-15-global",
    statement([], [], EVERY_MAP),
    by=("counterexample",),
    hints={"failure": fails, "given": infimum},
    erratum="refuted",
    note="For every homogeneous map P, R being the infimum. A vector w may realise the best predictor and be longer "
    "than it has to be: then P(w) solves (15), and w does not solve (14).",
)

# 0: BELOW, 1: NEAR, 2 and 3: w solves (14); 4: u is feasible, 5: R(P(u)) < |w|^2, 7 and 8: z_1
NO_LESS = for_all(u, implies(feasible(P(u), term(1)), w @ w <= R(P(u))))
shorter = obtain(["z_1"], use(3, [z_1], combine(part("1", 8), part("1", 9)), [rewritten(7, given)]))
no_less_by = intro({"rule": "suppose", "then": use(1, [u, w @ w - R(P(u))], shorter, [combine(part("1", 5))])}, "u")
# 4: NO_LESS
in_15 = intro(use(4, [u], use(0, [w], combine(part("1", -1), part("1", -2))), [given]), "u")
of_w: Proof = {"rule": "coincide", "le": use(4, [w], given, [given]), "ge": use(0, [w], given)}
from_14 = intro(have(NO_LESS, no_less_by, all_of(all_of(given, in_15), of_w)))
# 2 and 3: P(w) solves (15), 4: |w|^2 = R(P(w))
in_14 = intro(use(3, [v], use(0, [v], combine(part("1", -1), part("1", -2), part("1", 4))), [given]), "v")
from_15 = intro(all_of(given, in_14))
shortest = both(solves_15(P(w)), equal(w @ w, R(P(w))))
LEAST_OF_THEM = PAGE.repaired(
    "eq-14-15-global",
    "$w^*$ is a global minimiser of (14) if and only if $\\mathcal P(w^*)$ is a minimiser of (15) and no $w$ with the "
    "same predictor is shorter: $\\|w^*\\|^2=\\mathcal R_{\\mathcal P}(\\mathcal P(w^*))$.",
    statement(
        [p, d, N, P, x, y, R, w],
        [BELOW, NEAR],
        iff(solves(w, term(1)), shortest),
    ),
    example=ONE_POINT | ZERO_R | {"w": vector(1)},
    by=("derivation",),
    hints={
        "derivation": unfold(None, all_of(from_14, from_15)),
        "example": {1: intro(with_these([vectors("u", 1)[0]], AUTO), "u", "r")},
    },
)

# -- stationary points: the diagonal network of depth 2, P(u, v) = (u_1 v_1, u_2 v_2), R(beta) = 2 |beta|_1 ------------

point, left, right = vectors("x u v", 2)
lam, alpha, t = reals("lambda alpha t")


def predicted(at: int) -> Expr:
    """Entry of the predictor."""
    return entry(left, at) * entry(right, at)


margin = entry(point, 1) * predicted(1) + entry(point, 2) * predicted(2)
gradients = [
    equal(entry(a, i), lam * entry(point, i) * entry(b, i)) for i in (1, 2) for a, b in ((left, right), (right, left))
]
STATIONARY_14 = both(lam >= 0, margin >= 1, equal(lam * (margin - 1), 0), *gradients)
"""w = (u, v) is feasible for (14) and half the gradient of |w|^2 is lambda times that of the margin, lambda >= 0."""


def slope_of(at: int) -> Expr:
    """alpha x is a subgradient of |.| at this entry of the predictor."""
    of = predicted(at)
    return both(absolute(alpha * entry(point, at)) <= 1, equal(alpha * entry(point, at) * of, absolute(of)))


STATIONARY_15 = there_is(alpha, both(alpha >= 0, equal(alpha * (margin - 1), 0), slope_of(1), slope_of(2)))
"""(11) at P(w) for p = 1: there is alpha >= 0, 0 unless the margin is 1, with alpha x among the subgradients."""
size_15 = 2 * (absolute(predicted(1)) + absolute(predicted(2)))
moved = predicted(1) + t, predicted(2) - 2 * t
DESCENT = for_all(
    t,
    implies(
        both(t > 0, t <= "1/2"),
        both(
            entry(point, 1) * moved[0] + entry(point, 2) * moved[1] >= 1,
            2 * (absolute(moved[0]) + absolute(moved[1])) <= size_15 - 2 * t,
        ),
    ),
)
at_second = [vector(2, 1), vector(0, 1), vector(0, 1), term(1)]
not_one, too_steep = alternative(4, alternative(2, AUTO)), alternative(3, alternative(1, AUTO))
no_multiplier: Proof = {"rule": "unfold", "then": intro(by_cases(alpha, term(1), not_one, too_steep, not_one), "alpha")}
NOT_STATIONARY = PAGE.encoded(
    "eq-14-15-stationary",
    statement([], [], there_is(point, left, right, lam, both(STATIONARY_14, negation(STATIONARY_15), DESCENT))),
    by=("derivation",),
    hints={"derivation": with_these(at_second, all_of(all_of(*[AUTO] * 7), no_multiplier, AUTO))},
    note="For the diagonal network of depth 2 in the plane and one point: w is stationary for (14); P(w) is not for "
    "(15), nor a local minimum: along a feasible direction R falls from the start.",
)

SUFFICIENT = for_all(point, left, right, lam, implies(STATIONARY_14, STATIONARY_15))
no_subgradient = intro(by_cases(alpha, term(1), not_one, too_steep, not_one), "alpha")
INSUFFICIENT = PAGE.encoded(
    "theorem-4-insufficient",
    statement([], [], negation(SUFFICIENT)),
    by=("derivation",),
    hints={"derivation": unfold(None, with_these(at_second, all_of(all_of(*[AUTO] * 7), no_subgradient)))},
    note="For the diagonal network of depth 2 in the plane and one point: what is stationary for (14) need not be "
    "stationary for (15), so that Theorem 4 alone does not give the theorems of Section 3.",
)

CLAIMS: tuple[Claim, ...] = (EQ_15, GLOBAL_MINIMA, LEAST_OF_THEM, NOT_STATIONARY, INSUFFICIENT)
