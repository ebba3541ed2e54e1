"""Section 4.2: momentum, acceleration and samples drawn one by one do not change the bias on least squares."""

from proofs.soudry2018.notation import PAGE, d
from proofs.soudry2018.s1_least_squares import ROW, ROW_BY, A, b, e, image, pulled, solved, squared, t
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    both,
    equal,
    family,
    for_all,
    function,
    implies,
    name,
    nats,
    norm,
    numbers,
    reals,
    scale,
    statement,
    tends,
    term,
    vector,
    vectors,
)
from verify.methods.steps import AUTO, Chain, Proof, combine, have, in_turn, intro, part, use

w, run, g = family("w", d), family("p", d), family("g", d)
limit, other, v = vectors("w_inf g_inf v", d)
momentum, lookahead, rate = numbers("beta"), numbers("gamma"), numbers("eta")
shares = name("M", ("fn", ("nat",), ("map", "e", "e")))
(tau,) = reals("tau")
(T,) = reals("T")
s = nats("s")[0]


def weighed(at: Expr, time: Expr) -> Expr:
    """A^T M(t) (A v - b): with M(t) = I half the gradient, with M(t) of zeros and ones that of some samples."""
    return pulled(Expr(("apply", shares(time), image(at) - b)))


def ahead(factor: Expr, before: Expr, now: Expr) -> Expr:
    """now + factor (now - before)."""
    return now + scale(factor, now - before)


after_first = w(term(0)) - scale(rate(term(0)), weighed(w(term(0)), term(0)))
FIRST = equal(w(term(1)), after_first)
after_t = ahead(momentum(t), w(t), w(t + 1)) - scale(rate(t + 1), weighed(ahead(lookahead(t), w(t), w(t + 1)), t + 1))
LATER = for_all(t, equal(w(t + 2), after_t))
PLAIN = for_all(t, equal(g(t + 1), g(t) - scale(tau, pulled(image(g(t)) - b))))
CONVERGE = [tends(t, w(t), limit), equal(image(limit), b), tends(t, g(t), other), equal(image(other), b)]
GIVEN = [FIRST, LATER, PLAIN, equal(g(term(0)), w(term(0))), *CONVERGE]
CHAIN = Chain(len(GIVEN))


def off_rows(at: Expr) -> Expr:
    """v - A^+ A v, the part of v across the rows of A."""
    return at - solved(image(at))


IN_ROWS = CHAIN.lemma(ROW, ROW_BY)


def kept(path: Expr) -> Expr:
    """The part across the rows is that of the start, at every t."""
    return for_all(t, equal(off_rows(path(t)), off_rows(path(term(0)))))


# A path that keeps its part across the rows has it in the limit.
(q,) = vectors("q", d)
less = off_rows(q) - off_rows(run(term(0)))
size, stretch = squared(less), norm(off_rows(less))
KEPT = -8
KEPT_IN_LIMIT = for_all(
    run, q, implies(both(kept(run), tends(t, run(t), q)), equal(off_rows(q), off_rows(run(term(0)))))
)

# Were the difference not 0, it would exceed at a late time T what is left of it. Known there: 0 < size, the limit
# written out, 0 < share, what holds from T on, |p(T) - q| < share, the part of p(T).
(late,) = nats("T")
off, share, apart = off_rows(less), size / (1 + stretch), run(late) - q
TOO_LARGE = combine(
    part("1", -5),
    part("1", -2, ["norm", off]),
    part("1", ["schwarz", -apart, off]),
    part("-1", ["inverse", 1 + stretch], times=size),
    part("1", ["along", -1, less]),
    part("-1", ["pinv_right", A, apart, less]),
)
KEPT_BY: Proof = {
    "rule": "suppose",
    "then": {
        "rule": "unfold",
        "of": -2,
        "then": in_turn(
            [(share > 0, AUTO)],
            use(
                -2,
                [share],
                {
                    "rule": "obtain",
                    "of": -1,
                    "as": ["T"],
                    "then": use(-1, [late], use(KEPT, [late], TOO_LARGE), [AUTO]),
                },
                [AUTO],
            ),
        ),
    },
}
CONTINUOUS = CHAIN.lemma(KEPT_IN_LIMIT, intro({"rule": "coincide", "le": KEPT_BY}))

# -- both methods keep it ---------------------------------------------------------------------------------------------

