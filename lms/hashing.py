"""How passwords are hashed: slow enough to guess, quick enough for a server of two cores."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 46 MiB and two passes: above the minimum of OWASP's ASVS 5.0, 11.4.2.

    Django's own figures take half a second and 100 MiB for each time that somebody signs in.
    """

    time_cost = 2
    memory_cost = 47_104
    parallelism = 1
