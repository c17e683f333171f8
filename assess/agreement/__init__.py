"""How differently respondents and functions see the company: facts without words, nobody recognisable.

groups         functions that may be shown, small ones pooled, smaller ones hidden
voices         every respondent's own scorecard
spread         low, median and high of each section by group, and the largest gap on shared questions
questions      the core questions that divide the functions, and the facts that others guess wrongly
participation  who was invited, took part and finished, and who gave one answer to everything
agreement      all of these together
"""
