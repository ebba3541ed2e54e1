"""For each rule of proof: a statement that it proves with its proof, and attempts that must fail."""

from __future__ import annotations

from tests.checker.assumption_cases import ASSUMPTION_CASES
from tests.checker.case import Case
from tests.checker.equation_cases import EQUATION_CASES
from tests.checker.formula_cases import FORMULA_CASES
from tests.checker.margin_cases import MARGIN_CASES
from tests.checker.number_cases import NUMBER_CASES
from tests.checker.sequence_cases import SEQUENCE_CASES

CASES: dict[str, Case] = {
    **NUMBER_CASES,
    **FORMULA_CASES,
    **ASSUMPTION_CASES,
    **EQUATION_CASES,
    **SEQUENCE_CASES,
    **MARGIN_CASES,
}
