"""The symbols of the paper.

Data are folded by the labels (x_n for y_n x_n). ``d`` is the dimension, ``N`` the number of samples, ``everyone`` the
set {1..N}; ``S`` an index set (the support vectors), ``alpha`` the dual variables, ``w_hat`` the max-margin vector,
``w_tilde`` a solution of (2.7), r(t) = w(t) - w_hat log t - w_tilde the residual, ``eta`` the step size.
"""

from verify.claims.notation import between, family, index_sets, nats, numbers, path, reals, vectors
from verify.claims.page import Page

PAGE = Page("soudry2018")

d, N = nats("d N")
n, k, m = nats("n k m")
(S,) = index_sets("S")
x = family("x", d)
alpha = numbers("alpha")
w_hat, w_tilde, v, r = vectors("w_hat w_tilde v r", d)
w = path("w", d)
t, eta, beta, theta = reals("t eta beta theta")
everyone = between(1, N)
