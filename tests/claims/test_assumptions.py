"""The notions of the field, written out: each reads as a statement, and holds or fails where it is known to."""

from fractions import Fraction
from typing import Any

import pytest

from verify.checker.reading import read_statement
from verify.checker.terms import Statement, negated, num, substitute
from verify.claims import assumptions as known
from verify.claims import notation as write

(D,), (N, T), (S,) = write.nats("d"), write.nats("n t"), write.index_sets("S")
(BETA, ETA, MU_P, MU_M, U_P, U_M) = write.reals("beta eta mu_plus mu_minus u_plus u_minus")
(W, W_HAT), X, ORBIT = write.vectors("w w_hat", D), write.family("x", D), write.family("w_t", D)
LOSS, L, ALPHA = write.scalar_function("l"), write.objective("L", D), write.numbers("alpha")
LET = [D, X, S, W, W_HAT, ORBIT, BETA, ETA, MU_P, MU_M, U_P, U_M, LOSS, L, ALPHA]
TAIL = known.tight_tail(known.minus_slope(LOSS), mu_plus=MU_P, mu_minus=MU_M, u_plus=U_P, u_minus=U_M)
(Z,) = write.vectors("z", D)
SQUARED_NORM = write.function(Z, Z @ Z)
FORMULAS: dict[str, Any] = {
    "separable": write.separable(X, S),
    "hard_margin": write.hard_margin(X, S, W_HAT),
    "descent": write.descent(ORBIT, ETA, L),
    "risk": write.equal(write.risk(LOSS, X, S, D)(W), 1),
    "lipschitz_gradient": write.lipschitz_gradient(L, BETA, D),
    "gradient_descent": known.gradient_descent(ORBIT, ETA, LOSS, X, S),
    "gd_step": write.equal(ORBIT(T + 1), known.gd_step(ORBIT(T), ETA, LOSS, X, S)),
    "feasible": known.feasible(W, X, S),
    "is_minimiser": known.is_minimiser(SQUARED_NORM, W, lambda v: known.feasible(v, X, S), D),
    "margin": known.margin(W, X, S) > 0,
    "direction_tends": known.direction_tends(T, ORBIT, W_HAT),
    "big_o": write.big_o(T, write.norm(ORBIT(T) - write.scale(write.log(T), W_HAT)), 1),
    "little_o": write.little_o(T, write.norm(ORBIT(T)), T),
    "almost_every": known.almost_every_data_set(3, 2, lambda x, over: write.separable(x, over)),
    **{f"assumption_2.{i}": part for i, part in enumerate(known.assumption_2(LOSS, BETA))},
    **{f"tight_tail.{i}": part for i, part in enumerate(TAIL)},
    **{f"kkt.{i}": part for i, part in enumerate(write.kkt(X, S, ALPHA, W_HAT))},
}  # fmt: skip


@pytest.mark.parametrize("name", FORMULAS)
def test_a_notion_reads(name: str) -> None:
    """Sorts fit and no bound name hides another: the language's own gate accepts the formula."""
    let = [*LET, T] if name == "gd_step" else LET
    made = write.statement(let, [], FORMULAS[name])
    assert made == read_statement(made.to_json())


def test_gradient_flow_reads() -> None:
    """The path is declared by its name; time is real."""
    line = write.path("v", D)
    made = write.statement([D, L, line], list(known.gradient_flow("v", L, D)), write.diverges(
        write.reals("r")[0], write.norm(line(write.reals("r")[0]))))  # fmt: skip
    assert 2 == len(made.given)


def test_a_data_set() -> None:
    """The family, its size and its indices belong together."""
    x, size, over = known.dataset(2)
    made = write.statement([x, size], [write.separable(x, over)], size >= 0)
    assert ("range", num(1), ("var", "N")) == made.given[0][2]


def test_constants_of_a_tail_that_are_numbers_need_no_sign() -> None:
    """Only names get a hypothesis that they are positive."""
    fixed = known.tight_tail(LOSS, mu_plus=1, mu_minus=1, u_plus=0, u_minus=0)
    assert 2 == len(fixed)
    assert 6 == len(TAIL)


def decided(statement: Statement, **values: Any) -> bool:
    """The truth of a quantifier-free conclusion of rational arithmetic at a point, computed here with Fractions."""
    return _truth(substitute(statement.then, {name: num(Fraction(v)) for name, v in values.items()}))


def _truth(formula: Any) -> bool:
    compare = {"le": lambda a, b: a <= b, "lt": lambda a, b: a < b, "eq": lambda a, b: a == b}
    if formula[0] in compare:
        return bool(compare[formula[0]](_value(formula[1]), _value(formula[2])))
    return {"and": all, "or": any}[formula[0]](map(_truth, formula[1:]))


def _value(term: Any) -> Fraction:
    if term[0] == "num":
        return Fraction(term[1])
    parts = [_value(part) for part in term[1:] if isinstance(part, tuple)]
    if term[0] == "div":
        return parts[0] / parts[1]
    return {"add": sum(parts), "sub": parts[0] - parts[-1], "neg": -parts[0], "pow": parts[0] ** 2}.get(
        term[0], parts[0] * parts[-1]
    )


def test_operators_build_what_they_show() -> None:
    """Python's operators on names give the same truth values as arithmetic with Fractions."""
    a, b = write.reals("a b")
    made = write.statement([a, b], [], write.both(2 * a - b / 3 + 1 >= -a, (a - b) ** 2 <= "1/4", 1 - a < 1 + b))
    for x, y in ((1, 1), (1, 2), (0, 0), (-1, -1), (Fraction(1, 2), 1)):
        expected = 2 * x - Fraction(y) / 3 + 1 >= -x and (x - y) ** 2 <= Fraction(1, 4) and 1 - x < 1 + y
        assert expected == decided(made, a=x, b=y)


def test_powers() -> None:
    """Whole exponents are powers of the language, others real powers."""
    (a,) = write.reals("a")
    assert ("pow", ("var", "a"), 2) == write.plain(a**2)
    assert ("div", num(1), ("pow", ("var", "a"), 2)) == write.plain(a**-2)
    assert ("rpow", ("var", "a"), ("num", "1/2")) == write.plain(a ** Fraction(1, 2))


@pytest.mark.parametrize("value", [0.1, True, None])
def test_a_float_is_no_exact_number(value: Any) -> None:
    """0.1 as a float is not 1/10; a claim must say which it means."""
    with pytest.raises(TypeError, match="not an exact number"):
        write.term(value)


def test_the_minimiser_is_negated_part_by_part() -> None:
    """A refutation shows that w is not feasible, or a better feasible v: the negation says so."""
    wrong = negated(write.plain(FORMULAS["is_minimiser"]))
    assert ("or", "exists", "exists") == (wrong[0], wrong[1][0], wrong[2][0])
