"""A run of the perceptron: K mistakes from 0; its norm (17), its inner product with the separator, (18) to (22).

An augmented vector (v, s) of R^(d+1) is written as its two parts: its inner product with (u, r) is v.u + s r. So the
augmented normal vector of the proof is (w_k, c_k) with c_k = b_k/R, an augmented sample (x_n, R), the augmented
separator (w_opt, b/R). ``chosen`` is the sample of each mistake; K is the number of mistakes.
"""

from collections.abc import Mapping
from typing import Any

from proofs.slides.notation import PAGE, N, d, everyone, k, label, n, x
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    either,
    equal,
    every,
    family,
    for_all,
    implies,
    member,
    name,
    nats,
    norm,
    numbers,
    reals,
    scale,
    statement,
    table,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(w_opt, u, v) = vectors("w_opt u v", d)
w, w_fast = family("w", d), family("w_fast", d)
c, c_fast = numbers("c"), numbers("c_fast")
R, gamma, b, eta = reals("R gamma b eta")
(K,) = nats("K")
chosen = name("i", ("fn", ("nat",), "nat"))

IS_MISTAKE = {"rule": "unfold", "then": {"rule": "and", "parts": [AUTO, AUTO]}}

t_k, x_k = label(chosen(k)), x(chosen(k))
labels = every(n, everyone, equal(label(n) ** 2, 1))
in_ball = every(n, everyone, norm(x(n)) <= R)
separated = every(n, everyone, label(n) * (w_opt @ x(n) + b) >= gamma)


def run(w: Expr, c: Expr, last: Expr = R, rate: Expr | None = None) -> tuple[Expr, Expr, Expr]:
    """K mistakes from 0: w(k), c(k) before the k-th, made at the sample (x, last) for x = x(chosen(k)); step size 1."""
    factor = t_k if rate is None else rate * t_k
    mistake = t_k * (w(k) @ x_k + c(k) * last) <= 0
    moved = equal(w(k + 1), w(k) + scale(factor, x_k))
    shifted = equal(c(k + 1), c(k) + factor * last)
    at_each = every(k, between(1, K), both(member(chosen(k), everyone), mistake, moved, shifted))
    return equal(w(1), scale(0, w_opt)), equal(c(1), 0), at_each


RUN = run(w, c)
ONE_MISTAKE = {
    "d": term(1),
    "N": term(1),
    "K": term(1),
    "x": table(vector(1)),
    "y": table(1),
    "i": table(1),
    "w": table(vector(0), vector(1)),
    "c": table(0, 1),
    "w_opt": vector(1),
    "R": term(1),
}


def by_steps(
    bound: Expr, base: Mapping[str, Any], step: Mapping[str, Any], then: Mapping[str, Any], of: int, facts: int = 4
) -> Proof:
    """First: bound(k) for k up to K, by induction: hypothesis ``of`` is the run, with so many facts a step."""
    late: Proof = {"rule": "or", "part": 1, "by": AUTO}
    known = {"rule": "alternatives", "of": -2 - facts, "parts": [late, {"rule": "or", "part": 2, "by": step}]}
    forward = use(of, [k + 1], known, [IS_MISTAKE])
    cases = {"rule": "cases", "left": K, "right": k + 1, "lt": late, "eq": forward, "gt": forward}
    by: Proof = {"rule": "induction", "var": "k", "base": {"rule": "or", "part": 2, "by": base}, "step": cases}
    return have(for_all(k, either(k > K, bound)), intro(by), then)


def from_start(then: Mapping[str, Any]) -> Proof:
    """With w(1) = 0 and c(1) = 0, the hypotheses 2 and 3, put in."""
    return {"rule": "rewrite", "of": 2, "then": {"rule": "rewrite", "of": 3, "then": then}}


def moved(then: Mapping[str, Any]) -> Proof:
    """With the step that comes last but the bound so far put in."""
    return {"rule": "rewrite", "of": -3, "then": {"rule": "rewrite", "of": -2, "then": then}}


def one_case(then: Mapping[str, Any]) -> Proof:
    """The bound that was shown last, at a k up to K that comes after it."""
    return use(-2, [k], {"rule": "alternatives", "of": -1, "parts": [AUTO, then]})


next_i = chosen(k + 1)
size = w(k + 1) @ w(k + 1) + c(k + 1) ** 2
RUN_LET = [d, N, K, x, label, chosen, w_opt, w, c, R]


