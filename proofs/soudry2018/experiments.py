"""The settings of figures 1, 2 and 4, as far as the captions say them, and how the rest is read.

Not said: how the twelve other points are drawn (here: uniformly from the square [0, 4]^2, beyond the margin, often),
which loss (both), whether the risk is a sum, as in (2.1), or a mean (the sum; the mean beside it), and the constants of
ADAM (its defaults).
"""

from collections.abc import Iterator

from verify.claims.notation import Expr, reals

(norm_slope, norm_bend, loss_slope, loss_level, errors) = reals("norm_slope norm_bend loss_slope loss_level errors")
(angle, angle_rise, angle_change, angle_log) = reals("angle angle_rise angle_change angle_log")
(gap, gap_rise, gap_change, gap_log) = reals("gap gap_rise gap_change gap_log")

Texts = dict[str, str]
FIGURE_1: Texts = {
    "points": "1/2 3/2, 3/2 1/2, 1/2 3/2, 3/2 1/2",
    "others": "12",
    "box": "0 4",
    "along": "1 1",
    "beyond": "2",
    "draws": "20",
    "seed": "1",
    "risk": "sum",
    "step": "1/sigma",
    "steps": "1e6",
    "plain": "4000",
    "from": "1e4",
}
FIGURE_2: Texts = FIGURE_1 | {"scaled": "1 20", "steps": "2e6"}
BEYOND: Texts = {"along": "1 1, 6 800", "beyond": "2 409"}  # also w_hat . x > 1 for w_hat = (6, 40)/409 of figure 2
MEAN: Texts = {"risk": "mean"}
GD: Texts = {"optimiser": "gradient descent"}
GDMO: Texts = {"optimiser": "heavy ball", "momentum": "9/10"}
SGD: Texts = {
    "draws": "8",
    "optimiser": "sgd",
    "batch": "4",
    "order": "with replacement",
    "steps": "1e5",
    "plain": "1e5",
    "from": "1e3",
}
EPOCHS: Texts = SGD | {"order": "without replacement"}
ADAM: Texts = {
    "draws": "8",
    "optimiser": "adam",
    "beta_1": "0.9",
    "beta_2": "0.999",
    "epsilon": "1e-8",
    "step": "1/1000",
    "plain": "110000",
    "loss": "logistic",
}
LOSSES: tuple[Texts, ...] = ({"loss": "logistic"}, {"loss": "exponential"})


def shown(truth: Expr, *settings: Texts) -> Expr:
    """The training with these settings, later ones before earlier ones, shows the truth."""
    texts: Texts = {}
    for more in settings:
        texts = texts | more
    return Expr(("experiment", "train", tuple(sorted(texts.items())), truth))


def for_both_losses(truth: Expr, *settings: Texts) -> Iterator[Expr]:
    """The same for logistic and exponential loss."""
    return (shown(truth, *settings, loss) for loss in LOSSES)
