"""The words, and the one Report record that every output prints.

blocks    what a page is made of: paragraphs, tables, figures, cards, with every number marked
inputs    what a report is computed from
wording   numbers, levels, dates and lists in plain English
chapters  one module a chapter, each a pure function of the inputs
build     all chapters, in order
charts    drawings from facts
html      the record through the templates
pdf       that HTML as PDF
"""
