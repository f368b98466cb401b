"""What these tests share: the methods, also after a test that emptied the database."""

from tests.intervision.conftest import methods

__all__ = ["methods"]
