"""The discrete Fourier transform on {0, ..., M}, D = M + 1, by its real and imaginary parts; derivations about it.

e^(-2 pi i x / D) is cos(2 pi x / D) - i sin(2 pi x / D). A signal z is the family z(0), ..., z(M).
"""

from collections.abc import Callable

from proofs.conv2018.lemmas import by_terms, induction, rewrite, steps
from verify.claims.notation import (
    Expr,
    Name,
    between,
    both,
    equal,
    for_all,
    function,
    implies,
    nats,
    numbers,
    reals,
    sqrt,
    term,
    total,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

pi = Expr(("const", "pi"))
M, a, d, k, n, p, q = nats("M a d k n p q")
x, y = reals("x y")
f, g, v, z = numbers("f"), numbers("g"), numbers("v"), numbers("z")
D, places = M + 1, between(0, M)
Wave = Callable[[Expr], Expr]
Signal = Callable[[Expr], Expr]


def cos(of: Expr) -> Expr:
    """The cosine."""
    return Expr(("cos", term(of)))


def sin(of: Expr) -> Expr:
    """The sine."""
    return Expr(("sin", term(of)))


def c(at: Expr) -> Expr:
    """cos(2 pi x / D)."""
    return cos(2 * pi * at / D)


def s(at: Expr) -> Expr:
    """sin(2 pi x / D)."""
    return sin(2 * pi * at / D)


def re(z: Signal, at: Expr, index: Name = p) -> Expr:
    """The real part of the Fourier coefficient of z at this frequency."""
    return 1 / sqrt(D) * total(index, places, z(index) * c(index * at))


def im(z: Signal, at: Expr, index: Name = p) -> Expr:
    """The imaginary part."""
    return -1 / sqrt(D) * total(index, places, z(index) * s(index * at))


# -- addition theorems and whole turns --------------------------------------------------------------------------------

miss_c = cos(x + y) - (cos(x) * cos(y) - sin(x) * sin(y))
miss_s = sin(x + y) - (sin(x) * cos(y) + cos(x) * sin(y))
MISSES = for_all(x, y, miss_c**2 + miss_s**2 <= 0)
ADDITION = for_all(x, y, both(equal(miss_c, 0), equal(miss_s, 0)))
TURNS = for_all(n, both(equal(cos(2 * pi * n), 1), equal(sin(2 * pi * n), 0)))
at_0 = [(equal(cos(term(0)), 1), AUTO), (equal(sin(term(0)), 0), AUTO)]
flat: Proof = {"rule": "combine", "parts": []}
misses = intro(
    {
        "rule": "slope",
        "var": "x",
        "from": term(0),
        "at": steps(*at_0, then=rewrite(-1, rewrite(-2, flat))),
        "up": flat,
        "down": flat,
    }
)


def no_miss(other: Expr) -> Proof:
    """A = 0, for A^2 + B^2 <= 0."""
    not_apart = {"rule": "suppose", "then": combine(part("1", -1, -1), part("1", -2), part("1", square=other))}
    return {"rule": "coincide", "le": not_apart, "ge": not_apart}


addition = have(
    MISSES, misses, intro(use(-1, [x, y], {"rule": "and", "parts": [no_miss(miss_s), no_miss(miss_c)]}), "x", "y")
)


def turned(by: int) -> Proof:
    """cos and sin of 2 pi (n + 1) are those of 2 pi n."""
    last = [2 * pi * (n + 1), 2 * pi * n]
    return combine(part("-1", ["cosine_turn" if by < 0 else "sine_turn", *last]), part("1", -2 if by < 0 else -1))


turns = induction(n, AUTO, {"rule": "and", "parts": [turned(-1), turned(1)]})
miss_even = equal(cos(-y), cos(y)), equal(sin(-y), -sin(y))
EVEN = for_all(y, both(*miss_even))
co, si = cos(y), sin(y)
even_by = {
    "rule": "and",
    "parts": [
        combine(
            part("1", ["circle", y], times=cos(-y)),
            part("1", -2, times=co),
            part("1", -1, times=si),
            part("-1", -4, times=co),
            part("-1", -3, times=si),
        ),
        combine(
            part("1", ["circle", y], times=sin(-y)),
            part("-1", -2, times=si),
            part("1", -1, times=co),
            part("1", -4, times=si),
            part("-1", -3, times=co),
        ),
    ],
}


def even(added: int) -> Proof:
    """EVEN, from ADDITION, which is the hypothesis with this number, at y and -y."""
    return intro(use(added, [y, -y], steps(*at_0, then=even_by)), "y")


# -- sums over whole periods ------------------------------------------------------------------------------------------


def from_0(top: Expr, body: Expr) -> Expr:
    """The sum over p = 0, ..., top."""
    return total(p, between(0, top), body)


ROTATION = for_all(f, for_all(n, equal(from_0(n, f(p + 1)) + f(term(0)), from_0(n, f(p)) + f(n + 1))))
one_on = combine(part("-1", ["peel", from_0(n + 1, f(p + 1))]), part("1", ["peel", from_0(n + 1, f(p))]), part("1", -1))
rotation = intro(induction(n, AUTO, one_on), "f")
PERIODIC = for_all(p, equal(g(p + D), g(p)))
SHIFT = for_all(g, implies(PERIODIC, for_all(k, equal(from_0(M, g(p + k)), from_0(M, g(p))))))


def shift(rotated: int) -> Proof:
    """SHIFT, from ROTATION: one step more leaves g(k) out and takes g(k + D) in."""
    step = use(
        rotated,
        [function(p, g(p + k))],
        use(-1, [M], use(-4, [k], combine(part("1", -4), part("1", -1), part("1", -2)))),
    )
    return intro(induction(k, AUTO, step), "g")


# -- correlation (2) and its Fourier coefficients ---------------------------------------------------------------------


def cyclic(at: Expr) -> Expr:
    """The index modulo D."""
    return Expr(("mod", at, D))


def correlation(z: Signal, w: Signal, at: Expr) -> Expr:
    """(z * w)[d] = D^(-1/2) sum_k w[k] z[(d + k) mod D], (2)."""
    return 1 / sqrt(D) * total(k, places, w(k) * z(cyclic(at + k)))


WHOLE = for_all(n, both(equal(c(D * n), 1), equal(s(D * n), 0)))
"""The angle 2 pi n is n whole turns."""


def whole(turned: int) -> Proof:
    """WHOLE, from TURNS."""
    angle = equal(2 * pi * (D * n) / D, 2 * pi * n)
    there = use(turned, [n], {"rule": "and", "parts": [rewrite(-3, AUTO), rewrite(-3, AUTO)]})
    return intro(have(angle, combine(part("-1", ["inverse", D], times=2 * pi * n)), there), "n")


PERIODS = for_all(p, both(*(equal(z(cyclic(p + D)) * e((p + D) * a), z(cyclic(p)) * e(p * a)) for e in (c, s))))
"""z[p mod D] e^(2 pi i p a / D) has period D, for a whole a."""


def periods(added: int, whole: int, known: int) -> Proof:
    """PERIODS, from ADDITION and WHOLE, where ``known`` hypotheses are there already."""
    here, of_c, of_s = z(cyclic(p)), z(cyclic(p)) * c(p * a), z(cyclic(p)) * s(p * a)
    turn_c, turn_s, miss_c, miss_s = range(known + 1, known + 5)
    cosine = part("1", miss_c, times=here), part("1", turn_c, times=of_c), part("-1", turn_s, times=of_s)
    sine = part("1", miss_s, times=here), part("1", turn_c, times=of_s), part("1", turn_s, times=of_c)
    both_parts = {"rule": "and", "parts": [rewrite(known, combine(*cosine)), rewrite(known, combine(*sine))]}
    return intro(
        have(
            equal(cyclic(p + D), cyclic(p)),
            combine(part("-1", ["round", p, D])),
            use(whole, [a], use(added, [2 * pi * (p * a) / D, 2 * pi * (D * a) / D], both_parts)),
        ),
        "p",
    )


def basics(known: int, then: Proof) -> Proof:
    """known: ADDITION, then TURNS, WHOLE, EVEN, ROTATION and SHIFT; then the rest."""
    return steps(
        (ADDITION, addition),
        (TURNS, turns),
        (WHOLE, whole(known + 1)),
        (EVEN, even(known)),
        (ROTATION, rotation),
        (SHIFT, shift(known + 4)),
        then=then,
    )


w = v


def coefficient(e: Wave, z: Expr) -> Expr:
    """sum_p z(p) e(p a)."""
    return total(p, places, z(p) * e(p * a))


def shifted(e: Wave) -> Expr:
    """The sum stays the same when signal and wave are shifted alike."""
    moved = total(p, places, z(cyclic(p + k)) * e((p + k) * a))
    return for_all(k, equal(moved, coefficient(e, z)))


def shifting(e: Wave, known: int, periods: int) -> Proof:
    """``shifted``, from SHIFT (known + 5) and PERIODS."""
    at_places = steps(
        (n < D, AUTO),
        (equal(cyclic(n), n), combine(part("-1", ["small", n, D]))),
        then=rewrite(-1, flat),
    )
    from_zero = by_terms({"rule": "unfold", "of": -1, "then": at_places}, "n")
    periodic = intro(use(periods, [p], combine(part("1", -2 if e is c else -1))), "p")
    move = use(
        known + 5,
        [function(p, z(cyclic(p)) * e(p * a))],
        use(-1, [k], combine(part("1", -1), part("1", -3))),
        [periodic],
    )
    return have(equal(total(p, places, z(cyclic(p)) * e(p * a)), coefficient(e, z)), from_zero, intro(move, "k"))


wave_c, wave_s, here = c((d + k) * a), s((d + k) * a), z(cyclic(d + k))
TAKEN_APART = for_all(
    d,
    k,
    both(
        equal(c(d * a), wave_c * c(k * a) + wave_s * s(k * a)),
        equal(s(d * a), wave_s * c(k * a) - wave_c * s(k * a)),
    ),
)
apart_by = {
    "rule": "and",
    "parts": [
        combine(part("1", -4), part("1", -2, times=wave_c), part("-1", -1, times=wave_s)),
        combine(part("1", -3), part("1", -2, times=wave_s), part("1", -1, times=wave_c)),
    ],
}


def taken_apart(known: int) -> Proof:
    """TAKEN_APART, from ADDITION and EVEN: d = (d + k) - k."""
    whole_angle, angle = 2 * pi * ((d + k) * a) / D, 2 * pi * (k * a) / D
    return intro(use(known, [whole_angle, -angle], use(known + 3, [angle], apart_by)), "d", "k")


def of_correlation(e: Wave) -> Expr:
    """sum_d (z * w)[d] e(d a), the factor 1/sqrt(D) with it."""
    return total(d, places, correlation(z, w, d) * e(d * a))


ROOT_D = 1 / sqrt(D)
IN_FREQUENCY = (
    equal(ROOT_D * of_correlation(c), re(w, a) * re(z, a) + im(w, a) * im(z, a)),
    equal(-ROOT_D * of_correlation(s), re(w, a) * im(z, a) - im(w, a) * re(z, a)),
)
CORRELATION = for_all(z, w, a, both(*IN_FREQUENCY))
"""The Fourier coefficients of z * w are those of z times the conjugates of those of w."""


def one_part(e: Wave, at: int) -> Proof:
    """One part of CORRELATION; hypotheses at: TAKEN_APART, then ``shifted`` for c and for s."""
    turned = wave_c * c(k * a) + wave_s * s(k * a) if e is c else wave_s * c(k * a) - wave_c * s(k * a)
    split = w(k) * here * turned
    joined = total(d, places, total(k, places, w(k) * here * e(d * a)))
    by_d, by_k = total(d, places, total(k, places, split)), total(k, places, total(d, places, split))
    z_c, z_s, w_c, w_s = coefficient(c, z), coefficient(s, z), w(k) * c(k * a), w(k) * s(k * a)
    done = total(k, places, w_c * z_c + w_s * z_s if e is c else w_c * z_s - w_s * z_c)
    factors = (w(n) * c(n * a), w(n) * s(n * a)) if e is c else (-w(n) * s(n * a), w(n) * c(n * a))

    def terms(sign: str) -> Proof:
        inner = use(at, [n, q], combine(part(sign, -2 if e is c else -1, times=w(q) * z(cyclic(n + q)))))
        return {"rule": "termwise", "as": "n", "by": {"rule": "termwise", "as": "q", "by": inner}}

    def column(sign: str) -> Proof:
        parts = part(sign, -2, times=factors[0]), part(sign, -1, times=factors[1])
        return use(at + 1, [n], use(at + 2, [n], combine(*parts)))

    return steps(
        (equal(joined, by_d), {"rule": "coincide", "le": terms("1"), "ge": terms("-1")}),
        (equal(by_d, by_k), combine(part("-1", ["swap", by_d]))),
        (equal(by_k, done), by_terms(column("1"), "n", column("-1"))),
        then=combine(*(part("1" if e is c else "-1", -i, times=ROOT_D * ROOT_D) for i in (1, 2, 3))),
    )


def correlation_theorem(known: int) -> Proof:
    """CORRELATION, from ``basics(known)``, which are the last hypotheses."""
    both_parts: Proof = {"rule": "and", "parts": [one_part(c, known + 7), one_part(s, known + 7)]}
    return intro(
        steps(
            (PERIODS, periods(known, known + 2, known + 6)),
            (TAKEN_APART, taken_apart(known)),
            (shifted(c), shifting(c, known, known + 6)),
            (shifted(s), shifting(s, known, known + 6)),
            then=both_parts,
        ),
        "z",
        "v",
        "a",
    )
