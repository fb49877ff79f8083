#!/usr/bin/env python3
"""Reads R's saved data without R and writes one table of it as CSV, or a vector of texts as lines.

usage: r_data.py FILE OBJECT[/ELEMENT...] [--without COLUMN,...] [--rename OLD=NEW,...] > table.csv
       r_data.py FILE OBJECT[/ELEMENT...] --lines > text.txt

FILE    an .rda or .RData file, or the common start of a lazy-load pair (DIR/Rdata for DIR/Rdata.rdx and DIR/Rdata.rdb)
OBJECT  the object's name; elements of lists follow after a slash: orangeJuice/yx

Understands R's XDR serialization, versions 2 and 3, of vectors, lists, factors, data frames and matrices; needs the
standard library only. Functions, environments other than the global ones and external pointers are refused.
Format: "R Internals", section 1.8 (Serialization Formats).
"""
import argparse
import bz2
import csv
import gzip
import lzma
import struct
import sys
import zlib

NA_INTEGER = -(2**31)
NA_REAL_LOW_WORD = 1954

SYMBOL, PAIRLIST, LANGUAGE, CHARACTERS, LOGICAL, INTEGER, REAL, STRINGS, LIST, RAW = 1, 2, 6, 9, 10, 13, 14, 16, 19, 24
ALTREP, ATTRIBUTED_PAIRLIST, BASE_NAMESPACE, MISSING_ARGUMENT, BASE_ENVIRONMENT = 238, 239, 247, 251, 241
NULL_ALIAS, EMPTY_ENVIRONMENT, GLOBAL_ENVIRONMENT, NAMESPACE, REFERENCE = 254, 242, 253, 249, 255
SINGLETONS = {NULL_ALIAS, 0, EMPTY_ENVIRONMENT, GLOBAL_ENVIRONMENT, BASE_ENVIRONMENT, BASE_NAMESPACE, MISSING_ARGUMENT}


class RDataError(Exception):
    """The file is not what this reader understands."""


class RObject:
    """A vector or list of R with its attributes."""

    def __init__(self, values, attributes=None):
        self.values = values
        self.attributes = attributes or {}

    def names(self):
        names = self.attributes.get("names")
        return names.values if names else [None] * len(self.values)

    def classes(self):
        classes = self.attributes.get("class")
        return classes.values if classes else []


class Reader:
    """One pass over the bytes of one serialized object."""

    def __init__(self, data):
        self.data = data
        self.at = 0
        self.references = []

    def object(self):
        if self.take(2) != b"X\n":
            raise RDataError("expected R's XDR serialization (X)")
        version, _, _ = self.integer(), self.integer(), self.integer()
        if version not in (2, 3):
            raise RDataError(f"expected serialization version 2 or 3, got {version}")
        if version == 3:
            self.take(self.integer())  # the name of the native encoding
        return self.item()

    def take(self, count):
        taken = self.data[self.at : self.at + count]
        if len(taken) < count:
            raise RDataError(f"the data ends at byte {len(self.data)} in the middle of an object")
        self.at += count
        return taken

    def integer(self):
        return struct.unpack(">i", self.take(4))[0]

    def length(self):
        length = self.integer()
        return length if length != -1 else (self.integer() << 32) + (self.integer() & 0xFFFFFFFF)

    def item(self):
        flags = self.integer()
        kind, has_attributes, has_tag = flags & 0xFF, bool(flags & 0x200), bool(flags & 0x400)
        if kind in SINGLETONS:
            return None
        if kind == REFERENCE:
            return self.references[(flags >> 8 or self.integer()) - 1]
        if kind == SYMBOL:
            self.references.append(self.item())
            return self.references[-1]
        if kind == NAMESPACE:
            return self.namespace()
        if kind in (PAIRLIST, ATTRIBUTED_PAIRLIST, LANGUAGE):
            return self.pairlist(has_attributes or kind == ATTRIBUTED_PAIRLIST, has_tag)
        if kind == CHARACTERS:
            return self.characters(flags)
        if kind == ALTREP:
            return self.compact()
        values = self.vector(kind)
        return RObject(values, self.attributes() if has_attributes else None)

    def namespace(self):
        self.integer()
        self.references.append([self.item() for _ in range(self.integer())])
        return self.references[-1]

    def characters(self, flags):
        length = self.integer()
        if length == -1:
            return None
        latin1 = (flags >> 12) & 4
        return self.take(length).decode("latin-1" if latin1 else "utf-8")

    def vector(self, kind):
        length = self.length()
        if kind in (INTEGER, LOGICAL):
            return [None if v == NA_INTEGER else v for v in struct.unpack(f">{length}i", self.take(4 * length))]
        if kind == REAL:
            return reals(self.take(8 * length))
        if kind in (STRINGS, LIST):
            return [self.item() for _ in range(length)]
        if kind == RAW:
            return list(self.take(length))
        raise RDataError(f"cannot read R objects of type {kind}")

    def attributes(self):
        return dict(self.item() or [])

    def pairlist(self, has_attributes, has_tag):
        """A pairlist as a list of (tag, value)."""
        pairs = []
        while True:
            if has_attributes:
                self.item()
            tag = self.item() if has_tag else None
            pairs.append((tag, self.item()))
            flags = self.integer()
            kind, has_attributes, has_tag = flags & 0xFF, bool(flags & 0x200), bool(flags & 0x400)
            if kind in (NULL_ALIAS, 0):
                return pairs
            if kind != PAIRLIST:
                raise RDataError(f"cannot read a pairlist that ends in type {kind}")

    def compact(self):
        """A vector in one of the compact forms of R 3.5 and later."""
        info, state, attributes = self.item(), self.item(), self.item()
        form = info[0][1]
        if form in ("compact_intseq", "compact_realseq"):
            count, first, step = state.values
            values = [first + i * step for i in range(int(count))]
            values = [int(v) for v in values] if form == "compact_intseq" else values
        elif form == "deferred_string":
            values = [None if v is None else text(v) for v in state[0][1].values]
        elif form.startswith("wrap_"):
            values = (state.values[0] if isinstance(state, RObject) else state[0][1]).values
        else:
            raise RDataError(f"cannot read the compact form {form}")
        return RObject(values, dict(attributes or []))


