"""The command line: everything works on an archive folder, no website needed."""
