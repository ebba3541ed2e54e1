"""All optimisers by name, for settings that are data.

>>> optimiser("heavy ball", step_size="1/10", momentum="1/2").momentum
'1/2'
"""

from collections.abc import Callable
from typing import Any

from verify.errors import InputError
from verify.numerics.dynamics.adaptive import AdaGrad, Adam
from verify.numerics.dynamics.descent import GradientDescent, HeavyBall, Nesterov, NormalisedDescent, SteepestDescent
from verify.numerics.dynamics.flow import RungeKutta
from verify.numerics.dynamics.mirror import Entropy, MirrorDescent, PNorm, PowerSum
from verify.numerics.dynamics.states import Optimiser, Setting, State
from verify.numerics.dynamics.stochastic import (
    Averaged,
    Cyclic,
    Shuffled,
    Stochastic,
    WithReplacement,
    average,
    perceptron_rule,
)

__all__ = [
    "OPTIMISERS",
    "AdaGrad",
    "Adam",
    "Averaged",
    "Cyclic",
    "Entropy",
    "GradientDescent",
    "HeavyBall",
    "MirrorDescent",
    "Nesterov",
    "NormalisedDescent",
    "Optimiser",
    "PNorm",
    "PowerSum",
    "RungeKutta",
    "Setting",
    "Shuffled",
    "State",
    "SteepestDescent",
    "Stochastic",
    "WithReplacement",
    "average",
    "optimiser",
    "perceptron_rule",
]

OPTIMISERS: dict[str, Callable[..., Optimiser]] = {
    "gradient descent": GradientDescent,
    "heavy ball": HeavyBall,
    "Nesterov": Nesterov,
    "normalised descent": NormalisedDescent,
    "steepest descent": SteepestDescent,
    "Adam": Adam,
    "AdaGrad": AdaGrad,
    "mirror descent": MirrorDescent,
    "Runge-Kutta": RungeKutta,
    "perceptron": perceptron_rule,
}
"""Every optimiser on all samples; ``Stochastic`` and ``Averaged`` take any of them."""


def optimiser(name: str, **settings: Any) -> Optimiser:
    """The optimiser of that name. Fails: InputError for an unknown name or setting."""
    if name not in OPTIMISERS:
        raise InputError(f"optimiser: {name!r} is unknown — one of {', '.join(OPTIMISERS)}")
    try:
        return OPTIMISERS[name](**settings)
    except TypeError as wrong:
        raise InputError(f"optimiser: {name} does not take these settings: {wrong}") from None
