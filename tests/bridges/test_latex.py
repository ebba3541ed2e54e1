"""LaTeX of terms and statements: every head has a form, the field's notation, few brackets, balanced braces."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.claims.samples import SAMPLES, SCOPE, var
from tests.claims.strategies import formulas
from verify.bridges.latex import latex, mathml, statement_latex
from verify.checker.reading import read_statement
from verify.checker.terms import SHAPES, Term, num
from verify.claims.printing import text

X, Y = var("x"), var("y")


def balanced(tex: str) -> bool:
    """Whether braces, and brackets that grow, open and close in pairs."""
    plain = tex.replace(r"\{", "").replace(r"\}", "")
    return plain.count("{") == plain.count("}") and tex.count(r"\left") - tex.count(r"\leftarrow") == tex.count(
        r"\right"
    )


@pytest.mark.parametrize("head", sorted(SHAPES))
def test_every_head_has_a_form_that_a_page_can_show(head: str) -> None:
    """A head without LaTeX, or with LaTeX that no MathML can be made of, would leave a hole in the report."""
    tex = latex(SAMPLES[head])
    assert balanced(tex)
    assert mathml(tex).startswith("<math ")


@pytest.mark.parametrize(
    ("term", "tex"),
    [
        (("sub", num(1), ("sub", num(2), X)), r"1 - \left(2 - x\right)"),
        (("add", X, ("neg", Y), num(-2)), "x - y - 2"),
        (("add", X, ("neg", ("neg", Y))), r"x - \left(-y\right)"),
        (("mul", num(2), X), r"2\, x"),
        (("mul", X, num(2)), r"x \cdot 2"),
        (("mul", ("add", X, num(1)), Y), r"\left(x + 1\right)\, y"),
        (("mul", X, ("neg", Y)), r"x\, \left(-y\right)"),
        (("pow", ("neg", X), 2), r"{\left(-x\right)}^{2}"),
        (("neg", ("pow", X, 2)), r"-{x}^{2}"),
        (("pow", ("sin", X), 2), r"\sin^{2}\left(x\right)"),
        (("div", num(1), ("add", num(1), X)), r"\frac{1}{1 + x}"),
        (("num", "-1/3"), r"-\frac{1}{3}"),
        (("exp", ("neg", X)), "e^{-x}"),
        (("exp", ("div", X, Y)), r"\exp\left(\frac{x}{y}\right)"),
        (("pow", ("div", X, Y), 2), r"{\left(\frac{x}{y}\right)}^{2}"),
        (("app", var("x"), var("n")), "x_{n}"),
        (("app", var("w"), ("add", var("t"), num(1))), "w(t + 1)"),
        (("app", ("grad", var("L")), var("w")), r"\nabla L(w)"),
        (("app", ("deriv", var("l"), 1), var("u")), r"\ell^{\prime}(u)"),
        (("dot", var("w_hat"), ("app", var("x"), var("n"))), r"{\hat{w}}^{\top} x_{n}"),
        (("not", ("lt", X, Y)), r"\neg \left(x < y\right)"),
        (
            ("and", ("or", ("lt", X, Y), ("lt", Y, X)), ("ne", X, Y)),
            r"\left(x < y\ \vee\ y < x\right)\ \wedge\ x \ne y",
        ),
        (("sum", "n", ("range", num(1), var("N")), ("app", var("alpha"), var("n"))), r"\sum_{n=1}^{N} \alpha_{n}"),
        (("minover", "n", var("S"), ("app", var("alpha"), var("n"))), r"\min_{n\in S} \alpha_{n}"),
    ],
)
def test_known_forms(term: Term, tex: str) -> None:
    """What a mathematician would write, bracket by bracket."""
    assert tex == latex(term)


@settings(derandomize=True, max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(formulas)
def test_any_formula_becomes_a_page(term: Term) -> None:
    """Whatever the nesting: braces match, no double signs, and MathML can be made."""
    tex = latex(term)
    assert balanced(tex)
    assert "- -" not in tex and "+ -" not in tex
    assert mathml(tex, block=True).count('display="block"') == 1


def test_a_statement_in_rows() -> None:
    """Names of one sort share it; hypotheses and conclusion stand in rows of their own."""
    let = [["d", "nat"], ["u", ["vec", "d"]], ["v", ["vec", "d"]], ["l", ["fn", ["real"], "real"]], ["S", "set"]]
    given_ = [["lt", ["num", "0"], ["norm", ["var", "u"]]], ["eq", ["var", "u"], ["var", "v"]]]
    then = ["implies", ["in", ["num", "1"], ["var", "S"]], ["lt", ["num", "0"], ["norm", ["var", "v"]]]]
    tex = statement_latex(read_statement({"let": let, "given": given_, "then": then}))
    rows = tex.removeprefix(r"\begin{array}{l} ").removesuffix(r" \end{array}").split(r" \\ ")
    assert 4 == len(rows)
    assert r"d\in \mathbb{N},\ u,v\in \mathbb{R}^{d},\ \ell\colon \mathbb{R}\to \mathbb{R}" in rows[0]
    assert rows[2].startswith(r"\wedge\ ") and rows[3].startswith(r"\Longrightarrow\ \left(1 \in S\ \Rightarrow")
    assert 4 == mathml(tex).count("<mtr>")


def test_a_statement_without_hypotheses_is_one_row() -> None:
    """Short statements stay short; without names, only the conclusion is left."""
    one = ["le", ["num", "0"], ["num", "1"]]
    assert r"0 \le 1" == statement_latex(read_statement({"let": [], "given": [], "then": one}))
    named = statement_latex(read_statement({"let": [["x", "real"]], "given": [], "then": one}))
    assert r"\forall\, x\in \mathbb{R}\colon\quad 0 \le 1" == named


def test_a_long_conclusion_is_broken_at_its_parts() -> None:
    """The parts of a conjunction, also below a quantifier, stand in rows of their own."""
    parts = ["and", ["lt", ["num", "0"], ["var", "x"]], ["lt", ["var", "x"], ["num", "1"]]]
    then = ["exists", [["x", "real"]], parts]
    tex = statement_latex(read_statement({"let": [], "given": [], "then": then}))
    rows = tex.removeprefix(r"\begin{array}{l} ").removesuffix(r" \end{array}").split(r" \\ ")
    assert [r"\exists\, x\in \mathbb{R}\colon", r"\quad 0 < x", r"\quad \wedge\ x < 1"] == rows


def test_the_samples_are_of_the_language() -> None:
    """The list of samples covers the table of heads exactly."""
    assert set(SHAPES) == set(SAMPLES)
    assert SCOPE


@pytest.mark.parametrize("head", ["neg", "exp", "sin", "sqrt"])
def test_the_deepest_terms_take_no_time(head: str) -> None:
    """A stranger's statement may be as deep as the language allows; each part is printed once."""
    term: Term = X
    for _ in range(150):
        term = (head, term)
    assert len(latex(term)) < 5_000
    assert len(text(term)) < 2_000
