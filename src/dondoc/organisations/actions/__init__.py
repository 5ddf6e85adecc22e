"""Writes of the organisation: one function a use case. ``by`` is the acting person, None the program itself."""

from dondoc.organisations.actions.accounts import change_password, set_password, sign_in, sign_out
from dondoc.organisations.actions.agencies import change_settings, create_agency
from dondoc.organisations.actions.importing import import_units
from dondoc.organisations.actions.people import (
    create_person,
    deactivate_person,
    edit_person,
    end_deputy,
    end_post,
    give_post,
    reactivate_person,
    set_deputy,
)
from dondoc.organisations.actions.standard import add_departments, add_ministries, add_national_units
from dondoc.organisations.actions.succession import close_unit, merge_units, split_unit
from dondoc.organisations.actions.units import add_alias, add_unit, edit_unit, end_name, move_unit, rename_unit

__all__ = [
    "add_alias",
    "add_departments",
    "add_ministries",
    "add_national_units",
    "add_unit",
    "change_password",
    "change_settings",
    "close_unit",
    "create_agency",
    "create_person",
    "deactivate_person",
    "edit_person",
    "edit_unit",
    "end_deputy",
    "end_name",
    "end_post",
    "give_post",
    "import_units",
    "merge_units",
    "move_unit",
    "reactivate_person",
    "rename_unit",
    "set_deputy",
    "set_password",
    "sign_in",
    "sign_out",
    "split_unit",
]
