"""The tests, room by room: tests/<room>/test_<module>.py."""
