# Settings: clinic, units, people who work here, look, backup.

settings-title = Settings
settings-clinic = Clinic
settings-units = Units and rooms
settings-people = People
settings-villages = Villages and targets
settings-stations = Screens and stations
settings-printers = Printers
settings-backup = Backup
settings-district = District
settings-look = Look and language
settings-language = Language
settings-theme = Theme
settings-theme-light = Light
settings-theme-dark = Dark
settings-theme-contrast = High contrast
settings-text-size = Text size
settings-text-size-value = { $percent }%
settings-sound = Call sound
settings-sound-on = On
settings-sound-off = Off

# Units
unit-new = New unit
unit-prefix = Queue letter
unit-prefix-taken = The letter { $prefix } is used by { $unit }.
unit-hours = Hours
unit-quota = Quota a day
unit-quota-none = no limit
unit-counters = Counters and rooms
unit-counter-new = Add a counter or room
unit-open-today = Open today
unit-close-today = Closed today
unit-too-long = Too long after
unit-priority-letter = Priority numbers
unit-priority-own = The unit's letter with a mark
unit-priority-shared = The letter P for all units
unit-priority-ratio = One priority after { $count ->
    [one] { $count } ordinary number
   *[other] { $count } ordinary numbers
}
units-empty = No unit yet
units-empty-hint = Add the first one, for example General with the letter A.

# People who work here
staff-new = New person
staff-name = Full name
staff-account = User name
staff-role = Role
staff-roles = Roles
staff-pin-set = Set PIN
staff-password-set = Set a new password
staff-switch-off = Switch off
staff-switch-on = Switch on again
staff-last-signin = Last sign-in
staff-never = Never
staff-off = Switched off
staff-nip = NIP
staff-licence = Licence no.

# Backup
backup-now = Back up now
backup-folder = Backup folder
backup-done = Backup done { $time }
backup-failed = The backup failed. The data on this computer are safe. Check the backup folder.

# Sections
settings-own = My password, PIN
settings-own-pin = New PIN
settings-diagnoses = List of diagnoses
settings-about = About Loket
settings-number = Write a number, for example 30.
settings-running = Text on the waiting-room display
settings-running-hint = A sentence or two. Empty means the text that comes with it.
settings-idle = Lock the screen after
settings-idle-hint = 0 means never
settings-ratio-priority = Priority in a row at most
settings-ratio-ordinary = Then ordinary numbers
settings-record-format = Pattern of record numbers
settings-record-format-hint = Holds area, family and member with their digits
settings-village-new = New village
settings-village-served = Still served
settings-unit-registers = This unit registers patients.
settings-unit-measures = Children are measured here
settings-unit-open = This unit is open
staff-switch-off-sure = Yes, switch off { $name }
staff-pin-clear = Remove PIN
settings-counter = Counter or room of this desk
settings-counter-none = No counter matches
settings-diagnoses-why = The clinic's own ICD-10 list adds to the one that comes with it. The first line of the CSV file holds CODE and STR.
settings-diagnoses-path = CSV file
settings-diagnoses-path-hint = Write where the file is, then press Enter.
settings-diagnoses-read = Read the file
settings-diagnoses-take = Take { $count } diagnoses
settings-diagnoses-found = { $count } diagnoses read
settings-diagnoses-refused = { $count } lines cannot be used: line { $lines }.
settings-diagnoses-done = { $count } diagnoses saved
settings-diagnoses-unreadable = This file cannot be opened. Check where it is.
settings-diagnoses-large = This file is too large for a list of diagnoses.
settings-diagnoses-empty = There is no code with a name in this file.
settings-diagnoses-not-text = This is not a text file. Save the list as CSV.
settings-diagnoses-columns = The first line must hold CODE and STR.
settings-sheet-why = The recovery sheet opens the account of an administrator who forgot the password. A new sheet voids the old one.
settings-sheet-new = Make a new sheet
settings-sheet-use = Use this sheet
settings-sheet-done = The new recovery sheet counts
settings-version = Version
settings-folder = The clinic's data are kept in
settings-licences = Letters IBM Plex Sans (SIL OFL 1.1), icons Lucide (ISC), growth tables WHO 2006 and 2007.

# Copies of the data, and the way back.
copies-title = Copies of the data
copies-why = Every service day and at close Loket copies all data, tries the copy out, and keeps ten daily and twelve monthly copies.
copies-folder = Folder or USB stick for copies
copies-folder-hint = Better outside this computer: a stick or another disk.
copies-same-disk = Empty: copies stay on this computer only ({ $folder }). If its disk breaks, they are lost too.
copies-sticks = Put in now
copies-make = Copy now
copies-making = Copying …
copies-made = The copy is made and passed the checks.
copies-good = Last good copy: { $when }, { $file }
copies-none = There is no copy yet.
copies-never = There is no good copy of the data yet.
copies-last = Last good copy of the data: { $date }.
copies-away = The folder { $folder } is not there. Put the stick in, or choose another folder in the settings.
copies-unsound = The copy does not pass the checks ({ $why }). Tell the IT officer now; older copies are still there.
copies-not-written = The copy cannot be written to { $folder } ({ $why }). Choose another folder in the settings.
copies-refused = This folder cannot be used ({ $why }). Choose another.
copies-back = To come back from a copy: on a new computer choose “Continue from a copy” at the first start, or run loket restore FILE.
copies-continue = Continue from a copy
copies-continue-title = Continue from a copy
copies-continue-why = For a new or replaced computer: put in the stick with the copies and choose one. It is tried out before it is used.
copies-file = File of the copy
copies-file-hint = For example D:\Loket\loket-P3510070201-2026-11-28.db
copies-found = Copies found
copies-code = Code of the recovery sheet
copies-code-hint = So that the clinic’s seal comes along. Empty: a new seal is made later.
copies-restore = Use this copy
copies-restoring = Trying the copy …
restore-no-code = This is no code of a recovery sheet: five groups of four letters or digits each.
restore-wrong-code = This is not the code of the recovery sheet that was valid when the copy was made. Check it, or leave it empty to go on with a new seal.
restore-not-ours = { $file } is no copy of Loket’s data. Choose another file.
restore-newer = { $file } was made by a newer version of Loket. Install that one first.
restore-unsound = { $file } does not pass the checks ({ $why }). Choose another copy.
restore-unreadable = { $file } cannot be read ({ $why }). Check where it is and what it is called.
restore-failed = It did not work, nothing was changed: { $why }
restore-done = { $file } was tried out and is in use in { $folder }.
restore-kept = The data before are kept in { $folder }.
restore-seal-here = The clinic’s seal is on this computer.
restore-seal-recovered = The clinic’s seal came back with the code of the recovery sheet.
restore-seal-new = A new seal was made. Tell the district office its fingerprint (Summary page).
copies-seal-missing = The key of the clinic’s seal is not on this computer, so no summary can be sealed. Bring it back with the code of the recovery sheet. Without the sheet make a new seal and tell the district office its fingerprint.
copies-seal-back = Bring the seal back
copies-seal-new = Make a new seal
copies-seal-done = The clinic’s seal is ready on this computer.
