# Short names for the commands of the README and of .ci/run; nothing needs them.

# Set up and play the shipped scenario.
demo *arguments:
    python3 -m venv .venv && .venv/bin/pip install -q --require-hashes -r requirements/run.lock && .venv/bin/python manage.py demo {{ arguments }}

# Set up and run all tests on SQLite.
test *arguments:
    python3 -m venv .venv && .venv/bin/pip install -q --require-hashes -r requirements/test.lock && .venv/bin/pytest {{ arguments }}

# Run all tests on a PostgreSQL that is started for them.
test-postgresql *arguments:
    .venv/bin/python -m tests.postgresql {{ arguments }}

# Measure the lists with up to 50,000 trainees, on a PostgreSQL that is started for it.
bench *arguments:
    .venv/bin/python -m bench {{ arguments }}

# Everything that must hold before a change lands.
check:
    .ci/run

# Format and mend what can be mended.
format:
    .venv/bin/ruff check --fix . && .venv/bin/ruff format .

# Renew both locks from pyproject.toml (needs uv). Extras stay in: pip takes `coverage` for another
# requirement than `coverage[toml]`, and would look for a newer one that has no hash here.
lock:
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header -q pyproject.toml -o requirements/run.lock
    uv pip compile --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header -q --extra test pyproject.toml -o requirements/test.lock
