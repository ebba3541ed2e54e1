"""index.html: nothing that a claim says becomes markup, nothing is loaded, everything is reachable."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from tests.report.samples import EVIL, sample
from verify.report.figure_svg import Picture
from verify.report.formulas import md_cell, prose, tex_text
from verify.report.page import index_html

PAGE = index_html(sample())


class Reader(HTMLParser):
    """Collects elements, attributes, ids and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def read(page: str) -> Reader:
    """The page as a browser's parser sees it."""
    reader = Reader()
    reader.feed(page)
    return reader


def test_a_claim_cannot_bring_markup() -> None:
    """A script in the words of a claim is text; the page has its own script and no other, and no image."""
    tags = read(PAGE).tags
    assert (1, 1, 0) == (tags.count("script"), tags.count("style"), tags.count("img"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in PAGE
    assert "<b>" not in PAGE


def test_the_policy_allows_the_pages_own_script_and_style_only() -> None:
    """The digests in the policy are those of the two elements, and everything else is shut."""
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', PAGE)
    assert policy is not None
    said = policy[1].replace("&#39;", "'")
    assert said.startswith("default-src 'none';") and "unsafe" not in said
    for tag in ("script", "style"):
        text = PAGE.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in said


def test_nothing_is_loaded_from_anywhere() -> None:
    """Links lead inside the page or to certificates; no attribute runs or fetches anything."""
    attributes = read(PAGE).attributes
    links = [value for name, value in attributes if name == "href"]
    assert links and all(link.startswith(("#", "certificates/")) for link in links)
    assert [] == [name for name, _ in attributes if name.startswith("on") or name in ("src", "srcset", "style")]


def test_pictures_are_linked_from_their_paper() -> None:
    """A link each, with its words escaped; those of other papers are left out."""
    mine = Picture("toy", "toy-figure-1", EVIL, "One draw of $x<1$.", "<svg/>")
    other = Picture("elsewhere", "elsewhere-figure-1", "Elsewhere", "", "<svg/>")
    page = index_html(sample(), (mine, other))
    links = [value for name, value in read(page).attributes if name == "href" and value.startswith("figures/")]
    assert ["figures/toy-figure-1.svg"] == links
    assert 1 == read(page).tags.count("script")


def test_every_link_inside_the_page_leads_somewhere() -> None:
    """Each anchor that is pointed at exists, once."""
    attributes = read(PAGE).attributes
    ids = [value for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert set() == {v[1:] for name, v in attributes if name == "href" and v.startswith("#")} - set(ids)


def test_verdicts_show_as_word_and_symbol() -> None:
    """Colour is never the only sign."""
    for words in ("✓ proved", "✗ refuted", "◐ certified", "≈ supported", "? undecided"):
        assert words in PAGE


def test_the_page_says_what_went_wrong_and_what_surprised() -> None:
    """Errors and verdicts that differ from the recorded ones stand at the top; recorded errata do not."""
    top = PAGE.split("<main>")[0]
    assert "ArithmeticError: lost a digit &lt;b&gt;" in top
    assert "refuted, and no erratum is recorded" in top
    assert 2 == top.count("repaired as") + top.count("no erratum is recorded")


def test_the_counts_name_what_is_not_yet_encoded() -> None:
    """Undecided claims without a statement are told apart."""
    line = "7 claims: 1 proved, 1 certified, 1 supported, 2 refuted, 2 undecided (1 not yet encoded), 1 with errors"
    assert line in PAGE


def test_prose_renders_marks_and_formulas() -> None:
    """Emphasis, code and formulas become elements of their own."""
    made = prose("A **bold** *word*, `a < b` and $x$; 2*3*4 stays.")
    assert "<strong>bold</strong>" in made and "<em>word</em>" in made and "<code>a &lt; b</code>" in made
    assert "<math" in made and "2*3*4" in made


@pytest.mark.parametrize(
    "words", [EVIL, "$", "$$", "$$$", "**", "`", "$\\href{javascript:alert(1)}{x}$", "$\\frac{$", ""]
)
def test_prose_is_safe_whatever_it_is_given(words: str) -> None:
    """No script, image or link comes out, and nothing is raised."""
    reader = read(str(prose(words)))
    assert {"script", "img", "a", "b"}.isdisjoint(reader.tags)
    assert [] == [name for name, _ in reader.attributes if name in ("href", "src", "style") or name.startswith("on")]


def test_cells_of_other_formats_are_escaped() -> None:
    """A bar does not end a Markdown cell, a brace does not end a LaTeX one."""
    assert "a \\| b &lt;c&gt;" == md_cell("a | b\n<c>")
    assert r"50\% of \{a\_b\} \textbackslash{}input" == tex_text(r"50% of {a_b} \input")
