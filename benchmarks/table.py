"""The table of a result, and what it says of commit and machine."""

import os
import platform
import statistics
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def row(label, values):
    return f"{label[:51]:<52}{statistics.median(values):>8.2f}{min(values):>8.2f}{max(values):>8.2f}"


def commit():
    run = subprocess.run(["git", "-C", CHECKOUT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return run.stdout.strip() or "unknown"


def machine():
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs"
