"""The rules of Erasmus+ mobility: what may be done, and what is paid, for one stay abroad.

Nothing here writes or reads a mobility of the portal: a ``Case`` says what the rules need to know, a ``RuleBook``
holds the limits, countries and amounts of its call year. Pages, imports and the command ask the same functions.
"""
