"""A large invented association, from its first day in this program until some day."""

from scenario.seeding.making import UNTIL, Made, seed

__all__ = ["UNTIL", "Made", "seed"]
