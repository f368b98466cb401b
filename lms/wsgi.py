"""The entry point of a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
application = get_wsgi_application()
# What is loaded by now stays for good: unfrozen, every full collection looks through it all again,
# which took a fifth of a page of progress.
gc.freeze()
