"""Measures: what the work came to in a span of days. The same functions for the screen and every
report.

`linkages` follows the linkages that began in the span, `contacts` counts contacts by how they
went, `people` counts people and the way from a referral on, `lives` sets then beside now. `cells`
hides what is too small to leave the team, `report` brings all of it together.
"""

from lead_desktop.domain.measures.cells import SMALL_CELL as SMALL_CELL
from lead_desktop.domain.measures.cells import Share as Share
from lead_desktop.domain.measures.linkages import STATIONS as STATIONS
from lead_desktop.domain.measures.linkages import LinkageMeasures as LinkageMeasures
from lead_desktop.domain.measures.linkages import LinkageStory as LinkageStory
from lead_desktop.domain.measures.linkages import OfCategory as OfCategory
from lead_desktop.domain.measures.linkages import Retained as Retained
from lead_desktop.domain.measures.linkages import Retention as Retention
from lead_desktop.domain.measures.linkages import best_source as best_source
from lead_desktop.domain.measures.linkages import days_to_first_visit as days_to_first_visit
from lead_desktop.domain.measures.linkages import hide_small as hide_small
from lead_desktop.domain.measures.linkages import measure as measure
from lead_desktop.domain.measures.linkages import retention as retention
