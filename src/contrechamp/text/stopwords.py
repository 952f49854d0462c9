"""Words too common to be searched, and words that an apostrophe does not cut.

The list is short on purpose: "sans", "avec", "pour", "contre", "non" change what a sentence of law says, and stay.
"""

STOP_WORDS = frozenset(
    "le la les de des du un une et a au aux en que qui dans il elle ils elles ce cet cette ces se sa son ses "
    "est sont ont par sur ou y ne leur leurs".split()
)
ELIDED = frozenset("l d qu n s c j m t jusqu lorsqu puisqu quoiqu".split())
WHOLE_WITH_APOSTROPHE = frozenset(
    "aujourd'hui prud'homme prud'hommes prud'homal prud'homale prud'homie presqu'ile presqu'iles quelqu'un "
    "quelqu'une grand'rue grand'place".split()
)
# Words that make a question, not its answer: searched only when nothing else is asked.
QUESTION_WORDS = frozenset(
    "quel quelle quels quelles comment pourquoi combien quand lequel laquelle lesquels lesquelles quoi "
    "etait ete etaient fut furent etre avoir fait font quest".split()
)
