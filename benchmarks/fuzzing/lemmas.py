"""Inequalities that are known to hold, with places for terms: ``small <= large`` wherever the places are of their kind.

Kinds: "real"; "nonneg"; "pos"; "unit" (0 < u < 1); "size" (-1 <= u <= 1). ``strict``: small < large always.
Sources: the tangents of convex and concave functions, truncated alternating series, the means, Jensen, Young.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lemma:
    """``small <= large`` for all u, v, w of the kinds in ``places``."""

    places: tuple[str, ...]
    small: str
    large: str
    strict: bool = False


def _rows(places: str, rows: str, strict: bool = False) -> tuple[Lemma, ...]:
    pairs = [row.split(" <= ") for row in rows.strip().splitlines()]
    return tuple(Lemma(tuple(places.split()), small.strip(), large.strip(), strict) for small, large in pairs)


LEMMAS: tuple[Lemma, ...] = (
    *_rows(
        "real",
        """
        1 + {u} <= exp({u})
        1 - {u} <= exp(-{u})
        1 - {u}**2/2 <= cos({u})
        cos({u}) <= 1 - {u}**2/2 + {u}**4/24
        1 + {u}**2/2 <= cosh({u})
        abs(sin({u})) <= abs({u})
        abs(tanh({u})) <= abs({u})
        abs(atan({u})) <= abs({u})
        {u} <= abs({u})
        -abs({u}) <= {u}
        {u} <= max({u}, 0)
        min({u}, 1) <= {u}
        {u}/(1 + {u}**2) <= 1/2
        2*{u} - 1 <= {u}**2
        {u}*exp(-{u}) <= 1/E
        sin({u})**2 + cos({u})**2 <= 1
        1 <= cosh({u})**2 - sinh({u})**2
        sin(2*{u})/2 <= sin({u})*cos({u})
        floor({u}) <= {u}
        log(1 + {u}**2) <= {u}**2
        sqrt(1 + {u}**2) <= 1 + abs({u})
        cosh({u}) <= exp({u}**2/2)
        1 + {u} + {u}**2/2 + {u}**3/6 <= exp({u})
        4*{u} - 3 <= {u}**4
        """,
    ),
    *_rows(
        "real",
        """
        0 <= exp({u})
        {u} <= log(1 + exp({u}))
        log(1 + exp({u})) <= exp({u})
        1/(1 + exp({u})) <= 1
        1/(1 + exp(-{u})) <= 1/(1 + exp(-{u} - 1))
        tanh({u}) <= 1
        atan({u}) <= pi/2
        {u} <= sqrt(1 + {u}**2)
        {u} <= floor({u}) + 1
        {u} <= cosh({u})
        -1/2 <= {u}**4 + {u}
        """,
        strict=True,
    ),
    *_rows(
        "nonneg",
        """
        log(1 + {u}) <= {u}
        {u} - {u}**2/2 <= log(1 + {u})
        {u}/(1 + {u}) <= log(1 + {u})
        2*{u}/(2 + {u}) <= log(1 + {u})
        log(1 + {u}) <= {u}/sqrt(1 + {u})
        sin({u}) <= {u}
        {u} - {u}**3/6 <= sin({u})
        tanh({u}) <= {u}
        atan({u}) <= {u}
        {u}/(1 + {u}**2) <= atan({u})
        {u} - {u}**3/3 <= atan({u})
        {u} - {u}**3/3 <= tanh({u})
        {u} + {u}**3/6 <= sinh({u})
        sqrt(1 + {u}) <= 1 + {u}/2
        1 + {u}/2 - {u}**2/8 <= sqrt(1 + {u})
        cbrt(1 + {u}) <= 1 + {u}/3
        1 + {u} + {u}**2/2 <= exp({u})
        exp(-{u}) <= 1 - {u} + {u}**2/2
        exp(-{u}) <= 1/(1 + {u})
        1 - {u} <= 1/(1 + {u})
        1 + 3*{u} <= (1 + {u})**3
        {u}**2*exp(-{u}) <= 4*exp(-2)
        sqrt({u}) <= (1 + {u})/2
        {u} <= 2*{u}*sqrt({u})/3 + 1/3
        """,
    ),
    *_rows(
        "pos",
        """
        log({u}) <= {u} - 1
        1 - 1/{u} <= log({u})
        2 <= {u} + 1/{u}
        log({u}) <= {u}/E
        -1/E <= {u}*log({u})
        log({u}) <= 2*(sqrt({u}) - 1)
        3*cbrt({u}) <= 2 + {u}
        {u}**(1/3) <= ({u} + 2)/3
        1/(1 + {u}) <= 1/(2*sqrt({u}))
        """,
    ),
    *_rows("pos", "exp(-{u}) <= 1\nlog(1 + 1/{u}) <= 1/{u}\n{u}/(1 + {u}) <= 1\nlog({u}) <= {u}", strict=True),
    *_rows(
        "unit",
        """
        {u} <= asin({u})
        {u} <= -log(1 - {u})
        {u} <= tan({u})
        {u} + {u}**3/3 <= tan({u})
        log(1 - {u}) <= -{u} - {u}**2/2
        exp({u}) <= 1/(1 - {u})
        1 + {u} <= 1/(1 - {u})
        acos({u}) <= pi/2 - {u}
        2*{u}/pi <= sin({u})
        """,
        strict=True,
    ),
    *_rows("size", "0 <= 1 - {u}**2\nacos({u}) <= pi\nabs(asin({u})) <= pi/2*abs({u})\n{u}**2 <= abs({u})"),
    *_rows("unit", "{u}*(1 - {u}) <= 1/4"),
    *_rows(
        "real real",
        """
        2*{u}*{v} <= {u}**2 + {v}**2
        {u}*{v} <= ({u} + {v})**2/4
        abs({u} + {v}) <= abs({u}) + abs({v})
        ({u} + {v})/2 <= max({u}, {v})
        min({u}, {v}) <= ({u} + {v})/2
        exp(({u} + {v})/2) <= (exp({u}) + exp({v}))/2
        sin({u}) - sin({v}) <= abs({u} - {v})
        {u}*{v}*({u}**2 + {v}**2) <= {u}**4 + {v}**4
        3*{u}**2*{v}**2 - 1 <= {u}**4*{v}**2 + {u}**2*{v}**4
        ({u} - {v})*1 <= (1 + ({u} - {v})**2)/2
        -({u}**2 + {u}*{v} + {v}**2) <= 0
        atan({u}) - atan({v}) <= abs({u} - {v})
        """,
    ),
    *_rows(
        "pos pos",
        """
        sqrt({u}*{v}) <= ({u} + {v})/2
        2*{u}*{v}/({u} + {v}) <= sqrt({u}*{v})
        2 <= {u}/{v} + {v}/{u}
        4/({u} + {v}) <= 1/{u} + 1/{v}
        (log({u}) + log({v}))/2 <= log(({u} + {v})/2)
        {u} - {v} <= {u}*log({u}/{v})
        sqrt({u}) + sqrt({v}) <= sqrt(2*({u} + {v}))
        """,
    ),
    *_rows("pos pos", "sqrt({u} + {v}) <= sqrt({u}) + sqrt({v})\nlog({u}) <= log({u} + {v})", strict=True),
    *_rows(
        "nonneg nonneg",
        """
        {u}*{v} <= {u}**3/3 + 2*{v}*sqrt({v})/3
        log(1 + {u} + {v}) <= log(1 + {u}) + log(1 + {v})
        1 + {u} + {v} <= (1 + {u})*(1 + {v})
        exp(-{u} - {v}) <= exp(-{u})
        ({u} + {v})**3 <= 4*({u}**3 + {v}**3)
        """,
    ),
    *_rows(
        "real real real",
        """
        {u}*{v} + {v}*{w} + {w}*{u} <= {u}**2 + {v}**2 + {w}**2
        ({u} + {v} + {w})**2 <= 3*({u}**2 + {v}**2 + {w}**2)
        abs({u} - {w}) <= abs({u} - {v}) + abs({v} - {w})
        """,
    ),
    *_rows(
        "pos pos pos",
        """
        3*cbrt({u}*{v}*{w}) <= {u} + {v} + {w}
        3*{u}*{v}*{w} <= {u}**3 + {v}**3 + {w}**3
        9/({u} + {v} + {w}) <= 1/{u} + 1/{v} + 1/{w}
        3/2 <= {u}/({v} + {w}) + {v}/({w} + {u}) + {w}/({u} + {v})
        """,
    ),
)
