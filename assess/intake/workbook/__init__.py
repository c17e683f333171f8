"""An Excel workbook by which a respondent answers, and the way back.

office      the two libraries, loaded when they are needed
columns     the columns and words that both sides know
manifest    the very hidden sheet: what the workbook is, and what it asks
layout      what stands where
sheet       texts into cells, looks, heights
lists       drop-down lists
front       the sheet `Read me`
review      a review's sheet
writing     a handout becomes bytes
"""

from assess.intake.workbook.office import OfficeMissingError
from assess.intake.workbook.sheet import TooLongError
from assess.intake.workbook.writing import workbook_bytes

__all__ = ["OfficeMissingError", "TooLongError", "workbook_bytes"]
