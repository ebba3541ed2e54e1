"""Appendix F, the printed proof of Lemma F.4: the conjugate of log-sum-exp, and the chain of bounds that it gives.

``psi`` stands for q_n log q_n, with 0 log 0 = 0: the language has no value for it.
"""

from proofs.relu2019.app_d import CONVEXITY, COUNT, counted, reduced
from proofs.relu2019.app_f_lemma_4 import FIRST, W, jensen, mean_w
from proofs.relu2019.app_f_margin import pull, q, simplex
from proofs.relu2019.notation import PAGE, N, best, d, everyone, gamma, n, x
from proofs.relu2019.outcomes import CHANCES, M, P, mean
from proofs.relu2019.powers import EXPONENTIAL, same_logarithm
from verify.claims.claim import Claim
from verify.claims.notation import (
    Expr,
    absolute,
    both,
    either,
    equal,
    every,
    exp,
    for_all,
    function,
    implies,
    log,
    nats,
    numbers,
    reals,
    scale,
    statement,
    table,
    term,
    there_is,
    total,
    vector,
    without,
)
from verify.methods.lemmas import lemma
from verify.methods.steps import AUTO, Chain, Proof, Step, combine, have, in_turn, intro, part, use

y, b = numbers("y"), numbers("b")
s, eps = reals("s eps")
i, j, k = nats("i j k")
psi = numbers("psi")
PSI = every(
    n, everyone, either(both(equal(q(n), 0), equal(psi(n), 0)), both(q(n) > 0, equal(psi(n), q(n) * log(q(n)))))
)


def sum_exp(y: Expr) -> Expr:
    """sum exp(y_n)."""
    return total(i, everyone, exp(y(i)))


def h(y: Expr) -> Expr:
    """log((1/n^+) sum exp(y_n))."""
    return log(1 / N * sum_exp(y))


paired = total(n, everyone, q(n) * y(n))
entropy = total(n, everyone, psi(n))
dual = log(N) + entropy
close = there_is(y, paired - h(y) >= dual - eps)
CHAIN = Chain(4)  # N >= 1, the simplex, and what psi is
EXP = CHAIN.lemma(EXPONENTIAL, AUTO)
CHAIN.lemma(N > 0, AUTO)
Z = sum_exp(y)
POSITIVE = CHAIN.lemma(
    for_all(y, Z > 0),
    intro(have(total(n, everyone, term(0)) < Z, {"rule": "termwise", "as": "j", "by": AUTO, "strict": FIRST}, AUTO)),
)
SAME = CHAIN.lemma(
    for_all(y, equal(h(y), log(Z) - log(N))),
    intro(use(POSITIVE, [y], same_logarithm(h(y), log(Z) - log(N), EXP)[1])),
)
gains = total(n, everyone, q(n) * y(n) - psi(n) - q(n) * log(Z))
losses = total(n, everyone, exp(y(n)) / Z - q(n))
AT_ZERO: Proof = {
    "rule": "rewrite",
    "of": -1,
    "then": {"rule": "rewrite", "of": -2, "then": combine(part("1", ["exp", y(j)], ["positive", 1 / Z]))},
}
AT_MORE = use(EXP, [y(j) - log(q(j)) - log(Z)], combine(part("1", -1, -3), part("-1", -2)))


def in_each_case(zero: Step, more: Step) -> Proof:
    """Known: q_j = 0 and psi_j = 0; or q_j > 0 and psi_j = q_j log q_j."""
    return use(3, [j], {"rule": "alternatives", "of": -1, "parts": [dict(zero), dict(more)]}, [AUTO])


def termwise(by: Step) -> Proof:
    """Sum against sum, term by term, j being the index."""
    return {"rule": "termwise", "as": "j", "by": dict(by)}


