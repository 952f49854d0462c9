"""Where tasks are carried out: anything that is a `concurrent.futures.Executor`."""
