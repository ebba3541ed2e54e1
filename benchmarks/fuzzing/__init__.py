"""Random claims whose truth is known beforehand, and other material to throw at the doors."""
