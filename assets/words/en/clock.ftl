# The line about the clock.

clock-right = Yes, it is right
clock-wrong = No, correct it
clock-use = Use this time
clock-date = Date now
clock-time = Time now
clock-waits = Ordinary tickets and closing the day wait for this answer. Data are safe; emergencies and calls go on.
clock-day = It is { $now }, right?
clock-doubt = This PC’s clock says { $now }. The last entry is of { $last }. Is the clock right?
clock-zone = The PC’s zone is { $zone }, the clinic’s { $own }. The PC shows { $wall }; for the clinic that is { $now }. Is that right?
clock-zone-behind = { $time } behind the clinic
clock-zone-ahead = { $time } ahead of the clinic
clock-two = Is it { $now }, or { $other }?
clock-two-which = The PC’s clock may have been put right. If the first is right, Ctrl+K. If not, Ctrl+J and type the right date and time.
clock-offset = The PC’s clock says { $wall } and Loket corrects it. Ask the IT officer to set Windows’ clock.
clock-before = The last entry, of { $last }, is later than this time. If the time is right all the same, press Enter once more.
clock-said = The clock is confirmed: { $now }.
