"""What `python3 run.py` does, with the standard library only: it runs before any package is installed.

Whatever is unchanged since the last time is skipped. Each step leaves a digest of what went into it, written when
the step is done, so that an interrupted one is done again.
"""