BOTH_KEEP = for_all(
    t, both(equal(off_rows(w(t)), off_rows(w(term(0)))), equal(off_rows(w(t + 1)), off_rows(w(term(0)))))
)
first = Expr(("apply", shares(term(0)), image(w(term(0))) - b))
next_one = Expr(("apply", shares(t + 1), image(ahead(lookahead(t), w(t), w(t + 1))) - b))
OPENING: Proof = use(
    IN_ROWS,
    [first],
    in_turn(
        [(equal(w(term(0) + 1), after_first), AUTO)],
        {"rule": "rewrite", "of": -1, "then": combine(part("1", -2, times=rate(term(0))))},
    ),
)
STEP: Proof = use(
    IN_ROWS,
    [next_one],
    use(
        1,
        [t],
        in_turn(
            [(equal(w(t + 1 + 1), after_t), AUTO)],
            {
                "rule": "rewrite",
                "of": -1,
                "then": combine(
                    part("1", -4, times=1 + momentum(t)),
                    part("-1", -5, times=momentum(t)),
                    part("1", -3, times=rate(t + 1)),
                ),
            },
        ),
    ),
)
BOTH_BY = intro(
    {
        "rule": "induction",
        "var": "t",
        "base": {"rule": "and", "parts": [AUTO, OPENING]},
        "step": {"rule": "and", "parts": [AUTO, STEP]},
    },
    "t",
)
ACROSS = CHAIN.lemma(BOTH_KEEP, BOTH_BY)
PLAIN_KEEPS: Proof = use(
    2,
    [t],
    use(
        IN_ROWS,
        [image(g(t)) - b],
        {"rule": "rewrite", "of": -2, "then": combine(part("1", -3), part("1", -1, times=tau))},
    ),
)
PLAINLY = CHAIN.lemma(kept(g), intro({"rule": "induction", "var": "t", "base": AUTO, "step": PLAIN_KEEPS}, "t"))
WHOLE = CHAIN.lemma(kept(w), intro(use(ACROSS, [t], AUTO), "t"))
nearest = w(term(0)) + solved(b - image(w(term(0))))


SAME_START = CHAIN.lemma(equal(off_rows(g(term(0))), off_rows(w(term(0)))), {"rule": "rewrite", "of": 3, "then": AUTO})


def in_limit(to: Expr, path: Expr, solution: int, *start: Proof) -> tuple[Expr, Proof]:
    """The limit of the path is the solution nearest to the start; hypothesis ``solution`` says that it is one."""
    same = have(
        equal(solved(image(to)), solved(b)),
        {"rule": "rewrite", "of": solution, "then": AUTO},
        combine(part("1", -1), part("1", -2), *start),
    )
    return equal(to, nearest), use(CONTINUOUS, [path, to], same, [{"rule": "and", "parts": [AUTO, AUTO]}])


CHAIN.lemma(*in_limit(other, g, 7, part("1", SAME_START)))
CHAIN.lemma(*in_limit(limit, w, 5))
(time,) = nats("s")
always = function(time, vector(1, 5))  # a solution of v_1 = 1 in the plane, where both methods stay
LEAST_SQUARES = PAGE.encoded(
    "s4.2-ls",
    statement(
        [d, e, A, b, w, momentum, lookahead, rate, shares, g, tau, limit, other],
        GIVEN,
        both(equal(limit, other), equal(limit, nearest)),
    ),
    example={
        "d": term(2),
        "e": term(1),
        "A": Expr(("matrix", vector(1, 0))),
        "b": vector(1),
        "w": always,
        "g": always,
        "beta": function(time, term("1/2")),
        "gamma": function(time, term("1/2")),
        "eta": function(time, term("1/10")),
        "M": function(time, Expr(("ident", 1))),
        "tau": term("1/10"),
        "w_inf": vector(1, 5),
        "g_inf": vector(1, 5),
    },
    by=("derivation",),
    hints={"derivation": CHAIN.proof(AUTO)},
    note="Both runs start at w(0) and converge to solutions; g is gradient descent, w the other method. With "
    "$\\beta_t=\\gamma_t=0$, M = I it is gradient descent as well; $\\beta_t$ is momentum, $\\gamma_t$ where the "
    "gradient is taken (0: heavy ball; $\\beta_t$: Nesterov), and M(t) any weights of the samples, so those drawn at "
    "random. The limit is $w(0)+A^+(b-Aw(0))$, from 0 the shortest solution.",
)

CLAIMS: tuple[Claim, ...] = (LEAST_SQUARES,)
