"""Section 5: the costs R of Lemmas 5 to 7 rise with the named norms, and so have the same constrained minimisers."""

from proofs.conv2018.lemmas import (
    ONE_THERE,
    all_of,
    apart,
    cases,
    iff,
    nothing_there,
    one_there,
    rewrite,
    steps,
    unfold,
    where_positive,
)
from proofs.conv2018.notation import INCREASING, PAGE, L, increases, r, s
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    every,
    family,
    for_all,
    function,
    implies,
    log,
    nats,
    numbers,
    objective,
    statement,
    table,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

given: Proof = {"rule": "assumption"}
d, N, n = nats("d N n")
x, y = family("x_in", d), numbers("label")
beta, v = vectors("beta v", d)
q, R = objective("q", d), objective("R", d)


def cost(of: Expr, depth: Expr = L) -> Expr:
    """L r^(2/L), and 0 for r = 0."""
    return depth * where_positive(of, of ** (2 / depth))


def feasible(of: Expr) -> Expr:
    """y_n <x_n, beta> >= 1 for all n."""
    return every(n, between(1, N), y(n) * (of @ x(n)) >= 1)


def least(f: Expr, of: Expr = beta) -> Expr:
    """beta is feasible, and f is least there."""
    return both(feasible(of), for_all(v, implies(feasible(v), f(of) <= f(v))))


GIVEN = [L >= 1, for_all(v, q(v) >= 0), for_all(v, equal(R(v), cost(q(v))))]
SAME = for_all(beta, iff(least(R), least(q)))
RISES = for_all(r, s, implies(both(r >= 0, r < s), cost(r) < cost(s)))


def rises(known: int) -> Proof:
    """RISES; 0: L >= 1; INCREASING and ONE_THERE are the hypotheses ``known`` - 2 and ``known`` - 1."""
    of_r, of_s, positive = r ** (2 / L), s ** (2 / L), ["exp", 2 / L * log(s)]
    above_0 = combine(
        part("1", 0, positive),
        part("1", positive),
        part("1", known + 4, times=L),
        part("-1", -1, times=L * of_s),
    )
    from_0 = steps(
        (r <= 0, AUTO),
        (equal(where_positive(r, of_r), 0), nothing_there(r, of_r)),
        (s > 0, AUTO),
        then=use(known - 1, [s], above_0, [given]),
    )
    both_positive = combine(
        part("1", -1),
        part("-1", -3, times=L * of_s),
        part("1", -4, times=L * of_r),
    )
    above_r = use(known - 2, [r, s], both_positive, [all_of(given, given)])
    further = have(s > 0, AUTO, use(known - 1, [r], use(known - 1, [s], above_r, [given]), [given]))
    return intro(cases(r, 0, apart, from_0, further), "r", "s")


# 0 to 2: GIVEN, 3: INCREASING, 4: ONE_THERE, 5: RISES
of_v, of_beta = q(v), q(beta)
in_order: Proof = all_of(given, given)
# 6 and 7: beta is least for R, 8: v is feasible, 9: q(v) < q(beta)
no_order = combine(part("1", 11), part("1", 12), part("1", 13), part("-1", 14))
smaller = use(7, [v], use(5, [of_v, of_beta], use(2, [v], use(2, [beta], no_order)), [in_order]), [given])
least_q = intro({"rule": "suppose", "then": use(1, [v], smaller)}, "v")
# 6 and 7: beta is least for q, 8: v is feasible, 9: q(beta) <= q(v), 10 and 11: R at v and at beta
by_costs = combine(part("1", -1), part("-1", 10), part("1", 11))
less = use(1, [beta], use(5, [of_beta, of_v], by_costs, [in_order]))
same = have(equal(cost(of_beta), cost(of_v)), rewrite(12, combine()), by_costs)
more: Proof = {"rule": "absurd", "by": combine(part("1", -1), part("1", 9))}
by_order = cases(of_beta, of_v, less, same, more)
least_r = intro(use(7, [v], use(2, [v], use(2, [beta], by_order)), [given]), "v")
same_minimisers = intro(unfold(None, all_of(intro(all_of(given, least_q)), intro(all_of(given, least_r)))), "beta")
(w_1,) = vectors("w_1", 1)
EXAMPLE = {
    "d": term(1),
    "N": term(1),
    "x_in": table(vector(1)),
    "label": table(1),
    "q": function(w_1, term(0)),
    "R": function(w_1, term(0)),
}
MONOTONE = PAGE.encoded(
    "monotone",
    statement([d, N, L, x, y, q, R], GIVEN, both(INCREASING, SAME)),
    example=EXAMPLE | {"L": term(1)},
    by=("derivation",),
    hints={
        "derivation": steps(
            (INCREASING, increases),
            (ONE_THERE, one_there),
            (RISES, rises(5)),
            then=all_of(given, same_minimisers),
        )
    },
    note="For every q >= 0 with R = L q^(2/L), so for the three norms of Lemmas 5 to 7, and for all data.",
)

CLAIMS: tuple[Claim, ...] = (MONOTONE,)
