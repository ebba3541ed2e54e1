"""Elementary inequalities: proved, refuted by a simple rational, or vacuous: nothing satisfies the hypotheses."""

from verify.methods.inequality.method import Inequality
from verify.methods.inequality.prove import prove_relation
from verify.methods.inequality.refute import refute
from verify.methods.inequality.vacuous import vacuous

__all__ = ["Inequality", "prove_relation", "refute", "vacuous"]
