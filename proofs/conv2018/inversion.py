"""The Fourier transform is unitary: orthogonality of the waves, the inverse transform, Plancherel's identity.

Every builder takes ``known``, the number of the first hypothesis of ``fourier.basics``.
"""

from proofs.conv2018.fourier import (
    ROOT_D,
    D,
    M,
    Wave,
    a,
    at_0,
    c,
    cos,
    cyclic,
    im,
    n,
    p,
    pi,
    places,
    q,
    re,
    s,
    sin,
    v,
    z,
)
from proofs.conv2018.lemmas import by_terms, cases, induction, rewrite, steps
from verify.claims.notation import (
    Expr,
    between,
    both,
    differ,
    equal,
    every,
    for_all,
    function,
    implies,
    nats,
    reals,
    term,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

x, y = reals("x y")
b, e = nats("b e")

# -- cos x < 1 between two whole turns --------------------------------------------------------------------------------

FIRST = for_all(y, implies(both(y > 0, y <= 2), sin(y) > 0))
SINE_POSITIVE = for_all(y, implies(both(y > 0, y < pi), sin(y) > 0))
BELOW_ONE = for_all(x, implies(both(x > 0, x < 2 * pi), cos(x) < 1))


def below_one(known: int, then: Proof) -> Proof:
    """known + 6: FIRST, then SINE_POSITIVE and BELOW_ONE: sin y = sin(pi - y), and 1 - cos x = 2 sin(x/2)^2."""
    early = use(known + 6, [y], AUTO, [AUTO])
    mirrored = combine(part("1", -3), part("1", -1), part("1", ["sine_turn", y, y - pi]))
    late = steps(
        (pi - y > 0, AUTO),
        (pi - y <= 2, AUTO),
        then=use(known + 6, [pi - y], use(known + 3, [pi - y], mirrored), [AUTO]),
    )
    half = combine(part("2", -3, -3), part("1", -2), part("-1", ["circle", x / 2]))
    below = use(known + 7, [x / 2], use(known, [x / 2, x / 2], have(cos(x) < 1, half, AUTO)), [AUTO])
    return steps(
        (FIRST, intro(AUTO)),
        (SINE_POSITIVE, intro(cases(y, 2, early, early, late), "y")),
        (BELOW_ONE, intro(below, "x")),
        then=then,
    )


# -- sums of waves ----------------------------------------------------------------------------------------------------


def waves(of: Wave, x: Expr) -> Expr:
    """sum_p e(p x), p = 0, ..., M."""
    return total(p, places, of(p * x))


gap = a - b
angle, turn_c, turn_s = 2 * pi * gap / D, c(gap), s(gap)
sum_c, sum_s = waves(c, gap), waves(s, gap)
NO_MORE_THAN_ONE = for_all(a, b, implies(both(a <= M, b < a), turn_c < 1))
TOP = equal(c(D * gap), 1), equal(s(D * gap), 0)
ORTHOGONAL = for_all(
    a,
    b,
    implies(both(a <= M, b <= M), both(implies(differ(a, b), equal(sum_c, 0)), equal(sum_s, 0))),
)
COUNTED = for_all(n, equal(total(p, between(0, n), term(1)), n + 1))
counted = induction(n, AUTO, combine(part("-1", ["peel", total(p, between(0, n + 1), term(1))]), part("1", -1)))


def one_step(of: Wave, known: int, then: Proof) -> Proof:
    """sum_p e(p x) = sum_p e((p + 1) x) for x = a - b, D x being whole turns."""
    ahead = c(p * gap), s(p * gap)
    moved = total(p, places, of((p + 1) * gap))
    apart = ahead[0] * turn_c - ahead[1] * turn_s if of is c else ahead[1] * turn_c + ahead[0] * turn_s
    by = [use(known, [2 * pi * (n * gap) / D, angle], combine(part(w, -2 if of is c else -1))) for w in ("1", "-1")]
    end = 0 if of is c else 1
    closing = part("1", -1), part("-1", -2), part("1", known + 10 + end), part("-1", known + 15 + end)
    all_in_all = total(p, places, apart)
    turned = have(equal(moved, all_in_all), by_terms(by[0], "n", by[1]), combine(*closing))
    moving = use(known + 4, [function(p, of(p * gap))], use(-1, [M], turned))
    return have(equal(waves(of, gap), all_in_all), moving, then)


def no_more_than_one(known: int) -> Proof:
    """NO_MORE_THAN_ONE: for b < a <= M the angle 2 pi (a - b) / D lies between 0 and 2 pi."""
    size = ["positive", 1 / D], ["positive", pi]
    above = combine(part("2", -2, *size), part("2", *size))
    below = combine(
        part("-1", ["inverse", D], times=2 * pi),
        part("2", known + 9, *size),
        part("2", ["nat", b], *size),
        part("2", *size),
    )
    return intro(
        steps(
            (gap >= 1, combine(part("1", ["successor", -1]))),
            (1 / D > 0, AUTO),
            (angle > 0, above),
            (angle < 2 * pi, below),
            then=use(known + 8, [angle], AUTO, [AUTO]),
        ),
        "a",
        "b",
    )


# Hypotheses known + 9: NO_MORE_THAN_ONE, then cos 0 = 1, sin 0 = 0, COUNTED; in ORTHOGONAL a <= M, b <= M, TOP.


def vanishes(wave_sum: Expr, twice: Proof) -> Proof:
    """2 (1 - cos) S = 0, the last hypothesis but one being cos < 1; so S = 0."""
    le = {"rule": "suppose", "then": combine(part("2", -3, -1), part("1", -2))}
    ge = {"rule": "suppose", "then": combine(part("2", -3, -1), part("-1", -2))}
    return have(equal(2 * (1 - turn_c) * wave_sum, 0), twice, {"rule": "coincide", "le": le, "ge": ge})


def both_vanish(known: int) -> tuple[Proof, Proof]:
    """The sums of cosines and sines, where cos < 1 is the last hypothesis."""
    at_c, at_s, circle = known + 17, known + 18, ["circle", angle]
    of_c = combine(part("1", at_c, times=1 - turn_c), part("-1", at_s, times=turn_s), part("1", circle, times=sum_c))
    of_s = combine(part("1", at_s, times=1 - turn_c), part("1", at_c, times=turn_s), part("1", circle, times=sum_s))
    return vanishes(sum_c, of_c), vanishes(sum_s, of_s)


def by_order(known: int, equal_case: Proof, then: Proof) -> Proof:
    """a = b, or else cos < 1 as the last hypothesis."""
    mirrored = use(
        known + 9,
        [b, a],
        use(known + 3, [angle], have(turn_c < 1, combine(part("1", -3), part("-1", -2)), then)),
        [AUTO],
    )
    return cases(a, b, mirrored, equal_case, use(known + 9, [a, b], then, [AUTO]))


def orthogonal(known: int) -> Proof:
    """ORTHOGONAL: the sums are what they are one step on, turned by the angle."""
    at_c, at_s = both_vanish(known)
    no_sine = {"rule": "rewrite", "of": -1, "then": combine(part("1", known + 11, times=total(p, places, term(1))))}
    not_same = {"rule": "absurd", "by": AUTO}
    conclusion: Proof = {
        "rule": "and",
        "parts": [intro(by_order(known, not_same, at_c)), by_order(known, no_sine, at_s)],
    }
    tops, whole_b = both(*TOP), 2 * pi * (D * b) / D
    back_c, back_s = cos(-whole_b), sin(-whole_b)
    of_c = combine(
        *(part("1", known + i) for i in (21, 19, 17)),
        part("1", known + 15, times=back_c),
        part("-1", known + 16, times=back_s),
    )
    of_s = combine(
        part("1", known + 22),
        part("1", known + 16, times=back_c),
        part("1", known + 20, times=c(D * a)),
        part("-1", known + 18, times=c(D * a)),
    )
    whole = use(known, [2 * pi * (D * a) / D, -whole_b], {"rule": "and", "parts": [of_c, of_s]})
    top_by = use(known + 2, [a], use(known + 2, [b], use(known + 3, [whole_b], whole)))
    return intro(
        have(tops, top_by, one_step(c, known, one_step(s, known, conclusion))),
        "a",
        "b",
    )


# -- the inverse transform and Plancherel's identity, known + 13: ORTHOGONAL ------------------------------------------

m = nats("m")[0]
back_c, back_s = re(z, a) * c(q * a) - im(z, a) * s(q * a), im(z, a) * c(q * a) + re(z, a) * s(q * a)
AT_Q = equal(ROOT_D * total(a, places, back_c), z(q)), equal(ROOT_D * total(a, places, back_s), 0)
INVERSE = for_all(z, every(q, places, both(*AT_Q)))
SQUARED_ROOT = equal(ROOT_D * ROOT_D * D, 1)
squared_root = combine(part("-1", ["inverse", D], times=1 + D * (1 / D)))


def joined_waves(of: Wave, known: int) -> list[tuple[Expr, Proof]]:
    """sum_a sum_p z(p) (products of waves at p and q) = sum_a sum_p z(p) e((p - q) a) = sum_p sum_a of the same."""
    products = c(p * a) * c(q * a) + s(p * a) * s(q * a) if of is c else s(p * a) * c(q * a) - c(p * a) * s(q * a)
    by_a = total(a, places, total(p, places, z(p) * products))
    joined = total(a, places, total(p, places, z(p) * of(a * (p - q))))
    by_p = total(p, places, total(a, places, z(p) * of(a * (p - q))))

    def terms(sign: str) -> Proof:
        x, y = 2 * pi * (m * n) / D, 2 * pi * (q * n) / D
        other = "-1" if sign == "1" else "1"
        if of is c:
            added, turns = part(other, -4, times=z(m)), (part(other, -2, times=z(m) * c(m * n)), s(m * n), sign)
        else:
            added, turns = part(other, -3, times=z(m)), (part(other, -2, times=z(m) * s(m * n)), c(m * n), other)
        parts = added, turns[0], part(turns[2], -1, times=z(m) * turns[1])
        inner = use(known, [x, -y], use(known + 3, [y], combine(*parts)))
        return {"rule": "termwise", "as": "n", "by": {"rule": "termwise", "as": "m", "by": inner}}

    return [
        (equal(by_a, joined), {"rule": "coincide", "le": terms("1"), "ge": terms("-1")}),
        (equal(joined, by_p), combine(part("-1", ["swap", joined]))),
    ]


def cosine_part(known: int) -> Proof:
    """Only p = q is left of the sum over p: known + 15: q is a place."""
    wave = total(a, places, c(a * (p - q)))
    rest = without(places, Expr(("set", q)))

    def nothing(sign: str) -> Proof:
        gone = use(-2, [], combine(part(sign, -1, times=z(n))), [AUTO])
        away = {"rule": "unfold", "of": -1, "then": use(known + 13, [n, q], gone, [AUTO])}
        return {"rule": "unfold", "of": -1, "then": away}

    off, count, square = total(p, rest, z(p) * wave), total(p, places, term(1)), ROOT_D * ROOT_D
    parts = [
        part("1", known + 14, times=z(q)),
        *(part("1", known + i, times=square) for i in (16, 17, 18)),
        part("1", known + 19, times=z(q) * square),
        part("1", known + 10, times=z(q) * count * square),
        part("-1", ["pick", total(p, places, z(p) * wave), q], times=square),
    ]
    return steps(
        *joined_waves(c, known),
        (equal(off, total(p, rest, term(0))), by_terms(nothing("1"), "n", nothing("-1"))),
        then=use(known + 12, [M], combine(*parts)),
    )


def sine_part(known: int) -> Proof:
    """Nothing is left of the sum over p."""
    by_p = total(p, places, total(a, places, z(p) * s(a * (p - q))))
    by = [use(known + 13, [n, q], combine(part(w, -1, times=z(n))), [AUTO]) for w in ("1", "-1")]
    return steps(
        *joined_waves(s, known),
        (equal(by_p, total(p, places, term(0))), by_terms(by[0], "n", by[1])),
        then=combine(*(part("-1", -i, times=ROOT_D * ROOT_D) for i in (1, 2, 3))),
    )


def unitary(known: int, then: Proof) -> Proof:
    """The hypotheses from known + 6 on, up to known + 15: INVERSE; then the rest."""
    inverse = intro({"rule": "and", "parts": [cosine_part(known), sine_part(known)]})
    return below_one(
        known,
        steps(
            (NO_MORE_THAN_ONE, no_more_than_one(known)),
            *at_0,
            (COUNTED, counted),
            (ORTHOGONAL, orthogonal(known)),
            (SQUARED_ROOT, squared_root),
            (INVERSE, intro(inverse, "z")),
            then=then,
        ),
    )


PLANCHEREL = for_all(
    z,
    v,
    both(
        equal(total(a, places, re(z, a) * re(v, a) + im(z, a) * im(v, a)), total(q, places, z(q) * v(q))),
        equal(total(a, places, im(z, a) * re(v, a) - re(z, a) * im(v, a)), 0),
    ),
)


def plancherel(inverse: int) -> Proof:
    """PLANCHEREL, from INVERSE: the coefficients of v written out, and the sums exchanged."""

    def one(back: Expr, value: Expr, index: int) -> Proof:
        nested = total(a, places, total(q, places, v(q) * back))
        by_q = total(q, places, v(q) * (ROOT_D * total(a, places, back)))
        by = [use(inverse, [z], use(-1, [n], combine(part(w, index, times=v(n))), [AUTO])) for w in ("1", "-1")]
        return have(
            equal(by_q, total(q, places, v(q) * value)),
            by_terms(by[0], "n", by[1]),
            combine(part("1", -1), part("-1", ["swap", nested], times=ROOT_D)),
        )

    parts = [one(back_c, z(q), -2), one(back_s, term(0), -1)]
    return intro({"rule": "and", "parts": parts}, "z", "v")


# -- real signals: the coefficient at D - a is the conjugate of that at a ---------------------------------------------

MIRRORED = for_all(
    a, b, implies(equal(a + b, D), for_all(n, both(equal(c(n * b), c(n * a)), equal(s(n * b), -s(n * a)))))
)


def mirrored(known: int) -> Proof:
    """MIRRORED: e(n b) = e(D n - n a), from ADDITION, WHOLE and EVEN; the last hypothesis is a + b = D."""
    x, y = 2 * pi * (D * n) / D, 2 * pi * (n * a) / D
    back_c, back_s = cos(-y), sin(-y)
    of_c = combine(part("1", -2), part("1", -6, times=back_c), part("-1", -5, times=back_s), part("1", -4))
    of_s = combine(part("1", -1), part("1", -5, times=back_c), part("1", -6, times=back_s), part("1", -3))
    there = both(equal(cos(x - y), c(n * a)), equal(sin(x - y), -s(n * a)))
    ends: Proof = {
        "rule": "and",
        "parts": [rewrite(-1, combine(part("1", -3))), rewrite(-1, combine(part("1", -2)))],
    }
    parts = have(
        there,
        {"rule": "and", "parts": [of_c, of_s]},
        have(equal(2 * pi * (n * b) / D, x - y), combine(part("1", -9, times=2 * pi * n / D)), ends),
    )
    at_n = use(known + 2, [n], use(known + 3, [y], use(known, [x, -y], parts)))
    return intro(intro(at_n, "n"), "a", "b")


mono = Expr(("monus", D, a))
other = cyclic(mono)
CONJUGATE = for_all(z, every(a, places, both(equal(re(z, other), re(z, a)), equal(im(z, other), -im(z, a)))))
"""The coefficient at (D - a) mod D is the conjugate of that at a."""


def conjugate(mirrored: int, known: int) -> Proof:
    """CONJUGATE, from MIRRORED, followed by cos 0 = 1 and sin 0 = 0; ``known`` hypotheses in all."""

    def sum_of(wave: Wave, at: Expr) -> Expr:
        return total(p, places, z(p) * wave(p * at))

    def moved(index: int, fact: Expr) -> tuple[Expr, Proof]:
        by = [use(known + 7, [n], combine(part(sign, index, times=z(n)))) for sign in ("1", "-1")]
        return fact, by_terms(by[0], "n", by[1])

    in_full = [combine(part("1", -2, times=ROOT_D)), combine(part("-1", -1, times=ROOT_D))]
    at_mono = steps(
        moved(-2, equal(sum_of(c, mono), sum_of(c, a))),
        moved(-1, equal(sum_of(s, mono), total(p, places, z(p) * -s(p * a)))),
        then=rewrite(known + 6, {"rule": "and", "parts": in_full}),
    )
    later = steps(
        (mono < D, AUTO),
        (equal(other, mono), combine(part("-1", ["small", mono, D]))),
        then=use(mirrored, [a, mono], at_mono, [combine(part("1", known + 3))]),
    )
    zeros = combine(part("-2", mirrored + 2, times=ROOT_D * total(p, places, z(p))))
    at_zero = {"rule": "and", "parts": [{"rule": "combine", "parts": []}, zeros]}
    for index in (5, 8, 7, 6):
        at_zero = rewrite(known + index, at_zero)
    nothing = {"rule": "coincide", "le": combine(part("1", ["successor", -1])), "ge": combine(part("1", ["nat", a]))}
    early = steps(
        (equal(a, 0), nothing),
        (equal(mono, 0 + D), AUTO),
        (equal(cyclic(0 + D), cyclic(term(0))), combine(part("-1", ["round", term(0), D]))),
        (equal(cyclic(term(0)), 0), combine(part("-1", ["small", term(0), D]))),
        then=at_zero,
    )
    split = steps(
        (a <= M, {"rule": "assumption"}),
        (a <= D, AUTO),
        (equal(mono, D - a), combine(part("-1", ["monus", D, a]))),
        then=cases(a, 1, early, later, later),
    )
    return intro(intro(split, "a"), "z")


REAL_ENTRIES = for_all(z, both(equal(im(z, term(0)), 0), for_all(a, implies(equal(2 * a, D), equal(im(z, a), 0)))))
"""The coefficient at 0, and that at D / 2 for an even D, are real."""


def real_entries(mirrored: int) -> Proof:
    """REAL_ENTRIES, from MIRRORED, followed by cos 0 = 1 and sin 0 = 0."""
    sines = total(p, places, z(p) * s(p * a))
    by = [use(-2, [n], combine(part(w, -1, times=z(n)))) for w in ("1/2", "-1/2")]
    middle = have(
        equal(sines, total(p, places, term(0))),
        by_terms(by[0], "n", by[1]),
        combine(part("-1", -1, times=ROOT_D)),
    )
    at_zero = combine(part("-1", mirrored + 2, times=ROOT_D * total(p, places, z(p))))
    at_middle = intro(use(mirrored, [a, a], middle, [AUTO]), "a")
    return intro({"rule": "and", "parts": [at_zero, at_middle]}, "z")
