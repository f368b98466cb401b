"""What may be registered about people and places, and for how long it is kept."""

from people.rules.consents import consent_problems, withdrawal_problems
from people.rules.opt_outs import topic_problems
from people.rules.passwords import account_problems, password_problems
from people.rules.persons import (
    email_taken,
    merge_problems,
    name_problems,
    person_problems,
    present_problems,
    standing_problems,
)
from people.rules.places import code_taken, organisation_problems, region_problems
from people.rules.retention import RETENTION, RetentionTerm, due_for_erasure
from people.rules.roles import end_role_problems, role_problems
from people.rules.rows import known, row_list_problems, row_problems, unknown
from people.rules.texts import (
    choice_problems,
    date_problems,
    email_problems,
    list_problems,
    text_problems,
    tidy,
)
from people.rules.tokens import LONGEST_TOKEN_DAYS, digest, token_problems

__all__ = [
    "LONGEST_TOKEN_DAYS",
    "RETENTION",
    "RetentionTerm",
    "account_problems",
    "choice_problems",
    "code_taken",
    "consent_problems",
    "date_problems",
    "digest",
    "due_for_erasure",
    "email_problems",
    "email_taken",
    "end_role_problems",
    "known",
    "list_problems",
    "merge_problems",
    "name_problems",
    "organisation_problems",
    "password_problems",
    "person_problems",
    "present_problems",
    "region_problems",
    "role_problems",
    "row_list_problems",
    "row_problems",
    "standing_problems",
    "text_problems",
    "tidy",
    "token_problems",
    "topic_problems",
    "unknown",
    "withdrawal_problems",
]
