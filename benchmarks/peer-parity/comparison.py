"""What two runs of one case differ in: (field, the peer's value, ours)."""

import datetime
import re

# Texts are each program's own, and ids are the server's.
NOT_COMPARED = {"logs", "token", "fileId", "scanId"}

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")

# An instant this near to the start of a run is one of the run itself.
NEAR_S = 600
NOTHING = object()


def differences(peer, ours):
    found = []
    if peer.exit_code != ours.exit_code:
        found.append(("exit", peer.exit_code, ours.exit_code))
    sent = [[request["type"] for request in run.requests] for run in (peer, ours)]
    if sent[0] != sent[1]:
        found.append(("calls", *sent))
    for kind in dict.fromkeys(sent[0]):
        theirs, own = (next((r for r in run.requests if r["type"] == kind), None) for run in (peer, ours))
        if theirs is not None and own is not None:
            prefix = "" if kind == "sodaCoreInsertScanResults" else kind + "."
            compare(prefix, normal(theirs, peer.at), normal(own, ours.at), found)
    return [one for one in found if not same_age(one, ours.at - peer.at)]


def normal(request, at):
    """The checks by path instead of by position, with their order as a field of its own."""
    request = shaped(request, at)
    if "checks" not in request:
        return request
    checks = {}
    for check in request["checks"]:
        path = check["checkPath"]
        while path in checks:
            path += "+"
        checks[path] = check
    return {**request, "checks": checks, "checkOrder": list(checks)}


def compare(path, peer, ours, found):
    if isinstance(peer, dict) and isinstance(ours, dict):
        for key in dict.fromkeys([*peer, *ours]):
            if key not in NOT_COMPARED:
                compare(f"{path}{key}" if not path or path.endswith(".") else f"{path}.{key}",
                        peer.get(key, NOTHING), ours.get(key, NOTHING), found)
    elif isinstance(peer, list) and isinstance(ours, list) and len(peer) == len(ours):
        for index, (one, other) in enumerate(zip(peer, ours)):
            compare(f"{path}[{index}]", one, other, found)
    elif not equal(path, peer, ours):
        found.append((path + only_blanks(path, peer, ours), peer, ours))


def only_blanks(path, peer, ours):
    """Definitions that differ in nothing but where lines break have a field of their own."""
    same = path.endswith(".definition") and isinstance(ours, str) and "".join(peer.split()) == "".join(ours.split())
    return " (line breaks)" if same else ""


def equal(path, peer, ours):
    if type(peer) in (int, float) and type(ours) in (int, float):
        return peer == ours
    return type(peer) is type(ours) and peer == ours


def same_age(difference, between):
    """An age of data in milliseconds that grew by the time between the two starts; data of a case is months old."""
    path, peer, ours = difference
    return (path.endswith(".diagnostics.value") and type(peer) in (int, float) and type(ours) in (int, float)
            and min(peer, ours) > 10 ** 10 and abs(ours - peer - between * 1000) < NEAR_S * 1000)


def shaped(value, at):
    """Instants of the run keep their form only: 2026-05-04T08:00:00+00:00 becomes 0000-00-00T00:00:00+00:00."""
    if isinstance(value, dict):
        return {key: shaped(member, at) for key, member in value.items()}
    if isinstance(value, list):
        return [shaped(member, at) for member in value]
    return TIMESTAMP.sub(lambda found: shape(found[0], at), value) if isinstance(value, str) else value


def shape(text, at):
    try:
        instant = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return text
    instant = instant.replace(tzinfo=instant.tzinfo or datetime.timezone.utc)
    return re.sub(r"\d", "0", text) if abs(instant.timestamp() - at) < NEAR_S else text
