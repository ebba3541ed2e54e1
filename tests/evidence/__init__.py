"""What is rigorous comes from one door, and files say exactly what was checked."""
