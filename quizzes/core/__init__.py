"""From a key point to a question: plain Python that Django may not enter.

Follow one key point in the order of the calls. A secretary has chosen the statement

    行政复议的申请期限为60日。

With [{"id": "1", "statement": "…"}] in a file F.json, this shows what becomes of it:
`manage.py generate_questions --key-points F.json --seed 1 --kinds fill_blank`.

The command calls `generate.generate`, which lets `prepare.prepare` do steps 1 to 6 and asks the best of what comes out.
For a weekly paper the steps are done once for each material and stored (`record` makes the JSON), and `compose.compose`
draws from them: many key points, and no question that shows the answer of another.

1. `reading.read` makes a `Reading` of the statement. The cutter of `segment.make_cut` splits it into words, each with
   its place and part of speech: 行政复议 的 申请 期限 为 60 日 。 `spans.find_spans` finds what must stay whole, here
   60日 (`quantities`, `units`). A measure belongs to the answer; of 88个 the answer would be 88. Between the spans
   `mending` takes apart what the cutter guessed wrongly, and gives a word the part of speech that it has here (by the
   rows of `mistags`). Phrases that the source repeats stay whole too (`mining`); this key point has no source.
2. `pools.build_pools` collects from all statements and the source what may serve as a wrong answer, and what may not.
3. `fill_blank.drafts_of` takes the blanks that a person marked. Here are none, so `blanks.find_blanks` looks for some.
   First it asks the rules (`ruled`): `proposals.proposals` offers `candidates.Candidate`s with a prior, 60日 with 0.95,
   as a measure (`span_blanks`, unless `number_context` finds that it says nothing), and two nouns with less. A `Sieve`
   throws out pieces of names (`name_parts`) and of clauses (`fragments`), and with `faults.fault` what breaks a hard
   rule: the edge cuts a number (`edges`), too little is left to read, any other word would do as well, the sentence
   shows the answer (`giveaways`) or lets it be worked out (`derivable`). 60日 breaks none.
4. Then it asks what was learned (`learned`) from the sentences of `fixtures/labelled`. `tone.emptiness` tells whether
   the sentence tells a fact at all: the log-odds that it does not are -5.0, far below EMPTY. `askable.askable` gives
   each stretch of words its log-odds of being what a teacher would hide, by the words in it and around it and by what
   the rules think of it: 60日 has 6.8, 行政复议 3.9 and 期限 -2.7. Without LEAST_ODDS (1.5) nothing worded is asked.
5. Each 1 of log-odds above LEAST_ODDS adds 0.12 to LEAST_SCORE (0.45), and a prior above that of a wording some more:
   60日 has 1.21, 行政复议 0.73. `drafts_of` leaves what is more than WORST_BESIDE_BEST (0.4) behind the best. With
   nothing left the point is refused, and the reason told: a bad question is worse than none.
6. `distractors.distractor_pool` gathers wrong answers. For a number `perturb` changes the value: `number_variants`
   gives 20日, 30日, 90日, 120日 and 180日, usual time limits that are as round. Each must be alike in length
   (`exclusions`), no value that the sentence shows, and 5 % or more from the answer and the others. Fewer than two make
   no pool. These five do, which adds 0.04: the result is a `drafts.Draft` with the score 1.25.
7. `fill_blank.write_fill_blank` makes the question. `_by_rank` first draws how many options are smaller than the answer
   (`magnitude`), lest its rank betray it: three options need two values on each side of it, and four need three. Two
   are smaller than 60日 and three are larger, so it gets three: with seed 1 60日, 180日 and 20日. 200毫米, with only
   100毫米 below it, has to be typed. Where a person gave wrong answers, rank does not count.
8. `judge.judge_question` decides whether an answer is right, by the rules of `judge_…` and `answer_…`: of options the
   one chosen; typed, 60天 and 六十日 are right and 60 is half right. `memory` decides when to ask again.

Chance, time and word-splitting are always arguments. `types` and `drafts` hold the rows that go from step to step. To
understand this path you need none of these:

- wordings: `phrases`, `noun_phrases`, `definitions`, `subjects`, `agents`, `names`, `sure_words`, `frames`,
  `letter_context`;
- lists: `enumerations`, `pairs`, `list_edges`, `list_worth`, and `list_parts` for judging them;
- dates, and wrong answers of other kinds: `dates`, `compounds`, `closed_sets`, `contrasts`, `numbered_names`, and the
  other `…_variants`;
- matching and word banks: `right_sides`, `pairing`, `extras`, `matching`, `bank`;
- what to choose from a document: `survey`, `worth`;
- around a quiz: `corrections`, `differences`, `own_paper`, `weeks`; key points and answers in files: `…_file`.
"""
