"""Rules of the house: what every module keeps to, whatever it computes."""
