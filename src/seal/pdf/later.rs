//! What was added to a PDF after our seal: other signatures, or something else.
//!
//! A revision is allowed that adds one signature field with its widget, its signature and its entries in the catalog's
//! form and in a page's list of annotations, and changes nothing else: what ISO 32000-2 table 257 (DocMDP) calls signing,
//! without its filling in of forms and its templates. A reader that shows the whole file then shows every page as it was
//! sealed, but for a widget that has a size, and that one is named. Validation data and document time-stamps (DSS, ISO
//! 32000-2 section 12.8.4.3; DocTimeStamp, ETSI EN 319 142-1 section 5.4.3) would do no harm either, but are no signature
//! of anybody: like everything else they count as a revision.

use std::collections::BTreeSet;

use super::super::certificate::Subject;
use super::super::signer::{self, Holds};
use super::find;
use super::objects::{Object, Objects, Table, tables};
use super::read::{Allowance, Dictionary, Id, Value, from_hexadecimal};

/// How many signatures may follow ours.
const MOST: usize = 8;
/// How many pages are looked at, and how deep they may lie.
const PAGES: usize = 1000;
const PAGE_DEPTH: u8 = 12;

/// What a signature's field may say; actions, children and layers are not among it.
const FIELD: [&[u8]; 26] = [
    b"Type",
    b"Subtype",
    b"FT",
    b"T",
    b"TU",
    b"TM",
    b"F",
    b"Ff",
    b"Rect",
    b"P",
    b"V",
    b"AP",
    b"AS",
    b"MK",
    b"DA",
    b"DR",
    b"BS",
    b"Border",
    b"C",
    b"H",
    b"Q",
    b"Lock",
    b"SV",
    b"NM",
    b"M",
    b"Contents",
];
/// Annotation flags: hidden; and those by which a widget leaves its rectangle (no zoom, no rotation).
const HIDDEN: i64 = 1 << 1;
const LEAVES: i64 = 1 << 3 | 1 << 4;

/// A signature that was added after ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// Whom its certificate names. Its issuer is not known here.
    pub subject: Subject,
    /// It was made by the key of that certificate over everything before it; not so where its algorithm is not known here.
    pub holds: bool,
    /// What it shows on a page.
    pub mark: Option<Mark>,
}

/// What a signature shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// On which page, counted from one.
    pub page: usize,
    /// How much of it, in percent, rounded up.
    pub percent: u8,
}

/// The signatures after the first `end` bytes; `None` where anything else was added.
pub fn signatures(pdf: &[u8], end: usize) -> Option<Vec<Later>> {
    let allowance = Allowance::new();
    let mut all = tables(pdf, &allowance)?;
    all.reverse();
    let sealed = all.iter().position(|table| table.at >= end)?;
    let (ours, added) = all.split_at_checked(sealed)?;
    if added.len() > MOST || last_named(pdf.get(..end)?)? != ours.last()?.at {
        return None;
    }
    let mut before = Objects::of(pdf, ours, &allowance);
    let (mut from, mut trailer, mut found) = (end, &ours.last()?.trailer, Vec::new());
    for table in added {
        let mut after = before.clone();
        after.revise(table);
        let revision = Revision { pdf, from, table, before: &before, after: &after };
        let (later, until) = revision.signature(trailer)?;
        found.push(later);
        (from, trailer, before) = (until, &table.trailer, after);
    }
    (from == pdf.len()).then_some(found)
}

/// The table that a file's end names.
fn last_named(pdf: &[u8]) -> Option<usize> {
    let words = pdf.get(find(pdf, b"startxref")? + b"startxref".len()..)?;
    let mut words = words.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    std::str::from_utf8(words.next()?).ok()?.parse().ok()
}

/// One revision: where it begins, its table, and the document before and after it.
struct Revision<'a, 'p> {
    pdf: &'p [u8],
    from: usize,
    table: &'a Table,
    before: &'a Objects<'p>,
    after: &'a Objects<'p>,
}

/// A page of the document before.
struct Page {
    id: Id,
    dictionary: Dictionary,
    /// Its sheet: left, bottom, right, top.
    sheet: Option<[f64; 4]>,
}

