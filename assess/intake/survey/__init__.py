"""Answers from the exports of survey tools: recognised, mapped by hand, and read without guessing."""
