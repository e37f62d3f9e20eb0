//! The lines before the first list: title, body, day, hours and place.

mod undated;

use chrono::NaiveDate;
use spro_core::when::When;

use crate::blocks::{Block, Shape};
use crate::clock;
use crate::dates::{self, Calendar};
use crate::draft::{Asked, AskedKind, Confidence, Draft, ItemKind, ItemRef, Source};
use crate::fold::{fold, says, split_dash};
use crate::reader::plain;
use crate::sentence::sentences;

pub(crate) use undated::settle;

/// Reads `head` into `draft`, whose day so far is the one that the front matter gives.
pub(crate) fn read(head: &[Block], draft: &mut Draft) {
    let mut titled = draft.title.is_some();
    let posted = draft.date;
    for block in head {
        draft.head.push(block.whole());
        let text = plain(&block.text);
        let generic = matches!(fold(text).as_str(), "compte rendu" | "proces verbal" | "minutes");
        let is_day = read_day(block, text, posted, draft);
        if is_day && block.shape == Shape::Paragraph {
            draft.venue = split_dash(text).map(|(_, venue)| venue.to_owned());
            let mut times = clock::times(text).into_iter();
            draft.starts = times.next();
            draft.ends = times.next();
        }
        let heading = block.shape == Shape::Heading && block.level < 3;
        if (draft.title.is_none() || heading && !titled) && !generic {
            // Lines above the first heading name the body that met.
            let before = draft.title.replace(text.to_owned());
            draft.body = draft.body.take().or(before.filter(|_| draft.head.len() < 5));
            titled = heading;
        } else if draft.body.is_none() && block.text.starts_with("**") {
            draft.body = Some(text.to_owned());
        }
    }
    draft.group = draft.title.as_deref().and_then(group);
    if draft.body.is_none() {
        draft.body = draft.title.as_deref().and_then(acronym);
    }
}

/// Takes the day of the meeting; two that differ are asked, and none is taken.
fn read_day(block: &Block, text: &str, posted: Option<NaiveDate>, draft: &mut Draft) -> bool {
    let calendar = Calendar { meeting: None, ..draft.calendar() };
    let is_meant = |start: usize| !is_other_day(block, text, start);
    let found = dates::find(text, calendar).into_iter().filter(|found| is_meant(found.bytes.start));
    let mut days = found.filter_map(|found| found.when.as_ref().and_then(When::as_day));
    let Some(day) = days.next() else {
        let without_year = dates::without_year(text, calendar);
        return without_year.iter().any(|found| is_meant(found.bytes.start));
    };
    let asked = draft.asked.last_mut().map(|asked| &mut asked.question);
    match (draft.date, asked) {
        (None, Some(AskedKind::DateContradiction { readings })) => {
            if !readings.contains(&day.to_string()) {
                readings.push(day.to_string());
            }
        }
        // A page is posted after the meeting that its title dates.
        (Some(before), _) if Some(before) == posted && day < before && dates_meeting(text) => {
            draft.date = Some(day);
        }
        (Some(before), _) if before != day => {
            contradict(vec![before.to_string(), day.to_string()], block.whole(), draft);
        }
        _ => draft.date = Some(day),
    }
    true
}

/// Asks which day it was, and takes none.
fn contradict(readings: Vec<String>, source: Source, draft: &mut Draft) {
    draft.date = None;
    let source = Source { confidence: Confidence::Unsure, ..source };
    draft.asked.push(Asked {
        about: ItemRef::to(ItemKind::Meeting, &source),
        source,
        question: AskedKind::DateContradiction { readings },
    });
}

/// Whether the day that begins at `start` is no meeting's.
fn is_other_day(block: &Block, text: &str, start: usize) -> bool {
    // The day on which people were called to meet, or of what was approved, is another.
    let before = fold(text.get(..start).unwrap_or(""));
    let other = [
        "convoque le",
        "convoques le",
        "convoquee le",
        "convocation du",
        "convocation le",
        "convoques en date du",
        "convocation en date du",
        "notice of",
        "notice dated",
    ];
    // So is that on which an e-mail was sent.
    let mailed = ["De :", "De\u{a0}:", "From:", "From :"];
    let mailed = mailed.iter().any(|sender| block.text.starts_with(sender))
        && ["date", "sent", "envoye", "envoye le"].iter().any(|it| before.ends_with(it));
    // Nor is that on which the text was published or approved.
    let made = ["publie", "publiee", "mis", "mise", "diffuse", "affiche", "affichee", "redige"];
    let approved = ["valide", "validee", "approuve", "approuvee", "adopte", "published", "posted"];
    let first = before.split(' ').next().unwrap_or("");
    let of_text = made.contains(&first) || approved.contains(&first);
    // "Tours, le 4 mai 2021" is the day of a letter.
    let letter = text.get(..start).is_some_and(is_letterhead);
    let called = says(&before, &["convocation", "convoque", "convoquee", "convoques"]);
    mailed || letter || called || of_text || other.iter().any(|cue| before.ends_with(cue))
}

