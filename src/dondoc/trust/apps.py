from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.module_loading import import_string

from dondoc.documents import hooks


class TrustConfig(AppConfig):
    name = "dondoc.trust"
    label = "trust"
    verbose_name = "Chữ ký số"

    def ready(self) -> None:
        hooks.when_idle.register("dondoc.trust.checking.check_next")
        # By signal, for files are attached in several places, and none may be left unchecked.
        post_save.connect(attached, sender="documents.Attachment", dispatch_uid="check signatures of attachments")


def attached(instance: Any, created: bool, **_: Any) -> None:
    """A file that was attached waits for its check; the room is imported when it is first needed, for models exist only
    then."""
    if created:
        import_string("dondoc.trust.checking.ask")(instance)
