"""The whole report: every file of it from one audit."""

from collections.abc import Sequence
from pathlib import Path

from verify.evidence.store import certificate_text, file_name
from verify.report.audit import Audit
from verify.report.figure_svg import Picture
from verify.report.files import swap_in
from verify.report.json_report import report_json, times_json
from verify.report.junit import junit_xml
from verify.report.latex_table import report_tex
from verify.report.markdown import errata_md, report_md
from verify.report.page import index_html


def certificates(audit: Audit) -> dict[str, str]:
    """The certificate files, each exactly what ``python -m verify.checker`` replays."""
    files = {}
    for entry in audit.entries:
        evidence, statement = entry.result.evidence, entry.claim.statement
        if evidence.certificate is not None and statement is not None:
            files[f"certificates/{file_name(entry.claim.id)}"] = certificate_text(statement, evidence)
    return files


def figure_files(pictures: Sequence[Picture]) -> dict[str, str]:
    """The SVG files of the figures, by their paths."""
    return {f"figures/{picture.name}.svg": picture.svg for picture in pictures}


def report_files(audit: Audit, pictures: Sequence[Picture] = ()) -> dict[str, str]:
    """Every file of the report, by its path. Equal audits give equal texts, times.json aside."""
    return {
        ".gitignore": "times.json\n",
        "index.html": index_html(audit, pictures),
        "report.json": report_json(audit),
        "report.md": report_md(audit),
        "report.tex": report_tex(audit),
        "errata.md": errata_md(audit),
        "junit.xml": junit_xml(audit),
        "times.json": times_json(audit),
        **certificates(audit),
        **figure_files(pictures),
    }


def write_report(audit: Audit, folder: Path, pictures: Sequence[Picture] = ()) -> None:
    """Put the report in the folder, in place of an older one. Fails: InputError when it cannot be written."""
    swap_in(folder, report_files(audit, pictures))
