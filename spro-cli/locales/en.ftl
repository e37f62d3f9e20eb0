# Messages in English. A message that tells of a failure has an attribute `next`: what to do.

### Streams

say-error = error:
say-warning = warning:
say-nothing = Nothing to show.
say-as-of-on = as of { $at }
say-as-of-known = as known on { $at }
say-as-of-recorded = as recorded at { $at }
say-fingerprint = fingerprint { $fingerprint }

### Help

help-usage = Usage:
help-commands = Commands:
help-arguments = Arguments:
help-options = Options:
help-general = General options:
help-example = Example:

arg-ledger = Folder of the ledger; else SPRO_LEDGER, or the nearest folder upward that holds one
arg-actor = Who records; else SPRO_ACTOR, or `as` in the settings
arg-lang = Language of the messages; else SPRO_LANG, or the system's
arg-json = Write JSON
arg-help = Explain the command
arg-version = Tell the version
arg-on = What was true on this day
arg-known-at = As the body knew it on this day
arg-recorded-at = As it was recorded at this instant, or at the end of this day

cmd = Keeps the register of a coordination body: who met, what was decided, who owes what
    .example =
        spro --ledger register init --body "SPRO 41 – Territoire de Blois"
        spro --ledger register import minutes.md
        spro --ledger register action list --late

cmd-help = Explain a command, or the exit status
    .topic = A command, or exit-codes
    .example = spro help exit-codes

cmd-verify = Check that the ledger is what was written
    .fingerprint = Check that the ledger holds what a report with this fingerprint was made from
    .accept = Take the ledger as it is, though another head was seen of it before
    .example =
        spro verify
        spro verify --fingerprint 14:gKPTwsDNCoSTVTlCMpazF_uIuzpn0FOUKNYai_FnWfY

cmd-repair = Mend what can be mended without touching anything recorded
    .dry-run = Tell what would be mended, and write nothing
    .example =
        spro repair --dry-run
        spro repair

### Exit status

code-done = All was done.
code-refused = A rule of the register, or the user, refused. Nothing was recorded.
code-usage = The command line or the settings cannot be understood.
code-no-ledger = There is no ledger.
code-newer = A newer version of spro wrote the ledger.
code-truncated = The ledger ends before what was acknowledged.
code-altered = The ledger, or its keys, is not what was written.
code-busy = Another process is recording, or recorded meanwhile. Nothing was recorded.
code-io = A file or folder could not be read or written.
code-indeterminate = Whether the facts were recorded is not known.
code-unreadable = A document cannot be read.
code-not-found = What was asked for is not there, or several things answer to it.
code-older = The ledger is older than the one that was seen here before.

### Columns

column-code = STATUS
column-meaning = MEANING
column-file = FILE
column-line = LINE
column-finding = FINDING

### verify

say-verified = All { $position } records are what was written.
column-grade = GRADE
value-grade-clean = clean
value-grade-recoverable = can be mended
value-grade-truncated = cut short
value-grade-altered = altered
say-mendable = All { $position } records are what was written; what was found touches none of them.
say-erased-keys = { $keys } keys of erased names are in `keys/` again, as after a backup was restored; the next command that records destroys them
say-snapshot-ignored = what was kept of the open actions is of no use, and was made anew
say-snapshot-unsaved = what is known of the open actions could not be kept: the next question reads all again
say-tail = the last writer left { $bytes } bytes that were never acknowledged; the next one sets them aside
error-findings = the ledger is not what was written
    .next = Do not record in it. Restore it from a backup, then run `spro verify` on that.
error-findings-cut = the ledger ends before what was acknowledged
    .next = Do not record in it. Restore it from a backup, then run `spro verify` on that.
error-older = the ledger ends at position { $found }, and position { $seen } was seen here before
    .next = Is it an old copy? Find the newer one, or take this one: spro verify --accept
error-rewritten = the record at position { $position } is not the one that was seen here before
    .next = It is another ledger with the same id, or it was rewritten. Compare it with a backup.

### repair

column-mend = WHAT IS DONE
column-aside = SET ASIDE IN
value-mend-end = what the last writer left is read, its whole commits are kept, and a write cut off is set aside
value-mend-unfinished-segment = a segment that was never begun is set aside
value-mend-head-slot = it is written anew from the half of it that is whole
value-mend-head = made anew from the log
value-mend-description = the text of the format is written anew
value-mend-snapshot = what is kept of the open actions is dropped; the next question makes it anew
value-mend-lock = the file that writers lock is made
value-mend-index = it is removed: it follows from the log, and the next command that records makes it anew
value-mend-other = mended
value-mend-left = left as it is: { $why }
say-new-head = `head` follows from the log alone, which ends at position { $position }: if you hold a later fingerprint, records are missing (spro verify --fingerprint)
say-nothing-mended = There is nothing to mend.
say-would-mend = Nothing was written. To mend it: spro repair
say-mended = It is mended; nothing that was recorded was touched.

### Failures

error-output = the answer could not be written
    .next = Is there room where it goes? What was recorded stays recorded.
error-no-ledger = there is no ledger here, nor in a folder above
    .next =
        Name one: spro --ledger DIR …, or set SPRO_LEDGER.
        Or make one: spro --ledger DIR init --body NAME
error-no-ledger-in = { $path } holds no ledger
    .next = Name another folder, or make one there: spro --ledger DIR init --body NAME
error-not-empty = { $path } is not empty
    .next = Name a new or an empty folder.
error-newer-format = a newer version of spro wrote { $path } (format { $format })
    .next = Install that version. This one does not touch the ledger.
error-damaged = { $path } is damaged: { $why }
    .next = Restore it from a backup, then run `spro verify`.
error-truncated = { $path } ends too early: { $expected } bytes were acknowledged, { $found } are there
    .next = Nothing was changed. Restore the ledger from a backup, then run `spro verify`.
error-altered = { $path } was changed at line { $line }: { $why }
    .next = Nothing was changed now. Restore the ledger from a backup, then run `spro verify`.
error-poisoned = an earlier write to { $path } failed
    .next = Run the command again: what is already recorded is not recorded twice.
error-store = the ledger could not be read or written
    .next = Run `spro verify`.
error-record-damaged = the record after position { $after } is damaged
    .next = Run `spro verify`, and restore the ledger from a backup.
error-stale = something about this was recorded meanwhile
    .next = Nothing was recorded. Look at it again, then run the command again.
error-clock = the clock says { $clock }, but the last facts were recorded at { $last }
    .next = Nothing was recorded. Set the clock right, then run the command again.
error-indeterminate = the disk failed, so it is not known whether the facts were recorded
    .next = Run `spro verify`, then the command again: what is there is not recorded twice.
error-append = the facts cannot be recorded
    .next = Nothing was recorded.
error-busy = another process is recording in { $path }
    .next = Wait for it to end, then run the command again.
error-io = { $path } cannot be used
    .next = Look at the folder and the disk.
error-io-not-found = { $path } is not there
    .next = Look at the path.
error-io-permission = { $path } may not be used by you
    .next = Look at who owns it, and who may read and write it.
error-io-read-only = { $path } is on a disk that cannot be written
    .next = Nothing was recorded. Make it writable, or copy the ledger elsewhere.
error-io-full = there is no room on the disk of { $path }
    .next = Make room, then run the command again.
error-io-failed = the disk could not read or write { $path }
    .next = Copy the ledger to another disk, then run `spro verify` on the copy.
error-config = the settings in { $path } cannot be read
    .next = The one setting is: as = "NAME"
error-no-home = there is no folder for your settings
    .next = Set HOME, or say who records by --as or SPRO_ACTOR.

### Command lines that cannot be understood

