"""The one exception that speaks to a person: what is wrong, where, and how to mend it."""


class InputError(Exception):
    """Input that a person can mend: one line saying what, where and how.

    The doors (``verify.cli``) print the message as it is and exit with code 2; nothing else catches it.
    """
