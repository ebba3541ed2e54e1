"""The doors: what a person types. Results go to stdout, progress and errors to stderr.

Exit codes: 0 nothing refuted or failed; 1 something is refuted (or, with --strict, not decided); 2 bad usage
or unreadable input; 3 an error inside; 130 interrupted.
"""

import contextlib
import io
import os
import signal
import sys
import traceback
from types import FrameType

import click

from verify.cli.checking import check
from verify.cli.drawing import figures_command
from verify.cli.hunting import hunt
from verify.cli.listing import list_claims, show
from verify.cli.orbiting import orbit
from verify.cli.proving import prove
from verify.cli.rechecking import recheck
from verify.cli.running import run
from verify.cli.separating import svm
from verify.errors import InputError

TRACE = "VERIFY_TRACE"
CLOSED_PIPE = 128 + 13  # as a shell reports SIGPIPE


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def verify() -> None:
    """Decide mathematical claims about gradient descent, with certificates that an independent checker replays.

    Exit codes: 0 nothing refuted or failed; 1 something is refuted (or, with --strict, not decided); 2 bad usage
    or unreadable input; 3 an error inside; 130 interrupted.
    """


for _command in (run, prove, check, hunt, svm, orbit, figures_command, list_claims, show, recheck):
    verify.add_command(_command)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code. Never shows a traceback unless VERIFY_TRACE is set."""
    with contextlib.suppress(ValueError):  # only the main thread may set handlers
        signal.signal(signal.SIGTERM, _terminated)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without ✓ shows a question mark instead
    try:
        code = verify.main(arguments, prog_name="verify", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except InputError as error:
        return _say(str(error), 2)
    except click.Abort:
        return _say("interrupted", 130)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "verify"
        return _say(f"{_one_line(error.format_message())} — `{where} --help` explains", 2)
    except click.ClickException as error:
        return _say(_one_line(error.format_message()), 2)
    except KeyboardInterrupt:
        return _say("interrupted", 130)
    except (BrokenPipeError, SystemExit):  # click exits by itself for a closed pipe, and for nothing else
        # The reader has seen enough (`verify list | head`): nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return CLOSED_PIPE
    except Exception as error:
        if os.environ.get(TRACE):
            traceback.print_exc()
        return _say(f"error inside: {type(error).__name__}: {_one_line(str(error))} — {TRACE}=1 shows where", 3)


def _terminated(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _say(message: str, code: int) -> int:
    with contextlib.suppress(OSError):
        click.echo(f"verify: {message}", err=True)
    return code


def _one_line(text: str) -> str:
    return " ".join(text.split())
