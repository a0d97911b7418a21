//! The measuring form as it is drawn: one row an index, z and label beside the field.

use iced::widget::{Column, Row, Space, column, container, row};
use iced::{Alignment, Length};

use super::measuring::{Measure, Measuring, Message, id};
use super::said;
use crate::growth::{Correction, Index, arm_category};
use crate::terms::{Millimetres, Posture, Precision};
use crate::ui::Element;
use crate::ui::form::Event;
use crate::ui::icon::Icon;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::{choice, field, panel, rows, text};
use crate::words::{Arg, Words};

/// Limit below which an arm is thin.
///
/// Source: tatalaksana gizi buruk, Kemenkes: 12.5 cm at 6–59 months.
const ARM_LIMIT: Millimetres = Millimetres(125);

const LABEL: f32 = 112.0;
const FIELD: f32 = 108.0;
const INDEX: f32 = 44.0;
const SCORE: f32 = 64.0;
const LINE: f32 = rows::height::NORMAL;

pub fn view<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let lines = [
        title(form, words),
        year_only(form, words),
        line(form, words, Measure::Weight, Some(Index::WeightForAge)),
        gain(form, words),
        line(form, words, Measure::Length, Some(Index::LengthForAge)),
        posture(form, words),
        correction(form, words),
        weight_for_length(form, words),
        line(form, words, Measure::Head, Some(Index::HeadForAge)),
        arm(form, words),
        oedema(form, words),
        doubts(form, words),
    ];
    Column::with_children(lines).width(Length::Fill).into()
}

fn title<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let from = form.age().map(|age| words.with("screening-measured-from", &[("days", age.total_days)]));
    let from = from.map(|from| words.age_known(from, form.child().precision));
    let line = row![
        text::body(words.text("screening-measurement")).bold().line(),
        text::small(from.unwrap_or_default()).muted().line().right(),
    ];
    container(line.spacing(Gap::S).align_y(Alignment::Center)).center_y(Gap::Xxl).into()
}

/// With the year of birth alone only what needs no age is judged; that is said before anything is typed.
fn year_only<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    if form.child().precision != Precision::Year {
        return Space::new().into();
    }
    container(text::small(words.text("screening-year-only")).tone(Tone::Waiting)).into()
}

fn name<'a>(word: impl Into<std::borrow::Cow<'a, str>>) -> Element<'a, Message> {
    // In two lines where it must: which measure it is, is never cut.
    rows::cell(LABEL, text::body(word).width(Length::Fill))
}

fn typed<'a>(form: &'a Measuring, words: &'a Words, measure: Measure) -> Element<'a, Message> {
    let wrong = form.bad(measure).is_some() || form.impossible(measure).is_some();
    let unit = if measure == Measure::Weight { "unit-kilogram" } else { "unit-centimetre" };
    let field = form.field(measure).bare(words).dense().width(FIELD).unit(words.text(unit));
    // The sentence has its own line below.
    Element::from(field.note_maybe(None).edge_maybe(wrong.then_some(Tone::Late))).map(Message::Form)
}

/// The z and the label of an index, when there is something to say.
fn score<'a>(form: &'a Measuring, words: &'a Words, index: Index) -> [Element<'a, Message>; 3] {
    let days = form.age().map_or(0, |age| age.total_days);
    let short = text::body(said::index_short(words, index, days)).muted().line();
    let said = form.preview().map(|preview| *preview.assessment.score(index));
    let doubted = form.preview().is_some_and(|preview| preview.is_doubted(index));
    let z = said.and_then(|score| score.z.ok());
    let label: Element<'a, Message> = match said {
        Some(_) if doubted => said::implausible(words).into(),
        Some(score) => match score.category {
            Some(category) => said::label(words, category).into(),
            None => Space::new().into(),
        },
        None => Space::new().into(),
    };
    [
        rows::cell(INDEX, short),
        rows::cell(SCORE, text::large(said::z(words, z)).bold().line().right()),
        rows::cell(Length::Fill, label),
    ]
}

fn cells<'a>(
    height: impl Into<Length>,
    parts: impl IntoIterator<Item = Element<'a, Message>>,
) -> Element<'a, Message> {
    let line = Row::with_children(parts).spacing(Gap::M).align_y(Alignment::Center).width(Length::Fill);
    container(line).center_y(height).into()
}

fn line<'a>(
    form: &'a Measuring,
    words: &'a Words,
    measure: Measure,
    index: Option<Index>,
) -> Element<'a, Message> {
    let key = match measure {
        Measure::Weight => "screening-weight",
        Measure::Length => "screening-length",
        Measure::Head => "screening-head",
        Measure::Arm => "screening-arm",
    };
    let mut parts = vec![name(words.text(key)), typed(form, words, measure)];
    parts.extend(index.into_iter().flat_map(|index| score(form, words, index)));
    column![cells(LINE, parts), trouble(form, words, measure)].into()
}

