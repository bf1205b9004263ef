"""The built product's classes, and a JDK to run programs with them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from table import CHECKOUT

USUAL = (Path("/usr/lib/jvm"), Path.home() / ".sdkman/candidates/java", Path.home() / ".jdks")


def jar():
    """Built when a source is newer."""
    subprocess.run([CHECKOUT / "seltzer", "--version"], check=True, stdout=subprocess.DEVNULL)
    return CHECKOUT / "target" / "seltzer.jar"


def jdk():
    """Found where ./seltzer looks for it."""
    java = shutil.which("java")
    candidates = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    candidates += [Path(java).resolve().parent.parent] if java else []
    candidates += [jdk for folder in USUAL if folder.is_dir() for jdk in sorted(folder.iterdir())]
    for candidate in candidates:
        release = candidate / "release"
        if (candidate / "bin" / "javac").exists() and release.exists() \
                and re.search(r'^JAVA_VERSION="25\b', release.read_text(), re.M):
            return candidate
    sys.exit("There is no JDK 25 in JAVA_HOME, PATH or the usual folders. Install one, or set JAVA_HOME.")


def run_java(arguments, class_path):
    subprocess.run([jdk() / "bin" / "java", "-cp", os.pathsep.join(map(str, class_path)), *arguments], check=True)