def reals(data):
    """Doubles, with R's NA (a NaN whose low word is 1954) as None."""
    values = list(struct.unpack(f">{len(data) // 8}d", data))
    for i, value in enumerate(values):
        if value != value and struct.unpack(">I", data[8 * i + 4 : 8 * i + 8])[0] == NA_REAL_LOW_WORD:
            values[i] = None
    return values


def decompress(data):
    if data[:2] == b"\x1f\x8b":
        return gzip.decompress(data)
    if data[:3] == b"BZh":
        return bz2.decompress(data)
    if data[:6] == b"\xfd7zXZ\x00":
        return lzma.decompress(data)
    if data[:1] == b"\x78":
        return zlib.decompress(data)
    return data


def lazy_load(start):
    """The objects of a lazy-load pair: an index (rdx) of places in a file of compressed chunks (rdb)."""
    with open(start + ".rdx", "rb") as file:
        index = Reader(decompress(file.read())).object()
    variables = index.values[index.names().index("variables")]
    with open(start + ".rdb", "rb") as file:
        chunks = file.read()
    objects = {}
    for name, place in zip(variables.names(), variables.values):
        offset, length = place.values
        objects[name] = lambda chunk=chunks[offset : offset + length]: Reader(inflate(chunk)).object()
    return objects


def inflate(chunk):
    """A chunk: its inflated length in 4 bytes, then either a zlib stream or a letter for the method and its stream."""
    size = struct.unpack(">I", chunk[:4])[0]
    method = chunk[4:5]
    if method == b"2":
        data = bz2.decompress(chunk[5:])
    elif method == b"Z":
        data = lzma.decompress(chunk[5:], lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "preset": 6}])
    elif method == b"0":
        data = chunk[5:]
    else:
        data = zlib.decompress(chunk[4:])
    if len(data) != size:
        raise RDataError(f"a chunk should hold {size} bytes and holds {len(data)}")
    return data


def saved_objects(path):
    with open(path, "rb") as file:
        data = decompress(file.read())
    if data[:5] not in (b"RDX2\n", b"RDX3\n"):
        raise RDataError(f"{path}: expected a file of R's save(), which begins with RDX2 or RDX3, got {data[:5]!r}")
    return {name: (lambda value=value: value) for name, value in Reader(data[5:]).object()}


def find(path, selector):
    objects = saved_objects(path) if path.lower().endswith((".rda", ".rdata")) else lazy_load(path)
    first, *rest = selector.split("/")
    if first not in objects:
        raise RDataError(f"{path} holds no object {first}; it holds {', '.join(sorted(objects))}")
    found = objects[first]()
    for name in rest:
        if name not in found.names():
            raise RDataError(f"{first} holds no element {name}; it holds {', '.join(map(str, found.names()))}")
        found = found.values[found.names().index(name)]
    return found


def columns(table):
    """Column names and columns of a data frame or a matrix."""
    if "dim" in table.attributes:
        rows, count = table.attributes["dim"].values
        names = table.attributes["dimnames"].values[1].values
        return names, [table.values[i * rows : (i + 1) * rows] for i in range(count)]
    if "data.frame" not in table.classes():
        raise RDataError("expected a data frame or a matrix")
    return table.names(), [plain(column) for column in table.values]


def plain(column):
    levels = column.attributes.get("levels")
    if levels is None:
        return column.values
    return [None if code is None else levels.values[code - 1] for code in column.values]


def text(value):
    """A value as R writes it: no needless .0, nothing for a missing value."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def read_table(path, selector):
    """Column names and rows (tuples of values, None where missing) of one table."""
    names, values = columns(find(path, selector))
    return names, list(zip(*values))


def main():
    parser = argparse.ArgumentParser(description="Writes one table of a file of R's save() as CSV.")
    parser.add_argument("file")
    parser.add_argument("object")
    parser.add_argument("--without", default="", help="columns to leave out, separated by commas")
    parser.add_argument("--rename", default="", help="OLD=NEW pairs, separated by commas")
    parser.add_argument("--lines", action="store_true", help="write a vector of texts, one a line")
    arguments = parser.parse_args()
    if arguments.lines:
        sys.stdout.writelines(text(line) + "\n" for line in find(arguments.file, arguments.object).values)
        return
    names, rows = read_table(arguments.file, arguments.object)
    without = [name for name in arguments.without.split(",") if name]
    renamed = dict(pair.split("=", 1) for pair in arguments.rename.split(",") if pair)
    unknown = [name for name in [*without, *renamed] if name not in names]
    if unknown:
        raise RDataError(f"no column {', '.join(unknown)}; the columns are {', '.join(names)}")
    kept = [i for i, name in enumerate(names) if name not in without]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([renamed.get(names[i], names[i]) for i in kept])
    writer.writerows([text(row[i]) for i in kept] for row in rows)


if __name__ == "__main__":
    try:
        main()
    except (RDataError, OSError) as failure:
        sys.exit(f"r_data.py: {failure}")
