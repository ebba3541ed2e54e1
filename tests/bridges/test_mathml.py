"""MathML for pages: what is not a formula never reaches the page."""

import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.bridges.mathml import ATTRIBUTES, ELEMENTS, mathml
from verify.bridges.spaces import escaped
from verify.claims.catalogue import load

PIECES = st.sampled_from([*"abx12{}_^&<>\\ '\"$%#~", r"\text{", r"\frac", r"\href{", "&lt;", "<script>", "]]>"])


def foreign(made: str) -> list[str]:
    """The elements and attributes of a result that are not on the lists; ill-formed results fail."""
    elements = list(ElementTree.fromstring(made).iter()) if made else []
    names = [element.tag.removeprefix("{http://www.w3.org/1998/Math/MathML}") for element in elements]
    keys = [key for element in elements for key in element.attrib]
    return [name for name in names if name not in ELEMENTS] + [key for key in keys if key not in ATTRIBUTES]


def refused_or(source: str) -> str:
    """The MathML of a source; empty where it is refused."""
    try:
        return mathml(source)
    except ValueError:
        return ""


@pytest.mark.parametrize(
    "source",
    [
        r"\text{<script>alert(1)</script>}", r"\text{a <b> c}", r"\href{javascript:alert(1)}{x}", r"\mathrm{<script>}",
        r"\style{background:url(x)}{x}", r"\class{a}{x}", r"<img src=x onerror=y>", r"\text{&lt;script&gt;}",
        r"\text{]]>}",
        r"\text{<!--}x\text{-->}", r"\text{<math href='x'>}", r"\color{red}{x}", "&lt;script&gt;",
        r"\text{<a href='x'>}",
    ],
)  # fmt: skip
def test_markup_does_not_pass(source: str) -> None:
    """Whatever a stranger writes into a formula: it is shown as letters, or refused."""
    assert [] == foreign(refused_or(source))


@pytest.mark.parametrize("source", ["x" * 20_001, r"\left(", "{" * 3000, r"x_1_2", "{" * 200 + "x" + "}" * 200])
def test_what_cannot_be_read_is_refused(source: str) -> None:
    """A page then shows the formula as text; no other exception escapes."""
    with pytest.raises(ValueError, match="mathml: "):
        mathml(source)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_source_gives_known_elements_or_is_refused(source: str) -> None:
    """Only elements of the list stand in the result, whatever the source."""
    assert [] == foreign(refused_or(source))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.text(max_size=20))
def test_any_text_can_stand_in_a_formula(text: str) -> None:
    """Settings of experiments hold arbitrary characters; escaped, they are shown and never obeyed."""
    assert [] == foreign(mathml(rf"\text{{{escaped(text)}}}"))


def test_every_formula_of_the_ledgers_can_be_shown() -> None:
    """The reports show the claims' words with their formulas."""
    sources = [part for claim in load(pages=False) for part in claim.says.split("$")[1::2]]
    assert sources
    assert [] == [source for source in sources if not refused_or(source)]


def test_argmin_is_a_word() -> None:
    """No backslash is left over."""
    made = mathml(r"\arg\min_x f(x)")
    assert "argmin" in made and "\\" not in made
