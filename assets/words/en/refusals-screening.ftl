# Refusals of screening. Key: refusal-<stable code>; `detail` is what the sentence names.

refusal-measurement-not-found = This measurement or follow-up is not there. Look the child up again.
refusal-measurement-child-unknown = Sex or date of birth of this child is not known. Complete the registration first.
refusal-measurement-other-child = This measurement belongs to another child. Check the name.
refusal-measurement-changed = Somebody else has just changed this. What you typed is kept; look at what it is now, then save again.
refusal-measurement-ended-before = This was already voided or ended. Look again.
refusal-measurement-same-again = The same measures of the same day are saved already; nothing was written again.
refusal-measurement-nothing = Fill in at least one measure.
refusal-measurement-before-birth = The measuring date lies before the birth. Check both dates.
refusal-measurement-in-future = The measuring date has not come yet. Check it.
refusal-measurement-impossible = This measure is not possible at this age. Measure again and check the number.
refusal-measurement-needs-confirmation = Some measures are unusual. Measure again, or give a reason for each.
refusal-measurement-reason-missing = Write the reason first.
refusal-follow-up-text-missing = Write first what is to be done.
refusal-measurement-text-too-long = The text is too long. At most { $detail } characters.
refusal-follow-up-due-in-past = That day has passed. Choose today or later.

# A follow-up in one's own words.
plan-other = Something else