BOTH_ZERO: Proof = {"rule": "rewrite", "of": -1, "then": {"rule": "rewrite", "of": -2, "then": AUTO}}
GIBBS = CHAIN.lemma(
    for_all(y, paired <= log(Z) + entropy),
    intro(
        use(
            POSITIVE,
            [y],
            have(
                gains <= losses,
                {"rule": "termwise", "as": "j", "by": in_each_case(AT_ZERO, AT_MORE)},
                combine(part("1", -1), part("1", 2, times=log(Z) - 1)),
            ),
        )
    ),
)
rest = without(everyone, Expr(("set", j)))
AT_MOST_1 = in_turn(
    [
        (
            total(n, rest, term(0)) <= total(n, rest, q(n)),
            {"rule": "termwise", "as": "k", "by": use(1, [k], AUTO, [AUTO])},
        ),
        (q(j) <= 1, combine(part("1", -1), part("1", ["pick", total(n, everyone, q(n)), j]), part("1", 2))),
    ],
    use(EXP, [log(q(j))], combine(part("1", -1, -5), part("1", -2, -5), part("1", -4))),
)
NEGATIVE = CHAIN.lemma(
    entropy <= 0,
    have(
        entropy <= total(n, everyone, term(0)),
        {"rule": "termwise", "as": "j", "by": in_each_case(BOTH_ZERO, AT_MOST_1)},
        AUTO,
    ),
)
COUNTED = CHAIN.lemma(COUNT, counted)
near = function(n, log(absolute(q(n)) + eps / N))
masses = total(n, everyone, absolute(q(n)))
above_q = absolute(q(j)) + eps / N
ROOM = have(
    q(j) / above_q <= 1,
    combine(
        part("1", ["abs_above", q(j)], ["positive", 1 / above_q]),
        part("1", ["positive", eps / N], ["positive", 1 / above_q]),
        part("-1", ["inverse", above_q]),
    ),
    use(EXP, [log(q(j)) - log(above_q)], combine(part("1", -1, -4), part("1", -2, -4), part("1", -3))),
)
NEAR = in_turn(
    [
        (masses <= total(n, everyone, q(n)), {"rule": "termwise", "as": "j", "by": use(1, [j], AUTO, [AUTO])}),
        (
            entropy <= total(n, everyone, q(n) * log(absolute(q(n)) + eps / N)),
            {"rule": "termwise", "as": "j", "by": in_each_case(BOTH_ZERO, ROOM)},
        ),
    ],
    use(
        POSITIVE,
        [near],
        have(
            1 / N * sum_exp(near) > 0,
            combine(part("1", -1, ["positive", 1 / N])),
            use(
                SAME,
                [near],
                use(
                    EXP,
                    [log(sum_exp(near))],
                    use(
                        COUNTED,
                        [N],
                        combine(
                            part("1", -6),
                            part("1", -3),
                            part("1", -2),
                            part("1", -7),
                            part("1", 2),
                            part("1", -1, times=eps / N),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
CONJUGATE = PAGE.encoded(
    "lem-F.4.conjugate",
    statement(
        [N, q, psi],
        [N >= 1, *simplex(q), PSI],
        both(
            for_all(y, paired - h(y) <= dual),
            for_all(eps, implies(eps > 0, close)),
            dual <= log(N),
        ),
    ),
    example={"N": term(1), "q": table(1), "psi": table(0)},
    by=("derivation",),
    hints={
        "derivation": CHAIN.proof(
            {
                "rule": "and",
                "parts": [
                    intro(use(SAME, [y], use(GIBBS, [y], AUTO))),
                    intro({"rule": "exists", "at": [near], "by": NEAR}, "eps"),
                    AUTO,
                ],
            }
        )
    },
    note=(
        "``psi`` is $q_n\\ln q_n$ with $0\\ln0=0$. That the bound on $q^\\top y-h(y)$ is the least one is said with "
        "every $\\varepsilon>0$."
    ),
)

# -- the chain --------------------------------------------------------------------------------------------------------

outputs = function(k, -(mean_w @ x(k)))
risk, mean_risk = reduced(mean_w), mean(lambda o: reduced(W(o)))
product = 1 / gamma * total(n, everyone, q(n) * outputs(n))
LINKS = both(
    equal(mean(lambda o: -(W(o) @ best)), product),
    product <= 1 / gamma * (h(outputs) + dual),
    1 / gamma * (h(outputs) + dual) <= 1 / gamma * (log(risk) + log(N)),
    1 / gamma * (log(risk) + log(N)) <= 1 / gamma * (log(mean_risk) + log(N)),
)
JENSEN_FACT, JENSEN = jensen(6, 8)
CHAIN_STEPS = in_turn(
    [
        (JENSEN_FACT, JENSEN),
        (EXPONENTIAL, AUTO),
        (
            total(i, everyone, term(0)) < sum_exp(outputs),
            {"rule": "termwise", "as": "j", "by": AUTO, "strict": FIRST},
        ),
        (risk > 0, combine(part("1", -1, ["positive", 1 / N]))),
        (mean_risk > 0, AUTO),
        (1 / mean_risk > 0, {"rule": "suppose", "then": combine(part("1", -1, -2), part("1"))}),
    ],
    use(
        9,
        [N, q, psi],
        {
            "rule": "and",
            "parts": [
                combine(part("-1", ["along", 5, mean_w])),
                use(-3, [outputs], combine(part("1", -1, ["positive", 1 / gamma]))),
                combine(part("1", -1, ["positive", 1 / gamma])),
                use(
                    11,
                    [log(risk) - log(mean_risk)],
                    combine(
                        part("1", -1, ["positive", 1 / gamma]),
                        part("1", 10, 15, ["positive", 1 / gamma]),
                    ),
                ),
            ],
        },
        [{"rule": "and", "parts": [AUTO, AUTO, AUTO, AUTO]}],
    ),
)
CHAIN_4 = PAGE.encoded(
    "lem-F.4.chain",
    statement(
        [d, N, x, q, psi, best, gamma, M, P, W],
        [N >= 1, *simplex(q), PSI, gamma > 0, equal(best, scale(1 / gamma, pull)), *CHANCES],
        LINKS,
    ),
    example={
        "d": term(1),
        "N": term(1),
        "x": table(vector(1)),
        "q": table(1),
        "psi": table(0),
        "w_plus": vector(1),
        "gamma": term(1),
        "M": term(1),
        "P": table(1),
        "W": table(vector(1)),
    },
    by=("derivation",),
    hints={"derivation": lemma(CONVEXITY, lemma(CONJUGATE, CHAIN_STEPS), "d")},
    note="$\\hat w^+=\\frac1\\gamma X_+^\\top q$ with $q$ of the simplex, as in Lemma F.2; ``psi`` is $q_n\\ln q_n$.",
)
CLAIMS: tuple[Claim, ...] = (CONJUGATE, CHAIN_4)
