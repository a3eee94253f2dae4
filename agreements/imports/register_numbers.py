"""Registration numbers during an import: who has one, which are taken, what stands under which."""

from agreements.models import Agreement, Party


class Numbers:
    """The numbers of the portal and of the file. Who holds one is asked only when a row names it."""

    def __init__(self):
        self.taken = set(Agreement.objects.exclude(number="").values_list("number", flat=True))
        self._holders: dict[str, Agreement] | None = None
        self._partners: dict[int, set[str]] = {}

    def holder(self, number: str) -> Agreement | None:
        """The agreement of the portal that has the number."""
        if number not in self.taken:
            return None
        if self._holders is None:
            numbered = Agreement.objects.exclude(number="").only("number", "kind", "starts_on", "ends_on", "title")
            self._holders = {agreement.number: agreement for agreement in numbered}
            parties = Party.objects.filter(is_home=False).exclude(agreement__number="")
            for agreement, institution in parties.values_list("agreement", "institution"):
                self._partners.setdefault(agreement, set()).add(str(institution))
        return self._holders.get(number)

    def known(self, number: str, kind: str, partner: str) -> Agreement | None:
        """The agreement of the portal with this number, where kind and partner are the row's."""
        holder = self.holder(number) if number else None
        if holder is None or holder.kind != kind or partner not in self._partners.get(holder.pk, ()):
            return None
        return holder
