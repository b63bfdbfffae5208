"""From a key point to a question: plain Python that Django may not enter.

Follow one key point through. A secretary has chosen the statement

    胸外按压的频率为每分钟100~120次，深度为5~6厘米。

1. `segment.make_cut` splits it into words, each with its place. Words alone would cut 100/~/120/次 apart, so
2. `spans.find_spans` looks first for what must never be cut: titles, quotes, terms, `dates`, `quantities`, Latin names.
   Here it finds two ranges, 100~120次 (the unit stays in the text) and 5~6厘米 (the unit belongs to the answer).
3. `reading.read` puts both together: a `Reading` is the statement as a row of units, spans and words. `mending` takes
   apart what the cutter guessed wrongly and what is another word here (`mistags`); phrases that the source repeats
   (`mining`) stay whole.
4. `proposals.proposals` collects everything that might be hidden: spans (`span_blanks`) unless they are a
   reference or a piece of a name (`number_context`, `letter_context`), items of a list (`enumerations`, `pairs`), noun
   phrases with clear edges (`phrases`, `definitions`, `subjects`, `agents`, `names`, `sure_words`). Each is a
   `candidates.Candidate` with a prior.
5. `blanks.find_blanks` judges them. A piece of a clause (`fragments`) or of a name (`name_parts`) is none. A hard fault
   from `faults` throws one out: the edge cuts a number (`edges`), the sentence gives the answer away (`giveaways`) or
   lets it be worked out (`derivable`), any other word would do as well. The others are scored, low where the
   sentence only urges (`appeals`). Nothing left is a refusal with a reason, for a bad question is worse than none.
6. `distractors.distractor_pool` looks for wrong answers by kind of evidence: the author's own, changed values
   (`perturb`: 80~100, 120~140, within what is possible), siblings of the category, members of a closed set
   (`closed_sets`), opposites (`contrasts`). `exclusions` throws out what might be right. Fewer than two good ones: the
   question is typed.
7. `fill_blank.drafts_of` makes a `drafts.Draft` of each blank. All this is the work of `prepare.prepare`, done once for
   a material and stored (`record`), with the word pools of the whole material (`pools`).
8. `compose.compose` draws a paper from the drafts of several materials: as many key points as possible, none whose
   answer another question shows, wrong answers dealt from the pool by the seed. `pairing` finds pairs that cannot be
   matched in two ways, `matching` makes the sets of them.

`generate.generate` asks everything at once instead of drawing, for `manage.py generate_questions`. `judge` decides
whether an answer is right, `memory` when to ask again. Chance, time and word-splitting are always arguments.
"""
