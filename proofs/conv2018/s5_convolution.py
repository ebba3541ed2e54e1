"""Section 5: convolutional networks, Lemma 7: the least |w|^2 with P_conv(w) = beta is L |beta^|_{2/L}^{2/L}.

beta^ is the Fourier transform. Below: Plancherel for every filter, then in every frequency the inequality of the means
for the squared moduli of the L transforms, whose product is that of beta^.
"""

from proofs.conv2018.fourier import (
    ROOT_D,
    D,
    M,
    Signal,
    a,
    correlation,
    im,
    k,
    n,
    p,
    places,
    re,
)
from proofs.conv2018.fourier import pi as half_turn
from proofs.conv2018.lemmas import MEANS, alone, by_terms, keep, means, product, rewrite, steps
from proofs.conv2018.notation import PAGE, L, beta, constant, ell, layers, t, w
from proofs.conv2018.reversal import flip, mu, nu
from proofs.conv2018.s3_convolution import BACKWARDS, coefficients, filter_l, flip_g, g, predictor, row, u
from proofs.conv2018.transform import with_transforms
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    between,
    both,
    equal,
    exp,
    for_all,
    function,
    implies,
    log,
    nats,
    sqrt,
    statement,
    such_that,
    term,
    total,
    without,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

(h,) = nats("h")


def power(z: Signal, at: Expr) -> Expr:
    """|z^[a]|^2."""
    return re(z, at) ** 2 + im(z, at) ** 2


def modulus(at: Expr) -> Expr:
    """|beta^[a]|."""
    return sqrt(re(beta, at, h) ** 2 + im(beta, at, h) ** 2)


present = such_that(n, places, modulus(n) > 0)
cost = L * total(a, present, modulus(a) ** (2 / L))
squared_norm = total(ell, layers, total(k, places, w(ell, k) ** 2))
LEAST = for_all(w, g, implies(both(*BACKWARDS, predictor(beta)), cost <= squared_norm))

# 0: L >= 1, 1 and 2: the partial results G, 3: beta = P_conv(w), 4: CORRELATION, 5: FLIPPED, 6: PLANCHEREL
one = ["circle", 2 * half_turn * (M * a) / D]
LAST = for_all(a, equal(power(row(g, L), a), power(row(w, L), a)))
FIRST = for_all(a, equal(power(beta, a), power(flip_g, a)))
STEP = for_all(
    ell,
    implies(
        both(ell >= 1, ell < L),
        for_all(a, equal(power(row(g, ell), a), power(filter_l, a) * power(row(g, ell + 1), a))),
    ),
)


def parts_of(z: Signal) -> tuple[Expr, Expr]:
    """Real and imaginary part at frequency a."""
    return re(z, a), im(z, a)


def same_power(left: tuple[Expr, Expr], value: tuple[Expr, Expr], at: int, more: tuple[Proof, ...]) -> Proof:
    """The coefficients are these (from the sums, at, and the identities, at + 2), so that the squared moduli agree."""
    (x, y), (x_is, y_is) = left, value
    return steps(
        (equal(x, x_is), combine(part("1", at, times=ROOT_D), part("1", at + 2))),
        (equal(y, y_is), combine(part("-1", at + 1, times=ROOT_D), part("1", at + 3))),
        then=combine(*more, part("1", at + 4, times=x + x_is), part("1", at + 5, times=y + y_is)),
    )


def of_flip(whole: Signal, flipped_from: Signal, rule: int) -> Proof:
    """|z^|^2 = |y^|^2 for a signal z that is the flip of y, by hypothesis ``rule``."""
    x, y = parts_of(flipped_from)
    value = mu * x - nu * y, -nu * x - mu * y
    turn = part("-1", one, times=x**2 + y**2)
    sums = coefficients(whole, lambda k: flip(flipped_from, k), lambda then: use(rule, [u], then, [AUTO]))
    there = same_power(parts_of(whole), value, 7 if rule == 1 else 8, (turn,))
    return intro(steps(*sums, then=use(5, [function(p, flipped_from(p)), a], there)), "a")


last, first = of_flip(row(g, L), row(w, L), 1), of_flip(beta, flip_g, 3)
(x, y), (v_x, v_y) = parts_of(row(g, ell + 1)), parts_of(filter_l)
layer_sums = coefficients(
    row(g, ell), lambda d: correlation(row(g, ell + 1), filter_l, d), lambda then: use(11, [u], then, [AUTO])
)
conjugates = same_power(parts_of(row(g, ell)), (v_x * x + v_y * y, v_x * y - v_y * x), 12, ())
filtered = [function(p, g(ell + 1, p)), function(p, w(ell, p)), a]
step = intro(use(2, [ell], intro(steps(*layer_sums, then=use(4, filtered, conjugates)), "a"), [AUTO]), "l")

# 7: LAST, 8: FIRST, 9: STEP, 10: MEANS


