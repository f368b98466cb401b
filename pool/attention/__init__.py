"""What needs somebody at the office: derived at a moment, and kept by `refresh_attention`."""

from pool.attention.overview import items

__all__ = ["items"]