usage-argument = there is no option { $argument } here
    .next = `spro help COMMAND` explains a command.
usage-argument-similar = there is no option { $argument } here; did you mean { $similar }?
    .next = `spro help COMMAND` explains a command.
usage-as-of = { $argument } asks a question; this command takes none, since it records or checks
    .next = Put it behind a command that answers: spro action list --on 2024-06-30
usage-command = there is no command { $command }
    .next = `spro help` lists them.
usage-command-similar = there is no command { $command }; did you mean { $similar }?
    .next = `spro help` lists them.
usage-conflict = { $argument } and { $other } exclude each other
    .next = Give one of them.
usage-date-unclear = “{ $text }” is not clear as a date
    .next = Write it as 2024-05-31, 2024-05, 2024-04-09/2024-04-14, or in words: 31 May 2024, spring 2024
usage-fingerprint = “{ $text }” is no fingerprint
    .next = Copy it from the last line of a report: the position, a colon, 43 characters
usage-instant = “{ $text }” is no instant
    .next = Write it as 2024-05-31T09:30:00Z, or a day: 2024-05-31
usage-language = there are no messages in “{ $language }”
    .next = Give fr or en.
usage-missing = { $argument } is missing
    .next = `spro help COMMAND` explains a command.
usage-missing-command = a command is missing
    .next = `spro help` lists them.
usage-no-such-day = “{ $text }” is a day that no calendar has
    .next = Look at the day and the month.
usage-no-value = { $argument } wants a value
    .next = `spro help COMMAND` explains a command.
usage-not-one-day = “{ $text }” is not one day
    .next = Write the day: 2024-05-31
usage-not-unicode = an argument is not UTF-8
    .next = Look at its accents.
usage-other = the command line cannot be understood
    .next = `spro help COMMAND` explains a command.
usage-value = { $argument } does not take “{ $value }”
    .next = It takes: { $values }
usage-values = { $argument } has too many or too few values
    .next = `spro help COMMAND` explains a command.

### Facts, a line each

label-quote = “{ $text }”
label-erased = (erased)
label-on-behalf-of = for { $what }
label-instead-of = instead of { $what }
label-role = as { $role }
label-for-body = for the body
label-proxy = proxy to { $what }
label-arrived = arrived at { $time }
label-left = left at { $time }
label-starts = from { $time }
label-ends = until { $time }
label-venue = place: { $text }
label-group = working group { $text }
label-by = by { $what }
label-by-whom = by { $who }
label-at-meeting = at the { $what }
label-about = about “{ $text }”
label-answers = answers { $what }
label-decided-by = decided by { $who }
label-basis = on the basis of “{ $text }”
label-until = until { $when }
label-for-occasion = for { $what }
label-owed-by = owed by { $who }
label-due = due { $when }
label-decision = by decision { $what }
label-when = { $when }
label-stops = { $count ->
    [one] { $count } stop
   *[other] { $count } stops
}
label-audience = for { $text }
label-organiser = organised by { $who }
label-on = on { $what }
label-body = the body
label-each-partner = each of the partners
label-nobody = nobody named

fact-body-founded = register begun for { $name }
fact-body-renamed = the body is now called { $name }
fact-person-named = name: { $name }
fact-person-merged = is one with { $name }
fact-person-erased = name erased ({ $ground })
fact-aliased = also called { $name }
fact-organisation-named = name: { $name }
fact-organisation-part-of = part of { $name }
fact-organisation-merged = is one with { $name }
fact-membership-began = { $name } acts in the body
fact-membership-ended = membership ended
fact-meeting-planned = meeting planned for { $when }
fact-meeting-held = meeting held on { $when }
fact-meeting-cited = meeting of { $when } mentioned
fact-meeting-agenda = { $count ->
    [one] agenda of { $count } point
   *[other] agenda of { $count } points
}
fact-attendance-present = { $name } present
fact-attendance-remote = { $name } present from afar
fact-attendance-excused = { $name } excused
fact-attendance-absent = { $name } absent
fact-attendance-proxied = { $name } gave a proxy
fact-minutes-drafted = minutes written
fact-minutes-circulated = minutes went round
fact-minutes-approved = minutes approved
fact-minutes-approval-deferred = approval of the minutes put off
fact-minutes-rectified = minutes put right
fact-cited = mentioned by its number
fact-cancelled = cancelled
fact-lapsed = lapsed
fact-decision-proposed = put to decision
fact-decision-adopted = adopted
fact-decision-adopted-once = adopted on condition: { $condition }
fact-decision-adopted-each = adopted, with a criterion for each occasion: { $condition }
fact-decision-rejected = rejected
fact-decision-deferred = deferred
fact-decision-withdrawn = withdrawn
fact-decision-amended = reworded
fact-decision-superseded = superseded by { $what }
fact-decision-repealed = repealed
fact-condition-pending = condition pending
fact-condition-met = condition met
fact-condition-failed = condition failed
fact-condition-waived = condition waived
fact-action-raised = to do
fact-action-assigned = owed by { $who } from now on
fact-action-unassigned = owed by nobody from now on
fact-action-due = due { $when } from now on
fact-action-undated = no longer due at any time
fact-action-started = under way
fact-action-completed = done
fact-action-reopened = reopened
fact-occasion-reported = described
fact-occasion-asked = { $who } was asked to take part
fact-occasion-accepted = { $who } takes part
fact-occasion-wishes = { $who } wishes to take part
fact-occasion-declined = { $who } does not take part
fact-occasion-estimated = { $number } visitors expected
fact-occasion-estimated-daily = { $number } visitors expected each day
fact-occasion-counted = { $number } visitors came
fact-idea-raised = idea
fact-idea-adopted = taken up
fact-idea-set-aside = set aside
fact-question-raised = question
fact-question-answered = answered
fact-stance-lifted = position given up
fact-document-stored = document read
fact-document-announced = document announced, not at hand
fact-read-as-one = read as one organisation
fact-read-as-service = read as a service and its host
fact-read-as-first = read as the organisation before the slash
fact-read-as-no-organisation = nobody knows which organisation is meant
fact-read-as-nobody = nobody knows who is meant
fact-read-as-day-first = dates are read with the day first
fact-read-as-month-first = dates are read with the month first
fact-document-link = address
fact-document-broken-link = address that leads nowhere as printed

value-role-guest = guest
value-role-observer = observer
value-ground-no-longer-needed = no longer needed
value-ground-consent-withdrawn = consent withdrawn
value-ground-objection = objection
value-ground-unlawful = kept unlawfully
value-ground-legal-obligation = legal obligation
value-occasion-tentative = tentative
value-occasion-confirmed = confirmed
value-occasion-postponed = postponed
value-occasion-held = held
value-occasion-cancelled = cancelled
value-side-for = in favour
value-side-against = against
value-side-reservation = reservation
value-note-project = project
value-note-working-group = working group
value-note-outline = outline
value-note-staffing = staffing
value-note-exchange = exchange
value-note-news = news
value-note-elsewhere = elsewhere
value-note-contradiction = contradiction?
value-note-other = note
value-morning = morning
value-afternoon = afternoon
value-evening = evening
label-meeting = meeting of { $when }
label-not-in-force = no longer in force
label-learned = known on { $day }
label-recorded-later = recorded later, on { $day }

fact-corrects-minutes = corrects { $position }: minutes changed
fact-corrects-slip = corrects position { $position }, a slip
fact-corrects-news = corrects position { $position }
fact-retracts = withdraws position { $position }

value-kind-body = body
value-kind-person = person
value-kind-organisation = organisation
value-kind-membership = membership
value-kind-meeting = meeting
value-kind-decision = decision
value-kind-action = action
value-kind-occasion = occasion
value-kind-idea = idea
value-kind-question = question
value-kind-stance = position
value-kind-note = note
value-kind-document = document

