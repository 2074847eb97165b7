"""An amount put together of the parts that a caliber names."""

from __future__ import annotations

from collections.abc import Callable

from finkit.accounts.calibers import Caliber
from finkit.figures.quantity import Quantity, difference, total


def put_together(caliber: Caliber, amount: Callable[[str], Quantity]) -> Quantity:
    """The amounts of the parts added up, or taken off where the caliber says so.

    Absent where any part is.
    """
    added = [amount(name) for sign, name in caliber.components if sign > 0]
    taken = [amount(name) for sign, name in caliber.components if sign < 0]
    return difference(total(*added), total(*taken)) if taken else total(*added)
