"""Reports say what the results say, safely and reproducibly."""
