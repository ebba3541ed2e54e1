"""The kept reports belong to the claims of today: no method runs here, only the checker."""

from __future__ import annotations

from pathlib import Path

from verify.claims.catalogue import load
from verify.report.earlier import earlier_report
from verify.report.recheck import recheck

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "reports"
STALE = "reports/ is stale: run `python3 go.py report` and commit reports/"
REPORT = earlier_report(FOLDER)
CLAIMS = load()


def test_every_claim_is_reported() -> None:
    """A claim that was added or taken away since the last full run shows here."""
    assert set(CLAIMS.claims) == set(REPORT.claims) == set(REPORT.details), STALE


def test_every_verdict_is_about_the_statement_of_today() -> None:
    """A statement or its words were changed: the old verdict says nothing about the new ones."""
    now = {c.id: (c.statement.digest() if c.statement else "", c.says, c.note, c.repairs) for c in CLAIMS}
    kept = {name: (d["digest"], d["says"], d["note"], d["repairs"]) for name, d in REPORT.details.items()}
    assert [] == [name for name in now if now[name] != kept.get(name)], STALE


def test_recorded_errata_agree_with_the_verdicts() -> None:
    """What a page records as refuted is refuted, and nothing else is."""
    recorded = {c.id for c in CLAIMS if c.erratum == "refuted"}
    assert recorded == {name for name, claim in REPORT.claims.items() if claim["verdict"] == "refuted"}, STALE
    assert [] == [name for name, details in REPORT.details.items() if details["unexpected"]], STALE


def test_no_method_failed_in_the_kept_run() -> None:
    """An error inside a method is a fault of this program, not a verdict."""
    assert [] == [(name, details["errors"]) for name, details in REPORT.details.items() if details["errors"]]


def test_every_certificate_replays() -> None:
    """The checker of today accepts what the checker of that run accepted."""
    found = recheck(FOLDER)
    assert () == found.faults
    assert found.accepted == sum(claim["certificate"] is not None for claim in REPORT.claims.values()) > 0
