"""Notation of Section 1, and (2): the root of unity, the Fourier transform, the flip, and what a layer computes.

D = M + 1, and a signal is the family of its entries 0, ..., M. Complex numbers stand by their real and imaginary parts.
"""

from proofs.conv2018.fourier import (
    CORRELATION,
    ROOT_D,
    D,
    M,
    a,
    at_0,
    basics,
    c,
    correlation,
    correlation_theorem,
    cos,
    cyclic,
    d,
    flat,
    im,
    k,
    n,
    p,
    pi,
    places,
    q,
    re,
    s,
    sin,
    v,
    w,
    z,
)
from proofs.conv2018.inversion import (
    CONJUGATE,
    MIRRORED,
    PLANCHEREL,
    REAL_ENTRIES,
    conjugate,
    mirrored,
    plancherel,
    real_entries,
    unitary,
)
from proofs.conv2018.lemmas import by_terms, induction, rewrite, steps
from proofs.conv2018.notation import PAGE, constant
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    differ,
    equal,
    every,
    for_all,
    function,
    implies,
    maximum,
    numbers,
    statement,
    term,
    there_is,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

# -- omega_D ----------------------------------------------------------------------------------------------------------

power_c, power_s = numbers("o_re"), numbers("o_im")
root_c, root_s = c(term(1)), -s(term(1))
POWERS = [
    equal(power_c(term(0)), 1),
    equal(power_s(term(0)), 0),
    for_all(
        n,
        both(
            equal(power_c(n + 1), power_c(n) * root_c - power_s(n) * root_s),
            equal(power_s(n + 1), power_c(n) * root_s + power_s(n) * root_c),
        ),
    ),
]
"""o(n) = omega_D^n, by its parts: o(0) = 1 and o(n + 1) = omega_D o(n)."""
EXPONENTIAL = for_all(n, both(equal(power_c(n), c(n)), equal(power_s(n), -s(n))))
one_c, one_s = c(term(1)), s(term(1))
at_next = {
    "rule": "and",
    "parts": [
        combine(part("1", -4), part("-1", -2), part("1", -6, times=one_c), part("1", -5, times=one_s)),
        combine(part("1", -3), part("1", -1), part("-1", -6, times=one_s), part("1", -5, times=one_c)),
    ],
}


def exponential(added: int) -> Proof:
    """EXPONENTIAL, from ADDITION, 2: the recursion, cos 0 = 1 and sin 0 = 0."""
    return induction(n, AUTO, use(2, [n], use(added, [2 * pi * n / D, 2 * pi * 1 / D], at_next)))


ONE_TURN = equal(power_c(D), 1), equal(power_s(D), 0)
PRIMITIVE = for_all(n, implies(both(n >= 1, n <= M), differ(power_c(n), 1)))
EXAMPLE = {"M": term(0), "o_re": constant(1), "o_im": constant(0)}


def with_powers(then: Proof) -> Proof:
    """3: the basics, 9: what ``unitary`` adds, 19: EXPONENTIAL; then the rest."""
    return basics(3, unitary(3, have(EXPONENTIAL, exponential(3), then)))


def at_the_turn(index: int, sign: str) -> Proof:
    """o(D) = 1: after one whole turn."""
    return use(19, [D], use(5, [term(1)], combine(part("1", 20 + index), part(sign, 22 + index))))


before = use(19, [n], use(12, [n, term(0)], combine(part("1", -1), part("1", -3)), [AUTO]))
primitive = intro({"rule": "apart", "side": "lt", "by": before}, "n")
root_parts = [{"rule": "assumption"}, at_the_turn(0, "1"), at_the_turn(1, "-1"), primitive]
FACTS = ((cos, "cosine_turn"), (sin, "sine_turn"))
whole_turn = 2 * pi * 1 / (term(0) + 1)
turned = [(equal(e(whole_turn), e(term(0))), combine(part("-1", [f, whole_turn, term(0)]))) for e, f in FACTS]
one_and_zero: Proof = {
    "rule": "and",
    "parts": [combine(part("-1", -2), part("-1", -4)), combine(part("1", -1), part("1", -3))],
}
FOR_D_1 = {2: intro(steps(*at_0, *turned, then=one_and_zero))}
ROOT_OF_UNITY = PAGE.encoded(
    "root-of-unity",
    statement([M, power_c, power_s], POWERS, both(EXPONENTIAL, *ONE_TURN, PRIMITIVE)),
    example=EXAMPLE,
    by=("derivation",),
    hints={"example": FOR_D_1, "derivation": with_powers({"rule": "and", "parts": root_parts})},
    note="o(n) = omega_D^n, by real and imaginary part; it is e^(-2 pi i n / D); it is 1 for n = D, and not before.",
)

# -- the Fourier transform is unitary ---------------------------------------------------------------------------------