/// What is wrong with a value, below its row.
fn trouble<'a>(form: &'a Measuring, words: &'a Words, measure: Measure) -> Element<'a, Message> {
    let sentence = match (form.bad(measure), form.impossible(measure)) {
        (Some(bad), _) => bad.explain(words),
        (None, Some(limits)) => said::impossible(words, limits),
        (None, None) => return Space::new().into(),
    };
    row![
        Space::new().width(LABEL),
        Icon::CircleAlert.size(14.0).tone(Tone::Late),
        text::small(sentence).tone(Tone::Late).width(Length::Fill),
    ]
    .spacing(Gap::S)
    .padding(Gap::around(Gap::None, Gap::None).bottom(Gap::Xs))
    .into()
}

fn gain<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let Some(gain) = form.preview().and_then(|preview| preview.gain) else { return Space::new().into() };
    // What decided stands at its end: it is never cut.
    let said = text::small(said::gain_line(words, gain.letter)).muted().width(Length::Fill);
    let width = FIELD + INDEX + SCORE + 2.0 * Gap::M.pixels();
    let parts =
        [Space::new().width(LABEL).into(), rows::cell(width, said), said::gain(words, gain.letter).into()];
    container(cells(Length::Shrink, parts)).padding(Gap::around(Gap::Xs, Gap::None)).into()
}

fn posture<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let labels = [words.text("screening-posture-lying"), words.text("screening-posture-standing")];
    let chosen = usize::from(form.posture() == Posture::Standing);
    let parts = [
        name(words.text("screening-posture")),
        choice::segments(id::POSTURE, labels, Some(chosen), Message::Posture),
    ];
    cells(LINE, parts)
}

fn correction<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let corrected = form.preview().and_then(|preview| preview.assessment.corrected);
    let Some(corrected) = corrected else { return Space::new().into() };
    let (key, change) = match corrected.correction {
        Correction::Added7Millimetres => ("screening-adjusted-standing", 7),
        Correction::Took7Millimetres => ("screening-adjusted-lying", -7),
        Correction::None | Correction::PostureDoubted => return Space::new().into(),
    };
    let said = words.with(
        key,
        &[
            ("change", Arg::from(words.signed(change, 1, 1))),
            ("length", Arg::from(words.centimetres(corrected.length))),
        ],
    );
    let note = panel::note(panel::About::Warning, "", &said);
    row![Space::new().width(LABEL), note].spacing(Gap::M).padding(Gap::None).into()
}

fn weight_for_length<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let mut parts = vec![
        rows::cell(LABEL, text::body(words.text("screening-weight-for-length")).muted().cut()),
        container(text::body(words.text("screening-computed")).muted().line().right())
            .padding(Gap::around(Gap::None, Gap::M).left(0))
            .width(FIELD)
            .into(),
    ];
    parts.extend(score(form, words, Index::WeightForLength));
    cells(rows::height::SHEET, parts)
}

fn arm<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let category = form.preview().and_then(|preview| preview.assessment.category(Index::ArmForAge));
    let label: Element<'a, Message> = match category {
        Some(category) => said::label(words, category).into(),
        None => Space::new().into(),
    };
    // Only at an age at which an arm is judged.
    let judged = form.age().is_some_and(|age| arm_category(age.total_days, ARM_LIMIT).is_some());
    let (word, limit) = if judged {
        (words.text("screening-limit"), words.centimetres(ARM_LIMIT))
    } else {
        Default::default()
    };
    let parts = [
        name(words.text("screening-arm")),
        typed(form, words, Measure::Arm),
        rows::cell(INDEX, text::body(word).muted().line()),
        rows::cell(SCORE, text::body(limit).muted().line().right()),
        rows::cell(Length::Fill, label),
    ];
    column![cells(LINE, parts), trouble(form, words, Measure::Arm)].into()
}

fn oedema<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let labels = [words.text("screening-oedema-no"), words.text("screening-oedema-yes")];
    let parts = [
        name(words.text("screening-oedema")),
        choice::segments(id::OEDEMA, labels, Some(usize::from(form.oedema())), Message::Oedema),
    ];
    cells(LINE, parts)
}

/// Unusual values, each with the reason that it is right all the same.
fn doubts<'a>(form: &'a Measuring, words: &'a Words) -> Element<'a, Message> {
    let days = form.age().map_or(0, |age| age.total_days);
    let mut all = Column::new().spacing(Gap::S).width(Length::Fill);
    for ((oddity, reason), id) in form.oddities().zip(id::REASONS) {
        let doubt = oddity.doubt();
        let mut why = field::field(said::oddity(words, oddity, days), reason)
            .id(id)
            .dense()
            .placeholder(words.text("vital-reason"))
            .on_input(move |text| Message::Reason(doubt, text))
            .on_submit(Message::Form(Event::Enter(id)));
        if reason.trim().is_empty() {
            why = why.edge_maybe(Some(Tone::Waiting));
        }
        all = all.push(why);
    }
    all.into()
}
