"""Samples broken at random: the same seed breaks them the same way."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

_NUMBER = re.compile(rb"\d+")
_WRONG = (
    *(b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\xef\xbb\xbf", b"\x1b[2J", b"\r", b"\n\n"),
    *(b"9" * 5000, b"-1", b"1e999999", b"NaN", b"0x10", b"2024-13-45", b"9999-12", b"0000-00"),
    *(b"[" * 3000, b"{" * 3000, b"(" * 2000, b"<!--", b"]]>", b"<a>" * 2000, b"&amp;", b"&a;"),
    *(b"&a [*a]", b"!!python/object:os.system", b"? [a]\n: b", b"- " * 500, b": ", b"'", b'"'),
    *(b"{{ 9 ** 9 ** 9 }}", b"{% for a in range(99999) %}", b"{% include 't.j2' %}", b"%}", b"}}"),
    *("临洮县".encode(), "临洮县".encode("gbk"), "（" * 900, "其中：" * 500, "一" * 40_000),
    *(b"null", b"true", b"[]", b"{}", b"../../etc/passwd", b"a" * 100_000, b"=1+1", b","),
)
_PIECES = [piece if isinstance(piece, bytes) else piece.encode() for piece in _WRONG]
_MOST = 2_000_000


def broken(sample: bytes, dice: random.Random) -> bytes:
    """A sample broken in one to six places; of a packed one, often a part of what it packs."""
    if zipfile.is_zipfile(io.BytesIO(sample)) and dice.random() < 0.7:
        return _within(sample, dice)
    for _ in range(dice.choice((1, 1, 1, 2, 3, 6))):
        sample = dice.choice(_WAYS)(sample, dice)[:_MOST]
    return sample


def _within(sample: bytes, dice: random.Random) -> bytes:
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(sample)) as old, zipfile.ZipFile(made, "w") as new:
            names = old.namelist()
            chosen = dice.choice(names)
            for name in names:
                content = old.read(name)
                if name == chosen:
                    content = dice.choice(_WAYS)(content, dice)[:_MOST]
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, ValueError, KeyError, IndexError, OSError, zlib.error):
        return sample
    return made.getvalue()


def _flipped(sample: bytes, dice: random.Random) -> bytes:
    flipped = bytearray(sample)
    for _ in range(dice.choice((1, 1, 4, 32))):
        if flipped:
            flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def _cut(sample: bytes, dice: random.Random) -> bytes:
    return sample[: dice.randrange(len(sample) + 1)]


def _dropped(sample: bytes, dice: random.Random) -> bytes:
    start, end = _span(sample, dice)
    return sample[:start] + sample[end:]


def _repeated(sample: bytes, dice: random.Random) -> bytes:
    start, end = _span(sample, dice)
    return sample[:end] + sample[start:end] * dice.choice((1, 2, 50)) + sample[end:]


def _nested(sample: bytes, dice: random.Random) -> bytes:
    start, end = _span(sample, dice)
    times = dice.choice((2, 40, 400))
    around = (b"[", b"]"), (b"{a: ", b"}"), (b"<td><table>", b"</table></td>"), (b"(", b")")
    before, after = dice.choice(around)
    return sample[:start] + before * times + sample[start:end] + after * times + sample[end:]


def _inserted(sample: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(sample) + 1)
    return sample[:at] + dice.choice(_PIECES) + sample[at:]


def _replaced(sample: bytes, dice: random.Random) -> bytes:
    start, end = _span(sample, dice)
    return sample[:start] + dice.choice(_PIECES) + sample[end:]


def _numbered(sample: bytes, dice: random.Random) -> bytes:
    found = list(_NUMBER.finditer(sample))
    if not found:
        return sample
    one = dice.choice(found)
    huge = dice.choice((b"0", b"-1", b"2147483648", b"9" * 30, b"9" * 5000, b"1e308", b"1048576"))
    return sample[: one.start()] + huge + sample[one.end() :]


def _stretched(sample: bytes, dice: random.Random) -> bytes:
    """One character, of the sample or of those that patterns stumble over, many times in a row."""
    at = dice.randrange(len(sample) + 1)
    text = sample[at : at + 4].decode("utf-8", "ignore")[:1] or " "
    one: str = dice.choice((text, *" \t\n¹①1.,-—（(*\u3000"))
    return sample[:at] + one.encode() * dice.choice((40, 1900, 40_000)) + sample[at:]


def _shuffled(sample: bytes, dice: random.Random) -> bytes:
    lines = sample.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)


def _recoded(sample: bytes, dice: random.Random) -> bytes:
    text = sample.decode("utf-8", "replace")
    return text.encode(dice.choice(("gb18030", "utf-16", "utf-8-sig", "utf-32", "utf-7")))


def _span(sample: bytes, dice: random.Random) -> tuple[int, int]:
    start = dice.randrange(len(sample) + 1)
    return start, min(len(sample), start + dice.choice((1, 3, 12, 200)))


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flipped, _cut, _dropped, _repeated, _nested),
    *(_inserted, _replaced, _replaced, _numbered, _stretched, _shuffled, _recoded),
)
