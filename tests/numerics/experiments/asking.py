"""A small training experiment, and its outcome with some settings changed."""

from __future__ import annotations

from verify.numerics.experiments.procedures import Outcome, run
from verify.numerics.experiments.settings import Settings
from verify.numerics.experiments.training import Training, training

SMALL = {
    "points": "1/2 3/2, 3/2 1/2",
    "others": "4",
    "box": "0 4",
    "along": "1 1",
    "beyond": "2",
    "draws": "3",
    "seed": "7",
    "loss": "logistic",
    "risk": "sum",
    "step": "1/10",
    "optimiser": "gradient descent",
    "steps": "10000",
    "plain": "10000",
    "from": "100",
}
CONSTANTS = {
    "gradient descent": {},
    "heavy ball": {"momentum": "9/10"},
    "averaged momentum": {"momentum": "9/10"},
    "sgd": {"batch": "2", "order": "without replacement"},
    "adam": {"beta_1": "0.9", "beta_2": "0.999", "epsilon": "1e-8"},
    "adagrad": {"epsilon": "1e-8"},
}


def patient() -> None:
    """Never in a hurry."""


def seen(**changed: str) -> Outcome:
    """The outcome of the small experiment with some settings changed; ``start`` stands for "from"."""
    texts = SMALL | {name.replace("start", "from"): text for name, text in changed.items()}
    idle = ("box", "along", "beyond", "seed") if texts["others"] == "0" else ()
    return run("train", [(name, text) for name, text in texts.items() if name not in idle], patient)


def prepared(optimiser: str, **changed: str) -> Training:
    """The training of the small experiment with this optimiser."""
    own = {name: text for name, text in SMALL.items() if name not in ("steps", "plain", "from")}
    return training(Settings((own | {"optimiser": optimiser} | CONSTANTS[optimiser] | changed).items()))