column-since = SINCE
column-remark = REMARK

### Recording

arg-since = Since when it is true, where that is not the day of --learned
arg-learned = The day that the body knew; else today
ask-yes = y yes
    .label = [y]es
    .help = records what is shown
ask-actor = Who records? Your name, to be kept in your settings:
say-actor-saved = Your name is kept in { $path }.
say-recovered = the last program that recorded here did not end well; all that was acknowledged is there
say-set-aside = the last program that recorded here did not end well; what it had begun to write is in the ledger's folder quarantine

say-founded = Register of { $body } begun in { $path }.
error-no-actor = who records is not said
    .next =
        Say it: --as NAME, or set SPRO_ACTOR.
        Or put it into your settings: as = "NAME" in spro/config.toml, in your folder for settings
error-nobody = the register knows nobody called “{ $name }”
    .next = `spro person list` and `spro organisation list` show the names. To record one: spro person add NAME, spro organisation add NAME
error-not-found = nothing here is called “{ $id }”
    .next = Give its printed number, such as A4, or the end of its id as a list shows it.
error-ambiguous = several things are called “{ $id }”: { $found }
    .next = Give more of the id, or all of it.
error-ambiguous-name = several are called “{ $id }”: { $found }
    .next = Give the whole name, or one of these ids.
error-needs-yes = this wants a yes, and nobody is here to be asked
    .next = Nothing was recorded. Give --yes.
error-declined = nothing was recorded
    .next = Run the command again to be asked again.
error-input = the answer could not be read
    .next = Give it as an argument: --yes.
error-collation = the order of letters is not at hand
    .next = This is a fault of spro; please tell its makers.
error-network = { $path } lies on a network drive ({ $kind }), where nothing can be kept safely
    .next = Name a folder on a local disk.
error-unknown-file = { $path } is no part of the log
    .next = Move it elsewhere, then run `spro verify`.
error-malformed = the record at position { $position } is no { $kind }: its data cannot be read from byte { $column } on
    .next = Run `spro verify`, and restore the ledger from a backup.
error-newer-event = at position { $position }, a newer version of spro recorded a { $kind }, which this one does not know
    .next = Install that version.
error-newer-version = at position { $position }, a newer version of spro recorded a { $kind } of shape { $found }; this one knows shape { $known }
    .next = Install that version.
error-no-keys = the ledger's keys are missing
    .next = Restore the folder keys from a backup of the same ledger.
error-keys = the ledger's keys cannot be reached
    .next = Look at the folder keys in the ledger.
error-keys-old = the folder keys has no key for a sealed text
    .next = It is another ledger's or an old copy's. Restore it from a backup.
error-sealed-key = a text is sealed under another key
    .next = The folder keys is another ledger's. Restore it from a backup.
error-sealed-destroyed = the key of { $owner } was destroyed by an erasure
    .next = Nothing was recorded. Nothing is added to what was erased.
error-sealed = a sealed text does not open
    .next = The folder keys is another ledger's or an old copy's. Restore it from a backup.

cmd-init = Make a register for a body, in a new or an empty folder
    .body = The body's name
    .example = spro --ledger register --as "Ana BEL" init --body "SPRO 41 – Territoire de Blois" --lang fr

cmd-replay = Retell the history in the order in which it was recorded
    .example = spro replay --recorded-at 2024-06-30

cmd-timeline = Tell what is in force, in the order in which it became true
    .example = spro timeline --on 2024-06-30

### What is known, and changes by hand

arg-id = A printed number, such as A4, or the end of an id as a list shows it

value-action-needs-action = to do
value-action-in-process = under way
value-action-completed = done
value-action-cancelled = dropped
value-decision-unknown = known by its number alone
value-decision-proposed = proposed
value-decision-standing = stands
value-decision-conditional = conditional
value-decision-rejected = rejected
value-decision-deferred = deferred
value-decision-withdrawn = withdrawn
value-decision-superseded = superseded
value-decision-repealed = repealed
value-decision-lapsed = lapsed
value-verdict-pending = pending
value-verdict-met = met
value-verdict-failed = failed
value-verdict-waived = waived
value-idea-raised = raised
value-idea-adopted = taken up
value-idea-set-aside = set aside
value-question-open = open
value-question-answered = answered
value-question-lapsed = lapsed

error-is = it is already: { $status }
    .next = Nothing was recorded. `spro show ID` tells its history.
error-is-since = it is already: { $status }, since { $since }
    .next = Nothing was recorded. `spro show ID` tells its history.
error-unchanged = it is so already
    .next = Nothing was recorded.
error-overtaken = what is recorded as true since { $since } holds against it
    .next = Nothing was recorded. Say it of a later day: --since WHEN
error-no-condition = the decision has no condition
    .next = Nothing was recorded. `spro show ID` tells its history.
error-judged-once = the condition is judged once for all, not for one occasion
    .next = Nothing was recorded. Leave out --occasion.
error-judged-for-each = the condition is judged for each occasion
    .next = Nothing was recorded. Name the one: --occasion ID
error-cycle = a decision cannot take its own place, not even through others ({ $through })
    .next = Nothing was recorded. `spro show ID` tells its history.
error-rejected = a rule of the register refused
    .next = Nothing was recorded.
error-original = the original document { $original } is damaged
    .next = Run `spro verify`, and restore the folder blobs from a backup.
error-original-differs = the original document { $original } is kept already, with another content
    .next = Run `spro verify`.
error-original-missing = the original document { $original } is missing
    .next = Restore the folder blobs from a backup.

say-named-by = Named by
say-recorded-by = recorded by { $by } at { $at }
say-original-gone = the lines it was read from are no longer kept

cmd-show = Show one thing: its facts, who recorded them, and the lines of the minutes that they came from
    .id = A printed number, such as A4, the end of an id as a list shows it, or a name
    .example = spro show A4 --known-at 2024-06-30

cmd-action = What is to be done, by whom, by when
cmd-action-start = Record that an action is under way
    .example = spro action start A4
cmd-action-done = Record that an action is done
    .example = spro action done A4 --since 2024-05-31
cmd-action-cancel = Record that an action was dropped
    .example = spro action cancel A4
cmd-action-reopen = Record that an action is to be done after all
    .example = spro action reopen A4
cmd-action-due = Record that an action is due at another time
    .when = By when: a day, EDTF, or words
    .never = Due at no time any more
    .example =
        spro action due A4 2024-06-30
        spro action due A4 "before 15 March 2024"
cmd-action-assign = Record that others owe an action from now on
    .owners = Persons or organisations; “the body”, “each of the partners”, “working group …”
    .nobody = Nobody is named any more
    .example = spro action assign A4 "Ana BEL" "ATELIER DU VAL"

cmd-decision = What was decided, on what condition, and whether it stands
cmd-decision-condition = Record that the condition of a decision is met, failed, or waived
    .verdict = How it is judged
    .occasion = For which occasion, where the condition is a criterion for each
    .example = spro decision condition D4 met --since 2024-05-02
cmd-decision-supersede = Record that another decision takes the place of a decision
    .by = The decision that takes its place
    .example = spro decision supersede D2 --by D10
cmd-decision-repeal = Record that a decision was undone, and nothing takes its place
    .example = spro decision repeal D2
cmd-decision-lapse = Record that a decision ran out
    .example = spro decision lapse D2

### Recording by hand what minutes say

usage-blank = a text is blank
    .next = Write it, in quotes where it has spaces.
