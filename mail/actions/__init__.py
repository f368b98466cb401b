"""The only writer of the outbox, of what people opt out of, and of slots of periodic work.

What happens to a message while it leaves is the program's own: `mail.actions.delivering`.
"""

from mail.actions.delivering import drop_bodies, resend
from mail.actions.opting_out import merge_opt_outs
from mail.actions.outbox import Draft, queue, queue_bodies, supersede
from mail.actions.slots import forget_slots

__all__ = [
    "Draft",
    "drop_bodies",
    "forget_slots",
    "merge_opt_outs",
    "queue",
    "queue_bodies",
    "resend",
    "supersede",
]
