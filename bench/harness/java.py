"""Commands that start the Java programs of the benchmark."""

import os
import shutil
from pathlib import Path

from . import folders

PACKAGE = "org.hypernetspark.bench."
HEAP = "-Xmx4g"


def executable():
    """The Java of JAVA_HOME, else of the PATH."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else shutil.which("java") or "java"


def jar(module, name):
    """A jar that Maven built, or None."""
    jars = sorted((folders.ROOT / module / "target").glob(name))
    return jars[-1] if jars else None


def bench_jar():
    """The benchmark's own classes, or None."""
    jars = [path for path in (folders.TARGET).glob("hypernet-bench-*.jar")]
    return jars[0] if jars else None


def class_path():
    """Everything a program needs."""
    return f"{bench_jar()}:{(folders.TARGET / 'classpath').read_text(encoding='utf-8').strip()}"


def command(program, *arguments, properties=(), heap=HEAP):
    """The command line of a program of the benchmark."""
    options = (folders.TARGET / "java.options").read_text(encoding="utf-8").split()
    logs = f"-Dlog4j2.configurationFile={folders.ROOT / 'conf' / 'log4j2.properties'}"
    start = [executable(), heap, *options, logs, *properties, "-cp", class_path()]
    return [*start, PACKAGE + program, *map(str, arguments)]


def has_program(program):
    """Whether the benchmark's jar holds a program."""
    return (folders.TARGET / "classes" / (PACKAGE + program).replace(".", "/")).with_suffix(".class").exists()


def spark_properties(path=folders.ROOT / "conf" / "spark-defaults.conf"):
    """The project's settings of Spark, as Java properties."""
    lines = (line.split(None, 1) for line in path.read_text(encoding="utf-8").splitlines())
    return [f"-D{words[0]}={words[1].strip()}" for words in lines if len(words) == 2 and not words[0].startswith("#")]
