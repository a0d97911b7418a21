# Settings: clinic, units, people who work here, look, backup.

settings-title = Settings
settings-clinic = Clinic
settings-units = Units and hours
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
