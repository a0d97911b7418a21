# Refusals: what happened, what is safe, what to do now. Key: refusal-<stable code of the error>.
# The only value is $detail: what the error names (a letter, a unit, a village).

# The door
refusal-not-allowed = Your role may not do this. Ask somebody who may.
refusal-signed-out = This account may no longer sign in. Ask an administrator.
refusal-reused = This command was used before for something else. Do it again from the screen.
refusal-clash = Somebody else has just changed { $detail }. Look at what it is now, then save again.
refusal-unreadable = A message between the computers cannot be read; nothing was changed. See whether both have the same version of Loket, or tell the IT officer.
refusal-cut = No answer came from the computer with the clinic's data. Look on the screen whether it is saved before you do it again.
refusal-old-reply = This was done already, before Loket was updated. Look at what the screen shows now.
refusal-disk-full = The disk of the computer with Loket is full. What you just saved is not saved; everything before is safe. Make room on the disk, then save again.
refusal-failure = Not saved, nothing was changed. Try again; if it stays, tell the IT officer.

# Setting up the clinic
refusal-setup-already-begun = This clinic is set up already.
refusal-setup-not-begun = This clinic is not set up yet. Finish the set-up first.
refusal-hidden-sign = There is a sign in this field that nobody sees ({ $detail }). Clear it, then type it again.
refusal-setup-empty = { $detail } is not filled in.
refusal-setup-prefix = “{ $detail }” cannot be a queue letter. Use one letter A to Z; P is kept for priority.
refusal-setup-prefix-taken = The letter { $detail } is used by another unit. Choose another.
refusal-setup-registration = Exactly one unit registers; now there are { $detail }.
refusal-setup-no-counter = { $detail } has no counter or room. Add one.
refusal-setup-no-village = Enter at least one village.
refusal-setup-village-twice = { $detail } stands twice. Remove one.
refusal-setup-day-turn = The service day turns between 0 and 11 o’clock.
refusal-setup-ratio = The priority ratio needs at least 1 on each side.
refusal-setup-record-format = The record number pattern cannot be used: family and member must each stand once with their number of digits, area at most once.
refusal-setup-unknown = This unit is no longer there. Look at the list of units.

# People who work here
refusal-staff-no-name = The person's name is not filled in.
refusal-staff-username = A user name has 3 to 32 small letters, digits or dots.
refusal-staff-username-taken = This user name is taken. Choose another.
refusal-staff-unknown = There is no such account. Look at the list of people.
refusal-staff-last-administrator = This is the last administrator. Make another one first.
refusal-staff-not-administrator = The recovery sheet opens an administrator's account only.

# People who come

# Queue: refusals-queue.ftl

# Visits
refusal-visit-not-found = This visit or entry is not there. Look the patient up again.
refusal-visit-changed = Somebody else has just changed this visit. What you typed is kept; look, then save again.
refusal-visit-closed = This visit is closed. Add a note, or void the entry that is wrong.
refusal-visit-voided = This visit was voided. Open a new one.
refusal-visit-entry-ended = This entry was voided or replaced. Look again.
refusal-visit-still-open = This visit is still open. Write it in the visit itself.
refusal-visit-not-responsible = Only the one responsible can close this visit. Take it over first.
refusal-visit-already-open = This visit is open already. Continue there.
refusal-visit-reason-missing = Write the reason first.
refusal-visit-text-missing = Write first what is to be added.
refusal-visit-text-too-long = This text is too long. Shorten it.
refusal-visit-deceased = This person is marked as deceased. No new visit is opened; if that is wrong, correct their data first (F6).
refusal-visit-born-after = There is a visit of { $detail }, before this birth date. Check the birth date; if it is right, void that visit first.
refusal-visit-bad-time = This time does not fit the visit. Check date and time.
refusal-visit-amendment-only-closed = Additions are for closed visits only.
refusal-vital-impossible = This value is not possible at this age. Measure again.
refusal-vital-needs-confirmation = Values contradict themselves. Measure again, or confirm with a reason.
refusal-vital-already-there = This vital sign is there already. Void the old one first.
refusal-vital-twice = One vital sign is given twice.
refusal-diagnosis-bad-code = “{ $detail }” is not an ICD-10 code. Write J06.9, for example.
refusal-diagnosis-name-missing = The diagnosis { $detail } has no name yet. Write its name.
refusal-diagnosis-twice = The diagnosis { $detail } is in this visit already. Remove one of them.
refusal-diagnosis-two-primaries = Only one diagnosis can be the main one.
refusal-diagnosis-list-empty = This list of diagnoses is empty. Nothing was changed.

# Screening
refusal-measurement-not-found = This measurement is not there. Look the child up again.
refusal-measurement-child-unknown = The child's birth date and sex are missing. Complete the registration first.
refusal-measurement-other-child = This measurement belongs to another child. Look again.
refusal-measurement-changed = Somebody else has just changed this measurement. What you typed is kept; look, then save again.
refusal-measurement-ended-before = This measurement was voided. Look again.
refusal-measurement-same-again = The same measures of the same day are there already. Nothing was written.
refusal-measurement-nothing = Enter at least one measure.
refusal-measurement-before-birth = The measuring date lies before the birth. Check both dates.
refusal-measurement-in-future = The measuring date has not come yet. Check it.
refusal-measurement-impossible = This measure is not possible at this age. Measure again.
refusal-measurement-needs-confirmation = There are unusual measures. Measure again, or confirm with a reason.
refusal-measurement-reason-missing = Write the reason first.
refusal-measurement-text-too-long = This text is too long. Shorten it.
refusal-follow-up-text-missing = Write first what is to be done.
refusal-follow-up-due-in-past = The day of the follow-up has passed. Choose today or later.
refusal-clock-asked = The clock is not confirmed yet. Answer the line about the clock above first. Emergencies always go.
refusal-clock-aged = The clock is in doubt, so an age or a year of birth cannot be counted from. Type the full date of birth, or answer the line about the clock first. What you typed stays.
refusal-clock-back = There are entries of today later than this clock. If the clock is right all the same, type the time: Ctrl+J.
refusal-clock-other-day = There are entries of a day after this date. Only an administrator or the head of the clinic can confirm this clock.
refusal-clock-unlikely = That date or time is far from the last entry. Check again; if it is right, ask an administrator or the head of the clinic.
refusal-clock-before = There are entries later than this time. Check the date and time again.
refusal-visit-no-diagnosis = This sick visit has no diagnosis yet. Enter it, or close once more if there is none.
refusal-visit-finding-open = A finding asks for something to be done, and there is no diagnosis, plan or referral yet. Enter one, or close once more if none is needed.
refusal-setup-limit-reason = Say why, or from which guideline, in at most 300 characters.
refusal-setup-limit-unknown = This line is not among the limits. Open the list again.
refusal-setup-limit-changed = Somebody else has just changed this line to { $detail }. Look, then save again.
refusal-setup-limit-number = Each limit must be a number, such as 37.5.
refusal-setup-limit-order = These numbers do not fit: limits rise from left to right and are no finer than is measured.
refusal-setup-limit-far = This is more than double or less than half of the bundled { $detail }. Check the number and its unit.
refusal-setup-limit-place = This number does not fit: it is too small, too large, or finer than is measured.
