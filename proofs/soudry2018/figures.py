"""Figures 1, 2 and 4, drawn anew: one draw of the hidden points, horizons as printed."""

from proofs.soudry2018.experiments import ADAM, BEYOND, EPOCHS, FIGURE_1, FIGURE_2, GD, GDMO, MEAN, SGD, Texts
from verify.claims.figure import Figure, Run

LOGISTIC: Texts = {"loss": "logistic", "draws": "1"}


def run(label: str, *settings: Texts) -> Run:
    """A curve with these settings, later ones before earlier ones."""
    texts: Texts = {}
    for more in (*settings, LOGISTIC):
        texts = texts | more
    return Run(label, tuple(sorted(texts.items())))


ONE_DRAW = "Logistic loss; one draw of the twelve hidden points. "
FIGURES = (
    Figure(
        paper="soudry2018",
        name="soudry2018-figure-1",
        title="Figure 1: gradient descent and momentum",
        note=ONE_DRAW
        + "With the sum for a risk, heavy ball overshoots at first and stays there; with the mean it does not.",
        runs=(
            run("GD", FIGURE_1, GD),
            run("GDMO", FIGURE_1, GDMO),
            run("GD, mean", FIGURE_1, GD, MEAN),
            run("GDMO, mean", FIGURE_1, GDMO, MEAN),
        ),
    ),
    Figure(
        paper="soudry2018",
        name="soudry2018-figure-2",
        title="Figure 2: the second coordinate times 20, and ADAM",
        note=ONE_DRAW
        + "They lie off the margin of the rescaled data; mean risk for GD and GDMO; ADAM with its defaults.",
        runs=(
            run("GD, mean", FIGURE_2, BEYOND, GD, MEAN),
            run("GDMO, mean", FIGURE_2, BEYOND, GDMO, MEAN),
            run("ADAM", FIGURE_2, BEYOND, ADAM),
        ),
    ),
    Figure(
        paper="soudry2018",
        name="soudry2018-figure-4",
        title="Figure 4: stochastic gradient descent, mini-batches of 4",
        note=ONE_DRAW + "Sum over the mini-batch; GD beside it.",
        runs=(
            run("SGD, with replacement", FIGURE_1, SGD),
            run("SGD, without", FIGURE_1, EPOCHS),
            run("GD", FIGURE_1, GD, {"steps": "1e5"}),
        ),
    ),
)
