"""The same answers by one SQL query each, written by hand: what the lists are compared with.

A floor, not a rival: it knows one asker who may see everything, and no languages, filters or rules.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import connection

_NAME = "concat_ws(' ', p.given_name, nullif(p.infix, ''), p.family_name)"

_PROGRESS = f"""
SELECT e.id, e.state, json_build_object('id', p.id, 'name', {_NAME}) AS person,
  json_build_object('id', r.id, 'code', r.code, 'starts', r.starts_on, 'ends', r.ends_on) AS run,
  (SELECT json_agg(json_build_array(s.kind, s.title, s.parameters) ORDER BY s.position)
     FROM courses_stage s WHERE s.curriculum_id = e.curriculum_id) AS stages,
  (SELECT json_agg(json_build_array(s.code, a.title, a.starts_at, t.attendance))
     FROM courses_coursesession s JOIN scheduling_appointment a ON a.id = s.appointment_id
     LEFT JOIN scheduling_participation t
       ON t.appointment_id = a.id AND t.person_id = e.person_id
    WHERE s.run_id = e.run_id) AS sessions,
  (SELECT json_agg(json_build_array(m.session_id, m.submitted_on, m.assessed_on, m.result))
     FROM courses_makeup m WHERE m.enrolment_id = e.id) AS make_ups,
  (SELECT json_agg(json_build_array(l.starts_at, l.minutes, l.activity, l.state, l.decided_at))
     FROM courses_placement c JOIN courses_logentry l ON l.placement_id = c.id
    WHERE c.enrolment_id = e.id) AS entries,
  (SELECT json_agg(json_build_array(v.moment, v.held_on, v.result))
     FROM courses_placement c JOIN courses_evaluation v ON v.placement_id = c.id
    WHERE c.enrolment_id = e.id) AS evaluations,
  (SELECT json_agg(json_build_array(o.observed_on, o.observer_id, o.goals_and_structure,
            o.legal_content, o.work_forms, o.group_guidance, o.plain_language, o.reflection))
     FROM courses_placement c JOIN courses_observation o ON o.placement_id = c.id
    WHERE c.enrolment_id = e.id) AS observations,
  (SELECT json_agg(json_build_array(a.starts_at, a.ends_at, a.state, m.report_finalised_on,
            t.attendance, (SELECT count(*) FROM scheduling_participation o
                            WHERE o.appointment_id = a.id AND o.attendance = 'present')))
     FROM intervision_membership b JOIN intervision_meeting m ON m.group_id = b.group_id
     JOIN scheduling_appointment a ON a.id = m.appointment_id
     LEFT JOIN scheduling_participation t
       ON t.appointment_id = a.id AND t.person_id = e.person_id
    WHERE b.person_id = e.person_id AND b.run_id = e.run_id) AS meetings,
  (SELECT json_agg(b.agreement_signed_on) FROM intervision_membership b
    WHERE b.person_id = e.person_id AND b.run_id = e.run_id) AS agreements,
  (SELECT count(*) FROM intervision_case k WHERE k.bringer_id = e.person_id) AS cases,
  (SELECT json_agg(json_build_array(f.submitted_on, f.assessed_on, f.result))
     FROM courses_finalassignment f WHERE f.enrolment_id = e.id) AS assignments,
  (SELECT json_agg(json_build_array(d.kind, d.signed_on))
     FROM courses_declaration d WHERE d.enrolment_id = e.id) AS declarations,
  (SELECT json_agg(json_build_array(x.stage_id, x.part, x.decided_at))
     FROM courses_exemption x WHERE x.enrolment_id = e.id) AS exemptions
