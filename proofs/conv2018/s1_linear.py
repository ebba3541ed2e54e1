"""Introduction: both architectures compute linear maps to the output, and every linear map can be had."""

from proofs.conv2018.fourier import M, k, places
from proofs.conv2018.lemmas import all_of, keep
from proofs.conv2018.notation import PAGE, L, beta, i, w
from proofs.conv2018.s2_convolution import FORWARDS, P_CONV, output, x
from proofs.conv2018.s2_convolution import h as signals
from proofs.conv2018.s2_full import NETWORK, P_FULL, h
from proofs.conv2018.s2_full import x as inputs
from proofs.conv2018.s2_realise import CONV, EXAMPLE, FULL, GIVEN, conv, full
from proofs.conv2018.s3_convolution import BACKWARDS, g, predictor
from proofs.conv2018.s5_full import U, entries, products_are, width
from proofs.conv2018.s5_full import w as matrices
from verify.claims.claim import Claim
from verify.claims.notation import both, equal, for_all, implies, statement, term, total
from verify.methods.lemmas import lemma
from verify.methods.steps import Proof, intro, use

given: Proof = {"rule": "assumption"}

LAYERS = NETWORK[2:]
OF_FULL = for_all(
    matrices,
    U,
    inputs,
    h,
    implies(
        both(*LAYERS, products_are(U, matrices)),
        equal(h(L + 1, term(1)), total(i, entries, inputs(i) * U(L, i, term(1)))),
    ),
)
OF_CONV = for_all(
    w,
    g,
    x,
    signals,
    beta,
    implies(both(*FORWARDS, *BACKWARDS, predictor(beta)), equal(output, total(k, places, x(k) * beta(k)))),
)
by_full = intro(keep([0, 1, 4, 5, 6, 7], P_FULL.hints["derivation"]))
# 4: P_CONV, 5 to 9: the layers, the partial results, the predictor
of_p_conv = use(4, [w, g, x, signals, beta], given, [all_of(*[given] * 6)])
by_conv = lemma(P_CONV, intro(of_p_conv), "M", "L")
ANY_LINEAR = PAGE.encoded(
    "intro-any-linear",
    statement(
        [M, L, width],
        GIVEN,
        both(OF_FULL, OF_CONV, for_all(beta, FULL), for_all(beta, CONV)),
    ),
    example=EXAMPLE,
    by=("derivation",),
    hints={"derivation": all_of(by_full, by_conv, intro(full, "beta"), intro(conv, "beta"))},
    note="The output is the inner product of the input with a vector that depends on the weights alone, and every "
    "vector is had by some weights: for every depth and dimension, hidden layers of any widths, none of them empty.",
)

CLAIMS: tuple[Claim, ...] = (ANY_LINEAR,)
