"""The words, and the one Report record that every output prints.

blocks       what a page is made of: paragraphs, tables, figures, cards, with every number marked
inputs       what a report is computed from, and what several chapters ask of it
wording      numbers, levels, dates and lists in plain English
reasons      why a level is what it is, and what stands in the way of the next
explanation  the same for the terminal, line by line
chapters     one module a chapter, each a pure function of the inputs
record       the Report: cover, summary and chapters
build        all of it, in order
charts       drawings from facts
html         the record through the templates
pdf          that HTML as PDF
"""
