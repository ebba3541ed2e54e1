"""A signal with given Fourier coefficients X + i Y, where X is even and Y odd: the inverse transform is real."""

from proofs.conv2018.fourier import ROOT_D, D, M, Signal, a, c, cyclic, d, im, p, places, re, s
from proofs.conv2018.inversion import b, mono, other
from proofs.conv2018.lemmas import cases, rewrite, steps
from verify.claims.notation import Expr, both, equal, every, for_all, function, implies, member, numbers, term, total
from verify.methods.steps import AUTO, Proof, combine, intro, part, use

X, Y = numbers("X"), numbers("Y")


def signal(X: Signal, Y: Signal, at: Expr) -> Expr:
    """D^(-1/2) sum_a (X(a) cos - Y(a) sin): entry p of the signal."""
    return ROOT_D * total(a, places, X(a) * c(at * a) - Y(a) * s(at * a))


EVEN_ODD = every(a, places, both(equal(X(other), X(a)), equal(Y(other), -Y(a))))
HAS = every(
    b,
    places,
    both(
        equal(re(lambda p: signal(X, Y, p), b), X(b)),
        equal(im(lambda p: signal(X, Y, p), b), Y(b)),
    ),
)
SYNTHESIS = for_all(X, Y, implies(EVEN_ODD, HAS))
OTHER_IN = every(a, places, member(other, places))

mirror = cyclic(Expr(("monus", D, b)))


def other_in() -> Proof:
    """OTHER_IN: D - a for a >= 1, and 0 for a = 0."""

    def between_0_and_m(then: Proof) -> Proof:
        return {"rule": "unfold", "then": {"rule": "and", "parts": [combine(part("1", ["nat", other])), then]}}

    small = (equal(other, mono), combine(part("-1", ["small", mono, D])))
    later = steps((mono < D, AUTO), small, then=between_0_and_m(dict(AUTO)))
    nothing = {"rule": "coincide", "le": combine(part("1", ["successor", -1])), "ge": combine(part("1", ["nat", a]))}
    early = steps(
        (equal(a, 0), nothing),
        (equal(mono, 0 + D), AUTO),
        (equal(cyclic(0 + D), cyclic(term(0))), combine(part("-1", ["round", term(0), D]))),
        (equal(cyclic(term(0)), 0), combine(part("-1", ["small", term(0), D]))),
        (equal(other, 0), rewrite(-3, rewrite(-2, combine(part("1", -1))))),
        then=between_0_and_m(dict(AUTO)),
    )
    split = steps(
        (a <= M, {"rule": "assumption"}),
        (a <= D, AUTO),
        (equal(mono, D - a), combine(part("-1", ["monus", D, a]))),
        then=cases(a, 1, early, later, later),
    )
    return intro(split, "a")


def synthesis(conjugate: int, inverse: int, inside: int, known: int) -> Proof:
    """SYNTHESIS from CONJUGATE, INVERSE and OTHER_IN: the coefficients of X and Y, as signals, at b and at D - b."""
    facts: list[tuple[Expr, Proof]] = [(member(mirror, places), use(inside, [b], {"rule": "assumption"}, [AUTO]))]
    for z in (X, Y):
        u, v = of_transform(z)
        for at in (b, mirror):
            for i, fact in enumerate((equal(re(u, at) + im(v, at), z(at)), equal(re(v, at) - im(u, at), 0))):
                facts.append((fact, use(inverse, [z], use(-1, [at], combine(part("1", i - 2)), [AUTO]))))
    for z in (X, Y):
        for of in of_transform(z):
            for i, fact in enumerate((equal(re(of, mirror), re(of, b)), equal(im(of, mirror), -im(of, b)))):
                facts.append(
                    (fact, use(conjugate, [function(p, of(p))], use(-1, [b], combine(part("1", i - 2)), [AUTO])))
                )

    def half(signs: dict[int, str]) -> Proof:
        return combine(*(part(f"{sign}1/2", known + i) for i, sign in signs.items()))

    real = {3: "", 5: "", 19: "", 11: "-", 14: "-", 8: "", 10: "", 17: "-", 16: ""}
    imaginary = {4: "-", 6: "", 13: "-", 12: "", 7: "", 9: "-", 20: "-", 15: "", 18: ""}
    both_parts: Proof = {"rule": "and", "parts": [half(real), half(imaginary)]}
    return intro(intro(steps(*facts, then=use(known, [b], both_parts, [AUTO])), "b"), "X", "Y")


def of_transform(z: Expr) -> tuple[Signal, Signal]:
    """The real and the imaginary part of the transform of z, as signals."""
    return (lambda q: re(z, q, d)), (lambda q: im(z, q, d))
