"""The bundled methods as a toolbox. Importing this module imports every solver: do it only to decide."""

from verify.engine.toolbox import Toolbox
from verify.methods.example import example_of
from verify.methods.hunting import Hunt
from verify.methods.registry import DEFAULT, METHODS


def bundled() -> Toolbox:
    """Every method of ``verify.methods``, in the default order."""
    return Toolbox(methods=METHODS, default=tuple(DEFAULT), example=example_of)


def hunters() -> Toolbox:
    """The one method of a hunt, which takes as long as it may."""
    return Toolbox(methods={Hunt.name: METHODS[Hunt.name]}, default=(Hunt.name,))
