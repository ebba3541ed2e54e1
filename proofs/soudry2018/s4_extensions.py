"""Section 4: multi-class cross-entropy; the conjecture about mirror descent."""

from proofs.soudry2018.c_lemma_7 import FROM_ZERO, GIVEN_7, LEMMA_7, LIPSCHITZ
from proofs.soudry2018.c_limits import AT, LONG, path
from proofs.soudry2018.c_setting import LET, risk, w_star
from proofs.soudry2018.notation import PAGE, beta, eta
from verify.claims.assumptions import is_minimiser
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    exp,
    family,
    for_all,
    function,
    gradient,
    implies,
    nats,
    norm,
    reals,
    scale,
    statement,
    tends,
    term,
    vector,
    vectors,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Proof, Step, combine, have, in_turn, intro, part, use

(t, t_1) = nats("t t_1")
DIVERGE = PAGE.encoded(
    "s4.1-div",
    statement([*LET, w_star, beta, eta, path], GIVEN_7, both(LONG, tends(t, risk(path(t)), 0))),
    example=FROM_ZERO,
    by=("derivation",),
    hints={
        "derivation": lemma(LEMMA_7, use(-1, [*AT, beta, eta, path], AUTO, [AUTO]), "d", "D"),
        "example": {4: LIPSCHITZ},
    },
    note="As Lemma 7: the length of w = vec(W^T) tends to infinity.",
)

# -- mirror descent with a potential that is not homogeneous ----------------------------------------------------------

w, (u, v, w_hat) = family("w", 2), vectors("u v w_hat", 2)
(T,) = reals("T")
first, second, x = vector(1, 0), vector(0, 1), vector(2, 1)
potential = function(u, (u @ first) ** 2 / 2 + (u @ second) ** 4 / 4)
loss = function(u, exp(-(u @ x)))


def after(at: Expr) -> Expr:
    """The step solved for the next vector: w_1 + 2 e^(-w.x) and the cube root of w_2^3 + e^(-w.x)."""
    more = exp(-(at @ x))
    return vector(at @ first + 2 * more, Expr(("cbrt", (at @ second) ** 3 + more)))


RUN = [equal(w(0), vector(1, 1)), for_all(t, equal(w(t + 1), after(w(t))))]
MIRROR = for_all(t, equal(gradient(potential)(w(t + 1)), gradient(potential)(w(t)) - gradient(loss)(w(t))))
BEST = is_minimiser(potential, w_hat, lambda of: of @ x >= 1, 2)
DIRECTION = tends(t, scale(1 / norm(w(t)), w(t)), scale(1 / norm(w_hat), w_hat))
one, two, more = w(t) @ first, w(t) @ second, exp(-(w(t) @ x))
root = Expr(("cbrt", two**3 + more))
p, q = reals("p q")
cube_root = Expr(("cbrt", p**3 + q))
ROOT = for_all(p, q, implies(both(p >= 1, q > 0), both(cube_root >= p, cube_root <= p + q)))
TOO_LOW = combine(  # p > r with r^3 = p^3 + q
    part("1", -1, square=cube_root + p / 2),
    part("3/4", -1, square=p),
    part("1", -2),
    part("1", ["cube", p**3 + q]),
)
TOO_HIGH = combine(  # r > p + q
    part("1", -1, square=cube_root + (p + q) / 2),
    part("3/4", -1, square=p + q),
    part("1", -2),
    part("-1", ["cube", p**3 + q]),
)
ROOT_BY = intro(
    {
        "rule": "and",
        "parts": [
            {"rule": "suppose", "then": TOO_LOW},
            in_turn([(p**3 + q < (p + q) ** 3, AUTO)], {"rule": "suppose", "then": TOO_HIGH}),
        ],
    }
)
AHEAD = for_all(t, both(one >= two, two >= 1))
# Hypotheses: 2 ROOT, 3 and 4 the invariant at t, 5 the step, 6 m > 0, 7 and 8 ROOT at w_2 and m.
NEXT: Step = use(
    1,
    [t],
    have(
        more > 0,
        AUTO,
        use(
            2,
            [two, more],
            in_turn(
                [
                    (equal(w(t + 1) @ first, one + 2 * more), combine(part("1", ["along", 5, first]))),
                    (equal(w(t + 1) @ second, root), combine(part("1", ["along", 5, second]))),
                ],
                AUTO,
            ),
            [AUTO],
        ),
    ),
)
AHEAD_BY = have(ROOT, ROOT_BY, intro({"rule": "induction", "var": "t", "base": AUTO, "step": NEXT}, "t"))
CUBED = part("-1", ["cube", two**3 + more], times=root**3 - two**3 - more)
ITS_STEP = use(1, [t], {"rule": "rewrite", "of": -1, "then": {"rule": "coincide", "le": combine(CUBED)}})
MIRROR_RUN = PAGE.variant(
    "s4.2-mirror",
    "run",
    "Mirror descent with $\\Psi(w)=\\frac12w_1^2+\\frac14w_2^4$ on the exponential loss of $x=(2,1)$, from "
    "$w(0)=(1,1)$ with $\\eta=1$: the step written out, and $w_1(t)\\ge w_2(t)\\ge1$ at every t.",
    statement([w], RUN, both(MIRROR, AHEAD)),
    example={"w": ("iterate", vector(1, 1), function(v, after(v)))},
    by=("derivation",),
    hints={"derivation": {"rule": "and", "parts": [intro(ITS_STEP, "t"), AHEAD_BY]}},
)
# -- refuted by that run; 2 is the lemma, then MIRROR and what AHEAD says of it ----------------------------------------

