# Every target sets up first: .ci/setup is quick when nothing has changed, and then needs no network.

.PHONY: help setup demo test lint docs pins

help:
	@echo "make demo   a complete engagement, scored, planned and reported, in ./assess-demo"
	@echo "make test   the tests, with branch coverage"
	@echo "make lint   ruff, mypy, and the documents of this repository"
	@echo "make docs   the pages in docs/ that are written by a program, and the picture"
	@echo "make setup  only .venv and what it needs"

setup:
	@sh .ci/setup

demo: setup
	@.venv/bin/assess demo

test: setup
	.venv/bin/python -m pytest -n 2 --cov

lint: setup
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/python -m mypy
	.venv/bin/assess validate --strict questionnaires examples tests/documents/valid

docs: setup
	.venv/bin/python docs/generate.py --picture

# The newest versions that fit together, written down for everybody. Needs a network.
pins: setup
	.venv/bin/python .ci/prepare.py --renew-constraints
