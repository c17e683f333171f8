"""An Excel workbook by which a respondent answers, and the way back.

columns     the columns and words that both sides know
manifest    the very hidden sheet: what the workbook is, and what it asks
layout      what stands where
conditions  who need not answer, in words
sheet       texts into cells, looks, heights
lists       drop-down lists
front       the sheet `Read me`
review      a review's sheet
writing     a handout becomes bytes
opening     bytes become cells
cells       a cell as it arrives
replies     a row becomes an answer
reading     bytes become answers and problems
"""

from assess.intake.workbook.reading import Arrived, belongs, read_workbook
from assess.intake.workbook.sheet import TooLongError
from assess.intake.workbook.writing import workbook_bytes

__all__ = [
    "Arrived",
    "TooLongError",
    "belongs",
    "read_workbook",
    "workbook_bytes",
]
