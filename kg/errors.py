"""Every error that a user of yuantu can meet, each with one clear line."""


class YuantuError(Exception):
    """A fault that stops the command; its text is the one line that the user reads."""


class KnowledgeError(YuantuError):
    """Faults in ontology, rules, lexicons or queries, all told at once, each as 'file:line: what'."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))

    def __reduce__(self) -> tuple[type["KnowledgeError"], tuple[list[str]]]:
        """Cross from a worker process with the faults, not with their joined text."""
        return KnowledgeError, (self.faults,)


class ArticleError(YuantuError):
    """One article cannot be read; it is reported with this reason and skipped."""
