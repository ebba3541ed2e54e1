"""Powers b^p and b^(1/p) of numbers b >= 0, and moduli of complex numbers: what the quasi-norm |z|_p rests on.

f(b) = b^p and g(b) = b^(1/p) for b > 0, and f(0) = g(0) = 0.
"""

from proofs.conv2018.lemmas import (
    EXP_RISES,
    LOG_RISES,
    all_of,
    apart,
    cases,
    rewrite,
    rises,
    steps,
)
from verify.claims.notation import (
    Expr,
    both,
    equal,
    exp,
    for_all,
    implies,
    log,
    nats,
    norm,
    numbers,
    reals,
    scalar_function,
    term,
    vector,
)
from verify.methods.steps import AUTO, Proof, combine, have, intro, part, use

given: Proof = {"rule": "assumption"}
j, k, q = nats("j k q")
p, a, b, r, s, K = reals("p a b r s K")
f, g = scalar_function("f"), scalar_function("g")
x, y, x_2, y_2 = numbers("x"), numbers("y"), numbers("x_2"), numbers("y_2")
GIVEN = [
    p > 0,
    p < 1,
    equal(f(term(0)), 0),
    for_all(b, implies(b > 0, equal(f(b), b**p))),
    equal(g(term(0)), 0),
    for_all(b, implies(b > 0, equal(g(b), b ** (1 / p)))),
]


def size(x: Expr, y: Expr) -> Expr:
    """|x + i y|."""
    return norm(vector(x, y))


LOG_ADDS = for_all(a, b, equal(log(exp(a) * exp(b)), a + b))

# -- powers: of f, and of g -------------------------------------------------------------------------------------------


def positive(of: Expr) -> Expr:
    """of(b) > 0 for b > 0."""
    return for_all(b, implies(b > 0, of(b) > 0))


def not_negative(of: Expr) -> Expr:
    """of(b) >= 0 for b >= 0."""
    return for_all(b, implies(b >= 0, of(b) >= 0))


def increasing(of: Expr) -> Expr:
    """of(r) <= of(s) for 0 <= r <= s."""
    return for_all(r, s, implies(both(r >= 0, r <= s), of(r) <= of(s)))


def multiplicative(of: Expr) -> Expr:
    """of(r s) = of(r) of(s) for r, s >= 0."""
    return for_all(r, s, implies(both(r >= 0, s >= 0), equal(of(r * s), of(r) * of(s))))


def about(of: Expr, exponent: Expr, at_0: int, at_b: int, known: int, logs: int) -> list[tuple[Expr, Proof]]:
    """These four; at_0 and at_b say what the function is, the first is number
    ``known``, and LOG_ADDS, LOG_RISES, EXP_RISES start at ``logs``."""
    by_positive = intro(use(at_b, [b], combine(part("-1", -1), part("1", ["exp", exponent * log(b)])), [given]), "b")
    at_least_0 = intro(
        cases(
            b,
            0,
            apart,
            rewrite(-1, combine(part("-1", at_0))),
            use(known, [b], combine(part("1", -1)), [given]),
        ),
        "b",
    )
    rise, by_powers = exponent * (log(s) - log(r)), combine(part("1", -3), part("1", -2), part("-1", -1))
    further = steps(
        (s > 0, AUTO),
        (s - r > 0, AUTO),
        then=use(
            logs + 1,
            [r, s - r],
            have(
                rise > 0,
                combine(part("1", -1, ["positive", exponent])),
                use(
                    logs + 2,
                    [exponent * log(r), rise],
                    use(at_b, [r], use(at_b, [s], by_powers, [given]), [given]),
                    [given],
                ),
            ),
            [all_of(given, given)],
        ),
    )
    same = rewrite(-1, combine())
    from_0 = steps(
        (s >= 0, AUTO),
        then=rewrite(known + 4, use(known + 1, [s], combine(part("1", -1), part("1", at_0)), [given])),
    )
    by_order = cases(r, s, further, same, apart)
    by_increase = intro(cases(r, 0, apart, from_0, by_order), "r", "s")
    zero_r = rewrite(-1, combine(part("1", at_0, times=1 - of(s))))
    zero_s = rewrite(-1, combine(part("1", at_0, times=1 - of(r))))
    products = use(
        at_b,
        [r],
        use(
            at_b,
            [s],
            use(
                at_b,
                [r * s],
                steps(
                    (equal(log(r * s), log(r) + log(s)), use(logs, [log(r), log(s)], combine(part("1", -1)))),
                    (equal((r * s) ** exponent, exp(exponent * log(r * s))), combine()),
                    (equal((r * s) ** exponent, r**exponent * s**exponent), rewrite(-1, rewrite(-2, combine()))),
                    then=combine(
                        part("1", -4),
                        part("1", -1),
                        part("-1", -5, times=r**exponent),
                        part("-1", -6, times=of(s)),
                    ),
                ),
                [combine(part("1", -3, -4))],
            ),
            [given],
        ),
        [given],
    )
    by_product = intro(
        cases(r, 0, apart, zero_r, cases(s, 0, apart, zero_s, products)),
        "r",
        "s",
    )
    return [
        (positive(of), by_positive),
        (not_negative(of), at_least_0),
        (increasing(of), by_increase),
        (multiplicative(of), by_product),
    ]


