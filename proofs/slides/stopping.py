"""Why the step size of the perceptron does not matter, and that it stops: as printed, and repaired."""

from proofs.slides.mistakes import (
    ONE_MISTAKE,
    K,
    R,
    by_steps,
    c_fast,
    chosen,
    eta,
    gamma,
    in_ball,
    labels,
    run,
    t_k,
    u,
    v,
    w,
    w_fast,
    w_opt,
    x_k,
)
from proofs.slides.notation import PAGE, N, d, everyone, k, label, n, x
from proofs.slides.novikoff import at_the_end
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    for_all,
    function,
    implies,
    member,
    nats,
    negation,
    norm,
    scale,
    some,
    statement,
    table,
    term,
    there_is,
    vector,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(m_at,) = nats("at")

# -- the step size ----------------------------------------------------------------------------------------------------

slower, c_slower = function(m_at, scale(1 / eta, w_fast(m_at))), function(m_at, 1 / eta * c_fast(m_at))
same_plane = for_all(
    k,
    u,
    Expr(("iff", equal(w_fast(k) @ u + c_fast(k) * R, 0), equal(slower(k) @ u + c_slower(k) * R, 0))),
)
INVERSE = part("1", -1, times=1 / eta)
STEP_SIZE = PAGE.encoded(
    "novikoff-eta",
    statement(
        [d, N, K, x, label, chosen, w_opt, w_fast, c_fast, R, eta],
        [eta > 0, *run(w_fast, c_fast, R, eta)],
        both(*run(slower, c_slower), same_plane),
    ),
    example={
        **{name: ONE_MISTAKE[name] for name in ("d", "N", "K", "x", "y", "i", "w_opt", "R")},
        "w_fast": table(vector(0), vector(2)),
        "c_fast": table(0, 2),
        "eta": term(2),
    },
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                combine(part("1", 1, times=1 / eta)),
                combine(part("1", 2, times=1 / eta)),
                intro(
                    use(
                        3,
                        [k],
                        {
                            "rule": "and",
                            "parts": [
                                AUTO,
                                combine(part("1", -3, ["positive", 1 / eta])),
                                combine(part("1", -2, times=1 / eta)),
                                combine(part("1", -1, times=1 / eta)),
                            ],
                        },
                        [AUTO],
                    ),
                    "k",
                ),
                intro(
                    {
                        "rule": "unfold",
                        "then": {
                            "rule": "and",
                            "parts": [intro(combine(INVERSE)), intro(combine(part("1", -1, times=eta)))],
                        },
                    },
                    "k",
                    "u",
                ),
            ],
        }
    },
    note="Whatever the step size, the run over it is a run of step size 1 with the same mistakes and hyperplanes.",
)

# -- it stops ---------------------------------------------------------------------------------------------------------


def shown(at: Expr, index: Expr) -> Expr:
    """y_n w.x_n."""
    return label(index) * (at @ x(index))


can_separate = every(n, everyone, shown(v, n) > 0)
a_mistake = shown(w(k), chosen(k)) < 0
printed_step = equal(w(k + 1), w(k) - scale(eta * t_k, x_k))
some_mistake = some(n, everyone, shown(w(k), n) < 0)
goes_on = implies(some_mistake, both(member(chosen(k), everyone), a_mistake, printed_step))
stands_still = implies(every(n, everyone, shown(w(k), n) >= 0), equal(w(k + 1), w(k)))
FINITE = PAGE.encoded(
    "novikoff-finite",
    statement(
        [d, N, x, label, chosen, v, w, eta],
        [labels, N >= 1, can_separate, eta > 0, equal(w(0), scale(0, v)), for_all(k, both(goes_on, stands_still))],
        there_is(k, every(n, everyone, shown(w(k), n) > 0)),
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "y": table(1),
        "i": table(1),
        "v": vector(1),
        "w": function(m_at, vector(0)),
        "eta": term(1),
    },
    by=("counterexample",),
    erratum="refuted",
    note="Started at 0, with the printed trigger $y_iw^\\top x_i<0$: the start triggers no update.",
)
next_sample, at_end = chosen(k + 1), w(K + 1)
PLAIN_RUN = (
    labels,
    in_ball,
    equal(w(1), scale(0, v)),
    every(
        k,
        between(1, K),
        both(member(chosen(k), everyone), shown(w(k), chosen(k)) <= 0, equal(w(k + 1), w(k) + scale(eta * t_k, x_k))),
    ),
    eta > 0,
    gamma > 0,
    every(n, everyone, shown(v, n) >= gamma),
)


