"""Items that are balances, whatever their columns are called: 债务余额, 债务限额."""

from __future__ import annotations

import re

from finkit.workbooks.words.dates import squeeze

_STOCK = re.compile(
    r"(.*?(?P<year>(?:19|20)\d{2})年(?P<end>末|底|(?=.*限额)))?.*(余额|债务限额)"
    r"(数|\(?(预计)?(决算|执行|实际|预计|预算)数?\)?)?(\((单位:)?[亿千万]?元\))?"
)
"""An item that is a balance, whatever its column is called; some say of which year's end."""

_FLOW = re.compile(r"新增|发行|偿还|还本|付息|转贷|举借|化解")
"""What stands under a balance and is none: 其中：本年新增."""


def stock_of(item: str, parent: str) -> re.Match[str] | None:
    """What an item says of itself as a balance, else the balance that it is a part of.

    >>> stock_of("2023年末地方政府债务余额", "")["year"], stock_of("税收收入", "")
    ('2023', None)
    """
    own = squeeze(item)
    if found := _STOCK.fullmatch(own):
        return found
    return None if _FLOW.search(own) else _STOCK.fullmatch(squeeze(parent))
