"""Lines for stdout: JSON objects, and verdicts in colour where a terminal shows it."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

import click

COLOURS = {
    "proved": "green",
    "certified": "cyan",
    "supported": "yellow",
    "refuted": "red",
    "vacuous": "magenta",
    "undecided": "bright_black",
}


def out(text: str) -> None:
    """One piece of the result."""
    click.echo(text)


def out_json(data: Mapping[str, Any]) -> None:
    """One object on a line of its own."""
    click.echo(json.dumps(data, ensure_ascii=True))


def coloured(text: str, verdict: str) -> str:
    """The text in the verdict's colour, at a terminal and unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty() or verdict not in COLOURS:
        return text
    return click.style(text, fg=COLOURS[verdict])