def doubled(of: Expr) -> Expr:
    """of(a) <= of(2) (of(r) + of(s)) for 0 <= a <= r + s."""
    return for_all(a, r, s, implies(both(a >= 0, r >= 0, s >= 0, a <= r + s), of(a) <= of(term(2)) * (of(r) + of(s))))


def doubled_by(of: Expr, known: int) -> Proof:
    """``doubled``, from ``about``, whose facts start at ``known``: a is at most twice the larger one."""

    def twice(larger: Expr, smaller: Expr) -> Proof:
        parts = part("1", -3), part("1", -4), part("1", -2, -1)
        at_2 = use(known + 1, [term(2)], use(known + 1, [smaller], combine(*parts), [given]), [AUTO])
        by_rise = use(known + 2, [a, 2 * larger], at_2, [all_of(given, AUTO)])
        return have(2 * larger >= 0, AUTO, use(known + 3, [term(2), larger], by_rise, [all_of(AUTO, given)]))

    at_s, at_r = twice(s, r), twice(r, s)
    return intro(cases(r, s, at_s, at_s, at_r), "a", "r", "s")


INVERSE = for_all(b, implies(b >= 0, equal(g(f(b)), b)))
at_zero = rewrite(-1, rewrite(2, combine(part("1", 4))))
at_power = use(3, [b], rewrite(-1, have(b**p > 0, AUTO, use(5, [b**p], combine(part("1", -1)), [given]))), [given])
inverse = intro(cases(b, 0, apart, at_zero, at_power), "b")
product = size(a * r - b * s, a * s + b * r)
lengths = ["norm", vector(a, b)], ["norm", vector(r, s)]
MODULI = for_all(a, b, r, s, equal(product, size(a, b) * size(r, s)))
moduli = intro(
    {
        "rule": "coincide",
        "le": {"rule": "suppose", "then": combine(part("1", -1, -1), part("2", *lengths, -1))},
        "ge": {
            "rule": "suppose",
            "then": combine(part("1", -1, -1), part("2", ["norm", vector(a * r - b * s, a * s + b * r)], -1)),
        },
    }
)
TRIANGLE = for_all(a, b, r, s, size(a + r, b + s) <= size(a, b) + size(r, s))
too_long = combine(
    part("1", -1, -1),
    *(part("2", length, -1) for length in lengths),
    part("2", ["schwarz", vector(a, b), vector(r, s)]),
)
triangle = intro({"rule": "suppose", "then": too_long})

FACTS = [
    (LOG_ADDS, intro(combine())),
    (LOG_RISES, rises),
    (EXP_RISES, rises),
    *about(f, p, 2, 3, 9, 6),
    *about(g, 1 / p, 4, 5, 13, 6),
    (INVERSE, inverse),
    (MODULI, moduli),
    (TRIANGLE, triangle),
    (doubled(f), doubled_by(f, 9)),
    (doubled(g), doubled_by(g, 13)),
]
"""Hypotheses 6 to 21, after GIVEN."""
