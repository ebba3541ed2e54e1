"""Options that several commands share."""

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
MAX_SECONDS = 30 * 86_400.0
QUICK_SECONDS = 2.0

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a claim on stdout.")
strict_option = click.option("--strict", is_flag=True, help="Exit with 1 when a claim stays undecided.")
seed_option = click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True, help="Seed of all searches."
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=lambda: min(os.cpu_count() or 1, 16),
    help="Worker processes; verdicts do not depend on it.  [default: one a core]",
)


def _finite(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """NaN compares with nothing, so that a range lets it through."""
    if math.isnan(value):
        raise click.BadParameter("expected a number of seconds")
    return value


def budget_option(seconds: float) -> Callable[[Decorated], Decorated]:
    """``--budget`` with this default."""
    return click.option(
        "--budget",
        type=click.FloatRange(0, MAX_SECONDS, min_open=True),
        default=seconds,
        show_default=True,
        callback=_finite,
        help="Seconds of computing that each claim may take.",
    )


def folder(context: click.Context, parameter: click.Parameter, value: str | None) -> Path | None:
    """A folder's name as a path; the empty name is refused."""
    if value is not None and not value.strip():
        raise click.BadParameter("expected the name of a folder")
    return None if value is None else Path(value)
