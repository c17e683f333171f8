"""One thin module a command. The only place that knows the clock, the terminal and exit codes."""
