"""The only writer of people and places."""

from people.actions.consents import give_consent, withdraw_consent
from people.actions.erasure import erase_person, export_person
from people.actions.merging import merge_people
from people.actions.opt_outs import opt_in, opt_out
from people.actions.passwords import change_password, open_account
from people.actions.persons import archive_person, bring_back_person, register_person
from people.actions.places import found_organisation, open_region
from people.actions.roles import end_role, give_role
from people.actions.tokens import issue_token, revoke_token

__all__ = [
    "archive_person",
    "bring_back_person",
    "change_password",
    "end_role",
    "erase_person",
    "export_person",
    "found_organisation",
    "give_consent",
    "give_role",
    "issue_token",
    "merge_people",
    "open_account",
    "open_region",
    "opt_in",
    "opt_out",
    "register_person",
    "revoke_token",
    "withdraw_consent",
]
