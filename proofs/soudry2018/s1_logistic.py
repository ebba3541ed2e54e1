"""Section 1, for s1-2: the logistic risk has no finite minimiser on separable data."""

from proofs.soudry2018.notation import N, d, everyone, n, x
from proofs.soudry2018.s2_losses import LOGISTIC, QUARTER, logistic
from proofs.soudry2018.s2_risk import INFIMUM
from verify.claims.notation import (
    Expr,
    Name,
    absolute,
    both,
    diverges,
    exp,
    family,
    for_all,
    implies,
    log,
    member,
    nats,
    norm,
    reals,
    risk,
    separable,
    tends,
    term,
    there_is,
    total,
    vectors,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, in_turn, intro, part, use

w = family("w", d)
v, u = vectors("v u_1", d)
(t, late, j) = nats("t T j")
M, infimum, p, q = reals("M L_inf p q")
L = risk(logistic, x, everyone, d, "i", "q_1")


def no_minimum(of: Expr, size: Name) -> Expr:
    """Every value is undercut by another."""
    here, other = vectors("v u_1", size)
    return for_all(here, there_is(other, of(other) < of(here)))


def approached(of: Expr, path: Expr, size: Name) -> list[Expr]:
    """The values along the path tend to a number that no value is below: the infimum."""
    (here,) = vectors("v", size)
    return [for_all(here, infimum <= of(here)), tends(t, of(path(t)), infimum)]


# -- the logistic risk ------------------------------------------------------------------------------------------------

GIVEN = [N >= 1, separable(x, everyone)]
ALONG = approached(L, w, d)
LONG = diverges(t, norm(w(t)))
CHAIN = Chain(len(GIVEN))
RISES = CHAIN.lemma(for_all(p, q, implies(p <= q, log(1 + exp(-q)) <= log(1 + exp(-p)))), AUTO)
POSITIVE = CHAIN.lemma(for_all(p, log(1 + exp(-p)) > 0), AUTO)
# Beyond the chain: Assumption 2 of the logistic loss in seven parts, the claim on the infimum and what it says here.
ABOVE_0, BELOW_ALL, LOWER, TENDS = POSITIVE + 9, POSITIVE + 10, POSITIVE + 11, POSITIVE + 12


def with_infimum(then: Step) -> Proof:
    """The logistic risk is positive and comes below every positive number; then the rest."""
    return lemma(LOGISTIC, lemma(INFIMUM, use(-1, [N, x, logistic, QUARTER], then, [AUTO]), "d"))


LOWER_ONE: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["u_1"],
    "then": {"rule": "exists", "at": [u], "by": AUTO},
}
UNDERCUT: Proof = intro(use(ABOVE_0, [v], use(BELOW_ALL, [L(v)], LOWER_ONE, [AUTO])), "v")
first, at_t = x(term(1)), w(t)
longest = absolute(M) * norm(first)
low = log(1 + exp(-longest))


def loss_of(index: Expr) -> Expr:
    """The loss of a sample at w(t)."""
    return log(1 + exp(-(at_t @ x(index))))


whole = total(n, everyone, loss_of(n))
rest = total(n, without(everyone, Expr(("set", term(1)))), loss_of(n))
nothing = total(n, without(everyone, Expr(("set", term(1)))), term(0))
TOO_SHORT = in_turn(
    [
        (
            at_t @ first <= longest,
            combine(
                part("1", ["schwarz", at_t, first]),
                part("1", -1, ["norm", first]),
                part("1", ["abs_above", M], ["norm", first]),
            ),
        ),
        (low <= loss_of(term(1)), use(RISES, [at_t @ first, longest], AUTO, [AUTO])),
        (nothing <= rest, {"rule": "termwise", "as": "j", "by": use(POSITIVE, [at_t @ x(j)], AUTO)}),
        (member(term(1), everyone), {"rule": "unfold", "then": AUTO}),
    ],
    combine(part("1", -6), part("1", ["pick", whole, term(1)]), part("1", -3), part("1", -2)),
)
gap = L(at_t) - infimum
BELOW = combine(part("1", -1), part("1", ["abs_above", gap]), part("1", -5))
AT_T: Proof = have(L(at_t) < low, BELOW, {"rule": "suppose", "then": TOO_SHORT})
LATE: Proof = {
    "rule": "obtain",
    "of": -1,
    "as": ["T"],
    "then": {"rule": "exists", "at": [late], "by": intro(use(-2, [t], AT_T, [AUTO]), "t")},
}
BY_VALUE: Proof = use(LOWER, [v], have(infimum < low / 2, AUTO, use(-6, [low / 2], LATE, [AUTO])))
FAR: Proof = {
    "rule": "unfold",
    "of": TENDS,
    "then": {
        "rule": "unfold",
        "then": intro(
            use(
                POSITIVE,
                [longest],
                use(BELOW_ALL, [low / 2], {"rule": "obtain", "of": -1, "as": ["v"], "then": BY_VALUE}, [AUTO]),
            ),
            "M",
        ),
    },
}
STATEMENT = for_all(
    d,
    for_all(N, x, implies(both(*GIVEN), both(no_minimum(L, d), for_all(w, infimum, implies(both(*ALONG), LONG))))),
)
DERIVATION = intro(intro(CHAIN.proof(with_infimum({"rule": "and", "parts": [UNDERCUT, intro(FAR)]}))))
