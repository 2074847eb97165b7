"""`finkit seal`: signing reports; and `finkit verify --key`, whose signature they have."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from finkit.errors import EXIT_OK, EXIT_SOME_FAILED, UsageError, one_line

_MOST_SAID = 20


def add(commands: Any) -> None:
    """Adds the command."""
    command = commands.add_parser("seal", help="给报告签名（Ed25519），收到的人用公钥核对")
    command.add_argument(
        "places", nargs="*", metavar="报告", help="报告（report.html），或一批报告的文件夹"
    )
    command.add_argument("--key", default="", metavar="私钥", help="用这把私钥签名")
    new = "新生成一对密钥：私钥，和旁边的公钥（.pub）"
    command.add_argument("--new-key", default="", metavar="私钥", help=new)
    command.set_defaults(command=_seal)


def _seal(given: argparse.Namespace) -> int:
    require_library()
    if bool(given.key) == bool(given.new_key):
        raise UsageError("签名用 --key，生成密钥用 --new-key，写其中一个")
    if given.new_key:
        return _new_key(given)
    from finkit.verify.keys import fingerprint, private_key
    from finkit.verify.signing import sign_batch, sign_reports

    if not given.places:
        raise UsageError("没有写明要签名的报告")
    signer = private_key(Path(given.key))
    places = list(map(Path, given.places))
    pages = [place for place in places if not place.is_dir()]
    sign_reports(pages, signer)
    signed = len(pages) + sum(sign_batch(place, signer) for place in places if place.is_dir())
    print(f"{signed}份报告已签名（公钥指纹 {fingerprint(signer.key)}）")
    return EXIT_OK


def _new_key(given: argparse.Namespace) -> int:
    from finkit.verify.keys import PUBLIC, fingerprint, new_pair

    if given.places:
        raise UsageError("--new-key 只生成密钥；签名另用 --key")
    path = Path(given.new_key)
    key = new_pair(path)
    public = path.with_suffix(PUBLIC)
    said = f"私钥 {path}（自己保管），公钥 {public}（给收报告的人），指纹 {fingerprint(key)}"
    print(one_line(said))
    return EXIT_OK


def verify_signature(place: Path, key: Path) -> int:
    """Says whose signature a report or a batch has: 0 where it is that of the key."""
    require_library()
    from finkit.verify.keys import public_key
    from finkit.verify.signatures import judged_batch, judged_page

    known = public_key(key)
    if not place.is_dir():
        judged = judged_page(place, known)
        print(one_line(str(judged)))
        return EXIT_OK if judged.holds else EXIT_SOME_FAILED
    found = list(judged_batch(place, known))
    wrong = [one for one in found if not one.holds]
    for one in wrong[:_MOST_SAID]:
        print(one_line(f"不符：{one}"))
    if len(wrong) > _MOST_SAID:
        print(f"不符：……另有{len(wrong) - _MOST_SAID}处")
    if wrong:
        return EXIT_SOME_FAILED
    print(one_line(f"{len(found) - 1}份报告和整批：{found[0].said}"))
    return EXIT_OK


def require_library() -> None:
    """Raises `UsageError` where what signs is not installed: it is not in the base install."""
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        advice = "pip install 'finkit[sign]'"
        raise UsageError("签名和核对签名要另装一个部分", advice=advice) from error
