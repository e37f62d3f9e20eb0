#!/usr/bin/env python3
"""Checks a ledger by docs/format.md alone, with nothing but Python's standard library.

    verify.py FOLDER

Prints a line for each finding (`file:line: what`), and what the ledger holds when there is none.
Exit code: 0 clean, 1 something is not as it was written, 2 the last writer did not end well.
"""

import base64
import hashlib
import json
import os
import re
import sys

DIGEST = rb"[A-Za-z0-9_-]{43}"
CHECK = rb"[A-Za-z0-9_-]{11}"
ID = rb"[a-z2-7]{26}"
NUMBER = rb"(?:0|[1-9][0-9]*)"
INSTANT = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
MANIFEST = re.compile(
    rb'(\{"format":1,"ledger":"(%s)","nonce":"(%s)","created":"%s","description":"(%s)")'
    rb',"check":"(%s)"\}\n' % (ID, DIGEST, INSTANT, DIGEST, CHECK)
)
SLOT = re.compile(
    rb'(\{"generation":(%s),"position":(%s),"h":"(%s)","segment":(%s),"bytes":(%s),'
    rb'"clean":(?:true|false)),"check":"(%s)"\}\n+' % (NUMBER, NUMBER, DIGEST, NUMBER, NUMBER, CHECK)
)
SEGMENT = re.compile(
    rb'\{"spro":1,"ledger":"(%s)","first":(%s),"after":"(%s)"\}\n' % (ID, NUMBER, DIGEST)
)
LINE = re.compile(
    rb'\{"h":"(%s)",(?:"dur":(%s),"x":"(%s)",)?"e":(\{.*\})\}\n' % (DIGEST, NUMBER, CHECK), re.DOTALL
)
BLOB = re.compile(rb'\{"spro":1,"blob":"(%s)","bytes":(%s),"digest":"(%s)"\}\n' % (ID, NUMBER, DIGEST))
SLOT_LENGTH = 4096
MAX_LINE = 1_049_600
ROOT = {"spro.json", "FORMAT.md", "LOCK", "log", "head", "quarantine", "keys", "blobs", "cache"}


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def from_base64url(text):
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def digest(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def check(*parts):
    return base64url(digest(*parts)[:8])


def once(pairs):
    """An object of JSON in which no key stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


class Ledger:
    def __init__(self, root):
        self.root = root
        self.altered = []
        self.unclean = []
        self.ids = set()
        self.commits = set()
        self.at = ""
        self.position = 0

    def path(self, *names):
        return os.path.join(self.root, *names)

    def read(self, *names):
        with open(self.path(*names), "rb") as file:
            return file.read()

    def names(self, *names):
        folder = self.path(*names)
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    def find(self, why, *names, line=None):
        place = "/".join(names) + (f":{line}" if line else "")
        self.altered.append(f"{place}: {why}")

    def verify(self):
        manifest = self.manifest()
        if manifest is None:
            return
        ledger, nonce = manifest
        for name in self.names():
            if name not in ROOT:
                self.unclean.append(f"{name}: no part of a ledger")
        if self.names("log") and self.path("LOCK") and self.read("LOCK"):
            self.find("it is not empty", "LOCK")
        self.log(ledger, nonce, self.head())
        self.keys(ledger)
        self.blobs()

    def manifest(self):
        match = MANIFEST.fullmatch(self.read("spro.json"))
        if not match or check(match[1]) != match[5]:
            self.find("it is not as it was written", "spro.json")
            return None
        if base64url(digest(self.read("FORMAT.md"))) != match[4]:
            self.find("it is not the text that was copied here", "FORMAT.md")
        # Lower-case base32; the nonce is 32 bytes in one spelling.
        ledger = base64.b32decode(match[2].upper() + b"======")
        nonce = from_base64url(match[3])
        if base64url(nonce) != match[3]:
            self.find("the nonce has another spelling", "spro.json")
        return (match[2], ledger), nonce

    def head(self):
        """What the newer slot says: position, digest, segment, bytes."""
        file = self.read("head")
        slots = []
        for index in range(2):
            match = SLOT.fullmatch(file[index * SLOT_LENGTH : (index + 1) * SLOT_LENGTH])
            generation = int(match[2]) if match else None
            if match and check(match[1]) == match[7] and generation % 2 == index:
                slots.append((generation, int(match[3]), match[4], int(match[5]), int(match[6])))
            else:
                self.find(f"slot {index} is not whole", "head")
        if len(file) != 2 * SLOT_LENGTH:
            self.find("it does not have 8192 bytes", "head")
        if len(slots) == 2 and abs(slots[0][0] - slots[1][0]) != 1:
            self.find("its slots do not follow one another", "head")
        return max(slots)[1:] if slots else None

    def log(self, ledger, nonce, head):
        text, raw = ledger
        after = digest(b"spro ledger 1\n", raw, nonce)
        end = None
        names = self.names("log")
        for index, name in enumerate(names):
            if name.endswith(".jsonl.tmp"):
                self.unclean.append(f"log/{name}: a segment that was not begun")
            elif not re.fullmatch(r"\d{20}\.jsonl", name):
                self.find("no part of a log", "log", name)
        names = [name for name in names if re.fullmatch(r"\d{20}\.jsonl", name)]
        if not names:
            self.find("there is no segment", "log")
        for index, name in enumerate(names):
            first = int(name[:20])
            file = self.read("log", name)
            begin = SEGMENT.match(file)
            expected = (text, self.position + 1, base64url(after))
            if not begin or (begin[1], int(begin[2]), begin[3]) != expected or first != expected[1]:
                self.find("it does not follow what was read before", "log", name, line=1)
                return
            is_last = index + 1 == len(names)
            read = self.segment(name, first, file, begin.end(), after, head, is_last)
            if read is None:
                return
            after, end = read
        if head is None:
            return
        if self.position < head[0]:
            line = self.position - int(names[-1][:20]) + 3
            self.find(f"position {head[0]} was acknowledged", "log", names[-1], line=line)
        elif self.position > head[0]:
            self.unclean.append("log: commits follow that `head` does not name")
        elif base64url(after) != head[1]:
            self.find("it names another digest", "head")
        elif (int(names[-1][:20]), end) != (head[2], head[3]) and end is not None:
            # A segment may have been begun after the last place that `head` names.
            if int(names[-1][:20]) != head[0] + 1:
                self.find("it names another length", "head")

    def segment(self, name, first, file, at, after, head, is_last):
        """Reads the commits of a segment; the digest and the offset after the last."""
        while at < len(file):
            begin_at, begin_position = at, self.position
            left, header, known = 1, None, after
            while left:
                line_number = self.position - first + 3
                stop = file.find(b"\n", at) + 1
                line = file[at:stop] if stop else file[at:]
                fault, record, link = self.line(line, known, header is None, begin_position)
                if fault is None and header is None:
                    header = record["commit"]
                    left = header["n"]
                if fault:
                    break
                known, at = link, stop
                self.position += 1
                left -= 1
            if left == 0:
                after = known
                continue
            self.position = begin_position
            if is_last and not file[begin_at:].strip(b"\n"):
                return after, begin_at
            if is_last and head is not None and self.position >= head[0]:
                place = f"log/{name}:{line_number}"
                if self.knows_later(file[begin_at:]):
                    self.find(fault, "log", name, line=line_number)
                    return None
                self.unclean.append(f"{place}: a torn write ({fault})")
                return after, begin_at
            self.find(fault, "log", name, line=line_number)
            return None
        return after, len(file)

    def line(self, line, known, begins, durable):
        """What is wrong with a line, or its record and the digest after it."""
        match = LINE.fullmatch(line) if len(line) <= MAX_LINE else None
        if not match:
            return "the line is not framed as a record", None, None
        claimed, dur, x, e = match.groups()
        if (dur is not None) != begins:
            return "a commit begins or goes on where it should not", None, None
        if begins and check(dur, b",", e) != x:
            return "the check of a commit's first line fails", None, None
        if begins and int(dur) > durable:
            return "`dur` lies ahead", None, None
        link = digest(known, e)
        if base64url(link) != claimed:
            return "the digest is not that of the record", None, None
        try:
            record = json.loads(e, object_pairs_hook=once)
        except ValueError as error:
            return str(error), None, None
        if ("commit" in record) != begins or record["seq"] != self.position + 1:
            return "the record belongs to another place", None, None
        if record["id"] in self.ids:
            return "the event's id is used twice", None, None
        self.ids.add(record["id"])
        if begins:
            commit = record["commit"]
            if commit["id"] in self.commits:
                return "the commit's id is used twice", None, None
            if commit["at"] < self.at or commit["n"] < 1:
                return "it was recorded before the line before", None, None
            self.commits.add(commit["id"])
            self.at = commit["at"]
        return None, record, link

    def knows_later(self, tail):
        """Tells whether an intact first line of a commit knows that what is damaged was durable."""
        for begin in re.finditer(rb'\{"h":"%s","dur":(%s),"x":"(%s)","e":' % (DIGEST, NUMBER, CHECK), tail):
            try:
                text = tail[begin.end() :].decode("utf-8", "surrogateescape")
                _, end = json.JSONDecoder().raw_decode(text)
            except ValueError:
                continue
            e = text[:end].encode("utf-8", "surrogateescape")
            if check(begin[1], b",", e) == begin[2] and int(begin[1]) > self.position:
                return True
        return False

    def keys(self, ledger):
        names = [name for name in self.names("keys") if name != "LOCK"]
        epochs = [name for name in names if re.fullmatch(r"\d{10}\.jsonl", name)]
        for name in set(names) - set(epochs[-1:]):
            self.unclean.append(f"keys/{name}: left over")
        for name in epochs[-1:]:
            file = self.read("keys", name)
            lines = file.splitlines(keepends=True)
            before = b"".join(lines[:-1])
            if not lines or lines[-1] != b'{"check":"%s"}\n' % base64url(digest(before)):
                self.find("it is not as it was written", "keys", name)
                continue
            first = json.loads(lines[0])
            if (first["ledger"].encode(), first["epoch"]) != (ledger[0], int(name[:10])):
                self.find("it belongs elsewhere", "keys", name)

    def blobs(self):
        for name in self.names("blobs"):
            if not name.endswith(".blob"):
                self.unclean.append(f"blobs/{name}: left over")
                continue
            file = self.read("blobs", name)
            match = BLOB.match(file)
            bytes_ = file[match.end() :] if match else b""
            expected = (name[:-5].encode(), len(bytes_), base64url(digest(bytes_)))
            if not match or (match[1], int(match[2]), match[3]) != expected:
                self.find("it is not as it was written", "blobs", name)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    ledger = Ledger(sys.argv[1])
    try:
        ledger.verify()
    except FileNotFoundError as error:
        name = os.path.relpath(error.filename, ledger.root)
        ledger.altered.append(f"{name}: it is missing")
    for finding in ledger.altered + ledger.unclean:
        print(finding)
    if ledger.altered:
        sys.exit(1)
    if ledger.unclean:
        sys.exit(2)
    print(f"clean: {ledger.position} records in {len(ledger.commits)} commits")


if __name__ == "__main__":
    main()
