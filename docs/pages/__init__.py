"""The pages of this folder that are written by a program, one module a page."""