impl Revision<'_, '_> {
    /// The one signature that it adds, and where it ends.
    fn signature(&self, trailer: &Dictionary) -> Option<(Later, usize)> {
        self.has_only_its_objects()?;
        self.keeps_trailer(trailer)?;
        let root = trailer.get(b"Root".as_slice())?.as_reference()?;
        let mut allowed = BTreeSet::from([root.0]);
        let (old, new) = (dictionary(self.before, root)?, dictionary(self.after, root)?);
        keeps(&old, &new, &[b"AcroForm", b"Version", b"Extensions"])?;
        if ![&b"Version"[..], b"Extensions"].iter().all(|key| new.get(*key).is_none_or(says_nothing)) {
            return None;
        }
        let id = self.new_field(&old, &new, &mut allowed)?;
        let field = dictionary(self.after, id)?;
        let signature = signature_of(&field)?;
        let page = self.on_page(&old, id, &field, &mut allowed)?;
        self.keeps_info(trailer, &mut allowed)?;
        if self.replaced().any(|number| !allowed.contains(&number)) {
            return None;
        }
        let ((subject, holds), until) = self.signed(signature)?;
        let place = self.after.under(&field, b"Rect");
        let mark = page.first().and_then(|page| mark(place, &field, page));
        Some((Later { subject, holds: holds == Holds::Yes, mark }, until))
    }

    /// The numbers of objects that were there before.
    fn replaced(&self) -> impl Iterator<Item = u32> {
        self.table.entries.keys().copied().filter(|number| self.before.has(*number))
    }

    /// Its bytes are the objects that its table names, one behind the other.
    fn has_only_its_objects(&self) -> Option<()> {
        let mut places = Vec::new();
        for (number, place) in &self.table.entries {
            match place {
                Some((begins, 0)) => places.push((*begins, *number)),
                Some(_) => return None,
                None => {}
            }
        }
        places.sort_unstable();
        let mut at = self.from;
        for (begins, number) in places {
            if begins < at || !self.after.is_empty_between(at, begins) {
                return None;
            }
            at = self.after.get((number, 0))?.ends;
        }
        (at <= self.table.at && self.after.is_empty_between(at, self.table.at)).then_some(())
    }

    fn keeps_trailer(&self, old: &Dictionary) -> Option<()> {
        let new = &self.table.trailer;
        keeps(old, new, &[b"Size", b"Prev", b"ID"])?;
        let first = |trailer: &Dictionary| Some(trailer.get(b"ID".as_slice())?.as_list()?.first()?.clone());
        (first(old) == first(new)).then_some(())
    }

    /// The document's information is as it was, but for when and by which program it was changed.
    fn keeps_info(&self, trailer: &Dictionary, allowed: &mut BTreeSet<u32>) -> Option<()> {
        let Some(info) = trailer.get(b"Info".as_slice()) else { return Some(()) };
        let info = info.as_reference()?;
        if self.table.entries.contains_key(&info.0) {
            allowed.insert(info.0);
            let (old, new) = (dictionary(self.before, info)?, dictionary(self.after, info)?);
            keeps(&old, &new, &[b"ModDate", b"Producer"])?;
        }
        Some(())
    }

