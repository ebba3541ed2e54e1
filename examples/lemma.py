"""A false lemma: a gradient step on the exponential loss raises the margin of every sample of separable data.

The step from w is eta times sum_k exp(-w.x_k) x_k; it raises the margin of x_n when its inner product with x_n is not
negative. `verify hunt examples/lemma.py` finds data that say otherwise.
"""

from verify.claims.claim import Claim
from verify.claims.notation import between, every, exp, family, nats, scale, separable, statement, total, vectors

d, N, n, k = nats("d N n k")
x = family("x", d)
(w,) = vectors("w", d)
everyone = between(1, N)

pull = total(k, everyone, scale(exp(-(w @ x(k))), x(k)))
LEMMA = statement([d, N, x, w], [N >= 1, separable(x, everyone)], every(n, everyone, pull @ x(n) >= 0))
CLAIMS = (
    Claim(
        id="own.every-margin-rises",
        paper="own",
        at="Lemma 1",
        kind="inequality",
        says="A gradient step on the exponential loss lowers the margin of no sample of separable data.",
        statement=LEMMA,
    ),
)