FROM courses_enrolment e JOIN people_person p ON p.id = e.person_id
JOIN courses_courserun r ON r.id = e.run_id
"""
_TOOK_PART = "e.state IN ('enrolled', 'completed', 'not_completed', 'withdrawn')"

PROGRESS = f"{_PROGRESS} WHERE {_TOOK_PART} ORDER BY e.id DESC LIMIT 51"
EVERYBODY = f"{_PROGRESS} WHERE e.id BETWEEN %(first)s AND %(last)s"
RUN_MATRIX = f"{_PROGRESS} WHERE {_TOOK_PART} AND e.run_id = %(run)s ORDER BY e.id DESC LIMIT 51"

_TRAINERS = f"""
SELECT p.id, {_NAME} AS name, c.id AS certificate, c.number, c.issued_on, c.valid_until, c.state,
  (SELECT json_agg(json_build_array(m.joined_on, m.left_on))
     FROM pool_poolmembership m WHERE m.person_id = p.id) AS memberships,
  (SELECT json_agg(g.code) FROM pool_poolmembership m
     JOIN pool_poolmembership_regions l ON l.poolmembership_id = m.id
     JOIN people_region g ON g.id = l.region_id WHERE m.person_id = p.id) AS regions,
  (SELECT json_agg(t.code) FROM pool_poolmembership m
     JOIN pool_poolmembership_topics l ON l.poolmembership_id = m.id
     JOIN pool_topic t ON t.id = l.topic_id WHERE m.person_id = p.id) AS topics,
  (SELECT json_agg(n.kind) FROM pool_endorsement n
    WHERE n.person_id = p.id AND n.ends_on IS NULL) AS endorsements,
  (SELECT json_agg(json_build_array(v.kind, v.happened_on))
     FROM pool_activity v WHERE v.person_id = p.id) AS activities,
  (SELECT json_agg(json_build_array(t.role, a.starts_at, a.state, t.attendance))
     FROM scheduling_participation t JOIN scheduling_appointment a ON a.id = t.appointment_id
    WHERE t.person_id = p.id AND t.role IN ('lead', 'co_lead')) AS led
FROM people_person p JOIN LATERAL (
  SELECT * FROM certificates_certificate c WHERE c.person_id = p.id
  ORDER BY c.issued_on DESC, c.id DESC LIMIT 1
) c ON true
"""
_BY_NAME = "ORDER BY p.family_name, p.given_name, p.id LIMIT 51"
TRAINERS = f"{_TRAINERS} {_BY_NAME}"
ALL_TRAINERS = f"{_TRAINERS} WHERE p.id BETWEEN %(first)s AND %(last)s"

ME = f"""
SELECT p.id, {_NAME} AS name, p.email, p.language, p.communication, p.local_group_id,
  p.municipality_id, p.registered_at,
  (SELECT json_agg(json_build_array(r.kind, r.region_id, r.organisation_id, r.starts_on, r.ends_on))
     FROM people_role r WHERE r.person_id = p.id) AS roles
FROM people_accesstoken t JOIN people_person p ON p.id = t.person_id
WHERE t.digest = %(digest)s AND t.expires_at > now() AND t.revoked_at IS NULL AND p.is_active
"""

ATTENTION = """
SELECT i.id, i.code, i.subject, i.subject_id, i.about, i.since, i.number, i.person_id
FROM pool_attentionitem i ORDER BY i.rank LIMIT 51
"""

ENROLMENTS = f"""
SELECT e.id, json_build_object('id', r.id, 'code', r.code, 'startsOn', r.starts_on,
    'endsOn', r.ends_on) AS run,
  json_build_object('id', p.id, 'name', {_NAME}) AS person, e.curriculum_id, e.state, e.applied_at,
  e.waitlisted_at, e.offer_deadline, e.offer_missed_at, e.enrolled_at, e.ended_at, e.end_reason
FROM courses_enrolment e JOIN people_person p ON p.id = e.person_id
JOIN courses_courserun r ON r.id = e.run_id
ORDER BY e.id DESC
"""

PEOPLE = f"""
SELECT p.id, {_NAME} AS name, p.given_name, p.infix, p.family_name, p.email, p.language,
  p.communication, p.is_active, p.registered_at, p.archived_at, p.merged_into_id, p.erased_at,
  CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'code', o.code, 'name', o.name)
    END AS local_group,
  CASE WHEN m.id IS NOT NULL THEN json_build_object('id', m.id, 'code', m.code, 'name', m.name)
    END AS municipality
FROM people_person p LEFT JOIN people_organisation o ON o.id = p.local_group_id
LEFT JOIN people_municipality m ON m.id = p.municipality_id
"""
_FOUND = "p.given_name ILIKE %(like)s OR p.infix ILIKE %(like)s OR p.family_name ILIKE %(like)s"
FOUND = f"{PEOPLE} WHERE {_FOUND} OR p.email ILIKE %(like)s {_BY_NAME}"
PEOPLE = f"{PEOPLE} {_BY_NAME}"


def answer(sql: str, values: dict[str, Any]) -> str:
    """Return what the query finds, as JSON."""
    return json.dumps(rows(sql, values), default=str)


def rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the query finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, line, strict=True)) for line in cursor]