    /// The form's one new field.
    fn new_field(&self, old: &Dictionary, new: &Dictionary, allowed: &mut BTreeSet<u32>) -> Option<Id> {
        let form = |objects: &Objects<'_>, catalog: &Dictionary| match objects.under(catalog, b"AcroForm")? {
            Value::Dictionary(form) => Some(form),
            _ => None,
        };
        let (old_form, new_form) = (form(self.before, old)?, form(self.after, new)?);
        keeps(&old_form, &new_form, &[b"Fields", b"SigFlags", b"DA", b"DR"])?;
        allowed.extend(number_under(old, b"AcroForm"));
        allowed.extend(number_under(&old_form, b"Fields"));
        let flags = new_form.get(b"SigFlags".as_slice())?.as_whole()?;
        let (old, new) = (self.before.under(&old_form, b"Fields")?, self.after.under(&new_form, b"Fields")?);
        let [id] = *self.more(old.as_list()?, new.as_list()?)?.as_array()?;
        let name = dictionary(self.after, id)?.get(b"T".as_slice())?.clone();
        let taken = old.as_list()?.iter().filter_map(Value::as_reference).any(|field| {
            dictionary(self.before, field).is_none_or(|field| field.get(b"T".as_slice()) == Some(&name))
        });
        (matches!(flags, 1 | 3) && !taken && name.as_text().is_some_and(|name| !name.contains(&b'.')))
            .then_some(id)
    }

    /// What one list has more than the other at its end: nothing, or a reference to something new.
    fn more(&self, old: &[Value], new: &[Value]) -> Option<Vec<Id>> {
        let more: Option<Vec<Id>> = new.strip_prefix(old)?.iter().map(Value::as_reference).collect();
        more.filter(|more| more.len() <= 1 && !more.iter().any(|id| self.before.has(id.0)))
    }

    /// The page on which the widget stands, where it stands on one: none has changed but by this one annotation.
    fn on_page(
        &self,
        catalog: &Dictionary,
        field: Id,
        widget: &Dictionary,
        allowed: &mut BTreeSet<u32>,
    ) -> Option<Vec<(usize, Page)>> {
        let mut pages = Vec::new();
        let root = catalog.get(b"Pages".as_slice())?.as_reference()?;
        self.pages(root, (PAGE_DEPTH, None), &mut pages)?;
        let mut found = Vec::new();
        for (number, page) in (1..).zip(pages) {
            let list = number_under(&page.dictionary, b"Annots");
            let touched = |number: u32| self.table.entries.contains_key(&number);
            if !touched(page.id.0) && !list.is_some_and(touched) {
                continue;
            }
            allowed.insert(page.id.0);
            allowed.extend(list);
            let new = dictionary(self.after, page.id)?;
            keeps(&page.dictionary, &new, &[b"Annots"])?;
            let annotations = |objects: &Objects<'_>, page: &Dictionary| match page.get(b"Annots".as_slice())
            {
                Some(value) => objects.follow(value),
                None => Some(Value::List(Vec::new())),
            };
            let (old, new) = (annotations(self.before, &page.dictionary)?, annotations(self.after, &new)?);
            match self.more(old.as_list()?, new.as_list()?)?[..] {
                [] => {}
                [id] if id == field && found.is_empty() => found.push((number, page)),
                _ => return None,
            }
        }
        let named = widget.get(b"P".as_slice()).map(Value::as_reference);
        let fits = found.iter().all(|(_, page)| named.is_none_or(|named| named == Some(page.id)));
        fits.then_some(found)
    }

    fn pages(&self, id: Id, (depth, sheet): (u8, Option<[f64; 4]>), pages: &mut Vec<Page>) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let dictionary = dictionary(self.before, id)?;
        let sheet = self.before.under(&dictionary, b"MediaBox").and_then(|sheet| rectangle(&sheet)).or(sheet);
        let Some(kids) = self.before.under(&dictionary, b"Kids") else {
            pages.push(Page { id, dictionary, sheet });
            return (pages.len() <= PAGES).then_some(());
        };
        kids.as_list()?.iter().try_for_each(|kid| self.pages(kid.as_reference()?, (depth, sheet), pages))
    }

    /// Whose signature it is, and where what it signed ends: with this revision.
    fn signed(&self, id: Id) -> Option<((Subject, Holds), usize)> {
        let object = self.after.get(id).filter(|object| !object.stream)?;
        let signature = object.value.as_dictionary()?;
        let says = |key: &[u8]| signature.get(key).map(Value::as_name);
        let detached = matches!(says(b"SubFilter")?, Some(b"ETSI.CAdES.detached" | b"adbe.pkcs7.detached"));
        if !detached || !matches!(says(b"Type"), None | Some(Some(b"Sig"))) {
            return None;
        }
        let range = signature.get(b"ByteRange".as_slice())?.as_list()?;
        let range: Option<Vec<usize>> =
            range.iter().map(|place| usize::try_from(place.as_whole()?).ok()).collect();
        let [0, from, to, tail] = *range?.as_array()? else { return None };
        let until = to.checked_add(tail)?;
        let inside = from >= object.begins && to <= object.ends;
        let rest = self.pdf.get(self.table.end..until)?;
        if !inside || rest.len() > 2 || !rest.iter().all(u8::is_ascii_whitespace) {
            return None;
        }
        let digits = self.pdf.get(from..to)?.strip_prefix(b"<")?.strip_suffix(b">")?;
        let der = from_hexadecimal(digits)?;
        if signature.get(b"Contents".as_slice())?.as_text()? != der {
            return None;
        }
        let pieces = [self.pdf.get(..from)?, self.pdf.get(to..until)?];
        let signed = signer::read(&der, &pieces).filter(|(_, holds)| *holds != Holds::No)?;
        Some((signed, until))
    }
}

