"""Units of length, area, speed, mass, volume and temperature, so that 62 miles can mean 100 km.

Sizes are those of the International System, of the international yard and pound (1959) and of the
oil barrel; a dunum is the metric one and a feddan the Egyptian one. Each counts the least unit of
its dimension, rounded to a whole one: conversions in the news are rounded far more than that.
"""

from __future__ import annotations

from collections.abc import Mapping

from align.evidence.quantity import Unit

_SIZES: Mapping[str, Mapping[str, int]] = {
    "length": {  # micrometres
        "millimetre": 10**3,
        "centimetre": 10**4,
        "metre": 10**6,
        "kilometre": 10**9,
        "inch": 25_400,
        "foot": 304_800,
        "yard": 914_400,
        "mile": 1_609_344_000,
        "nautical_mile": 1_852_000_000,
    },
    "area": {  # square centimetres
        "square_metre": 10**4,
        "square_kilometre": 10**10,
        "hectare": 10**8,
        "dunum": 10**7,
        "acre": 40_468_564,
        "feddan": 42_008_300,
        "square_foot": 929,
        "square_mile": 25_899_881_103,
    },
    "speed": {  # metres an hour
        "kilometre_an_hour": 1000,
        "mile_an_hour": 1609,
        "knot": 1852,
        "metre_a_second": 3600,
    },
    "mass": {  # milligrams
        "gram": 10**3,
        "kilogram": 10**6,
        "tonne": 10**9,
        "ounce": 28_350,
        "pound_weight": 453_592,
    },
    "volume": {"litre": 1000, "cubic_metre": 10**6, "gallon": 3785, "barrel": 158_987},  # millilitres
}
_TEMPERATURES = (  # fifths of a degree Fahrenheit above its nought
    Unit("celsius", "temperature", 9, 160),
    Unit("fahrenheit", "temperature", 5),
)
MEASURES: Mapping[str, Unit] = {
    **{name: Unit(name, dimension, size) for dimension, row in _SIZES.items() for name, size in row.items()},
    **{unit.name: unit for unit in _TEMPERATURES},
}