usage-number = “{ $text }” is no number such as A4 or 2024-07
    .next = Give it as the minutes print it, or leave --number out.
usage-time = “{ $text }” is no time of day
    .next = Write it as 09:30.
usage-only-with = { $option } goes with “{ $with }” alone
    .next = Leave it out.

error-no-meeting = the register knows no meeting of { $day }
    .next = `spro meeting list` shows them. To record one: spro meeting hold { $day }
error-not-yet = { $day } is still to come
    .next = Nothing was recorded. To plan it: spro meeting plan { $day }
error-no-body = the register does not say whose it is
    .next = Run `spro verify`.
error-raised = it is in the register already
    .next = Nothing was recorded. Another number? `spro show` tells what bears this one.
error-meeting-held = the meeting was held, on { $on }
    .next = Nothing was recorded. `spro show ID` tells its history. For another one of that day: --meeting another
error-meeting-not-held = the register does not know that the meeting was held
    .next = Nothing was recorded. To record that: spro meeting hold DATE
error-meeting-cancelled = the meeting was cancelled, on { $since }
    .next = Nothing was recorded. Is it to be after all? spro meeting plan DATE
error-minutes-approved = the minutes were approved, on { $since }: they change by erratum only
    .next = Nothing was recorded. Is it an erratum? spro minutes rectify MEETING PERSON STATUS --words TEXT
error-not-approved = the minutes are not approved: they change without an erratum
    .next = Nothing was recorded. To change the list: spro meeting attend MEETING PERSON STATUS
error-proxy-to-oneself = { $what } cannot hold the proxy that they give
    .next = Nothing was recorded. Name another holder.
error-proxy-holder-away = { $what } would hold the proxy of { $person } and is not present
    .next = Nothing was recorded. Record first that the holder is present.
error-left-before-arrival = nobody arrives at { $arrived } and leaves at { $left }
    .next = Nothing was recorded. Look at the times.

arg-text = The words, in quotes
arg-words = In which words it was said, or why
arg-number = Its number, as the minutes print it
arg-meeting = At which meeting it was said: an id, or its day; it is known since then, unless --learned says otherwise
arg-person = A name, or the end of an id as `spro person list` shows it
arg-status = Whether the person came
arg-remote = From afar
arg-guest = As a guest, no member
arg-observer = As an observer
arg-on-behalf-of = For which organisation; else as listed already, or as the register knows it on that day
arg-for-nobody = For no organisation
arg-proxy = Who holds the person's proxy
arg-arrived = When the person came, where that was not from the start
arg-left = When the person left, where that was not at the end
arg-venue = Where
arg-group = Of which working group; else of the body

column-name = NAME

cmd-meeting-plan = Record that a meeting is planned, or planned anew
    .when = For when: a day, EDTF, or words
    .meeting = Which known meeting is planned anew; “another” for one more of that day; else the one of that day, or a new one
    .example =
        spro meeting plan 2025-01-16 --venue "Maison des associations"
        spro meeting plan "mars 2025" --group "Bus des métiers"
cmd-meeting-hold = Record that a meeting was held; it and its list are known since its day
    .day = On which day
    .title = Its title
    .starts = When it began
    .ends = When it ended
    .meeting = Which planned meeting it was; “another” for one more of that day; else the one of that day, or a new one
    .example = spro meeting hold 2024-01-18 --venue "Maison des associations" --starts 09:30 --ends 12:00
cmd-meeting-cancel = Record that a planned meeting will not be held
    .which = An id, or its day
    .example = spro meeting cancel 2025-01-16 --words "Trop peu de réponses"
cmd-meeting-agenda = Record the points of the agenda, all of them in their order
    .meeting = An id, or its day
    .points = The points, each in quotes
    .example = spro meeting agenda 2025-01-16 "Bilan du forum" "Dates de l'année"
cmd-meeting-attend = Record who came to a meeting, a person at a time
    .meeting = An id, or its day
    .example =
        spro meeting attend 2024-01-18 "Ana BEL" present --arrived 10:10
        spro meeting attend 2024-01-18 "Zoé MARIN" proxied --proxy "Ana BEL"
cmd-minutes = How far the minutes of a meeting are
cmd-minutes-draft = Record that the minutes are written
    .meeting = Of which meeting: an id, or its day
    .by = By whom
    .example = spro minutes draft 2024-01-18 --by "Ana BEL"
cmd-minutes-circulate = Record that the minutes went round
    .meeting = Of which meeting: an id, or its day
    .example = spro minutes circulate 2024-01-18 --since 2024-01-25
cmd-minutes-approve = Record that the minutes were approved; from then on they change by erratum only
    .meeting = Of which meeting: an id, or its day
    .at = At which meeting they were; it is known since then
    .example = spro minutes approve 2024-01-18 --at 2024-03-14
cmd-minutes-defer = Record that the approval of the minutes was put off
    .meeting = Of which meeting: an id, or its day
    .at = At which meeting it was; it is known since then
    .example = spro minutes defer 2024-01-18 --at 2024-03-14
cmd-minutes-rectify = Record an erratum: what approved minutes say of a person's attendance, put right
    .meeting = Of which meeting: an id, or its day
    .words = The words of the erratum
    .at = At which meeting it was put right; it is known since then
    .example = spro minutes rectify 2024-01-18 "Éric NOIR" present --words "Éric NOIR était présent" --at 2024-05-16

cmd-action-add = Record that something is to be done
    .owners = Who owes it: a person, an organisation, “the body”, “each of the partners”, “working group …”; again for several
    .due = By when: a day, EDTF, or words
    .decision = The decision that it carries out
    .example = spro action add "Réserver la salle" --owner "Ana BEL" --due 2024-06-30 --meeting 2024-05-16
cmd-decision-add = Record what was put to decision, and which way it went
    .outcome = Which way it went; nothing while it is only proposed
    .condition = On which condition it was adopted
    .each-occasion = The condition is a criterion for each occasion, not judged once for all
    .until = Until when it was left for later
    .about = What it is about
    .answers = The question that it answers
    .decided-by = Who decides, where that is not the body
    .basis = On what basis: a report, a rule
    .example =
        spro decision add "Le forum a lieu en mai" adopted --meeting 2024-01-18
        spro decision add "Un bus passe dans cinq lycées" adopted --condition "le devis est accepté" --number D4
cmd-decision-decide = Record which way a decision went that was proposed, or left for later
    .outcome = Which way
    .condition = On which condition it was adopted
    .each-occasion = The condition is a criterion for each occasion, not judged once for all
    .until = Until when it was left for later
    .example = spro decision decide D4 adopted --meeting 2024-05-16
cmd-decision-amend = Record that a decision was reworded
    .text = The new words
    .example = spro decision amend D2 "Le forum a lieu en juin"
cmd-occasion-add = Record that a public event is planned
    .name = What it is called
    .when = When it is: a day, EDTF, or words
    .confirmed = It is certain
    .places = Where; again for each stop
    .stops = How many stops or sessions it has, where they are not named
    .audience = For whom
    .organiser = Who organises it
    .programme = A line of its programme; again for each
    .example = spro occasion add "Forum des métiers" --when 2025-04-17 --place "Halle aux grains" --organiser "the body"
cmd-occasion-describe = Record what else is known of an occasion; what is not said stays as it was
    .name = What it is called from now on
    .when = When it is: a day, EDTF, or words; to put it off, spro occasion postpone
    .places = Where, instead of what was known; again for each stop
    .stops = How many stops or sessions it has, where they are not named
    .audience = For whom
    .organiser = Who organises it
    .programme = A line of its programme, instead of what was known; again for each
    .example = spro occasion describe occasion/mq2x --place "Halle aux grains" --audience "lycéens"
