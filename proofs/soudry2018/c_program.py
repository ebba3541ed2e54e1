"""Appendix C, end: the limit direction and the K-class SVM (4.1), on the run of the page ``c_three``."""

from proofs.soudry2018.c_three import AT_T, EXAMPLE, RUN, T, a, b, by_the_run, second, t, t_1, third, v, w, w_hat
from proofs.soudry2018.notation import PAGE, d
from proofs.soudry2018.s2_risk import iff
from verify.claims.claim import Claim
from verify.claims.notation import (
    between,
    both,
    every,
    family,
    for_all,
    hard_margin,
    implies,
    index_sets,
    member,
    nats,
    norm,
    scale,
    statement,
    table,
    tends,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, Step, combine, in_turn, intro, part, use

# -- the direction, and the two programs: 2 is the maximising class at each t -----------------------------------------

LEADER = for_all(t, both(a > b, a > 0))
nearest = vector("1/2", "-1/2", 0)
ONE_MARGIN, BOTH_MARGINS = table(vector(1, -1, 0)), table(vector(1, -1, 0), vector(1, 0, -1))
heading = scale(1 / norm(w(t)), w(t))
goal = scale(1 / norm(w_hat), w_hat)
at_nearest = scale(1 / norm(nearest), nearest)
# |w/|w| - goal| >= 2/5: along (0, 1, -1), of length sqrt 2, w/|w| is positive and goal is -1/sqrt 2.
apart = scale(1 / norm(w(t_1)), w(t_1)) - at_nearest
across, length = second - third, norm(w(t_1))
ELSEWHERE_AT: Step = in_turn(
    [
        (
            length > 0,
            {
                "rule": "suppose",
                "then": combine(part("1", -1, ["norm", across]), part("1", -5), part("1", ["schwarz", w(t_1), across])),
            },
        ),
        (w(t_1) @ across / length > 0, combine(part("1", -5, ["positive", 1 / length]))),
        (1 / norm(nearest) >= term("7/5"), AUTO),
        (norm(across) <= term("3/2"), AUTO),
        (apart @ across >= term("7/10"), combine(part("1", -3), part("1/2", -2))),
        (
            term("3/2") * norm(apart) >= term("7/10"),
            combine(part("1", -1), part("1", ["schwarz", apart, across]), part("1", -2, ["norm", apart])),
        ),
    ],
    AUTO,
)
AT_T_1 = use(3, [t_1], {"rule": "exists", "at": [t_1], "by": {"rule": "and", "parts": [AUTO, ELSEWHERE_AT]}})
ELSEWHERE: Proof = {
    "rule": "unfold",
    "then": {
        "rule": "exists",
        "at": [term("2/5")],
        "by": {
            "rule": "and",
            "parts": [
                AUTO,
                intro(
                    {
                        "rule": "beyond",
                        "term": T,
                        "as": "t_1",
                        "then": AT_T_1,
                    },
                    "T",
                ),
            ],
        },
    },
}
C_KN = PAGE.variant(
    "C-kn",
    "three",
    "The limit direction after (C.2), for gradient descent with $\\eta=1$ from $w(0)=(0,1,0)$ on one sample, three "
    "classes, $d=1$: if class 2 is the maximising one at each t, then $w(t)/\\|w(t)\\|\\to\\hat w/\\|\\hat w\\|$ with "
    "$\\hat w=\\arg\\min\\|w\\|^2$ s.t. $w^\\top(A_1-A_2)x\\ge1$.",
    statement(
        [w],
        RUN,
        implies(
            LEADER, for_all(w_hat, implies(hard_margin(ONE_MARGIN, between(1, 1), w_hat), tends(t, heading, goal)))
        ),
    ),
    example=EXAMPLE,
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.eq-C.2.three",
    hints={
        "failure": by_the_run(
            {
                "rule": "and",
                "parts": [
                    AT_T,
                    {"rule": "exists", "at": [nearest], "by": {"rule": "and", "parts": [AUTO, ELSEWHERE]}},
                ],
            }
        )
    },
    note="$w_2(t)>w_3(t)$ at every t, which keeps the direction at a distance from $(1,-1,0)/\\sqrt2$.",
)
# It solves the first program, and violates the second constraint of the other.
VIOLATED: Proof = {"rule": "or", "part": 1, "by": {"rule": "exists", "at": [term(2)], "by": AUTO}}
FIRST: Proof = {
    "rule": "or",
    "part": 1,
    "by": {"rule": "and", "parts": [AUTO, {"rule": "unfold", "then": VIOLATED}]},
}
C_KSVM = PAGE.variant(
    "C-ksvm",
    "three",
    "The program with one constraint for the sample is the K-class SVM (4.1), on the same run: if class 2 is the "
    "maximising one at each t, both programs have the same solutions.",
    statement(
        [w],
        RUN,
        implies(
            LEADER,
            for_all(
                v,
                iff(hard_margin(ONE_MARGIN, between(1, 1), v), hard_margin(BOTH_MARGINS, between(1, 2), v)),
            ),
        ),
    ),
    example=EXAMPLE,
    by=("counterexample",),
    erratum="refuted",
    root="soudry2018.eq-C.2.three",
    hints={
        "failure": by_the_run(
            {
                "rule": "and",
                "parts": [AT_T, {"rule": "exists", "at": [nearest], "by": {"rule": "unfold", "then": FIRST}}],
            }
        )
    },
    note="With one constraint the solution is (1/2, -1/2, 0), with both (2/3, -1/3, -1/3).",
)

# -- what holds ------------------------------------------------------------------------------------------------------

(few, many), points, (n,), (best, other) = index_sets("S T"), family("x", d), nats("n"), vectors("w_hat v", d)
AS_FEW = use(0, [n], use(-3, [n], AUTO, [AUTO]), [AUTO])
STILL_BEST: Proof = {
    "rule": "unfold",
    "of": 1,
    "then": {
        "rule": "unfold",
        "then": {"rule": "and", "parts": [AUTO, intro(use(4, [other], AUTO, [intro(AS_FEW, "n")]), "v")]},
    },
}
C_KSVM_FIX = PAGE.repaired(
    "C-ksvm",
    "If the solution of the program with one constraint $(n,k_n)$ for each sample satisfies the constraints for all "
    "pairs $(n,k)$, $k\\ne y_n$, it solves the program with all of them.",
    statement(
        [d, few, many, points, best],
        [
            every(n, few, member(n, many)),
            hard_margin(points, few, best),
            every(n, many, best @ points(n) >= 1),
        ],
        hard_margin(points, many, best),
    ),
    example={
        "d": term(1),
        "S": between(1, 1),
        "T": between(1, 1),
        "x": table(vector(1)),
        "w_hat": vector(1),
    },
    by=("derivation",),
    hints={"derivation": STILL_BEST},
    repairs=C_KSVM.id,
    note="The pairs (n, k) are numbered: x(m) is $(A_{y_n}-A_k)x_n$ for pair m, S holds the pairs $(n,k_n)$ and T all "
    "with $k\\ne y_n$. It holds for vectors x(m) of any kind, any S and T.",
)

CLAIMS: tuple[Claim, ...] = (C_KN, C_KSVM, C_KSVM_FIX)
