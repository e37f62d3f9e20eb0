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

### Exit status

exit-done = All was done.
exit-refused = A rule of the register, or the user, refused. Nothing was recorded.
exit-usage = The command line or the settings cannot be understood.
exit-no-ledger = There is no ledger.
exit-newer = A newer version of spro wrote the ledger.
exit-truncated = The ledger ends before what was acknowledged.
exit-altered = The ledger, or its keys, is not what was written.
exit-busy = Another process is recording, or recorded meanwhile. Nothing was recorded.
exit-io = A file or folder could not be read or written.
exit-indeterminate = Whether the facts were recorded is not known.
exit-unreadable = A document cannot be read.
exit-not-found = What was asked for is not there, or several things answer to it.
exit-older = The ledger is older than the one that was seen here before.

### Columns

column-code = STATUS
column-meaning = MEANING
column-file = FILE
column-line = LINE
column-finding = FINDING

### verify

say-verified = All { $position } records are what was written.
say-tail = the last writer left { $bytes } bytes that were never acknowledged; the next one sets them aside
error-findings = the ledger is not what was written
    .next = Do not record in it. Restore it from a backup, then run `spro verify` on that.
error-older = the ledger ends at position { $found }, and position { $seen } was seen here before
    .next = Is it an old copy? Find the newer one, or take this one: spro verify --accept
error-rewritten = the record at position { $position } is not the one that was seen here before
    .next = It is another ledger with the same id, or it was rewritten. Compare it with a backup.

### Failures

error-output = the answer could not be written
    .next = Is there room where it goes? What was recorded stays recorded.
error-entropy = the system gives no random bytes
    .next = Try again.
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
error-io = { $path } cannot be used ({ $operation })
    .next = Look at the folder and the disk.
error-io-not-found = { $path } is not there
    .next = Look at the path.
error-io-permission = { $path } may not be used by you ({ $operation })
    .next = Look at who owns it, and who may read and write it.
error-io-read-only = { $path } is on a disk that cannot be written
    .next = Nothing was recorded. Make it writable, or copy the ledger elsewhere.
error-io-full = there is no room on the disk of { $path }
    .next = Make room, then run the command again.
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
usage-not-utf8 = an argument is not UTF-8
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
label-venue = at { $text }
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
fact-person-named = person { $name }
fact-person-merged = is one with { $name }
fact-person-erased = name erased ({ $ground })
fact-aliased = also called { $name }
fact-organisation-named = organisation { $name }
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
fact-occasion-reported = occasion
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