cmd-occasion-confirm = Record that an occasion is certain
    .example = spro occasion confirm occasion/mq2x
cmd-occasion-postpone = Record that an occasion is put off
    .when = To when; nothing where that is not known
    .example = spro occasion postpone occasion/mq2x 2025-06-12
cmd-occasion-hold = Record that an occasion took place
    .example = spro occasion hold occasion/mq2x --since 2025-04-17
cmd-occasion-cancel = Record that an occasion will not take place
    .example = spro occasion cancel occasion/mq2x
cmd-occasion-reply = Record whether somebody takes part in an occasion
    .name = Who: a person, an organisation, “each of the partners”
    .reply = The reply: needs-action while only asked, tentative for who wishes to
    .example = spro occasion reply occasion/mq2x "ATELIER DU VAL" accepted
cmd-occasion-expect = Record how many visitors are expected
    .number = How many
    .daily = On each day
    .by = Who expects them
    .words = In which words
    .example = spro occasion expect occasion/mq2x 300 --words "environ 300 visiteurs"
cmd-occasion-count = Record how many visitors came
    .number = How many
    .example = spro occasion count occasion/mq2x 280 --since 2025-04-17
cmd-question-add = Record a question
    .by = Who asks
    .example = spro question add "Qui paie le bus ?" --by "Ana BEL" --meeting 2024-05-16
cmd-question-answer = Record the answer to a question
    .text = The words of the answer, in quotes
    .by = Who answers
    .decision = The decision that answers it
    .example = spro question answer Q1 "La région" --by "Zoé MARIN"
cmd-question-lapse = Record that a question no longer asks for an answer
    .example = spro question lapse Q1
cmd-idea-add = Record an idea
    .by = Whose it is
    .example = spro idea add "Un site commun" --by "Ana BEL" --meeting 2024-05-16
cmd-idea-adopt = Record that an idea is taken up
    .example = spro idea adopt I1 --meeting 2024-07-04
cmd-idea-set-aside = Record that an idea is not taken up
    .example = spro idea set-aside I1
cmd-position-add = Record that somebody takes a position
    .side = Which
    .about = On what: a number, or the end of an id
    .by = Who
    .example = spro position add reservation "Trop tôt dans l'année" --by "Ana BEL" --about D4
cmd-position-lift = Record that a position is given up
    .example = spro position lift stance/mq2x --meeting 2024-07-04
cmd-note-add = Record information that nobody decides or owes
    .kind = Of which kind
    .example = spro note add news "La mission locale déménage en juin" --meeting 2024-05-16
cmd-body = What the body is called
cmd-body-show = Tell the names that the body bore
    .example = spro body show
cmd-body-rename = Record that the body has another name
    .name = The new name
    .example = spro body rename "Coordination des Vals" --since 2025-01-01

### Erasing

ask-erase = Erase { $name } from the register for good, { $pseudonym } in the name’s place? [y/N]
say-erased = Erased: { $pseudonym } stands for the name. Recorded anew without it: texts { $texts }, originals { $originals }.
say-in-the-clear = position { $position } holds the name in the clear, as part of an organisation's: nothing can take it from there
say-originals-lost = { $count ->
    [one] { $count } original could not be rewritten without the name, and is gone
   *[other] { $count } originals could not be rewritten without the name, and are gone
}
error-no-name = { $person } has no name to erase
    .next = Nothing was recorded. Was it erased before? `spro show` tells.
error-erasure-original = a document that is kept cannot be read ({ $kind }), so nothing tells whether it has the name
    .next = Nothing was recorded. For PDF, install poppler-utils, and erase again.
error-erasure-unsealed = this ledger is not sealed: nothing in it can be erased
    .next = A new ledger is sealed from its making on: spro init
error-erasure = the name cannot be erased
    .next = Run `spro verify`.

arg-yes = Do not ask
cmd-person = Who is known, and what becomes of their names
cmd-person-erase = Erase a person's name for good: from lists, texts, and original documents
    .name = A name, or the end of an id
    .ground = Why: no-longer-needed, consent-withdrawn, objection, unlawful, legal-obligation
    .example = spro person erase "Ana BEL" --ground objection

### Lists

arg-open = Only those still owed
arg-late = Only those late, surely or possibly, and those of which nobody can say
arg-all = All of them, as without an option
arg-owner = Only those owed by this person or organisation

cmd-action-list = List the actions, and which are late
    .example =
        spro action list --late --on 2024-12-31
        spro action list --open --owner "Ana BEL"
cmd-decision-list = List the decisions, and which stand
    .in-force = Only those in force, on a condition or without
    .example = spro decision list --on 2024-06-30 --known-at 2024-06-30
cmd-occasion = Planned public events
cmd-occasion-list = List the occasions, by when they are
    .example = spro occasion list
cmd-question = What was asked, and who answered
cmd-question-list = List the questions
    .example = spro question list --json
cmd-idea = Ideas, and what became of them
cmd-idea-list = List the ideas
    .example = spro idea list
cmd-note = Information that nobody decides or owes
cmd-note-list = List the notes, by kind
    .example = spro note list

column-number = NO.
column-id = ID
column-action = ACTION
column-decision = DECISION
column-occasion = OCCASION
column-question = QUESTION
column-idea = IDEA
column-text = TEXT
column-kind = KIND
column-owner = OWED BY
column-by = BY
column-due = DUE
column-when = WHEN
column-place = PLACE
column-status = STATUS
column-late = LATENESS
column-answer = ANSWER

label-condition = on condition: { $text }
label-criterion = criterion for each occasion: { $text }
label-supersedes = supersedes { $what }
label-postponed-from = put off from { $when }

value-late = { $count ->
    [one] late, { $count } day
   *[other] late, { $count } days
}
value-days-after = { $count ->
    [one] { $count } day after
   *[other] { $count } days after
}
value-possibly-late = possibly late
value-undated = no date
value-in-time = in time

value-meeting-cited = known by its day alone
value-meeting-planned = planned
value-meeting-held = held
value-meeting-cancelled = cancelled
value-minutes-draft = draft
value-minutes-circulated = went round
value-minutes-approved = approved

### Meetings and attendance

say-letters = P present · R from afar · E excused · X gave a proxy · A absent · U on no list · * put right later · “·” no member
label-errata = { $count ->
    [one] { $count } erratum
   *[other] { $count } errata
}
label-oneself = oneself

arg-by = By whom: person or organisation
cmd-meeting = When the body met, and how far the minutes are
cmd-meeting-list = List the meetings
    .example = spro meeting list
cmd-attendance = Tell who came, by person or by organisation
    .example = spro attendance --by organisation --on 2024-12-31

column-person = PERSON
column-organisation = ORGANISATION
column-minutes = MINUTES
column-group = GROUP
column-p = P
column-r = R
column-e = E
column-x = X
column-a = A
column-u = U
column-g = GUESTS
column-attended = CAME
column-total = TOTAL

### Persons, organisations, members

column-also = ALSO CALLED
column-member = MEMBER
column-part-of = PART OF
column-people = PEOPLE
column-role = ROLE
value-yes = yes
value-no = no
label-since = { $day }
label-listed = { $day } (first list)

error-same = both are { $what }
    .next = Nothing was recorded.
error-name-erased = the name of { $what } was erased
    .next = Nothing was recorded: whoever was erased stays so.
error-already-merged = { $what } is one with { $into } already
    .next = Nothing was recorded.
error-circle = { $what } is part of { $whole }
    .next = Nothing was recorded.
error-already-member = the person acts for it already, since { $since }
    .next = Nothing was recorded. `spro member list` shows it.
error-ends-before = it began only on { $began }
    .next = Nothing was recorded. Give a later day: --since WHEN
