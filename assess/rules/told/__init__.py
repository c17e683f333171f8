"""The codes that are told while documents are found and read, and what stands behind each."""

from assess.rules.rule import Told
from assess.rules.told.comments import COMMENTS
from assess.rules.told.places import PLACES
from assess.rules.told.records import RECORDS
from assess.rules.told.surveys import SURVEYS
from assess.rules.told.units import UNITS
from assess.rules.told.workbooks import WORKBOOKS
from assess.rules.told.yaml import YAML

TOLD: tuple[Told, ...] = (*YAML, *RECORDS, *COMMENTS, *PLACES, *SURVEYS, *UNITS, *WORKBOOKS)
