"""Who may be the same person: suggested, never decided.

Three pure steps. `spelling` brings a name in any tradition and script to words that can be
compared, `keys` says under which keys a person is looked up (people who share one are compared),
`weights` says in bits how much speaks for two records being one person, and what spoke.
"""

from lead_desktop.domain.people.matching.keys import blocking_keys as blocking_keys
from lead_desktop.domain.people.matching.keys import counting_keys as counting_keys
from lead_desktop.domain.people.matching.likeness import Likeness as Likeness
from lead_desktop.domain.people.matching.likeness import likeness as likeness
from lead_desktop.domain.people.matching.weights import THRESHOLD as THRESHOLD
from lead_desktop.domain.people.matching.weights import Commonness as Commonness
from lead_desktop.domain.people.matching.weights import Match as Match
from lead_desktop.domain.people.matching.weights import MatchedOn as MatchedOn
from lead_desktop.domain.people.matching.weights import compare as compare
