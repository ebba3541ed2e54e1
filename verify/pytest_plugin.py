"""Claims as tests: ``pytest --claims my_paper.py``, and ``@claims("soudry2018.*")`` on tests of your own.

With ``--claims FILE`` every claim of the file is a test item: it passes where the claim is proved or certified, is
skipped, with what was tried, where it is undecided or only supported, and fails otherwise, with the verdict, the
values, the seed and the line that replays the certificate. ``--claims-strict`` makes it fail where it would be skipped.

A test that ``claims`` marks is called with each bundled claim in turn, decided, as ``claim``:

    @claims("soudry2018.lem-5*")
    def test_lemma_5_stands(claim):
        assert claim.verdict == "proved", claim.text

.toml and .jsonl files are data; a .py file is run to read it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from verify.errors import InputError

if TYPE_CHECKING:  # pytest loads this module wherever the package is installed: everything else waits until it is used
    from verify.claims.claim import Claim, Paper
    from verify.engine.run import Settings
    from verify.engine.toolbox import Toolbox
    from verify.report.audit import Audit

PASSES = frozenset({"proved", "certified"})
OPEN = frozenset({"undecided", "supported"})
BUDGET_SECONDS = 10.0


@dataclass(frozen=True)
class Decided:
    """A claim with its verdict; ``text`` says everything that is known of it, with the line that replays it."""

    audit: "Audit"
    settings: "Settings"
    certificate: Path | None

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.audit.entries[0].claim.id

    @property
    def verdict(self) -> str:
        """The verdict, as in a report: "proved", "refuted", ..."""
        return self.audit.entries[0].verdict.value

    @property
    def errors(self) -> tuple[str, ...]:
        """Errors of the program met on the way, one line each."""
        return self.audit.entries[0].result.errors

    @property
    def line(self) -> str:
        """Verdict, id and what to know at a glance."""
        from verify.report.text import entry_line

        return entry_line(self.audit.entries[0])

    @property
    def text(self) -> str:
        """Statement, verdict, evidence, seed, and how to replay it."""
        from verify.report.text import entry_text

        replayed = f"python -m verify.checker {self.certificate}" if self.certificate else "no certificate"
        settings = f"seed {self.settings.seed}, {self.settings.seconds:g} s"
        return f"{entry_text(self.audit.entries[0])}\nsettings    {settings}\nreplay      {replayed}"


class Refuted(Exception):
    """An item's claim does not stand; the text says why."""


class ClaimFile(pytest.File):
    """A file of claims, an item each."""

    def collect(self) -> Iterator[pytest.Item]:
        """The claims of the file, in order. Fails: CollectError for a file that cannot be read."""
        from verify.claims.records import read_claims

        try:
            papers, claims = read_claims(self.path)
        except InputError as error:
            raise self.CollectError(str(error)) from None
        for claim in claims:
            yield ClaimItem.from_parent(self, name=claim.id, claim=claim, papers=papers)


class ClaimItem(pytest.Item):
    """One claim of a file as a test."""

    def __init__(self, *, claim: "Claim", papers: "tuple[Paper, ...]", **others: Any) -> None:
        super().__init__(**others)
        self.claim, self.papers = claim, papers

    def runtest(self) -> None:
        """Decide the claim. Fails: Refuted where it does not stand."""
        found = decided(self.claim, self.papers, self.config)
        if found.verdict in OPEN and not found.errors and not self.config.getoption("claims_strict"):
            pytest.skip(found.line)
        if found.errors or found.verdict not in PASSES:
            raise Refuted(found.text)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """What is known of the claim, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, Refuted) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """The file and the claim, for the heading of a failure."""
        return self.path, None, self.claim.id


def claims(*selectors: str) -> Callable[[Callable[..., None]], Any]:
    """Mark a test to be called with each bundled claim that a selector names, as ``claim`` (see ``Decided``).

    Selectors are those of ``verify run``. Fails: InputError for one that names nothing.
    """
    from verify.claims.catalogue import load

    chosen = load().select(selectors)
    return pytest.mark.parametrize("claim", chosen, ids=[claim.id for claim in chosen], indirect=True)


@pytest.fixture
def claim(request: pytest.FixtureRequest) -> Decided:
    """The claim that ``claims`` names, decided."""
    from verify.claims.catalogue import load

    return decided(request.param, tuple(load(request.param.paper).papers.values()), request.config)


def decided(claim: "Claim", papers: "tuple[Paper, ...]", config: pytest.Config) -> Decided:
    """One claim through its methods, with the budget and the seed of the run; its certificate goes to the cache."""
    from verify.engine.run import Settings, run
    from verify.engine.standing import standings
    from verify.report.audit import audit

    settings = Settings(seconds=config.getoption("claims_budget"), seed=config.getoption("claims_seed"), jobs=1)
    results = run([claim], _tools, settings)
    stands = standings([claim], {name: result.verdict for name, result in results.items()})
    shown = {"budget": f"{settings.seconds:g} s", "seed": str(settings.seed)}
    found = audit(papers, [claim], results, stands, shown)
    return Decided(found, settings, _kept(found, config))


def _kept(found: "Audit", config: pytest.Config) -> Path | None:
    """The certificate as a file that the checker reads; None where there is none, or no cache."""
    from verify.report.write import certificates

    cache = getattr(config, "cache", None)
    if cache is None:
        return None
    for name, content in certificates(found).items():
        path: Path = cache.mkdir("marginalia") / Path(name).name
        path.write_text(content, encoding="utf-8")
        return path
    return None


@cache
def _tools() -> "Toolbox":
    """The bundled methods, imported once: workers that fork have them at hand."""
    from verify.engine.run import one_thread

    one_thread()
    from verify.engine.bundled import bundled

    return bundled()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, in a group of their own."""
    group = parser.getgroup("claims", "claims decided by marginalia")
    group.addoption("--claims", action="append", default=[], metavar="FILE", help="decide the claims of a file")
    group.addoption("--claims-budget", type=float, default=BUDGET_SECONDS, metavar="SECONDS", help="for each claim")
    group.addoption("--claims-seed", type=int, default=0, metavar="N", help="seed of everything random in a search")
    group.addoption("--claims-strict", action="store_true", help="undecided claims fail")


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the claims of the files named. Fails: UsageError for a file that cannot be read."""
    for name in config.getoption("claims"):
        file = ClaimFile.from_parent(session, path=Path(name).resolve())
        try:
            items.extend(file.collect())
        except ClaimFile.CollectError as error:
            raise pytest.UsageError(str(error)) from None
