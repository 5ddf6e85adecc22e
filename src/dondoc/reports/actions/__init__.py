"""All writes of reports, one function a use case."""

from dondoc.reports.actions.consolidating import add_topic, consolidate, edit_section, restore_section
from dondoc.reports.actions.filling import fill_all, refill
from dondoc.reports.actions.issuing import cancel, hand_in, hand_over, take_back
from dondoc.reports.actions.obligations import ObligationGiven, StageGiven, change, dismiss, end, set_up
from dondoc.reports.actions.opening import Days, open_ad_hoc, open_due, open_now
from dondoc.reports.actions.unit_reports import FormGiven, form_of, fulfil, send, send_for, write

__all__ = [
    "Days",
    "FormGiven",
    "ObligationGiven",
    "StageGiven",
    "add_topic",
    "cancel",
    "change",
    "consolidate",
    "dismiss",
    "edit_section",
    "end",
    "fill_all",
    "form_of",
    "fulfil",
    "hand_in",
    "hand_over",
    "open_ad_hoc",
    "open_due",
    "open_now",
    "refill",
    "restore_section",
    "send",
    "send_for",
    "set_up",
    "take_back",
    "write",
]
