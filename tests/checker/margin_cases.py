"""Cases of the rules for the hard margin of data."""

from __future__ import annotations

from tests.checker.building import Data, n, statement
from tests.checker.case import Case


def points(*rows: tuple[object, ...]) -> tuple[Data, Data]:
    """A table of vectors and the range of its places."""
    return ["table", *(["vec", *map(n, row)] for row in rows)], ["range", n(1), n(len(rows))]


def _kkt() -> Case:
    data = points((1, 0), (0, 1), (3, 3))

    def margin(*w: object, over: Data = data[1]) -> Data:
        return statement({}, [], ["hard_margin", data[0], over, ["vec", *map(n, w)]])

    claim, good = margin(1, 1), {"rule": "kkt", "multipliers": {"1": "1", "2": "1"}}
    return Case(
        claim,
        good,
        [
            (claim, {"rule": "kkt", "multipliers": {"1": "1", "2": "1", "3": "1"}}),
            (claim, {"rule": "kkt", "multipliers": {"1": "1"}}),
            (claim, {"rule": "kkt", "multipliers": {"1": "1", "2": "-1"}}),
            (margin(2, 1), {"rule": "kkt", "multipliers": {"1": "2", "2": "1"}}),
            (margin("1/2", "1/2"), {"rule": "kkt", "multipliers": {"1": "1/2", "2": "1/2"}}),
            (margin(1, 1, over=["range", n(1), n(2)]), good),
            (margin(1, 1, over=["range", n(1), n(4)]), good),
            (statement({}, [], ["separable", *data]), good),
        ],
        [
            (claim, {"rule": "kkt", "multipliers": ["1", "1"]}),
            (claim, {"rule": "kkt", "multipliers": {"0": "1"}}),
            (claim, {"rule": "kkt", "multipliers": {"4": "1"}}),
            (claim, {"rule": "kkt", "multipliers": {"1": 1, "2": 1}}),
            (claim, {"rule": "kkt", "multipliers": {"1": "1", "01": "1", "2": "1"}}),
            (claim, {"rule": "kkt", "multipliers": {"1": "1/0"}}),
        ],
    )


def _gordan() -> Case:
    def denied(*rows: tuple[object, ...]) -> Data:
        return statement({}, [], ["not", ["separable", *points(*rows)]])

    claim = denied((1, 2), (-2, -4), (5, 1))
    good = {"rule": "gordan", "weights": {"1": "2", "2": "1"}}
    return Case(
        claim,
        good,
        [
            (claim, {"rule": "gordan", "weights": {"1": "1", "2": "1"}}),
            (claim, {"rule": "gordan", "weights": {}}),
            (claim, {"rule": "gordan", "weights": {"1": "0"}}),
            (denied((1, 2), (2, 4), (5, 1)), {"rule": "gordan", "weights": {"1": "2", "2": "-1"}}),
            (denied((1, 2), (2, 4), (5, 1)), good),
            (statement({}, [], claim["then"][1]), good),
        ],
        [(claim, {"rule": "gordan", "weights": {"first": "2"}}), (claim, {"rule": "gordan", "weights": None})],
    )


def _separator() -> Case:
    def separable(*rows: tuple[object, ...]) -> Data:
        return statement({}, [], ["separable", *points(*rows)])

    claim, good = separable((1, 2), (-2, 4)), {"rule": "separator", "w": ["0", "1"]}
    return Case(
        claim,
        good,
        [
            (claim, {"rule": "separator", "w": ["1", "0"]}),
            (claim, {"rule": "separator", "w": ["2", "1"]}),
            (claim, {"rule": "separator", "w": ["0", "0"]}),
            (separable((1, 2), (-1, -2)), good),
            (statement({}, [], ["not", claim["then"]]), good),
        ],
        [
            (claim, {"rule": "separator", "w": ["0"]}),
            (claim, {"rule": "separator", "w": "01"}),
            (claim, {"rule": "separator", "w": [0, 1]}),
            (claim, {"rule": "separator", "w": ["0", "1", "0"]}),
        ],
    )


MARGIN_CASES: dict[str, Case] = {
    "kkt": _kkt(),
    "gordan": _gordan(),
    "separator": _separator(),
}
