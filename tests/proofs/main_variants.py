"""False variants of the claims of the main text and appendices C, D and F: dropped hypotheses, other constants."""

from __future__ import annotations

from proofs.soudry2018 import f_genericity as f
from proofs.soudry2018 import s3_figure_2 as fig_2
from proofs.soudry2018.notation import N, alpha, d, everyone, k, m, n, x
from proofs.soudry2018.s2_max_margin import hidden, plane
from tests.proofs.scalar_variants import of
from tests.proofs.variants import Variant, assuming, lacking, swapped
from verify.claims.notation import Expr, between, both, differ, equal, every, implies, term, total, vector

# -- figure 2 ---------------------------------------------------------------------------------------------------------

DATA, KNOWN, HIDDEN = fig_2.FIG_2_DATA, fig_2.FIG_2_KNOWN, fig_2.FIG_2_OPEN
twenty = vector(1, "1/20")
three = Expr(("set", term(2), term(3), term(4)))
FIGURE_2 = [
    Variant(DATA.id, "hidden beyond -1", assuming(of(DATA), 4, every(n, hidden, plane(n) @ twenty > -1))),
    Variant(DATA.id, "hidden from 0 on", assuming(of(DATA), 4, every(n, hidden, plane(n) @ twenty >= 0))),
    Variant(DATA.id, "whatever the hidden points are", swapped(of(DATA), fig_2.beyond, equal(term(1), 1))),
    Variant(
        DATA.id,
        "hidden from the margin on",
        swapped(of(DATA), fig_2.beyond, every(n, hidden, fig_2.w_2 @ plane(n) >= 1)),
    ),
    Variant(DATA.id, "three support vectors", swapped(of(DATA), fig_2.pair, three)),
    Variant(DATA.id, "dual variables of sum 5/409", swapped(of(DATA), term("4/409"), term("5/409"))),
    Variant(
        DATA.id,
        "dual variables of any sign",
        swapped(of(DATA), fig_2.dual, both(equal(alpha(2) + alpha(4), "4/409"), *fig_2.dual[4:])),
    ),
    Variant(DATA.id, "41 for 40", swapped(of(DATA), fig_2.w_2, vector("6/409", "41/409"))),
    Variant(KNOWN.id, "41 for 40", swapped(of(KNOWN), fig_2.w_2, vector("6/409", "41/409")), True),
    Variant(KNOWN.id, "three support vectors", swapped(of(KNOWN), fig_2.pair, three), True),
    Variant(
        HIDDEN.id,
        "hidden beyond the margin",
        swapped(
            of(HIDDEN),
            every(n, hidden, plane(n) @ twenty > 2),
            every(n, hidden, fig_2.w_2 @ plane(n) > 1),
        ),
    ),
]

# -- appendix F -------------------------------------------------------------------------------------------------------

WITNESS = f.EQ_F_WIT
APPENDIX_F = [
    Variant(WITNESS.id, "more samples than dimensions", assuming(of(WITNESS), 0, d + 1 >= N)),
    Variant(WITNESS.id, "any samples", lacking(of(WITNESS), 1)),
    Variant(
        WITNESS.id,
        "only the diagonal",
        assuming(of(WITNESS), 1, every(n, everyone, equal(f.coordinate(n, n), 1))),
    ),
    Variant(
        WITNESS.id,
        "one entry left open",
        assuming(
            of(WITNESS),
            1,
            every(n, everyone, every(k, between(2, d), f.kronecker(k, n, f.coordinate(n, k)))),
        ),
    ),
    Variant(WITNESS.id, "alpha = 2", swapped(of(WITNESS), f.all_ones, every(n, everyone, equal(alpha(n), 2)))),
    Variant(
        WITNESS.id,
        "inner products 1",
        swapped(
            of(WITNESS),
            f.orthonormal,
            every(n, everyone, every(m, everyone, implies(differ(n, m), equal(x(n) @ x(m), 1)))),
        ),
    ),
    Variant(
        WITNESS.id,
        "sum 2",
        swapped(
            of(WITNESS),
            f.solves_f_1,
            every(n, everyone, equal(total(m, everyone, alpha(m) * (x(m) @ x(n))), 2)),
        ),
    ),
]

VARIANTS: list[Variant] = [*FIGURE_2, *APPENDIX_F]
