"""The files of a report in their folder: built beside it, swapped in whole, never mixed with old ones."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from verify.errors import InputError

MARK = "report.json"


def ready(folder: Path) -> None:
    """See that a report can be written there, before any work is done.

    Fails: InputError when the folder or its parent cannot be written, or holds something that is no report.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError(f"{folder}: is not a folder — choose a folder with --out")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise InputError(
            f"{folder}: holds files but no {MARK}, so it is no report and will not be replaced —"
            f" choose another folder with --out"
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-", suffix=".tmp")).rmdir()
        if folder.is_dir() and not os.access(folder, os.W_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise InputError(_cannot(folder, error)) from None


def swap_in(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files (path inside the folder -> text) beside ``folder``, then put them in its place.

    What was there is replaced as a whole. Fails: InputError as ``ready``, or when the disk is full; the old
    report is then left as it was.
    """
    ready(folder)
    try:
        new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-", suffix=".tmp"))
    except OSError as error:
        raise InputError(_cannot(folder, error)) from None
    try:
        for name, text in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        new.chmod(0o755)
        _swap(new, folder)
    except OSError as error:
        raise InputError(_cannot(folder, error)) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-", suffix=".old")) / "report"
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)


def _cannot(folder: Path, error: OSError) -> str:
    why = (error.strerror or "cannot be written").lower()
    return f"{folder}: {why} — choose a folder that can be written with --out"
