"""Finds, reads and atomically writes documents; the bundled folders. Called by intake and cli only."""
