"""`python -m assess` is the same program as `assess`."""

from assess.cli.main import run

if __name__ == "__main__":
    run()
