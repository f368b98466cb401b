"""What needs somebody at the office: derived at a moment, never stored."""

from pool.attention.item import AttentionItem
from pool.attention.overview import items

__all__ = ["AttentionItem", "items"]