error-ended = it ended already, on { $since }
    .next = Nothing was recorded.
error-no-membership = no membership of this person is recorded that is open
    .next = What lists alone show ends with the next list. To record one: spro member add NAME --for NAME --since WHEN
error-several-memberships = the person has several open memberships
    .next = Say for whom: --for NAME

arg-name = A name, or the end of an id as a list shows it
arg-also = The other name
arg-into = The entry that stays
cmd-person-list = List the persons, and for whom they act
    .example = spro person list --on 2024-06-30
cmd-person-alias = Record that a person goes by another name too
    .example = spro person alias "Ana BEL" "A. B."
cmd-person-merge = Record that two entries are one person
    .example = spro person merge "Anna BEL" --into "Ana BEL"
cmd-organisation = Which organisations are known, and how they belong together
cmd-organisation-list = List the organisations, and who acts for them
    .example = spro organisation list
cmd-organisation-alias = Record that an organisation goes by another name too
    .example = spro organisation alias "ATELIER DU VAL" ADV
cmd-organisation-merge = Record that two entries are one organisation
    .example = spro organisation merge "ATELIERS DU VAL" --into "ATELIER DU VAL"
cmd-organisation-part-of = Record that an organisation is part of another
    .whole = The organisation that it is part of
    .example = spro organisation part-of "PIJ" "COMMUNAUTÉ DE COMMUNES DU VAL"
cmd-member = Who acts in the body, for whom, since when
cmd-member-list = List the members on a day
    .example = spro member list --on 2024-06-30
cmd-member-add = Record that a person acts in the body from now on
    .on-behalf-of = For which organisation; else for oneself
    .instead-of = For which organisation until now
    .role = In what role
    .example = spro member add "Ana BEL" --for "ATELIER DU VAL" --since 2024-09-01
cmd-member-end = Record that a person no longer acts in the body
    .on-behalf-of = For which organisation, where there are several
    .example = spro member end "Ana BEL" --since 2024-12-31

### Importing

say-import-nothing = nothing to record: the register holds all of it
say-import-support = { $count ->
    [one] and { $count } fact that others need: names, numbers cited, the document itself
   *[other] and { $count } facts that others need: names, numbers cited, the document itself
}
say-import-left = { $count ->
    [one] { $count } thing is left:
   *[other] { $count } things are left:
}
say-import-question = question: { $question }
say-import-recorded = { $count ->
    [one] recorded: { $count } fact, position { $last }
   *[other] recorded: { $count } facts, up to position { $last }
}
say-import-summary-look = read: { $read } · proposed: { $proposed } · unchanged: { $unchanged } · left: { $left } · refused: { $refused }
say-import-summary = read: { $read } · recorded: { $recorded } · unchanged: { $unchanged } · left: { $left } · refused: { $refused }
say-proposal-saved = The proposal is in { $path }: edit it, then record it with --from-proposal.

label-lines = l. { $lines }

value-left-unplaced = not placed
value-left-not-sure = not sure
value-left-asked = hangs on a question
value-left-asked-in-part = recorded without the part that hangs on a question
value-left-no-name = recorded without somebody whom the words do not name
value-left-said-otherwise = the same list says otherwise before
value-left-no-number = names no number
value-left-no-date = has no date
value-left-no-person = an organisation listed without a person
value-left-no-status = listed, neither present nor away
value-left-original = in the original only
value-left-erased = stays as it was rewritten when a name was erased
value-left-by-hand = stays as it was corrected by hand
value-left-left-out = left out in review
value-left-other = left

ask-record = Record this?
ask-all = a all
    .label = [a]ll, with what is not sure
    .help = records what is shown, and what the reader is not sure of
ask-key-review = r review
    .label = [r]eview one by one
    .help = goes through it one by one
ask-key-edit = e edit
    .label = [e]dit as a file
    .help = opens it in your editor (VISUAL, EDITOR)
ask-key-misread = m misread
    .label = [m]isread when it was recorded: no erratum
    .help = takes the changes for a reading put right, not for an erratum
ask-key-no = n no
    .label = [n]o
    .help = leaves it as it is, and goes on
ask-key-quit = q quit
    .label = [q]uit
    .help = records nothing of this, and stops
say-no-such-answer = “{ $answer }” is none of the answers:
ask-step = { $at }/{ $of }
ask-step-take = Record it?
ask-key-take = y yes
    .label = [y]es
    .help = takes it
ask-key-leave = n no
    .label = [n]o
    .help = leaves it out
ask-key-change = c change
    .label = [c]hange
    .help = changes its fields, one by one
ask-key-lines = l lines
    .label = see the [l]ines
    .help = shows where it stands in the document
ask-key-take-rest = a all
    .label = yes to [a]ll the rest
    .help = takes this and all that follow
ask-key-leave-rest = x
    .label = no to all the rest [x]
    .help = leaves out this and all that follow
ask-field-help = Enter keeps what is in brackets, a hyphen empties it; names of a list are parted by semicolons.
ask-day = The day of the meeting (YYYY-MM-DD), or nothing to leave it:
ask-edit-again = Edit it again?
say-no-day = { $name } gives no day of its meeting.
say-no-editor = No editor is set: set VISUAL or EDITOR.
say-no-lines = There are no lines to show.
say-step-gone = It is recorded, and the minutes do not say it any more: yes withdraws it, no keeps it.
say-step-meeting = The rest needs the meeting. To record nothing: q
say-step-counts = { $count ->
    [one] { $count } fact would be recorded, { $left } left out
   *[other] { $count } facts would be recorded, { $left } left out
}
say-import-changed = minutes changed: { $new } new, { $corrected } corrected, { $withdrawn } withdrawn
say-import-date-inferred = the day, { $day }, is inferred from { $from }: the minutes do not print it in full
say-import-date-order = dates such as { $date } are read { $order }, inferred from { $from }
value-date-from-name = the file's name
value-date-from-folder = the folder's name
value-date-from-dates = other dates in the document
value-date-from-neighbours = the minutes beside it in the folder
value-date-from-register = the meetings that the register knows
value-date-from-answer = what was answered of other minutes of the body
value-date-day-first = with the day first
value-date-month-first = with the month first
say-import-erratum = approved on { $approved }: the changes are proposed as an erratum, known since { $learned }

value-sure = (sure)
value-likely = (likely)
value-unsure = (not sure)
label-field-person = person
label-field-organisation = organisation
label-field-status = status
label-field-proxy = proxy held by
label-field-kind = kind
label-field-outcome = outcome as printed
label-field-owner = owed by
label-field-due = due
label-field-of = number
label-field-to = became
label-field-day = day
label-field-minutes-of = minutes of
label-field-by = by
label-field-name = name
label-field-title = title
label-field-venue = venue
label-field-starts = begins
label-field-ends = ends
label-field-group = group
label-field-written-by = written by
label-field-text = text

