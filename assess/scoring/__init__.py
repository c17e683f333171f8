"""Answers in, scorecard out: facts without words. The one definition of value, score and level.

values      one respondent's answer -> a value; several respondents' values -> one
asked       which questions count
counting    what each question counts as
trees       reviews and lenses as trees of the same form
levels      from the children's scores and levels to a section's
card        the whole scorecard
rounding    the one rounding for people
document    the scorecard for programs
next_level  what blocks the next level
explain     why a number is what it is
"""
