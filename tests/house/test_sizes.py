"""How long things are: reported, and for the checker compared with what the docs say."""

from __future__ import annotations

import re

from tests.house.source import ROOT

LIMIT = 300  # lines of a module; longer ones are listed by `python3 go.py test tests/house/test_sizes.py -s`


def lines(path: str = "verify/**/*.py") -> dict[str, int]:
    """The number of lines of each module that the pattern names."""
    return {p.relative_to(ROOT).as_posix(): len(p.read_text(encoding="utf-8").splitlines()) for p in ROOT.glob(path)}


def test_the_docs_tell_the_size_of_the_checker() -> None:
    """A reader who wants to trust it should know what there is to read; within a tenth."""
    said = re.search(r"It has about ([\d,]+) lines", (ROOT / "docs" / "index.md").read_text(encoding="utf-8"))
    assert said is not None
    counted = sum(lines("verify/checker/*.py").values())
    assert abs(int(said[1].replace(",", "")) - counted) <= counted / 10, f"the checker has {counted} lines"


def test_modules_are_counted() -> None:
    """The report is not enforced: it lists the modules over the limit, longest first."""
    counted = lines()
    assert all(number > 0 for name, number in counted.items() if not name.endswith("__init__.py"))
    for name, number in sorted(counted.items(), key=lambda pair: -pair[1]):
        if number > LIMIT:
            print(f"{number:5} {name}")  # noqa: T201 - pytest shows it with -s
