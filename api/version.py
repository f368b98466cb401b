"""The version of the API, apart from that of the program: what programs rely on."""

API_VERSION = "1.0.0"
