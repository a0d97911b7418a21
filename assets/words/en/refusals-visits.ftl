# Refusals of visits. Key: refusal-<stable code>; `detail` is what the sentence names.

refusal-visit-not-found = This visit or entry is not there. Look the patient up again.
refusal-visit-changed = Somebody else has just changed this visit. What you typed is kept; look at what it is now, then save again.
refusal-visit-voided = This visit was voided. Open a new one.
refusal-visit-entry-ended = This entry was already voided or replaced. Look again.
refusal-visit-still-open = This visit is still open. Write it in the visit itself.
refusal-visit-not-responsible = Only the one responsible can close this visit. Take it over first.
refusal-visit-already-open = This visit is already open. Continue there.
refusal-visit-reason-missing = Write the reason first.
refusal-visit-text-missing = Write first what is to be added.
refusal-visit-text-too-long = The text is too long. At most { $detail } characters.
refusal-visit-bad-time = This time does not fit the visit. Check the date and time.
refusal-visit-amendment-only-closed = Additions are for closed visits. Write it in the visit itself.
refusal-vital-needs-confirmation = Some values are unusual. Measure again, or give a reason for each.
refusal-vital-already-there = This vital sign is there already. Void the wrong one first, with a reason.
refusal-vital-twice = One vital sign is given twice. Remove one of them.
refusal-diagnosis-bad-code = { $detail } is no diagnosis code. Write for example J06.9.
refusal-diagnosis-name-missing = The diagnosis { $detail } has no name. Write it.
refusal-diagnosis-twice = The diagnosis { $detail } is there already. Remove one of them.
refusal-diagnosis-two-primaries = There is only one main diagnosis. Choose one.
refusal-diagnosis-list-empty = The list is empty; nothing was changed. Choose another file.