def stepping(bound: Expr, growth: Proof, then: Proof) -> Proof:
    """First the bound along the run without a bias, by induction."""
    step: Proof = {"rule": "rewrite", "of": -2, "then": growth}
    return by_steps(bound, {"rule": "rewrite", "of": 2, "then": AUTO}, step, then, 3, 3)


ENERGY = combine(  # the bound so far, twice the mistake, t^2 = 1, |x| <= R
    part("1", -3),
    part("2", -5, 4),
    part("1", -2, times=eta**2 * (x(next_sample) @ x(next_sample))),
    part("1", -1, -1, square=eta),
    part("2", -1, ["norm", x(next_sample)], square=eta),
)
ALONG = use(6, [next_sample], combine(part("1", -2), part("1", -1, 4)), [AUTO])
COUNTED = have(
    K**2 * (eta * gamma) ** 2 <= (v @ at_end) ** 2,
    combine(part("1", -1, -1), part("2", -1, ["nat", K], 4, 5)),
    have(
        K**2 * (eta * gamma) ** 2 <= (v @ v) * K * eta**2 * R**2,
        combine(part("1", -1), part("1", ["cauchy", v, at_end]), part("1", -4, ["square", v])),
        {
            "rule": "cases",
            "left": K,
            "right": term(0),
            "lt": AUTO,
            "eq": {"rule": "rewrite", "of": -1, "then": AUTO},
            "gt": combine(part("1", -2, ["positive", 1 / (K * eta**2 * gamma**2)])),
        },
    ),
)
NO_MORE = {"rule": "alternatives", "of": -1, "parts": [{"rule": "contradiction", "of": -1, "by": AUTO}, AUTO]}
NONE_LEFT = intro({"rule": "unfold", "of": -1, "then": intro(use(-2, [n], NO_MORE), "n")})
FINITE_FIX = PAGE.repaired(
    "novikoff-finite",
    "Updating by $+\\eta y_ix_i$ whenever $y_iw^\\top x_i\\le0$, from 0, at most $(R\\|v\\|/\\gamma)^2$ updates are "
    "made, where $v$ separates with $y_iv^\\top x_i\\ge\\gamma>0$; when none is left, $w$ separates.",
    statement(
        [d, N, K, x, label, chosen, v, w, eta, R, gamma],
        PLAIN_RUN,
        both(
            (R * norm(v) / gamma) ** 2 >= K,
            implies(negation(some(n, everyone, shown(at_end, n) <= 0)), every(n, everyone, shown(at_end, n) > 0)),
        ),
    ),
    example={
        **{name: ONE_MISTAKE[name] for name in ("d", "N", "K", "x", "y", "i", "w", "R")},
        "v": vector(1),
        "eta": term(1),
        "gamma": term(1),
    },
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                stepping(
                    w(k + 1) @ w(k + 1) <= k * eta**2 * R**2,
                    use(0, [next_sample], use(1, [next_sample], ENERGY, [AUTO]), [AUTO]),
                    stepping(v @ w(k + 1) >= k * eta * gamma, ALONG, at_the_end(7, at_the_end(8, COUNTED))),
                ),
                NONE_LEFT,
            ],
        }
    },
)
CLAIMS: tuple[Claim, ...] = (STEP_SIZE, FINITE, FINITE_FIX)