/// Whether a line with a day says on which the meeting was, and of no other one.
fn dates_meeting(text: &str) -> bool {
    let key = fold(text);
    let meets = ["meeting", "agm", "minutes", "reunion", "seance", "assemblee", "compte rendu"];
    let other = [
        "last",
        "previous",
        "next",
        "approv",
        "adopt",
        "precedent",
        "prochain",
        "derniere",
        "dernier",
        "convo",
        "publi",
        "updated",
    ];
    // A title that goes over two lines has its day on the second.
    let alone = key.split(' ').count() < 6;
    (says(&key, &meets) || alone || key.starts_with("date ")) && !says(&key, &other)
}

/// Takes the day from the sentence by which councils say that they met, where no line above has it.
pub(crate) fn convened(blocks: &[Block], draft: &mut Draft) {
    for block in blocks.iter().take(8) {
        let key = fold(&block.text);
        let met =
            says(&key, &["s est reuni", "se sont reunis", "se sont assembles", "l an deux mil"]);
        if draft.date.is_none() && draft.asked.is_empty() && block.shape == Shape::Paragraph && met
        {
            let first = sentences(&block.text).into_iter().next().unwrap_or("");
            read_day(block, first, None, draft);
        }
    }
}

/// Whether the words before a day are those of a letter: a town and an article.
fn is_letterhead(before: &str) -> bool {
    let town = before.trim_end().strip_suffix("le").and_then(|it| it.trim_end().strip_suffix(','));
    town.is_some_and(|town| {
        let words = town.split([' ', '-']).count();
        let meets = ["reunion", "seance", "conseil", "comite", "assemblee", "compte", "ca ", "ag "];
        words < 5
            && town.starts_with(char::is_uppercase)
            && !says(&fold(&format!("{town} ")), &meets)
            && town.chars().all(|c| c.is_alphabetic() || " -'’".contains(c))
    })
}

/// The working group that a title says met.
fn group(title: &str) -> Option<String> {
    let key = title.to_lowercase();
    let at = ["groupe de travail", "working group"].iter().find_map(|cue| key.find(cue))?;
    let name = title.get(at..)?;
    let ends = [" du ", " – ", " - ", " of ", " on ", ", "];
    let end = ends.iter().filter_map(|end| name.find(end)).min().unwrap_or(name.len());
    Some(name.get(..end)?.trim().to_owned())
}

/// The first run of capitals, with the number that follows it: how a title names its body.
fn acronym(title: &str) -> Option<String> {
    let words: Vec<_> = title.split_whitespace().collect();
    let capital = |word: &&str| word.len() > 1 && word.chars().all(char::is_uppercase);
    let at = words.iter().position(capital)?;
    let tail = words.get(at..)?;
    let named =
        tail.iter().take_while(|word| capital(word) || word.chars().all(|c| c.is_ascii_digit()));
    Some(named.copied().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_labelled_day_goes_before_that_on_which_a_page_was_posted() {
        let text = "---\ntitle: CA\ndate: 2023-07-06T08:51:41Z\n---\n**Date :** 29 juin 2023 à 20h30\n**Présents :** Ana Bel, Léo Nour\n";
        let (draft, _) = crate::read(text);
        assert_eq!(draft.date.map(|day| day.to_string()).as_deref(), Some("2023-06-29"));
        assert_eq!(draft.asked, []);
    }

    #[test]
    fn the_day_on_which_an_email_was_sent_is_not_that_of_the_meeting() {
        for text in [
            "De : Ana Bel\nÀ : bureau\nDate : jeudi 5 octobre 2023 09:12\nObjet : CR\n\nRéunion du mardi 3 octobre 2023.\n",
            "From: Ana Bel\nSent: Thursday 5 October 2023 09:12\nSubject: minutes\n\nMeeting of Tuesday 3 October 2023.\n",
        ] {
            let (draft, _) = crate::read(text);
            assert_eq!(draft.date.map(|day| day.to_string()).as_deref(), Some("2023-10-03"));
            assert_eq!(draft.asked, []);
            assert_eq!(draft.attendance, []);
        }
    }
}