ask-number = Number, or nothing:
ask-unknown = nobody knows
ask-organisation = Is “{ $name }” one organisation?
ask-organisation-one = one, the slash belongs to its name
ask-organisation-service = a service, and its host behind the slash
ask-organisation-first = the first; what stands behind the slash is nobody's employer
ask-person = Whom does “{ $name }” mean?
ask-person-candidates = it may be: { $candidates }
ask-person-next = To answer: import it in a terminal without --yes, or write the whole name in the proposal (--save-proposal FILE, --from-proposal FILE)
ask-person-new = a person whom the register does not know
ask-action = Does “{ $words }” go on with an action of earlier minutes?
ask-action-new = a new action
ask-action-next = To answer: import it in a terminal without --yes, or write the earlier words in the proposal (--save-proposal FILE, --from-proposal FILE)
ask-meeting = Which meeting of { $day } is meant?
ask-meeting-another = another meeting of that day
ask-other-minutes = Are these the minutes of the meeting of { $day }? { $kept } recorded facts would stay, { $gone } would go
ask-approved = These minutes were approved on { $day }. What are the changes?
ask-body = the minutes name “{ $printed }”, and this is the register of “{ $registered }”
ask-date-order = In dates such as { $date }, which number is the day?
ask-date-order-day = the first: day, month, year
ask-date-order-month = the second: month, day, year
ask-date-order-next = Dates so written were not read. To answer: import it in a terminal without --yes, or say it with --order day-first or --order month-first; it holds for all minutes of the body
ask-date = which date is meant: { $readings }? Correct it in a proposal

error-not-utf = { $name } is not UTF-8, from line { $line } on
    .next = Nothing of it was recorded. Save it as UTF-8, then import it again.
say-input-encoding = it is written in { $encoding }, and was read so
say-input-tracked = tracked changes were read as accepted: { $inserted } insertions are in, { $deleted } deletions are out
say-input-comments = { $count ->
    [one] { $count } comment was left out
   *[other] { $count } comments were left out
}
say-input-hidden = { $count ->
    [one] { $count } hidden passage was left out
   *[other] { $count } hidden passages were left out
}
say-input-pictures = { $count ->
    [one] { $count } picture was left out
   *[other] { $count } pictures were left out
}
say-input-margins = { $count ->
    [one] { $count } header or footer of pages was left out
   *[other] { $count } headers or footers of pages were left out
}
say-input-contents = the table of contents was left out
error-folder-empty = no file in { $path } can be read as minutes
    .next = Nothing is recorded. Files that can: .md, .txt, .rst, .html, .docx, .odt, .pdf
error-pdf-program = the text of { $name } cannot be read: pdftotext is not installed
    .next =
        Nothing of it was recorded. Install poppler-utils (Debian, Ubuntu: apt install poppler-utils;
        macOS: brew install poppler), or save the document as text, .docx or .odt.
error-pdf = pdftotext cannot read { $name }
    .next = Nothing of it was recorded. Save it as text, .docx or .odt.
error-pdf-no-text = { $name } holds no text: its pages are pictures
    .next = Nothing of it was recorded. Have its text recognised first, or type it.
error-old-word = { $name } is in the format of Word before 2007
    .next = Nothing of it was recorded. Open it, and save it as .docx.
error-encrypted = { $name } is opened with a password
    .next = Nothing of it was recorded. Save it without a password.
error-format-rtf = { $name } is RTF
    .next = Nothing of it was recorded. Open it, and save it as .docx.
error-format-xml = { $name } is XML
    .next = Nothing of it was recorded. Save it as text, .docx or .odt.
error-format-picture = { $name } is a picture
    .next = Nothing of it was recorded. Is it the right file?
error-format-spreadsheet = { $name } is a spreadsheet
    .next = Nothing of it was recorded. Save what it says as text, .docx or .odt.
error-format-presentation = { $name } is a presentation
    .next = Nothing of it was recorded. Save what it says as text, .docx or .odt.
error-format-ebook = { $name } is an e-book
    .next = Nothing of it was recorded. Save it as text, .docx or .odt.
error-format-zip = { $name } is a compressed file
    .next = Nothing of it was recorded. Unpack it, and import what is in it.
error-binary = { $name } is not text
    .next = Nothing of it was recorded. Save it as text, .docx or .odt.
error-document-damaged = { $name } is damaged
    .next = Nothing of it was recorded. Open it in its program, and save it anew.
error-too-large = { $name } is larger than minutes are: more than { $most } MB
    .next = Nothing of it was recorded. Save it without pictures, or in parts.
error-long-line = { $name }: line { $line } is longer than any paragraph
    .next = Nothing of it was recorded. Is it the right file?
error-bomb = { $name } unpacks to more than any minutes do
    .next = Nothing of it was recorded. Do not trust whoever sent it.
error-empty = { $name } is empty
    .next = Nothing of it was recorded. Is it the right file?
error-no-day = { $name } gives no day of the meeting
    .next = Nothing of it was recorded. Save a proposal, add its date, and record that: --save-proposal FILE, --from-proposal FILE
error-either-day = { $name } may be of two days: { $date } has the day first, or the month
    .next = Nothing of it was recorded. Import it in a terminal, to be asked, or say it: --order day-first, or --order month-first
error-proposal = { $path } is no proposal: { $problems }
    .next = Nothing was recorded. Correct it there.
error-exists = { $path } is there already
    .next = Nothing was written. Name another file.
error-which-meeting = { $name }: the register knows several meetings of { $day }: { $candidates }
    .next = Nothing of it was recorded. Say which: --meeting ID, or --meeting another
error-other-minutes = { $name }: most of what is recorded of the meeting of { $day } would go
    .next =
        Nothing of it was recorded. Are they the minutes of that meeting? --meeting { $candidates }
        Of another one of that day? --meeting another
error-approved = { $name } changes minutes that were approved on { $day } (changes: { $count })
    .next =
        Nothing of it was recorded: --yes does not decide what these changes are. See them: --dry-run
        The body corrects its minutes: --yes --approved DATE, the day since when it knows
        The minutes stand, and were misread when they were recorded: --yes --approved misread
error-blocked = { $name }: a question must be answered first
    .next = Nothing of it was recorded. Import it in a terminal, to be asked.
say-problem-at = line { $line }, column { $column }: { $problem }
say-problem = { $problem }; { $next }
problem-empty-text = the text is empty
    .next = give the file that holds the minutes
problem-no-such-date = no calendar has the date “{ $date }”
    .next = correct the date in the minutes, or leave it out
problem-other-weekday = “{ $date }” was another day of the week
    .next = correct one of them in the minutes
problem-contradictory-dates = the meeting is said to be of several days: { $readings }
    .next = none was taken; put it right in the minutes, or say the day when asked
problem-not-json = this is not JSON
    .next = correct it here, or import the minutes again
problem-cut = the text ends before it is whole
    .next = correct it here, or import the minutes again
problem-no-schema = “schema” is missing
    .next = add "schema": "{ $schema }"
problem-other-schema = this version reads “{ $schema }” alone
    .next = import the minutes again with this version
problem-key-twice = “{ $key }” is there twice
    .next = put everything in one, and remove the other
problem-unknown-key = no proposal has the key “{ $key }”
    .next = remove it, or correct its spelling
problem-unknown-field = no item of this list has the key “{ $key }”
    .next = remove it, or correct its spelling
problem-missing-field = “{ $key }” is missing
    .next = add it to this item, or drop the item
problem-field-twice = “{ $key }” is there twice in this item
    .next = remove one of them
problem-wrong-sort = { $wanted } is wanted here
    .next = correct it here, or import the minutes again
problem-no-such-value = “{ $value }” is nothing that this key takes
    .next = write one of { $allowed }
problem-no-such-day = no such day
    .next = write the day as YYYY-MM-DD
problem-no-such-due = no calendar has the date “{ $date }”
    .next = give the day as YYYY-MM-DD, or say it in words
problem-no-such-time = no such time of the day
    .next = write the time as hh:mm
problem-blank-text = the text is blank
    .next = write what it says, or drop the item
problem-no-range = [{ $first }, { $last }] is no range of lines
    .next = write the first line and then the last, from 1
problem-unreadable = this value cannot be understood
    .next = correct it here, or import the minutes again

value-sort-text = a text in quotes
value-sort-number = a whole number
value-sort-boolean = true or false
value-sort-list = a list
value-sort-object = an object

