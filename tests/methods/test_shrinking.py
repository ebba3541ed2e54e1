"""Counterexamples made simpler: samples, coordinates and numbers go as long as the failure stays."""

from fractions import Fraction

from verify.checker.terms import Term, num
from verify.methods.method import Deadline
from verify.methods.shrinking import Values, simplest

SORTS = {"d": "nat", "N": "nat", "x": ("fn", ("nat",), ("vec", "d"))}


def rows(*entries: tuple[str, ...]) -> Term:
    return ("table", *(("vec", *(num(Fraction(entry)) for entry in row)) for row in entries))


def values(d: int, x: Term) -> Values:
    return {"d": num(d), "N": num(len(x) - 1), "x": x}


def consistent(case: Values) -> bool:
    """Whether sizes and rows fit together, as a statement would have it."""
    table = case["x"][1:]
    return num(len(table)) == case["N"] and all(num(len(row) - 1) == case["d"] for row in table)


def has_negative_entry(case: Values) -> bool:
    return consistent(case) and any(Fraction(e[1]) < 0 for row in case["x"][1:] for e in row[1:])


def test_samples_and_coordinates_go_together_with_their_sizes() -> None:
    """Three samples in three dimensions, one entry of which matters."""
    start = values(3, rows(("1", "2", "3"), ("4", "-7/3", "6"), ("1", "2", "3")))
    assert simplest(start, ["N", "x"], has_negative_entry, Deadline(5.0), SORTS) == values(1, rows(("-1",)))


def test_large_numbers_become_small_together() -> None:
    """Two samples whose sum is small beside them: no number can be changed alone."""

    def nearly_opposite(case: Values) -> bool:
        if not consistent(case) or case["N"] != num(2):
            return False
        a, b = (Fraction(row[1][1]) for row in case["x"][1:])
        return a != 0 and abs(a + b) <= abs(a) / 10

    start = values(1, rows(("259356",), ("-259357",)))
    assert simplest(start, ["N", "x"], nearly_opposite, Deadline(5.0), SORTS) == values(1, rows(("1",), ("-1",)))


def test_one_over_a_large_number_becomes_larger() -> None:
    """Its best approximations with smaller denominators are 0, which is no counterexample."""

    def short(case: Values) -> bool:
        return consistent(case) and all(0 < Fraction(row[1][1]) < 1 for row in case["x"][1:])

    found = simplest(values(1, rows(("1/2173",))), ["N", "x"], short, Deadline(5.0), SORTS)
    assert found == values(1, rows(("1/2",)))


def test_without_sorts_sizes_stay() -> None:
    """Nothing tells that d and N belong to x."""
    start = values(2, rows(("5", "-5"), ("7", "8")))
    found = simplest(start, ["x"], has_negative_entry, Deadline(5.0))
    assert (found["d"], found["N"]) == (start["d"], start["N"])
    assert has_negative_entry(found)


def test_what_does_not_fail_is_never_returned() -> None:
    """Where every change mends the failure, the values stay."""
    start = values(2, rows(("5", "-5")))
    assert simplest(start, ["N", "x"], lambda case: case == start, Deadline(5.0), SORTS) == start
