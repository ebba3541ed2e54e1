"""index.html: one file that opens from disk, loads nothing, and shows every claim with its evidence."""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from verify.evidence.store import file_name
from verify.evidence.verdict import Verdict
from verify.report.audit import SYMBOLS, Audit, byline, counts
from verify.report.figure_svg import Picture
from verify.report.formulas import prose, statement_html
from verify.report.graph import drawing

TEMPLATES = Path(__file__).parent / "templates"


def index_html(audit: Audit, pictures: Sequence[Picture] = ()) -> str:
    """The page of an audit, with links to the pictures of its papers.

    Whatever a claim says is escaped; scripts run only if this module wrote them.
    """
    # autoescape=True rather than select_autoescape, which overlooks names that end in .j2
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _asset("page.css.j2"), _asset("page.js.j2")
    return pages.get_template("index.html.j2").render(
        audit=audit,
        byline=byline,
        counts=counts,
        drawing=drawing,
        errata=audit.roots,
        file_name=file_name,
        faulty=[entry for entry in audit.entries if entry.result.errors or entry.unexpected],
        pictures=pictures,
        policy=_policy(style, script),
        prose=prose,
        script=Markup(script),  # our own file
        statement_html=statement_html,
        style=Markup(style),  # our own file
        symbols=SYMBOLS,
        verdicts=list(Verdict),
    )


def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and no style or script counts but those of the page itself, by their digests."""
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)};"
        f" base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