nearest, across = vector("1/4", "1/2"), first - second
at_nearest = scale(1 / norm(nearest), nearest)
length, heading = norm(w(t_1)), scale(1 / norm(w(t_1)), w(t_1))
apart = heading - at_nearest
# Along (1, -1), of length sqrt 2, the direction of w is not negative, and that of (1/4, 1/2) is -1/sqrt 5.
ELSEWHERE = in_turn(
    [
        (w(t_1) @ across >= 0, AUTO),
        (
            length > 0,
            {
                "rule": "suppose",
                "then": combine(
                    part("1"),
                    part("1", -4),
                    part("1", -3),
                    part("1", ["schwarz", w(t_1), first]),
                    part("1", -1, ["norm", first]),
                ),
            },
        ),
        (heading @ across >= 0, combine(part("1", -2, ["positive", 1 / length]))),
        (1 / norm(nearest) >= term("7/4"), AUTO),
        (norm(across) <= term("3/2"), AUTO),
        (apart @ across >= term("7/16"), combine(part("1", -3), part("1/4", -2))),
        (
            term("3/2") * norm(apart) >= term("7/16"),
            combine(part("1", -1), part("1", ["schwarz", apart, across]), part("1", -2, ["norm", apart])),
        ),
    ],
    AUTO,
)
AT_T_1 = use(-2, [t_1], {"rule": "exists", "at": [t_1], "by": {"rule": "and", "parts": [AUTO, ELSEWHERE]}})
BEYOND: Proof = {"rule": "beyond", "term": T, "as": "t_1", "then": AT_T_1}
NOT_THERE: Proof = {
    "rule": "unfold",
    "then": {"rule": "exists", "at": [term("1/4")], "by": {"rule": "and", "parts": [AUTO, intro(BEYOND, "T")]}},
}
BEST_BY: Proof = {"rule": "and", "parts": [AUTO, intro(AUTO, "v")]}
MIRROR_LIMIT = PAGE.variant(
    "s4.2-mirror",
    "quartic",
    "The conjecture for $\\Psi(w)=\\frac12w_1^2+\\frac14w_2^4$ and the exponential loss of one sample, $x=(2,1)$: "
    "mirror descent with $\\eta=1$ from $w(0)=(1,1)$ tends in direction to $\\arg\\min\\Psi(w)$ s.t. $w^\\top x\\ge1$.",
    statement([w], RUN, implies(MIRROR, for_all(w_hat, implies(BEST, DIRECTION)))),
    example={"w": ("iterate", vector(1, 1), function(v, after(v)))},
    by=("counterexample",),
    erratum="refuted",
    hints={
        "failure": lemma(
            MIRROR_RUN,
            use(
                2,
                [w],
                {
                    "rule": "and",
                    "parts": [
                        AUTO,
                        {"rule": "exists", "at": [nearest], "by": {"rule": "and", "parts": [BEST_BY, NOT_THERE]}},
                    ],
                },
                [AUTO],
            ),
        )
    },
    note='A special case of the conjecture, as "for any potential" stands there. The minimiser is (1/4, 1/2), and '
    "$w_1(t)\\ge w_2(t)$ at every t. For potentials that are homogeneous this says nothing.",
)

CLAIMS: tuple[Claim, ...] = (DIVERGE, MIRROR_RUN, MIRROR_LIMIT)
