from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

from dondoc.documents import hooks


class DocumentsConfig(AppConfig):
    name = "dondoc.documents"
    label = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        hooks.searched.register("dondoc.documents.searching.DOCUMENTS")
        post_migrate.connect(after_migrate, dispatch_uid="indexes of search")


def after_migrate(**told: object) -> None:
    """Told by Django for each app; imported when it is first needed, for models exist only then."""
    import_string("dondoc.documents.search.tables.after_migrate")(**told)
