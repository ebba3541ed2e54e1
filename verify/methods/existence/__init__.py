"""Constants that are said to exist: the simplest that serve, or a proof that none does."""

from verify.methods.existence.method import Existence

__all__ = ["Existence"]