energy = total(a, places, re(z, a) ** 2 + im(z, a) ** 2)
in_powers = both(
    equal(ROOT_D * total(p, places, z(p) * power_c(p * a)), re(z, a)),
    equal(ROOT_D * total(p, places, z(p) * power_s(p * a)), im(z, a)),
)
UNITARY = both(
    equal(energy, total(q, places, z(q) ** 2)),
    *PLANCHEREL[2][1:],
    for_all(a, in_powers),
)


def same_waves(index: int) -> Proof:
    """The sums of powers are those of cosines and sines."""
    wave, power = (c, power_c) if index == 0 else (s, power_s)
    by = [use(19, [n * a], combine(part(w, 22 + index, times=z(n)))) for w in ("1", "-1")]
    value = wave(p * a) if index == 0 else -wave(p * a)
    fact = equal(total(p, places, z(p) * power(p * a)), total(p, places, z(p) * value))
    return have(fact, by_terms(by[0], "n", by[1]), combine(part("1", -1, times=ROOT_D)))


unitary_parts = [
    use(20, [z, z], combine(part("1", 21))),
    use(20, [z, v], {"rule": "assumption"}),
    use(20, [z, v], {"rule": "assumption"}),
    intro({"rule": "and", "parts": [same_waves(0), same_waves(1)]}, "a"),
]
all_four = intro({"rule": "and", "parts": unitary_parts}, "z", "v")
DFT_UNITARY = PAGE.encoded(
    "dft-unitary",
    statement([M, power_c, power_s], POWERS, for_all(z, v, UNITARY)),
    example=EXAMPLE,
    by=("derivation",),
    hints={"example": FOR_D_1, "derivation": with_powers(have(PLANCHEREL, plancherel(18), all_four))},
    note="Squared norm, inner product by real and imaginary part, and the two forms with omega_D and with exp.",
)

# -- real signals -----------------------------------------------------------------------------------------------------

real_parts = {"rule": "and", "parts": [conjugate(6, 9), real_entries(6)]}
DFT_REAL = PAGE.encoded(
    "dft-real",
    statement([M], [], both(CONJUGATE, REAL_ENTRIES)),
    by=("derivation",),
    hints={"derivation": basics(0, steps((MIRRORED, mirrored(0)), *at_0, then=real_parts))},
    note="By real and imaginary part; D - a is a difference of naturals.",
)

# -- the flip ---------------------------------------------------------------------------------------------------------

flipped, back = numbers("r"), numbers("rr")
FLIPS = [
    every(k, places, equal(flipped(k), z(Expr(("monus", D, k + 1))))),
    every(k, places, equal(back(k), flipped(Expr(("monus", D, k + 1))))),
]
there = Expr(("monus", D, k + 1))
twice = steps(
    (k <= M, {"rule": "assumption"}),
    (k + 1 <= D, AUTO),
    (equal(there, M - k), combine(part("-1", ["monus", D, k + 1]))),
    (there + 1 <= D, AUTO),
    (equal(Expr(("monus", D, there + 1)), k), combine(part("-1", ["monus", D, there + 1]), part("-1", -2))),
    then=use(
        1, [k], use(0, [there], rewrite(-2, rewrite(-1, rewrite(-3, flat))), [{"rule": "unfold", "then": AUTO}]), [AUTO]
    ),
)
FLIP = PAGE.encoded(
    "flip",
    statement([M, z, flipped, back], FLIPS, every(k, places, equal(back(k), z(k)))),
    example={"M": term(0), "z": constant(1), "r": constant(1), "rr": constant(1)},
    by=("derivation",),
    hints={"derivation": intro(twice, "k")},
    note="The flip of the flip is the signal itself.",
)

# -- (2) --------------------------------------------------------------------------------------------------------------


def convolution(z: Expr, w: Expr, at: Expr) -> Expr:
    """D^(-1/2) sum_k w[k] z[(d - k) mod D]: the convolution of signal processing."""
    return ROOT_D * total(k, places, w(k) * z(cyclic(at + Expr(("monus", D, k)))))


DIFFERENT = there_is(M, z, w, d, differ(correlation(z, w, d), convolution(z, w, d)))
delta_0, delta_1 = function(n, maximum(0, 1 - n)), function(n, maximum(0, 1 - absolute(n - 1)))
EQ_2 = PAGE.encoded(
    "eq-2-correlation",
    statement([], [], both(for_all(M, CORRELATION), DIFFERENT)),
    by=("derivation",),
    hints={
        "derivation": {
            "rule": "and",
            "parts": [
                intro(basics(0, correlation_theorem(0)), "M"),
                {"rule": "exists", "at": [term(2), delta_0, delta_1, term(2)], "by": AUTO},
            ],
        }
    },
    note="Cross-correlation: coefficients of the input times conjugates of those of the filter; no convolution.",
)

CLAIMS: tuple[Claim, ...] = (ROOT_OF_UNITY, DFT_UNITARY, DFT_REAL, FLIP, EQ_2)
