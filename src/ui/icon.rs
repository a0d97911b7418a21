//! The icons: Lucide's font, cut down to the names the screens use.
//!
//! An icon takes the colour of the text around it, so it is right in every theme and on every button.
//! Which codepoint an icon has is known here and nowhere else. Icons are Lucide 1.62 (ISC, part MIT), see
//! `assets/fonts/lucide.LICENSE.txt`.

use super::Element;
use super::theme::{Tone, font};
use super::widget::text::Words;

/// Names each drawing once: the enum, its place in the font and the list of all.
macro_rules! icons {
    ($($name:ident = $codepoint:literal,)+) => {
        /// A drawing from Lucide, by Lucide's own name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Icon {
            $($name,)+
        }

        impl Icon {
            /// Every icon, for the test that each is in the font.
            pub const ALL: &'static [Icon] = &[$(Icon::$name,)+];

            /// Where the drawing sits in the bundled font.
            pub const fn codepoint(self) -> char {
                match self {
                    $(Icon::$name => $codepoint,)+
                }
            }
        }
    };
}

icons! {
    Accessibility = '\u{E297}',
    Activity = '\u{E038}',
    Archive = '\u{E041}',
    ArrowDown = '\u{E042}',
    ArrowLeft = '\u{E048}',
    ArrowRight = '\u{E049}',
    ArrowUp = '\u{E04A}',
    Award = '\u{E04F}',
    Baby = '\u{E2CE}',
    BadgeCheck = '\u{E241}',
    Bell = '\u{E059}',
    BellRing = '\u{E224}',
    Bone = '\u{E358}',
    BookOpen = '\u{E05F}',
    Building = '\u{E1CC}',
    Building2 = '\u{E290}',
    Calendar = '\u{E063}',
    CalendarClock = '\u{E304}',
    CalendarDays = '\u{E2B9}',
    ChartColumn = '\u{E2A3}',
    ChartLine = '\u{E2A5}',
    Check = '\u{E06C}',
    ChevronDown = '\u{E06D}',
    ChevronLeft = '\u{E06E}',
    ChevronRight = '\u{E06F}',
    ChevronUp = '\u{E070}',
    CircleAlert = '\u{E077}',
    CircleCheck = '\u{E226}',
    CircleHelp = '\u{E082}',
    CircleX = '\u{E084}',
    ClipboardCheck = '\u{E219}',
    ClipboardList = '\u{E086}',
    Clock = '\u{E087}',
    Cloud = '\u{E088}',
    Contrast = '\u{E09D}',
    Copy = '\u{E09E}',
    DoorOpen = '\u{E3D6}',
    Download = '\u{E0B2}',
    Droplet = '\u{E0B4}',
    ExternalLink = '\u{E0B9}',
    Eye = '\u{E0BA}',
    EyeOff = '\u{E0BB}',
    FileCheck = '\u{E0C1}',
    FilePen = '\u{E31F}',
    FilePlus2 = '\u{E0CA}',
    FileSignature = '\u{E320}',
    FileText = '\u{E0CC}',
    Flag = '\u{E0D1}',
    Folder = '\u{E0D7}',
    FolderOpen = '\u{E247}',
    Funnel = '\u{E0DC}',
    HandHeart = '\u{E5B9}',
    HardDrive = '\u{E0ED}',
    HardDriveUpload = '\u{E4E6}',
    Hash = '\u{E0EF}',
    Heart = '\u{E0F2}',
    HeartPulse = '\u{E36E}',
    History = '\u{E1F5}',
    House = '\u{E0F5}',
    IdCard = '\u{E617}',
    Image = '\u{E0F6}',
    Info = '\u{E0F9}',
    KeyRound = '\u{E4A3}',
    Keyboard = '\u{E284}',
    Languages = '\u{E0FE}',
    LayoutGrid = '\u{E0FF}',
    Link = '\u{E102}',
    List = '\u{E106}',
    ListChecks = '\u{E1D0}',
    Lock = '\u{E10B}',
    LockOpen = '\u{E10C}',
    LogIn = '\u{E10D}',
    LogOut = '\u{E10E}',
    Mail = '\u{E10F}',
    Map = '\u{E110}',
    MapPin = '\u{E111}',
    Maximize = '\u{E112}',
    Megaphone = '\u{E235}',
    Menu = '\u{E115}',
    MessageSquare = '\u{E117}',
    Minus = '\u{E11C}',
    Monitor = '\u{E11D}',
    Moon = '\u{E11E}',
    Network = '\u{E125}',
    Palette = '\u{E1DD}',
    PanelRight = '\u{E431}',
    Pause = '\u{E12E}',
    Pencil = '\u{E1F9}',
    Phone = '\u{E133}',
    PhoneCall = '\u{E134}',
    Pill = '\u{E3BD}',
    Play = '\u{E13C}',
    Plus = '\u{E13D}',
    Power = '\u{E140}',
    Printer = '\u{E141}',
    QrCode = '\u{E1DF}',
    Redo2 = '\u{E2A0}',
    RefreshCw = '\u{E145}',
    Repeat = '\u{E146}',
    RotateCcw = '\u{E148}',
    Ruler = '\u{E14B}',
    Salad = '\u{E3A8}',
    Save = '\u{E14D}',
    Scale = '\u{E212}',
    ScanLine = '\u{E258}',
    Search = '\u{E151}',
    Send = '\u{E152}',
    Server = '\u{E153}',
    Settings = '\u{E154}',
    Shield = '\u{E158}',
    ShieldCheck = '\u{E1FF}',
    Signature = '\u{E5F2}',
    SkipForward = '\u{E160}',
    Smartphone = '\u{E163}',
    Soup = '\u{E3AA}',
    Square = '\u{E167}',
    SquareCheck = '\u{E559}',
    Star = '\u{E176}',
    Stethoscope = '\u{E2F1}',
    Sun = '\u{E178}',
    Syringe = '\u{E2F2}',
    Table = '\u{E17D}',
    Thermometer = '\u{E186}',
    Ticket = '\u{E20F}',
    TicketPlus = '\u{E5B1}',
    Timer = '\u{E1E0}',
    Trash2 = '\u{E18E}',
    TrendingDown = '\u{E190}',
    TrendingUp = '\u{E191}',
    TriangleAlert = '\u{E193}',
    Tv = '\u{E195}',
    Type = '\u{E198}',
    Undo2 = '\u{E2A1}',
    Unlink = '\u{E19C}',
    Upload = '\u{E19E}',
    Usb = '\u{E356}',
    User = '\u{E19F}',
    UserCheck = '\u{E1A0}',
    UserCog = '\u{E342}',
    UserMinus = '\u{E1A1}',
    UserPlus = '\u{E1A2}',
    UserRound = '\u{E468}',
    UserRoundCog = '\u{E46A}',
    UserX = '\u{E1A3}',
    Users = '\u{E1A4}',
    Utensils = '\u{E2F6}',
    Volume2 = '\u{E1AB}',
    VolumeX = '\u{E1AC}',
    Weight = '\u{E530}',
    Wifi = '\u{E1AE}',
    WifiOff = '\u{E1AF}',
    X = '\u{E1B2}',
    Zap = '\u{E1B4}',
}

impl Icon {
    /// The icon at a size: 14 in chips and hints, 16 beside text, 20 in the rail and on big buttons, 24 and more alone.
    pub fn size(self, pixels: f32) -> Drawing {
        Drawing { icon: self, pixels, tone: None }
    }

    /// The icon beside text, in a colour of its own.
    pub fn tone(self, tone: Tone) -> Drawing {
        self.size(16.0).tone(tone)
    }
}

/// An icon with its size, and a colour of its own if it does not follow the text.
#[derive(Debug, Clone, Copy)]
pub struct Drawing {
    icon: Icon,
    pixels: f32,
    tone: Option<Tone>,
}

impl Drawing {
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone: Some(tone), ..self }
    }
}

impl<'a, Message: 'a> From<Drawing> for Element<'a, Message> {
    fn from(drawing: Drawing) -> Self {
        let words = Words::drawing(drawing.icon.codepoint(), drawing.pixels, font::ICONS);
        match drawing.tone {
            Some(tone) => words.tone(tone).into(),
            None => words.into(),
        }
    }
}

impl<'a, Message: 'a> From<Icon> for Element<'a, Message> {
    fn from(icon: Icon) -> Self {
        icon.size(16.0).into()
    }
}
