"""The Fourier coefficients of the flipped signal, z[D - 1 - k]: conjugates, times e^(2 pi i a / D)."""

from proofs.conv2018.fourier import ROOT_D, D, M, Signal, Wave, a, c, flat, from_0, im, n, p, pi, places, q, re, s, z
from proofs.conv2018.lemmas import by_terms, rewrite, steps
from verify.claims.notation import Expr, both, equal, for_all, function, implies, numbers, term, total
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

f, g = numbers("f"), numbers("g")
FACING = for_all(p, q, implies(equal(p + q, n), equal(f(p), g(q))))
REVERSED = for_all(n, for_all(f, g, implies(FACING, equal(from_0(n, f(p)), from_0(n, g(p))))))


def reversed_by(rotation: int, known: int) -> Proof:
    """REVERSED, by induction: f(n + 1) faces g(0); the sum of the g(q + 1) is that of g, moved on by one (ROTATION)."""
    f_sum, g_sum = (["peel", from_0(n + 1, h(p))] for h in (f, g))
    parts = part("-1", f_sum), part("1", -4), part("1", -3), part("1", -1), part("1", g_sum)
    facing = intro(use(known + 1, [p, q + 1], AUTO, [combine(part("1", -1))]), "p", "q")
    moved = use(known + 1, [n + 1, term(0)], use(rotation, [g], use(-1, [n], combine(*parts))), [AUTO])
    step = intro(use(known, [f, function(q, g(q + 1))], moved, [facing]), "f", "g")
    base = intro(use(-1, [term(0), term(0)], AUTO, [AUTO]), "f", "g")
    return intro({"rule": "induction", "var": "n", "base": base, "step": step}, "n")


def flip(z: Signal, at: Expr) -> Expr:
    """z[D - 1 - k]."""
    return z(Expr(("monus", D, at + 1)))


mu, nu = c(M * a), s(M * a)
FLIPPED = for_all(
    z,
    a,
    both(
        equal(re(lambda k: flip(z, k), a), mu * re(z, a) - nu * im(z, a)),
        equal(im(lambda k: flip(z, k), a), -nu * re(z, a) - mu * im(z, a)),
    ),
)


def flipped_part(e: Wave, added: int, even: int, turned: int, known: int) -> Proof:
    """One part of FLIPPED: the sums face each other; e((M - q) a) is taken apart."""
    face, back = function(p, flip(z, p) * e(p * a)), function(q, z(q) * e((M - q) * a))
    place = Expr(("monus", D, p + 1))
    facing = intro(
        steps(
            (p + 1 <= D, AUTO),
            (equal(place, q), combine(part("-1", ["monus", D, p + 1]), part("-1", known + 1))),
            (
                equal(2 * pi * (p * a) / D, 2 * pi * ((M - q) * a) / D),
                combine(part("1", known + 1, times=2 * pi * a / D)),
            ),
            (equal(flip(z, p) * e(p * a), z(q) * e((M - q) * a)), rewrite(-2, rewrite(-1, flat))),
        ),
        "p",
        "q",
    )
    value = mu * c(q * a) + nu * s(q * a) if e is c else nu * c(q * a) - mu * s(q * a)
    x, y = 2 * pi * (M * a) / D, 2 * pi * (n * a) / D

    def at_n(sign: str) -> Proof:
        other = "-1" if sign == "1" else "1"
        if e is c:
            parts = part(sign, -4, times=z(n)), part(sign, -2, times=z(n) * mu), part(other, -1, times=z(n) * nu)
        else:
            parts = part(sign, -3, times=z(n)), part(sign, -2, times=z(n) * nu), part(sign, -1, times=z(n) * mu)
        return use(added, [x, -y], use(even, [y], combine(*parts)))

    sign = "1" if e is c else "-1"
    apart = have(
        equal(total(q, places, z(q) * e((M - q) * a)), total(q, places, z(q) * value)),
        by_terms(at_n("1"), "n", at_n("-1")),
        combine(part(sign, -1, times=ROOT_D), part(sign, -2, times=ROOT_D)),
    )
    return use(turned, [M], use(-1, [face, back], apart, [facing]))


def flipped(added: int, even: int, turned: int, known: int) -> Proof:
    """FLIPPED, from ADDITION, EVEN and REVERSED, with ``known`` hypotheses in all."""
    parts = [flipped_part(e, added, even, turned, known) for e in (c, s)]
    return intro({"rule": "and", "parts": parts}, "z", "a")
