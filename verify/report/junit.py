"""junit.xml: a claim a test case, so that any CI shows what was refuted, failed or left open."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from verify.evidence.verdict import Verdict
from verify.report.audit import Audit, Entry

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(audit: Audit) -> str:
    """Refuted claims without a recorded erratum fail, errors are errors, undecided claims are skipped."""
    top = ElementTree.Element("testsuites", name="verify")
    for paper, entries in audit.groups:
        suite = ElementTree.SubElement(top, "testsuite", name=_clean(paper.id), tests=str(len(entries)))
        for kind in ("failure", "error", "skipped"):
            suite.set({"failure": "failures", "error": "errors"}.get(kind, kind), str(_number(entries, kind)))
        for entry in entries:
            _case(suite, entry)
    ElementTree.indent(top)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(top, encoding="unicode") + "\n"


def _outcome(entry: Entry) -> tuple[str, str]:
    """The element that says how the case ended, with its message; ("", "") for a passed case."""
    if entry.result.errors:
        return "error", "; ".join(entry.result.errors)
    if entry.unexpected:
        point = ", ".join(f"{n} = {v}" for n, v in entry.result.evidence.counterexample.items())
        return "failure", entry.unexpected + (f": {point}" if point else "")
    if entry.verdict == Verdict.UNDECIDED:
        return "skipped", f"undecided: {entry.result.evidence.how}"
    return "", ""


def _number(entries: Sequence[Entry], kind: str) -> int:
    return sum(_outcome(entry)[0] == kind for entry in entries)


def _case(suite: ElementTree.Element, entry: Entry) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=_clean(entry.claim.paper), name=_clean(entry.claim.id))
    kind, message = _outcome(entry)
    if kind:
        ElementTree.SubElement(case, kind, message=_clean(message))
    else:
        out = ElementTree.SubElement(case, "system-out")
        out.text = _clean(f"{entry.verdict.value}: {entry.result.evidence.scope}")


def _clean(text: str) -> str:
    return NOT_XML.sub("�", text)