usage-review-input = the answers are read from standard input, so that it cannot hold the minutes
    .next = Name a file.
error-editor = { $editor } does not run
    .next = Nothing of it was recorded. Set VISUAL or EDITOR to an editor.
usage-one-file = --save-proposal and --from-proposal take one file
    .next = Give one.
usage-order = “{ $text }” is no order of day and month
    .next = Say day-first or month-first.
usage-describes-nothing = nothing is said of the occasion
    .next = Say something: --name, --when, --place, --stops, --audience, --organiser, --programme
usage-meeting = “{ $text }” is no id of a meeting
    .next = Give the whole id, meeting/…, or another.

cmd-import = Read minutes: show what would be recorded, ask, record
    .files = Minutes: files, folders, or - for standard input; Markdown, text, reStructuredText, HTML, .docx, .odt, .pdf. Written as docs/house-format.md shows, they import without a question
    .dry-run = Show alone, and record nothing
    .yes = Record without asking what is sure or likely; with =all, everything
    .review = Ask in a terminal or not: answers are lines of standard input
    .save-proposal = Write what was read as a file to edit, and record nothing
    .from-proposal = Record a file that --save-proposal wrote; with FILE, its original is kept
    .approved = What changes to approved minutes are: misread, or an erratum, known since a day
    .meeting = Which meeting of the day is meant: another, or an id
    .order = Which number of a date such as 4/5/2020 stands first, where nothing tells
    .example =
        spro import minutes.md
        spro import --yes 2024-01-18.md 2024-03-14.md
        spro import minutes.md --save-proposal proposal.json
        spro import minutes.md --from-proposal proposal.json

### Demonstration

label-demo = Demonstration
say-demo-import = A year of minutes, the late ones last
say-demo-replay = The history, in the order in which it was recorded
say-demo-persons = Attendance by person
say-demo-organisations = Attendance by organisation
say-demo-actions = Actions
say-demo-decisions = Decisions
say-demo-ask =
    The register is in { $path }. Ask it:
      spro --ledger { $path } action list --late --on 2024-07-10
      spro --ledger { $path } decision list --on 2024-05-10 --known-at 2024-05-10
      spro --ledger { $path } show D4

cmd-demo = Import a bundled year of minutes, retell it, and print the tables
    .dir = Where to make the register; else a temporary folder
    .example = spro demo

### More changes by hand

error-known-already = “{ $name }” is known already: { $known }
    .next = Nothing was recorded. If it is somebody else, add a name that tells them apart.
cmd-person-add = Record a person whom no minutes name yet
    .name = The name
    .example = spro person add "Ana BEL"
cmd-organisation-add = Record an organisation that no minutes name yet
    .name = The name
    .example = spro organisation add "ATELIER DU VAL"

usage-missing-of = a command is missing, one of: { $commands }
    .next = `spro help COMMAND` explains a command.

column-state = STATE
column-document = DOCUMENT
column-meeting = MEETING
column-position = POSITION
column-on = ON
value-document-read = read
value-document-announced = announced
value-document-link = address
value-document-broken-link = address, leads nowhere
cmd-document = What was read, what was announced, and addresses as printed
cmd-document-list = List the documents
    .example = spro document list
cmd-position = Who is for, against, or has a reservation, on what
cmd-position-list = List the positions
    .example = spro position list --on 2024-06-30

ask-retract = Withdraw “{ $fact }”? It stays in the ledger, and is told as withdrawn. [y/N]
say-retracted = withdrawn: { $fact }
error-no-position = the ledger has no position { $at }
    .next = `spro show ID` and `spro replay` tell the positions.
error-not-in-force = what stands at position { $at } is no longer in force
    .next = Nothing was recorded. `spro show ID` tells what took its place.
cmd-retract = Withdraw what was recorded by mistake
    .position = Its position, as show and replay tell it; that of a withdrawal restores what it withdrew
    .example = spro retract 412

### What is wrong with a file or a line of the ledger

flaw-missing = it is missing
flaw-changed = it is not as it was written
flaw-malformed = it cannot be read from line { $line }, column { $column } on
flaw-nonce = the nonce is not 32 bytes of base64url
flaw-check = its check fails
flaw-other-description = it is not the text that was copied here; another copy of that text will do
flaw-no-description = it is missing; another copy of the format's description will do
flaw-not-of-ledger = it is no part of a ledger; move it elsewhere
flaw-not-of-log = it is no part of the log; move it elsewhere
flaw-not-of-vault = it is no part of a vault; move it elsewhere
flaw-not-an-original = it is no original; move it elsewhere
flaw-no-lock = it is missing; make an empty one while nobody writes
flaw-lock-not-empty = it is not empty
flaw-head-too-long = something follows its two slots; a repair cuts it off
flaw-slots-apart = its slots do not follow one another; the next writes mend it
flaw-one-slot = one of its two slots is not whole; the other one holds, and the next write mends it
flaw-no-slot = neither of its slots is whole
flaw-no-end = neither of its slots is whole, and the log does not show its own end
flaw-head-beyond = `head` names position { $position }, which is not there
flaw-head-differs = `head` names another digest or length here
flaw-head-within = `head` names a place within this commit
flaw-head-went-back = `head` went back to a place before the log's last
flaw-ends-before-head = the log ends before its head
flaw-cut = { $expected } bytes were acknowledged, { $found } are there
flaw-unfinished-write = a writer did not end well after this; opening the ledger mends it
flaw-unfinished-segment = a writer did not come to begin this segment; opening the ledger sets it aside
flaw-not-first-line = it is not the first line of this segment
flaw-not-following = it does not follow the segment before
flaw-stray = no segment ends where this one would begin
flaw-gap = the segment ends at position { $end }, and the next one begins at { $next }
flaw-no-line-end = the line has no end
flaw-not-framed = the line is not framed as a record
flaw-commit-check = the check of a commit's first line fails
flaw-digest = the digest is not that of the record
flaw-not-a-record = the record cannot be read from byte { $column } on
flaw-commit-cut = the commit has no end
flaw-commit-bounds = a commit begins or goes on where it should not
flaw-durable-ahead = `dur` lies ahead
flaw-begins-no-commit = the record begins no commit
flaw-empty-commit = the commit holds no record
flaw-no-commit = the record belongs to no commit
flaw-elsewhere = the record belongs to another place
flaw-no-line-before = the line before it is none
flaw-not-first-of-commit = it is not the first line of its commit
flaw-stamp-went-back = it was recorded before the line before
flaw-event-twice = the event's id is used twice
flaw-commit-twice = the commit's id is used twice
flaw-last-commit-changed = the last commit is no longer what it was
flaw-reads-differ = it is not read a second time as it was the first
flaw-other-keys = it holds the keys of another ledger
flaw-no-keys = its keys are missing
flaw-no-vault-yet = it holds no vault yet; making one will do
flaw-unfinished-destruction = a destruction of keys did not come to its end; opening the vault ends it
flaw-unfinished-original = it was not kept, or not removed, to the end; it may go
flaw-no-permission = it could not be checked: the permission to read it is missing
flaw-not-checked = it could not be checked: { $answer }
flaw-index-changed = it is not as it was written; a repair removes it, and it is made anew
flaw-index-differs = it does not hold what the log does; a repair removes it, and it is made anew
flaw-snapshot-differs = the facts of these say otherwise: { $subjects }
flaw-snapshot-unavailable = what is kept of the open actions cannot be read
flaw-snapshot-damaged = what is kept of the open actions is damaged
flaw-snapshot-other-program = what is kept of the open actions is another version's of spro
flaw-snapshot-other-ledger = what is kept of the open actions, at position { $position }, is not of this ledger
