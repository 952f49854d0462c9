"""The benchmarks: one file for each question, each beside a named peer in the same run."""