def powers(top: Expr, at: Expr) -> Expr:
    """The product of the squared moduli of the transforms of the filters 1..top."""
    return product(ell, between(1, top), power(filter_l, at))


def partial(at: Expr) -> Expr:
    """|G(l)^|^2 at frequency a."""
    return power(row(g, at), a)


CHAIN = for_all(a, for_all(t, both(implies(t + 1 <= L, equal(powers(t, a) * partial(t + 1), partial(term(1)))))))
one_on = use(
    -2,
    [],
    use(
        9,
        [t + 1],
        use(
            -1,
            [a],
            combine(
                part("1", -3),
                part("-1", -1, times=powers(t, a)),
                part("-1", ["peel", powers(t + 1, a)], times=partial(t + 1 + 1)),
            ),
        ),
        [AUTO],
    ),
    [AUTO],
)
chain = intro(
    intro({"rule": "induction", "var": "t", "base": alone(intro(AUTO)), "step": alone(intro(one_on))}, "t"), "a"
)

# 11: CHAIN, 12: (L - 1) + 1 = L
before = Expr(("monus", L, term(1)))
AT_LAST = equal(before + 1, L)
ALL = for_all(a, equal(powers(L, a), power(beta, a)))
same_last = equal(power(row(g, before + 1), a), power(row(w, before + 1), a))
ends = combine(
    part("1", -1),
    part("-1", 14, times=powers(before, a)),
    part("-1", 15),
    part("-1", ["peel", powers(before + 1, a)]),
)
from_chain = use(
    11, [a], use(-1, [before], use(-1, [], {"rule": "rewrite", "of": 12, "back": True, "then": ends}, [AUTO]))
)
all_layers = intro(
    steps(
        (before + 1 >= 1, combine(part("1", ["nat", before]))),
        (same_last, rewrite(12, use(7, [a], combine(part("1", -1))))),
        then=use(8, [a], from_chain),
    ),
    "a",
)

# 13: ALL; the squared norm in Fourier space, frequency by frequency


def spent(at: Expr) -> Expr:
    """What frequency a costs: the sum of the squared moduli of the filters."""
    return total(ell, layers, power(filter_l, at))


by_layer = total(ell, layers, total(a, places, power(filter_l, a)))
absent = without(places, present)


def parseval(sign: str) -> Proof:
    """The squared norm of one filter and of its transform."""
    return use(6, [function(p, w(u, p)), function(p, w(u, p))], combine(part(sign, -2)))


share = 2 / L * log(modulus(u))
of_beta = have(equal(exp(L * share), power(beta, u)), AUTO, rewrite(-1, combine(part("-1", -2))))
by_means = use(
    10,
    [L, function(ell, power(filter_l, u)), share],
    combine(part("1", -1)),
    [{"rule": "and", "parts": [intro(AUTO), of_beta]}],
)
at_u = {"rule": "unfold", "of": -1, "then": use(13, [u], by_means)}
nothing = {"rule": "termwise", "as": "u", "by": {"rule": "termwise", "as": "n", "by": AUTO}}
in_every_frequency = steps(
    (equal(squared_norm, by_layer), by_terms(parseval("-1"), "u", parseval("1"))),
    (
        total(a, present, L * modulus(a) ** (2 / L)) <= total(a, present, spent(a)),
        {"rule": "termwise", "as": "u", "by": at_u},
    ),
    (total(a, absent, total(ell, layers, term(0))) <= total(a, absent, spent(a)), nothing),
    then=combine(
        part("-1", -3),
        part("1", ["swap", by_layer]),
        part("1", -2),
        part("1", -1),
        part("1", ["split", total(a, places, spent(a)), present]),
    ),
)
after_transforms = steps(
    (LAST, last),
    (FIRST, first),
    (STEP, step),
    (MEANS, means(10)),
    (CHAIN, chain),
    (AT_LAST, combine(part("-1", ["monus", L, term(1)]))),
    (ALL, all_layers),
    then=in_every_frequency,
)
least = intro(keep([0, 6, 7, 8, 1, 2, 5], after_transforms), "w", "G")
"""LEAST, from 0: L >= 1 and 1 to 5: TRANSFORMS."""

EXAMPLE = {"M": term(0), "L": term(2), "beta": constant(1)}
LEMMA_7_LEAST = PAGE.variant(
    "lemma-7",
    "least",
    "No filters with $\\mathcal P_{conv}(w)=\\beta$ have a squared norm below $L\\|\\hat\\beta\\|_{2/L}^{2/L}$.",
    statement([M, L, beta], [L >= 1], LEAST),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": with_transforms(1, least)},
    note="One half of Lemma 7, for every depth and dimension: the lower bound. Frequencies where beta^ is 0 add 0.",
)
CLAIMS: tuple[Claim, ...] = (LEMMA_7_LEAST,)
