"""Markdown, LaTeX, JSON and JUnit: what each says of the same audit."""

from __future__ import annotations

import json
from xml.etree import ElementTree

from tests.engine.toys import FALSE, TRUE, claim
from tests.report.samples import decided, sample
from verify.evidence.verdict import Verdict
from verify.report.audit import counts
from verify.report.formulas import md_text
from verify.report.json_report import report_json, times_json
from verify.report.junit import junit_xml
from verify.report.latex_table import report_tex
from verify.report.markdown import errata_md, report_md
from verify.report.objects import FIELDS, claim_object
from verify.report.text import entry_line, entry_text

AUDIT = sample()
REPORT = json.loads(report_json(AUDIT))


def test_objects_have_exactly_the_fields_of_the_contract() -> None:
    """Programs read these names; none may be missing, none may be added."""
    contract = (
        "id paper place statement verdict scope method seconds certificate counterexample repair proof uses digits"
    )
    assert tuple(contract.split()) == FIELDS
    assert [set(FIELDS)] * len(AUDIT.entries) == [set(claim) for claim in REPORT["claims"]]


def test_an_object_says_what_is_known() -> None:
    """Certificate by file and digests, counterexample, repair, standing."""
    claims = {claim["id"]: claim for claim in REPORT["claims"]}
    assert "certificates/toy.a.json" == claims["toy.a"]["certificate"]["file"]
    assert TRUE.digest() == claims["toy.a"]["certificate"]["digest"]
    assert {"x": "1/2"} == claims["toy.b"]["counterexample"]
    assert [{"id": "toy.b.fix", "verdict": "certified"}] == claims["toy.b"]["repair"]
    assert ("broken", ["toy.b"]) == (claims["toy.c"]["proof"]["status"], claims["toy.c"]["proof"]["broken"])
    assert None is claims["toy.d"]["statement"]


def test_times_stay_out_of_the_report() -> None:
    """Seconds are in times.json only, so that equal runs give equal reports."""
    assert {None} == {claim["seconds"] for claim in REPORT["claims"]}
    assert {"toy.a", "toy.b", "toy.b.fix", "toy.c", "toy.e", "toy.f"} == set(json.loads(times_json(AUDIT))["seconds"])
    assert 0 <= claim_object(AUDIT.entries[0], timed=True)["seconds"] < 60


def test_an_inline_certificate_is_ready_to_be_replayed() -> None:
    """`--json` output can be saved and given to the checker."""
    assert {"statement", "certificate"} == set(claim_object(AUDIT.entries[0], inline=True)["certificate"])


def test_printed_proofs_that_fail_are_listed_with_the_place() -> None:
    """Also where the claim itself is proved: claim and printed proof are judged apart."""
    section = report_md(AUDIT).partition("## Printed proofs")[2].partition("##")[0]
    statuses = [entry.standing.status for entry in AUDIT.entries]
    assert f"{statuses.count('complete')} complete, {statuses.count('conditional')} conditional" in section
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert len(rows) == statuses.count("gap") + statuses.count("broken") > 0
    assert all("broken at" in row or "gap at" in row for row in rows)


def test_summaries_add_up() -> None:
    """Every claim is counted once."""
    summary = REPORT["summary"]
    assert summary["claims"] == sum(summary[verdict.value] for verdict in Verdict) == len(AUDIT.entries)
    assert "no claims" == counts([]).line


def test_errata_tell_how_to_replay_and_what_holds_instead() -> None:
    """The counterexample, three lines, the repaired claim with its verdict."""
    text = errata_md(AUDIT)
    assert "2 of 7 claims are refuted" in text
    assert "    x = 1/2" in text
    assert "$ python -m verify.checker certificates/toy.b.json" in text
    assert "Repaired as `toy.b.fix` (certified): The claim toy.b.fix." in text
    assert "No repaired claim is recorded." in text


ROOTED = decided(
    (
        claim("toy.a", "refuter", about=FALSE, erratum="refuted", note="At x = 0, and only there."),
        claim("toy.a.fix", "instances", repairs="toy.a"),
        claim("toy.b", "refuter", about=FALSE, erratum="refuted"),
        claim("toy.c", "refuter", about=FALSE, erratum="refuted", root="toy.a"),
    )
)


def test_errata_say_how_a_claim_is_read() -> None:
    """A caveat that stands in the note is not lost."""
    text = errata_md(ROOTED)
    assert text.index("## toy.a\n") < text.index("Reading: At x = 0, and only there.") < text.index("## toy.b\n")
    assert 1 == text.count("Reading:")


def test_errata_of_one_root_stand_together() -> None:
    """The root comes first, those that fail with it below it, and they have its repair."""
    text = errata_md(ROOTED)
    assert "3 of 4 claims are refuted, from 2 roots." in text
    assert text.index("\n## toy.a\n") < text.index("\n### toy.c\n") < text.index("\n## toy.b\n")
    below = text.partition("### toy.c")[2].partition("\n## ")[0]
    assert "The failure is that of `toy.a`." in below
    assert "Its root is repaired as `toy.a.fix` (certified)." in below
    assert "No repaired claim" not in below
    assert [["toy.a", "toy.c"], ["toy.b"]] == [[entry.claim.id for entry in group] for group in ROOTED.roots]
    assert "1 of 1 claims are refuted, from 1 root." in errata_md(decided((claim("toy.c", "refuter", about=FALSE),)))


def test_errata_carry_no_markup() -> None:
    """The words of a claim are escaped where a page could run them; formulas keep their signs."""
    assert "&lt;script>x&lt;/script> $a < 1$" == md_text("<script>x</script> $a < 1$")


def test_markdown_keeps_its_tables_whole() -> None:
    """Every row of the table of claims has as many cells as its head; claims without a statement are only named."""
    text = report_md(AUDIT)
    assert "\nA. Author, 2001. 7 claims: 1 proved" in text
    rows = [line for line in text.partition("\nA. Author")[2].splitlines() if line.startswith("| `")]
    assert sum(entry.encoded for entry in AUDIT.entries) == len(rows)
    assert "\nNo statement (1; " in text and "): `toy.d`.\n" in text
    assert {7} == {row.replace("\\|", "").count("|") for row in rows}


def test_latex_has_a_row_for_each_claim() -> None:
    """Special characters of ids and titles are escaped."""
    text = report_tex(AUDIT)
    assert r"Toys \& <games>" in text
    assert len(AUDIT.entries) == text.count("\\texttt{")


def test_junit_reports_surprises_errors_and_open_claims() -> None:
    """Refuted without an erratum fails, an exception is an error, undecided is skipped, the rest passes."""
    top = ElementTree.fromstring(junit_xml(AUDIT))
    suite = top.find("testsuite")
    assert suite is not None
    assert {"tests": "7", "failures": "1", "errors": "1", "skipped": "1"}.items() <= suite.attrib.items()
    outcome = {case.get("name"): [child.tag for child in case] for case in suite}
    assert ["failure"] == outcome["toy.f"] and ["error"] == outcome["toy.e"] and ["skipped"] == outcome["toy.d"]
    assert ["system-out"] == outcome["toy.b"] == outcome["toy.a"]


def test_terminal_lines_name_the_point() -> None:
    """A refutation shows where it fails, in the line and in the full text."""
    refuted = AUDIT.by_id["toy.b"]
    assert "✗ refuted   toy.b  fails at x = 1/2" == entry_line(refuted)
    assert "fails at    x = 1/2" in entry_text(refuted)
    assert '"verdict": "refuted"' in entry_text(refuted, explain=True)
    assert "error: fails: ArithmeticError" in entry_line(AUDIT.by_id["toy.e"])
