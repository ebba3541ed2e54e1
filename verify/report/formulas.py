"""Statements and prose for the reports: text, LaTeX, and HTML that is safe whatever a claim says."""

import re

from markupsafe import Markup, escape

from verify.bridges.latex import statement_latex
from verify.bridges.mathml import mathml
from verify.claims import printing
from verify.claims.claim import Claim

MATH = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
MARKS = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|`(?P<code>[^`]+)`|(?<!\w)\*(?P<em>[^*\s][^*]*)\*(?!\w)")
TAG = re.compile(r"<(?=[A-Za-z/!?])")
TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


def statement_text(claim: Claim) -> str | None:
    """The claim's statement on one line in plain characters; None when it has none."""
    return None if claim.statement is None else printing.statement_text(claim.statement)


def statement_html(claim: Claim) -> Markup:
    """The claim's statement as MathML, or as text where no MathML can be made."""
    if claim.statement is None:
        return Markup("")
    return _formula(statement_latex(claim.statement), statement_text(claim) or "", block=True)


def prose(words: str) -> Markup:
    """Markdown with $TeX$ as HTML: formulas become MathML, `code`, *em* and **strong** their elements.

    Everything else is escaped; no link, image or HTML passes.
    """
    parts: list[Markup] = []
    end = 0
    for found in MATH.finditer(words):
        parts.append(_marked(words[end : found.start()]))
        source = found[1] or found[2]
        parts.append(_formula(source, source, block=found[1] is not None))
        end = found.end()
    parts.append(_marked(words[end:]))
    return Markup("").join(parts)


def _marked(words: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for found in MARKS.finditer(words):
        tag = str(found.lastgroup)
        parts += [
            escape(words[end : found.start()]),
            Markup("<{0}>{1}</{0}>").format(Markup(tag), found[tag]),
        ]
        end = found.end()
    return Markup("").join([*parts, escape(words[end:])])


def _formula(source: str, instead: str, *, block: bool) -> Markup:
    """MathML made by the bridge, which lets only formula elements through; the text when it refuses."""
    try:
        made = mathml(source, block=block)
    except ValueError:
        return Markup("<code>{}</code>").format(instead)
    return Markup(made)  # the bridge passes a whitelist of elements only


def tex_text(words: str) -> str:
    """Plain text for LaTeX."""
    return "".join(TEX.get(letter, letter) for letter in words)


def md_text(words: str) -> str:
    """Markdown with $TeX$ as it is, but with no HTML in it."""
    return TAG.sub("&lt;", words.strip())


def md_cell(words: str) -> str:
    """Text for a cell of a Markdown table: one line, no bar, no HTML."""
    line = " ".join(words.split())
    return line.replace("\\|", "|").replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")
