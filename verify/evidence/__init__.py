"""What was established: verdicts, evidence and its one maker, results of a run, certificates on disk."""
