"""Scores decisions against labels.

An event is a run of points labelled 1 of one kind. It is a hit if a flag falls into its first three points, or anywhere inside it
where the kind is a long one. A false alarm is a flagged point of label 0; what a kind excuses (the time after a true shift,
holidays) counts neither way. Only points that have a decision and five values before them count.
"""

import csv
import gzip
from collections import defaultdict
from dataclasses import dataclass

TRAINING = 5
FIRST_POINTS = 3
LONG_KINDS = {"drift", "variance", "nab", "window"}
EXCUSED_KINDS = {"adapt", "holiday", "calendar"}
YEAR = 365


@dataclass
class Score:
    events: int = 0
    hits: int = 0
    normal: int = 0
    false_alarms: int = 0

    def __add__(self, other):
        return Score(self.events + other.events, self.hits + other.hits, self.normal + other.normal,
                     self.false_alarms + other.false_alarms)

    def recall(self):
        return self.hits / self.events if self.events else 0.0

    def precision(self):
        flagged = self.hits + self.false_alarms
        return self.hits / flagged if flagged else 0.0

    def f1(self):
        both = self.precision() + self.recall()
        return 2 * self.precision() * self.recall() / both if both else 0.0

    def false_alarms_a_year(self):
        """Of a daily series: per 365 normal points."""
        return YEAR * self.false_alarms / self.normal if self.normal else 0.0


def scores(pairs, decisions):
    """Score of each suite.

    pairs: files of points and files that say what their series are. decisions: the file that Decide.java writes.
    """
    flags = {(line["series_id"], line["timestamp"]): line["flag"] == "1" for line in lines(decisions)}
    found = defaultdict(Score)
    for points, meta in pairs:
        suites = {line["series_id"]: line["suite"] for line in lines(meta)}
        for series, its_points in by_series(points).items():
            found[suites[series]] += score(series, its_points, flags)
    return dict(found)


def score(series, points, flags):
    events = {}
    result = Score()
    values = 0
    event = before = None
    for number, point in enumerate(points):
        abnormal = point["label"] == "1"
        kind = point["kind"]
        if abnormal and (event is None or kind != before):
            event = number
        elif not abnormal:
            event = None
        before = kind
        flag = flags.get((series, point["timestamp"]))
        counts = point["value"] != "" and values >= TRAINING and flag is not None
        values += point["value"] != ""
        if not counts:
            continue
        if abnormal:
            in_time = number - event < FIRST_POINTS or kind in LONG_KINDS
            events[event] = events.get(event, False) or (flag and in_time)
        elif kind not in EXCUSED_KINDS:
            result.normal += 1
            result.false_alarms += flag
    result.events = len(events)
    result.hits = sum(events.values())
    return result


def by_series(points):
    found = defaultdict(list)
    for line in lines(points):
        found[line["series_id"]].append(line)
    return found


def lines(path):
    with (gzip.open(path, "rt") if str(path).endswith(".gz") else open(path)) as file:
        yield from csv.DictReader(file)