/// Do both say the same, but under these keys?
fn keeps(old: &Dictionary, new: &Dictionary, but: &[&[u8]]) -> Option<()> {
    let kept = |one: &Dictionary, other: &Dictionary| {
        one.iter().all(|(key, value)| but.contains(&key.as_slice()) || other.get(key) == Some(value))
    };
    (kept(old, new) && kept(new, old)).then_some(())
}

/// The version of the form, in names and numbers: shown nowhere, leading nowhere.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Name(_) | Value::Number(_) => true,
        Value::Dictionary(inner) => inner.values().all(says_nothing),
        _ => false,
    }
}

fn number_under(dictionary: &Dictionary, key: &[u8]) -> Option<u32> {
    Some(dictionary.get(key)?.as_reference()?.0)
}

/// Left, bottom, right, top, whichever corners were named.
fn rectangle(value: &Value) -> Option<[f64; 4]> {
    let numbers: Option<Vec<f64>> = value.as_list()?.iter().map(Value::as_number).collect();
    let [a, b, c, d] = *numbers?.as_array()?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

/// Does the widget leave its rectangle?
fn leaves(field: &Dictionary) -> bool {
    field.get(b"F".as_slice()).is_some_and(|flags| flags.as_whole().is_none_or(|flags| flags & LEAVES != 0))
}

/// What the widget shows on its page.
fn mark(place: Option<Value>, field: &Dictionary, (page, on): &(usize, Page)) -> Option<Mark> {
    let hidden =
        field.get(b"F".as_slice()).and_then(Value::as_whole).is_some_and(|flags| flags & HIDDEN != 0);
    let place = place.as_ref().map_or(Some([0.0; 4]), rectangle);
    let share = match (place, on.sheet) {
        _ if hidden => return None,
        (Some([left, bottom, right, top]), _) if right <= left || top <= bottom => return None,
        (Some([left, bottom, right, top]), Some([from, under, to, over])) => {
            let shown =
                (right.min(to) - left.max(from)).max(0.0) * (top.min(over) - bottom.max(under)).max(0.0);
            shown / ((to - from) * (over - under))
        }
        // Where that cannot be said, all of it.
        _ => 1.0,
    };
    let share = if share.is_finite() { share } else { 1.0 };
    Some(Mark { page: *page, percent: (share * 100.0).ceil().clamp(0.0, 100.0) as u8 })
}

/// The object, where it is a dictionary alone.
fn dictionary(objects: &Objects<'_>, id: Id) -> Option<Dictionary> {
    match objects.get(id)? {
        Object { value: Value::Dictionary(dictionary), stream: false, .. } => Some(dictionary),
        _ => None,
    }
}

/// Of a signature's field and widget in one, as every signing program writes it, the signature.
fn signature_of(field: &Dictionary) -> Option<Id> {
    let says = |key: &[u8], name: &[u8]| field.get(key).and_then(Value::as_name) == Some(name);
    let known = field.keys().all(|key| FIELD.contains(&key.as_slice()));
    if !known || !says(b"FT", b"Sig") || !says(b"Subtype", b"Widget") || leaves(field) {
        return None;
    }
    field.get(b"V".as_slice())?.as_reference()
}
