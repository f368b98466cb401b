"""Other people, names, codes and ways of writing the files down."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tests.scenario.variants.folder import some

if TYPE_CHECKING:
    from random import Random

    from tests.scenario.variants.folder import Scenario

PERSON_COLUMNS = frozenset(
    {
        "person_id",
        "actor_id",
        "assessed_by",
        "decided_by",
        "mentor_id",
        "observer_id",
        "guide_id",
        "chair_id",
        "case_bringer_id",
        "lead_trainer_id",
        "co_trainer_id",
        "trainer_id",
        "trainee_id",
    }
)
ODD_NAMES = ("IJsbrand 🦉", 'Zoë "Zus"', "Đặng, Thị", "D’Artagnan", "Ægir;Ö|Ø", "נועם")
MAY_BE_EMPTY = (
    "course_attendance",
    "makeup_assignments",
    "placement_log",
    "observations",
    "final_assignments",
    "intervision_attendance",
    "intervision_cases",
    "trainer_activity",
)


def rename(scenario: Scenario, columns: frozenset[str], old: str, new: str) -> None:
    """Give something another code wherever one of these columns names it."""
    for rows in scenario.tables.values():
        for row in rows:
            row.update({column: new for column in columns & row.keys() if row[column] == old})


def person_recoded(scenario: Scenario, random: Random) -> None:
    used_elsewhere = {"T1", "T2", "T3", "T4", "T5", "T6", "P15", "O1"}
    codes = {row["person_id"] for row in scenario.tables["people"]} - used_elsewhere
    rename(scenario, PERSON_COLUMNS, random.choice(sorted(codes)), "lid-0042")


def session_recoded(scenario: Scenario, random: Random) -> None:
    rename(scenario, frozenset({"session_code", "reference"}), "S7", "S-07b")
    rule = scenario.rule("course")
    known = rule["mandatory_sessions"]
    rule["mandatory_sessions"] = ["S-07b" if s == "S7" else s for s in known]


def meeting_recoded(scenario: Scenario, random: Random) -> None:
    rename(scenario, frozenset({"meeting_code"}), random.choice(["B4", "B5"]), "B-extra")


def cohort_recoded(scenario: Scenario, random: Random) -> None:
    scenario.programme.update(code="OPL", cohort="2027-najaar")
    for row in scenario.tables["enrolments"]:
        row.update(programme="OPL", cohort="2027-najaar")


def odd_names(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["people"], 6):
        row["first_name"] = random.choice(ODD_NAMES)
        row["infix"] = random.choice(["van ’t", "in de", ""])
        row["last_name"] = random.choice(ODD_NAMES)


def odd_titles(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["course_sessions"], 3):
        row["title"] = 'Samen: "wet", regel; en \\ verhaal 📚'
        row["learning_objectives"] = 'Deelnemer zegt "nee", en legt uit waarom'


def person_without_local_group(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["people"], 4):
        row["local_group_code"] = ""


def person_of_another_local_group(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.tables["people"], 6):
        row["local_group_code"] = random.choice(scenario.tables["local_groups"])["code"]


def person_without_mail(scenario: Scenario, random: Random) -> None:
    for row in some(random, scenario.rows("people", roles="trainee"), 2):
        row["email"] = ""


def nothing_in_a_table(scenario: Scenario, random: Random) -> None:
    table = random.choice(MAY_BE_EMPTY)
    scenario.remove(table, scenario.tables[table])


def windows_line_ends(scenario: Scenario, random: Random) -> None:
    scenario.newline = "\r\n"


def byte_order_mark(scenario: Scenario, random: Random) -> None:
    scenario.encoding = "utf-8-sig"


def everything_quoted(scenario: Scenario, random: Random) -> None:
    scenario.quoting = csv.QUOTE_ALL


def rows_in_another_order(scenario: Scenario, random: Random) -> None:
    for name in sorted(scenario.tables):
        random.shuffle(scenario.tables[name])


WRITING = (
    person_recoded,
    session_recoded,
    meeting_recoded,
    cohort_recoded,
    odd_names,
    odd_titles,
    person_without_local_group,
    person_of_another_local_group,
    person_without_mail,
    nothing_in_a_table,
    windows_line_ends,
    byte_order_mark,
    everything_quoted,
    rows_in_another_order,
)