def bounded_norm(then: Mapping[str, Any], last: Expr = R) -> Proof:
    """First |w_k|^2 <= k (R^2 + last^2) for k up to K; hypotheses 0 and 1 are the labels and the ball."""
    growth = combine(  # the bound so far, twice the mistake, t^2 = 1, |x| <= R
        part("1", -3),
        part("2", -6),
        part("1", -2, times=x(next_i) @ x(next_i) + last**2),
        part("1", -1, -1),
        part("2", -1, ["norm", x(next_i)]),
    )
    step = moved(use(0, [next_i], use(1, [next_i], growth, [AUTO]), [AUTO]))
    return by_steps(size <= k * (R**2 + last**2), from_start(AUTO), step, then, 4)


NOVIKOFF_NORM = PAGE.encoded(
    "novikoff-norm",
    statement(RUN_LET, [labels, in_ball, *RUN], for_all(k, implies(k <= K, size <= 2 * k * R**2))),
    example=ONE_MISTAKE,
    by=("derivation",),
    hints={"derivation": bounded_norm(intro(one_case(AUTO), "k"))},
    note="The augmented normal vector after $k$ mistakes is $(w(k+1),c(k+1))$.",
)

aligned = w_opt @ w(k + 1) + b / R * c(k + 1)
aligned_next = w_opt @ w(k + 1 + 1) + b / R * c(k + 1 + 1)
gain = label(next_i) * (w_opt @ x(next_i) + b / R * R)


def aligning(then: Mapping[str, Any], separation: int = 1, last: Expr = R) -> Proof:
    """First w_opt.w_k >= k gamma for k up to K; hypothesis ``separation`` gives the margins."""
    more = use(separation, [next_i], combine(part("1", -2), part("1", -1)), [AUTO])
    bound = w_opt @ w(k + 1) + b / last * c(k + 1) >= k * gamma
    return by_steps(bound, from_start(AUTO), moved(more), then, 4)


CHAIN = {
    "rule": "and",
    "parts": [
        {"rule": "rewrite", "of": -2, "then": {"rule": "rewrite", "of": -1, "then": AUTO}},
        use(1, [next_i], combine(part("1", -1)), [AUTO]),
        AUTO,
    ],
}
NOVIKOFF_INNER = PAGE.encoded(
    "novikoff-inner",
    statement(
        [*RUN_LET, b, gamma],
        [R > 0, separated, *RUN],
        for_all(
            k,
            implies(
                k + 1 <= K,
                both(
                    equal(aligned_next, aligned + gain),
                    aligned + gain >= aligned + gamma,
                    aligned + gamma >= (k + 1) * gamma,
                ),
            ),
        ),
    ),
    example={**ONE_MISTAKE, "b": term(0), "gamma": term(1)},
    by=("derivation",),
    hints={"derivation": aligning(intro(one_case(use(4, [k + 1], CHAIN, [IS_MISTAKE])), "k"))},
)

# -- the bound --------------------------------------------------------------------------------------------------------

k2 = k**2 * gamma**2
most = 2 * k * R**2 * (u @ u)
DIVIDED = {
    "rule": "unfold",
    "then": {
        "rule": "and",
        "parts": [
            intro(combine(part("1", -1, ["positive", 1 / (k * gamma**2)]))),
            intro(combine(part("1", -1, ["positive", k * gamma**2]))),
        ],
    },
}
NOVIKOFF_CS = PAGE.encoded(
    "novikoff-cs",
    statement(
        [d, u, v, k, gamma, R],
        [k >= 1, gamma > 0, u @ v >= k * gamma, norm(v) ** 2 <= 2 * k * R**2],
        both(
            k2 <= (u @ v) ** 2,
            (u @ v) ** 2 <= norm(u) ** 2 * norm(v) ** 2,
            norm(u) ** 2 * norm(v) ** 2 <= most,
            Expr(("iff", k2 <= most, k <= 2 * norm(u) ** 2 * R**2 / gamma**2)),
        ),
    ),
    example={"d": term(1), "u": vector(1), "v": vector(1), "k": term(1), "gamma": term(1), "R": term(1)},
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                combine(part("1", 2, 2), part("2", 2, 1, ["nat", k])),
                combine(part("1", ["cauchy", u, v])),
                combine(part("1", 3, ["square", u])),
                have(k > 0, AUTO, DIVIDED),
            ],
        }
    },
    note="$u$ is the augmented separator, $v$ the augmented normal vector after $k$ mistakes, both in one space.",
)

CLAIMS: tuple[Claim, ...] = (NOVIKOFF_NORM, NOVIKOFF_INNER, NOVIKOFF_CS)
