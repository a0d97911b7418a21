# Registration of people. Key: refusal-<stable code>.

refusal-person-name-missing = The name is missing.
refusal-person-bad-field = This field cannot be saved as it is. Check its length and digits.
refusal-person-birth-in-future = The birth date has not come yet. Check the year.
refusal-person-birth-too-long-ago = The birth date is more than 130 years ago. Check the year.
refusal-person-death-before-birth = The date of death is before the birth. Check both.
refusal-person-death-in-future = The date of death has not come yet. Check the date.
refusal-person-needs-confirmation = Not saved yet: there are warnings to confirm with a reason.
refusal-person-reason-missing = Write the reason first.
refusal-person-unknown = This patient is not registered. Search again.
refusal-person-unknown-family = This family folder does not exist. Search again or open a new one.
refusal-person-unknown-village = This village is not one of the clinic's. Choose another or enter it as outside.
refusal-person-bad-mother = The mother chosen cannot be the mother. Choose one who is registered.
refusal-person-member-taken = This family folder has its head or spouse already. Choose another place.
refusal-person-family-full = This family folder has no member numbers left. Open a new one.
refusal-person-numbers-used-up = This area has no record numbers left. Ask an administrator to change their shape.
refusal-person-bad-area = The area's number does not fit the record number. Ask an administrator to check the settings.
refusal-person-has-nik = This patient has a NIK already. Change it in the patient's data.
refusal-person-is-deceased = This patient is marked as deceased already.
refusal-person-seen-after-death = This person was still here on { $detail }. Check the date, and that this is the right person. If that ticket or visit is the mistake, cancel it first.
refusal-person-visit-open = A visit is still open in a room, and is closed there. Press once more to record the death.
refusal-person-is-living = This patient is not marked as deceased.
refusal-person-changed = Somebody else has just changed this patient. Look at the latest, then repeat.

# What two people share. Key: person-likeness-<word>.
refusal-person-too-young = Somebody under 15 is a child or another relative, not the head of a family or a spouse.
refusal-person-not-newborn = “Newborn” is a reason for those under one year only. Choose another.
refusal-person-stays-there = It is so already. Nothing would change.
refusal-person-merge-two-cards = Both have a NIK, and they differ. Correct the wrong one first.
refusal-person-merge-other-sex = The two are of different sex. Correct that first if they are one person.
refusal-person-merge-deceased = One of the two is marked as deceased. These records are not merged.
refusal-person-merge-related = The two cannot be one person: the same record, or mother and child.
refusal-person-merge-served = One of the two is being served or has an open visit. Merge them afterwards.
refusal-person-merge-two-tickets = Both wait for the same unit, and the later number is being called. Finish that call first.
refusal-person-merge-apart = Marked as two different people. Take that back first if they are one after all.
refusal-person-merge-tickets-changed = The tickets of one of the two have just changed. Look again before merging.
refusal-person-not-merged = This merge was taken back already.
refusal-person-merge-too-old = A merge can be taken back within 30 days only.
refusal-person-changed-since = One of the two has changed since the merge, so it cannot be taken back.
refusal-person-head-leaves = The head of this family leaves. Choose first who heads it afterwards.
refusal-person-bad-next-head = That person cannot head this folder. Choose another.
refusal-person-mother-elsewhere = This mother is in another folder now. Look at the latest, then repeat.
refusal-person-folder-closed = This folder is empty and closed. Choose another or make a new one.
refusal-person-move-changed = Something was just changed elsewhere. Nothing was moved; look at the latest, then repeat.
refusal-person-not-moved = This move was taken back already.
refusal-person-move-too-old = A move can be taken back within 30 days only.
refusal-person-moved-since = Something has changed since the move, so it cannot be taken back. Move them again with Ctrl+F.
