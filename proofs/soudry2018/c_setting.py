"""Appendix C: K classes, w = vec(W^T), the maps A_k, the cross-entropy risk; its exponentials and their sums.

The maps A_k are any maps of the samples' space to that of w: the A_k = e_k (x) I_d of the paper are an instance. With
``gap(k, n)`` = (A_k - A_{y_n}) x_n, the risk is sum_n log sum_k exp(w . gap(k, n)), as (C.1) has it.
"""

from typing import Any

from proofs.soudry2018.notation import N, d, everyone, k, m, n, x
from verify.claims.notation import (
    Expr,
    Name,
    between,
    differ,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    member,
    name,
    nats,
    reals,
    term,
    total,
    vectors,
    without,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, intro, part, slope, use

D, K, r, i, j = nats("D K r i j")
A = name("A", ("fn", ("nat",), ("map", "d", "D")))
label = name("y", ("fn", ("nat",), "nat"))
classes = between(1, K)
w, w_star, u, point = vectors("w w_star u v", D)
(z,) = reals("z")
LET = [d, D, N, K, x, A, label]
LABELS = every(n, everyone, member(label(n), classes))


def gap(of: Any, sample: Any = n, to: Any = None) -> Expr:
    """(A_k - A_l) x_n for a class k of sample n; l is the label y_n if no other is given."""
    other = label(sample) if to is None else to
    return Expr(("apply", Expr(("sub", A(of), A(other))), x(sample)))


def weight(at: Expr, of: Any, sample: Any = n, to: Any = None) -> Expr:
    """exp(w . (A_k - A_l) x_n)."""
    return exp(at @ gap(of, sample, to))


def mass(at: Expr, sample: Any = n, to: Any = None, index: Name = r) -> Expr:
    """sum_r exp(w . (A_r - A_l) x_n)."""
    return total(index, classes, weight(at, index, sample, to))


def risk_on(size: Name | int, points: Expr, maps: Expr, labels: Expr, samples: Expr, of_classes: Expr) -> Expr:
    """The risk (C.1) on these data; ``size`` is the dimension of w."""
    (of,) = vectors("u", size)
    moved = Expr(("apply", Expr(("sub", maps(k), maps(labels(m)))), points(m)))
    return function(of, total(m, samples, log(total(k, of_classes, exp(of @ moved)))))


risk = risk_on(D, x, A, label, everyone, classes)
ASSUMPTION_4 = every(n, everyone, every(k, classes, implies(differ(k, label(n)), w_star @ gap(k) < 0)))
"""Assumption 4 of w_star: every other class is strictly behind the label's."""


def only(element: Expr) -> Expr:
    """The set with this one element."""
    return Expr(("set", element))


def others_than(sample: Expr) -> Expr:
    """The classes other than y_n, for this n."""
    return without(classes, only(label(sample)))


others = others_than(n)


def rest(at: Expr) -> Expr:
    """R_n: the sum of the exponentials of the other classes."""
    return total(k, others, weight(at, k))


def positive(sum_of: Expr, of_class: Expr) -> Proof:
    """0 < sum_k exp(...) because there is a class, this one."""
    index, over = sum_of[1], sum_of[2]
    nothing = Expr(("sum", index, over, term(0)))
    terms: Proof = {
        "rule": "termwise",
        "as": "j",
        "by": AUTO,
        "strict": {"at": of_class, "member": AUTO, "by": AUTO},
    }
    return have(nothing < sum_of, terms, AUTO)


def positive_for_all(sum_of: Expr) -> tuple[Expr, Proof]:
    """0 < sum_k exp(...) for every sample n, its label being a class (hypothesis 0)."""
    at_label: Proof = {"rule": "use", "of": 0, "at": [n], "premises": [dict(AUTO)], "then": positive(sum_of, label(n))}
    return every(n, everyone, sum_of > 0), intro(at_label, "n")


def positive_for_pairs(sum_of: Expr) -> tuple[Expr, Proof]:
    """0 < sum_r exp(...) for every sample n and class k, k being a class."""
    return every(n, everyone, every(k, classes, sum_of > 0)), intro(intro(positive(sum_of, k), "k"), "n")


def same_sums(left: Expr, right: Expr, term_by_term: Proof) -> Proof:
    """Two sums over one set are equal because their terms are, both ways by the same proof."""
    both_ways: Proof = {"rule": "termwise", "as": "j", "by": term_by_term}
    return {"rule": "coincide", "le": both_ways, "ge": both_ways}


def nonnegative(sum_of: Expr, by: Step) -> tuple[Expr, Proof]:
    """0 <= a sum, term by term."""
    index, over = sum_of[1], sum_of[2]
    return Expr(("sum", index, over, term(0))) <= sum_of, {"rule": "termwise", "as": "j", "by": by}


sum_at_v, rest_at_v = mass(point, index=k), rest(point)
risk_at_v = total(m, everyone, log(mass(point, m, index=k)))


def bounds_of_logs(chain: Chain) -> tuple[int, int]:
    """0 <= log sum_k exp(w . gap) <= R_n for every w and n: the numbers of the upper and of the lower bound.

    Hypothesis 0 says that labels are classes.
    """
    peeled = chain.lemma(
        for_all(point, every(n, everyone, equal(sum_at_v, 1 + rest_at_v))),
        intro(intro(use(0, [n], combine(part("-1", ["pick", sum_at_v, label(n)])), [AUTO]), "n"), "v"),
    )
    not_negative = chain.lemma(
        for_all(point, every(n, everyone, rest_at_v >= 0)),
        intro(intro(have(*nonnegative(rest_at_v, AUTO), AUTO), "n"), "v"),
    )

    def of_the_log(of: Expr, bound: Expr) -> int:
        general = chain.lemma(for_all(z, implies(z >= 0, of)), intro(slope("z", term(0))))
        shown = use(general, [rest_at_v], {"rule": "rewrite", "of": -4, "then": AUTO}, [AUTO])
        shown = use(not_negative, [point], use(-1, [n], shown, [AUTO]))
        return chain.lemma(
            for_all(point, every(n, everyone, bound)),
            intro(intro(use(peeled, [point], use(-1, [n], shown, [AUTO])), "n"), "v"),
        )

    log_at_v = log(sum_at_v)
    return of_the_log(log(1 + z) <= z, log_at_v <= rest_at_v), of_the_log(log(1 + z) >= 0, log_at_v >= 0)
