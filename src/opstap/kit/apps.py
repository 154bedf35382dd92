from datetime import timedelta

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "opstap.kit"

    def ready(self) -> None:
        from opstap.kit import lease, periodic, tasks

        periodic.register("kit.sweep", every=timedelta(minutes=1), do=tasks.sweep)
        periodic.register("kit.reap", every=timedelta(seconds=30), do=lease.reap)
        periodic.register("kit.prune", every=timedelta(days=1), do=tasks.prune)
