"""Training step by step, on all data sets at once; iterates are kept at chosen times.

A step costs a few calls of numpy in place, and no loop over samples or data sets: horizons of 10^5 to 10^6 in seconds.
The optimisers for all kinds of numbers, and all models, are those of ``verify.numerics.dynamics``; the iterates agree.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verify.numerics.experiments.samples import Floats
from verify.numerics.experiments.training import ORDERS, Training

LOOK = 256  # steps between two looks at the clock
BLOCK = 2048  # steps whose mini-batches are drawn at once
Progress = Callable[[], None]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Path:
    """Iterates at times: times (K,), w (K, draws, d). Not finite where a run left the numbers: that is kept as seen."""

    times: Floats
    w: Floats


def walk(training: Training, times: Sequence[int], progress: Progress) -> Path:
    """The iterates at the times, which increase, by as many steps as the last one says.

    ``progress`` is called now and then; it may raise to end the run.
    """
    x = training.samples.x
    w: Floats = np.zeros((x.shape[0], x.shape[2], 1))
    kept = np.empty((len(times), x.shape[0], x.shape[2]))
    now = 0
    with np.errstate(all="ignore"):  # a run may overflow; what comes of it is looked at afterwards
        step = STEPS[training.optimiser](training, w)
        for place, time in enumerate(times):
            for t in range(now, time):
                if t % LOOK == 0:
                    progress()
                step(t)
            now, kept[place] = time, w[:, :, 0]
    return Path(np.array(times, dtype=np.float64), kept)


def _scaled(training: Training, factor: float = 1.0) -> Floats:
    """The step size of each data set over the number of samples that a mean is taken over, (draws, 1, 1)."""
    over = (training.batch or training.samples.x.shape[1]) if training.mean else 1
    found: Floats = (training.step * factor / over)[:, None, None]
    return found


def _transposed(x: Floats) -> Floats:
    return np.ascontiguousarray(np.swapaxes(x, -1, -2))


def _descent(training: Training, w: Floats) -> Step:
    x = training.samples.x
    pulls = _transposed(x) * _scaled(training)

    def step(t: int) -> None:
        np.add(w, pulls @ training.slopes(x @ w), out=w)

    return step


def _momentum(training: Training, w: Floats) -> Step:
    x, gamma, v = training.samples.x, training.momentum, np.zeros_like(w)
    averaged = training.optimiser == "averaged momentum"
    pulls = _transposed(x) * _scaled(training, 1 - gamma if averaged else 1.0)

    def step(t: int) -> None:
        np.multiply(v, gamma, out=v)
        np.add(v, pulls @ training.slopes(x @ w), out=v)
        np.add(w, v, out=w)

    return step


def _sgd(training: Training, w: Floats) -> Step:
    chosen = _chosen(training)

    def step(t: int) -> None:
        rows, pulls = next(chosen)
        np.add(w, pulls @ training.slopes(rows @ w), out=w)

    return step


def _chosen(training: Training) -> Iterator[tuple[Floats, Floats]]:
    """The samples of each step of SGD, (draws, batch, d), and the same transposed, times the step size."""
    x, eta = training.samples.x, _scaled(training)
    draws = np.arange(x.shape[0])[:, None]
    for block in batches(training):
        rows = x[draws, block]
        yield from zip(rows, _transposed(rows) * eta, strict=True)


def batches(training: Training) -> Iterator[NDArray[np.int64]]:
    """The mini-batches of SGD, block after block of steps: places of samples, (steps, draws, batch). Seeded."""
    draws, count, _ = training.samples.x.shape
    rng, size = np.random.Generator(np.random.PCG64(training.seed)), training.batch
    while True:
        if training.order == ORDERS[0]:
            block = rng.integers(0, count, (BLOCK, draws, size))
        else:
            epochs = rng.permuted(np.tile(np.arange(count), (BLOCK * size // count + 1, draws, 1)), axis=2)
            parts = epochs.reshape(len(epochs), draws, count // size, size)
            block = np.swapaxes(parts, 1, 2).reshape(-1, draws, size)
        yield block


def _adam(training: Training, w: Floats) -> Step:
    """The averages of gradients and of their squares in one array; a bias correction counts until it is 1."""
    x, beta_1, beta_2 = training.samples.x, training.beta_1, training.beta_2
    averages, news = np.zeros((2, *w.shape)), np.zeros((2, *w.shape))
    kept = np.array([beta_1, beta_2]).reshape(2, 1, 1, 1)
    share, root = 1 - kept, np.zeros_like(w)
    pulls, eta = _transposed(x) / (x.shape[1] if training.mean else 1), training.step[:, None, None] + np.zeros_like(w)

    def step(t: int) -> None:
        np.matmul(pulls, training.slopes(x @ w), out=news[0])
        np.multiply(news[0], news[0], out=news[1])
        np.multiply(news, share, out=news)
        np.multiply(averages, kept, out=averages)
        np.add(averages, news, out=averages)
        corrected = 1 - beta_2 ** (t + 1)
        np.sqrt(averages[1] if corrected == 1 else averages[1] / corrected, out=root)
        np.add(root, training.epsilon, out=root)
        np.divide(averages[0], root, out=root)
        np.multiply(root, eta, out=root)
        np.add(w, root if (corrected := 1 - beta_1 ** (t + 1)) == 1 else root / corrected, out=w)

    return step


def _adagrad(training: Training, w: Floats) -> Step:
    x, squares, epsilon = training.samples.x, np.zeros_like(w), training.epsilon
    pulls, eta = _transposed(x) / (x.shape[1] if training.mean else 1), training.step[:, None, None]

    def step(t: int) -> None:
        pull = pulls @ training.slopes(x @ w)
        np.add(squares, pull * pull, out=squares)
        np.add(w, eta * pull / (np.sqrt(squares) + epsilon), out=w)

    return step


STEPS: dict[str, Callable[[Training, Floats], Step]] = {
    "gradient descent": _descent,
    "heavy ball": _momentum,
    "averaged momentum": _momentum,
    "sgd": _sgd,
    "adam": _adam,
    "adagrad": _adagrad,
}
