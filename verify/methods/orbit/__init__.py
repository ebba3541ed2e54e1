"""Certified orbits of gradient descent: the search for certificates that ``verify.ballchecker`` replays."""
