"""Polynomials that gradient flow conserves, found by linear algebra over the rationals.

I is conserved along w' = F_j(w), for every j, when the polynomial sum_i dI/dw_i F_j,i is 0. Written out coefficient by
coefficient these are linear equations for those of I: the whole space of solutions of a degree is found, and exactly.

>>> from verify.numerics.dynamics.linear_networks import Diagonal
>>> [str(law) for law in conserved(Diagonal(2), 1, degree=2)]
['w0^2 - w1^2']
"""

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from flint import fmpq, fmpq_mat, fmpq_mpoly, fmpq_mpoly_ctx

from verify.errors import InputError
from verify.numerics.dynamics.polynomials import Scoring, symbolic

Field = Sequence[fmpq_mpoly]
MOST_UNKNOWNS = 3000


def conserved(model: Scoring, d: int, degree: int = 2) -> tuple[fmpq_mpoly, ...]:
    """A basis of the polynomials of the parameters, of at most this degree and without constant term, that gradient
    flow conserves whatever the loss and the samples in d dimensions are.

    Such a flow is w' = sum_n s_n grad_w f(w; x_n) with any numbers s_n: I is conserved by all of them when the inner
    product of its gradient with grad_w f(w; x) is the polynomial 0. Variables are named w0, w1, ... in the order of the
    parameters. Source for deep linear networks: Arora, Cohen, Hazan (2018) and Du, Hu, Lee (2018), on balancedness.
    Fails (InputError) for degrees under 1 and for too many unknowns; ValueError for a model that is no polynomial.
    """
    found = symbolic(model, d)
    ring = fmpq_mpoly_ctx.get([f"w{i}" for i in range(found.count)])
    fields = [gradient(part) for score in found.scores for part in _parts(score, found.count, ring)]
    return invariants(ring, fields, degree)


def invariants(ring: fmpq_mpoly_ctx, fields: Sequence[Field], degree: int) -> tuple[fmpq_mpoly, ...]:
    """A basis, in reduced echelon form, of the polynomials up to this degree that are constant along every field."""
    if degree < 1:
        raise InputError(f"invariants: degree {degree} — give one of at least 1")
    monomials = list(_monomials(ring.nvars(), degree))
    if len(monomials) > MOST_UNKNOWNS:
        raise InputError(f"invariants: {len(monomials)} unknowns — at most {MOST_UNKNOWNS}: lower the degree")
    unknowns = [ring.from_dict({powers: fmpq(1)}) for powers in monomials]
    equations: dict[tuple[int, tuple[int, ...]], dict[int, fmpq]] = {}
    for k, unknown in enumerate(unknowns):
        slope = gradient(unknown)
        for j, field in enumerate(fields):
            for powers, coefficient in along(slope, field, ring).to_dict().items():
                equations.setdefault((j, powers), {})[k] = coefficient
    return tuple(
        ring.from_dict({p: c for p, c in zip(monomials, row, strict=True) if c != 0})
        for row in _kernel(list(equations.values()), len(unknowns))
    )


def gradient(polynomial: fmpq_mpoly) -> list[fmpq_mpoly]:
    """Its derivatives by every variable of its ring."""
    return [polynomial.derivative(i) for i in range(polynomial.context().nvars())]


def along(slope: Field, field: Field, ring: fmpq_mpoly_ctx) -> fmpq_mpoly:
    """The inner product of two fields: with a gradient, the derivative along the other one."""
    return sum((a * b for a, b in zip(slope, field, strict=True)), ring.constant(0))


def _parts(score: fmpq_mpoly, count: int, ring: fmpq_mpoly_ctx) -> Iterator[fmpq_mpoly]:
    """The coefficients of a score as a polynomial of the sample: polynomials of the parameters."""
    parts: dict[tuple[int, ...], dict[tuple[int, ...], fmpq]] = {}
    for powers, coefficient in score.to_dict().items():
        parts.setdefault(tuple(powers[count:]), {})[tuple(powers[:count])] = coefficient
    for part in parts.values():
        yield ring.from_dict(part)


def _monomials(count: int, degree: int) -> Iterator[tuple[int, ...]]:
    """Exponents of all monomials of degree 1 up to ``degree``, the highest degree first."""
    for size in range(degree, 0, -1):
        for chosen in combinations_with_replacement(range(count), size):
            yield tuple(chosen.count(i) for i in range(count))


def _kernel(rows: Sequence[dict[int, fmpq]], size: int) -> list[list[fmpq]]:
    """A basis of the solutions of the equations, in reduced echelon form."""
    if not rows:
        return [[fmpq(int(i == j)) for j in range(size)] for i in range(size)]
    matrix = fmpq_mat(len(rows), size, [row.get(k, fmpq(0)) for row in rows for k in range(size)])
    reduced, rank = matrix.rref()
    pivots = [next(k for k in range(size) if reduced[i, k] != 0) for i in range(rank)]
    free = [k for k in range(size) if k not in set(pivots)]
    if not free:
        return []
    basis = fmpq_mat(len(free), size)
    for i, k in enumerate(free):
        basis[i, k] = fmpq(1)
        for j, pivot in enumerate(pivots):
            basis[i, pivot] = -reduced[j, k]
    tidy, _ = basis.rref()
    return [[tidy[i, k] for k in range(size)] for i in range(len(free))]
