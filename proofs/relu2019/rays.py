"""Proofs of limits along a ray alpha w: the samples of a set are positive and active, all others are dead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from proofs.relu2019.model import (
    DEAD,
    DEAD_BY,
    LIVE,
    LIVE_BY,
    OFF,
    OFF_BY,
    TAIL,
    loss_of,
    relu,
    relu_risk,
    relu_slope,
    relu_weight,
)
from proofs.relu2019.notation import N, everyone, k, m, n, v, w, x
from verify.claims.notation import (
    Expr,
    both,
    equal,
    every,
    exp,
    for_all,
    implies,
    norm,
    reals,
    scale,
    tends,
    term,
    total,
    without,
)
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, intro, part, use

alpha, eps = reals("alpha eps")
ray = scale(alpha, w)
margin = w @ x(m)


@dataclass(frozen=True)
class Rays:
    """The set of the active samples; ``on`` and ``off`` add what is known of sample m, from its being in it or not.

    ``known`` is the number of hypotheses. ``on`` leads to w.x_m > 0 and y_m = 1, in this order, ``off`` to w.x_m <= 0.
    """

    active: Expr
    known: int
    on: Callable[[Step], Proof]
    off: Callable[[Step], Proof]

    @property
    def rest(self) -> Expr:
        """All other samples."""
        return without(everyone, self.active)

    def sized(self, chain: Chain, each: Expr) -> tuple[Expr, int]:
        """The mean of these terms, defined and at least 0 for active samples; its number in the chain."""
        above = chain.lemma(every(k, self.active, w @ x(k) > 0), intro(self.on(AUTO), "m"))
        sums = total(n, self.active, term(0)) <= total(n, self.active, each)
        by: Proof = {"rule": "termwise", "as": "m", "by": use(above, [m], AUTO, [AUTO])}
        size = 1 / N * total(n, self.active, each)
        return size, chain.lemma(size >= 0, have(sums, by, AUTO))

    # -- the risk ------------------------------------------------------------------------------------------------------

    def risk_tends(self, limit: Expr, counts: Sequence[Proof] = ()) -> Proof:
        """The risk tends to the limit; ``counts`` is the limit minus card(rest)/N as parts of a combination."""
        chain = Chain(self.known)
        tail, off = chain.lemma(TAIL, AUTO), chain.lemma(OFF, OFF_BY)
        size, at_least = self.sized(chain, 1 / (w @ x(n)))
        score = relu(ray @ x(m))
        falls = have(
            score >= alpha * margin,
            combine(part("1", ["above", score, ray @ x(m)])),
            have(exp(-score) <= exp(-(alpha * margin)), AUTO, _below(tail)),
        )
        each = loss_of(n, ray @ x(n))
        lost, alive = total(n, self.active, each), self.on({"rule": "rewrite", "of": -1, "then": falls})
        dead = self.off(use(off, [ray @ x(m)], {"rule": "rewrite", "of": -1, "then": AUTO}, [AUTO]))

        def inside(first: int) -> Proof:
            late = Chain(first + 4)
            bound = total(n, self.active, 1 / alpha * (1 / (w @ x(n))))
            small = late.lemma(lost <= bound, {"rule": "termwise", "as": "m", "by": alive})
            late.lemma(total(n, self.active, term(0)) <= lost, {"rule": "termwise", "as": "m", "by": AUTO})
            same = equal(total(n, self.rest, each), total(n, self.rest, term(1)))
            ones = late.lemma(same, both_ways(dead))
            split = part("-1", ["split", total(n, everyone, each), self.active], times=1 / N)
            gap = equal(relu_risk(ray) - limit, 1 / N * lost)
            late.lemma(gap, combine(part("1", ones, times=1 / N), split, *counts))
            below = late.lemma(1 / N * lost < eps, combine(part("1", small, ["positive", 1 / N]), part("1", first + 3)))
            size_of: Proof = combine(part("1", below), part("-1", ["own_size", 1 / N * lost]))
            return late.proof(have(gap, AUTO, {"rule": "rewrite", "of": -1, "then": size_of}))

        return chain.proof(limit_by(at_least + 1, size, inside))

    # -- the gradient --------------------------------------------------------------------------------------------------

    def pull(self) -> Expr:
        """The sum of exp(-alpha w.x_n) x_n over the active samples."""
        return total(n, self.active, scale(exp(-(alpha * (w @ x(n)))), x(n)))

    def slope_is(self) -> Expr:
        """The gradient on the ray is that of the active samples, and tends to 0."""
        printed = scale(-1 / N, self.pull())
        same = for_all(alpha, implies(alpha > 0, equal(relu_slope(ray), printed)))
        return both(same, tends(alpha, norm(printed), 0))

    def slope_tends(self) -> Proof:
        """Both parts of ``slope_is``."""
        return {"rule": "and", "parts": [self._same_slope(), self._slope_falls()]}

    def _same_slope(self) -> Proof:
        chain = Chain(self.known + 1)
        live, dead = chain.lemma(LIVE, LIVE_BY), chain.lemma(DEAD, DEAD_BY)
        weight, score = relu_weight(n, ray @ x(n)) * (x(n) @ v), ray @ x(m)
        moved: Proof = {"rule": "rewrite", "of": -1, "then": AUTO}
        on = self.on({"rule": "rewrite", "of": -1, "then": use(live, [score], moved, [AUTO])})
        off = self.off(use(dead, [score], moved, [AUTO]))
        along = exp(-(alpha * (w @ x(n)))) * (x(n) @ v)
        alive = equal(total(n, self.active, weight), total(n, self.active, along))
        none = equal(total(n, self.rest, weight), total(n, self.rest, term(0)))
        split = part("-1", ["split", total(n, everyone, weight), self.active])
        whole = equal(total(n, everyone, weight), total(n, self.active, along))
        by = have(alive, both_ways(on), have(none, both_ways(off), combine(part("1", -1), part("1", -2), split)))
        gap = relu_slope(ray) - scale(-1 / N, self.pull())
        at_gap = use(-1, [gap], combine(part("1", -1, times=-1 / N)))
        return intro(chain.proof({"rule": "coincide", "le": have(for_all(v, whole), intro(by), at_gap)}))

    def _slope_falls(self) -> Proof:
        chain = Chain(self.known)
        tail = chain.lemma(TAIL, AUTO)
        size, at_least = self.sized(chain, 1 / (w @ x(n)) * norm(x(n)))
        pull = self.pull()
        along = exp(-(alpha * (w @ x(k)))) * (x(k) @ pull)
        bound = 1 / alpha * (1 / (w @ x(k))) * norm(x(k)) * norm(pull)
        here = exp(-(alpha * margin))
        each = have(
            here <= 1 / (alpha * margin),
            use(tail, [alpha * margin], AUTO, [AUTO]),
            combine(
                part("1", -1, ["norm", x(m)], ["norm", pull]),
                part("1", ["exp", -(alpha * margin)], ["schwarz", x(m), pull]),
            ),
        )
        most, printed = 1 / alpha * N * size, scale(-1 / N, pull)

        def inside(first: int) -> Proof:
            late = Chain(first + 4)
            square = late.lemma(
                total(k, self.active, along) <= total(k, self.active, bound),
                {"rule": "termwise", "as": "m", "by": self.on(each)},
            )
            late.lemma(most >= 0, AUTO)
            longer = have(norm(pull) > 0, AUTO, combine(part("1", -1, -2), part("1", square)))
            late.lemma(norm(pull) <= most, {"rule": "suppose", "then": longer})
            late.lemma(1 / N * norm(pull) < eps, combine(part("1", -1, ["positive", 1 / N]), part("1", first + 3)))
            below = combine(part("1", -2), part("-1", ["own_size", norm(printed)]), part("1", -1))
            return late.proof(have(*_scaled_norm(printed, pull), below))

        return chain.proof(limit_by(at_least + 1, size, inside))


def _below(tail: int) -> Proof:
    """What is at most exp(-alpha w.x_m), the last hypothesis, is at most 1/(alpha w.x_m)."""
    return use(tail, [alpha * margin], combine(part("1", -1), part("1", -2)), [AUTO])


def _scaled_norm(vector: Expr, pull: Expr) -> tuple[Expr, Proof]:
    """|vector| = |pull|/N, the two vectors being the same up to the sign and 1/N."""
    mean, here = ["positive", 1 / N], ["norm", pull]
    longer = have(
        norm(vector) > 0,
        combine(part("1", -1), part("1", here, mean)),
        combine(part("1", -1, -2), part("1", -2, here, mean)),
    )
    shorter = have(
        norm(pull) > 0,
        combine(
            part("1", -1, ["positive", N]),
            part("1", ["norm", vector], ["positive", N]),
            part("-1", ["inverse", N], times=norm(pull)),
        ),
        combine(part("1", -1, -2, mean), part("1", -2, ["norm", vector])),
    )
    sides = {"le": {"rule": "suppose", "then": longer}, "ge": {"rule": "suppose", "then": shorter}}
    return equal(norm(vector), 1 / N * norm(pull)), {"rule": "coincide", **sides}


def both_ways(by: Step) -> Proof:
    """Two sums are equal because their terms are, at m."""
    terms: Proof = {"rule": "termwise", "as": "m", "by": by}
    return {"rule": "coincide", "le": terms, "ge": terms}


def limit_by(known: int, size: Expr, inside: Callable[[int], Step]) -> Proof:
    """A limit as alpha grows, because the gap is at most size/alpha; hypothesis number ``known`` - 1 is size >= 0.

    ``inside`` shows that the gap is below eps, from eps > 0, T <= alpha, alpha > 0 and size/alpha < eps: the numbers
    from the one that it is given.
    """
    share = ["positive", eps / alpha]
    chain = Chain(known + 2)
    chain.lemma(alpha > 0, combine(part("1"), part("1", known + 1), part("1", known - 1, ["positive", 1 / eps])))
    below = combine(
        part("1", known + 1, share),
        part("1", share),
        part("-1", ["inverse", alpha], times=eps),
        part("1", ["inverse", eps], times=size / alpha),
    )
    chain.lemma(1 / alpha * size < eps, below)
    far = intro(chain.proof(inside(known)), "alpha")
    return {"rule": "unfold", "then": intro({"rule": "exists", "at": [size / eps + 1], "by": far}, "eps")}
