"""Names in the field's letters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.bridges.mathml import mathml
from verify.bridges.symbols import indexed, symbol
from verify.checker.terms import NAME


@pytest.mark.parametrize(
    ("name", "tex"),
    [
        ("w_hat", r"\hat{w}"),
        ("w_tilde", r"\tilde{w}"),
        ("mu_plus", r"\mu_{+}"),
        ("mu_minus", r"\mu_{-}"),
        ("w_star", "w^{*}"),
        ("lambda1", r"\lambda_{1}"),
        ("x12", "x_{12}"),
        ("w_hat_J_plus", r"\hat{w}_{J,+}"),
        ("eta", r"\eta"),
        ("eps", r"\epsilon"),
        ("l", r"\ell"),
        ("margin", r"\mathrm{margin}"),
        ("t_0", "t_{0}"),
        ("C_alpha2", r"C_{\alpha_{2}}"),
        ("x__", "x"),
        ("X_1a", r"X_{\mathrm{1a}}"),
    ],
)
def test_names(name: str, tex: str) -> None:
    """Accents, signs, digits and words each take their place."""
    assert tex == symbol(name).tex()


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.from_regex(NAME, fullmatch=True))
def test_every_name_can_be_shown(name: str) -> None:
    """Any name of the language gives MathML that is well formed."""
    assert mathml(symbol(name).tex()).endswith("</math>")


def test_what_carries_an_index_below() -> None:
    """Data and multipliers are indexed, weights are functions of time."""
    assert indexed("x") and indexed("alpha_plus") and indexed("x1")
    assert not indexed("w") and not indexed("xy")
