"""The symbols of the paper.

``d`` is the dimension, ``N`` the number of samples (n in the paper), ``everyone`` the set {1..N}; x_n are the samples,
``label`` their labels y_n, ``gamma`` the margin, ``B`` the largest norm of a positive sample. A step size is
(k+1)^(-a), where ``a`` is the paper's alpha; ``u`` is the comparison vector.
"""

from verify.claims.notation import between, either, equal, every, family, nats, numbers, reals, vectors
from verify.claims.page import Page

PAGE = Page("relu2019")

d, N = nats("d N")
n, k, m, t = nats("n k m t")
x = family("x", d)
label = numbers("y")
w, u, v, best = vectors("w u v w_plus", d)
a, gamma, B, eta = reals("a gamma B eta")
everyone = between(1, N)
labels = every(n, everyone, either(equal(label(n), 1), equal(label(n), -1)))
