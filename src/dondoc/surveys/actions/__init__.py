"""All writes of surveys, one function a use case."""

from dondoc.surveys.actions.answers import save_draft, submit, told_export
from dondoc.surveys.actions.forms import (
    archive_form,
    change_form,
    copy_form,
    drop_field,
    make_form,
    move_field,
    publish_form,
    put_field,
)
from dondoc.surveys.actions.help import put_help
from dondoc.surveys.actions.rounds import prepare_survey

__all__ = [
    "archive_form",
    "change_form",
    "copy_form",
    "drop_field",
    "make_form",
    "move_field",
    "prepare_survey",
    "publish_form",
    "put_field",
    "put_help",
    "save_draft",
    "submit",
    "told_export",
]
