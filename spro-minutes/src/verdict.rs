//! What was decided, by the wording of a sentence.

mod english;
mod french;

use crate::draft::{Condition, DecisionKind};
use crate::fold::{fold, says};
use crate::labelled::condition;
use crate::vote;

/// How the decision that `sentence` tells of ended, and on what it hangs. `key` is the sentence
/// folded, `body` the folded name of those who met: what another body decided is none of theirs.
pub(crate) fn verdict(
    sentence: &str,
    key: &str,
    body: &str,
) -> Option<(DecisionKind, Option<Condition>)> {
    let asks = sentence.trim_end_matches(['»', '"', ')', ' ', '*', '_']).ends_with('?');
    let solemn = says(key, &["a l unanimite", "unanimously"]) || vote::tally(key).is_some();
    let quoted = sentence.starts_with(['«', '[']) || sentence.starts_with('>') && !solemn;
    if asks || quoted {
        return None;
    }
    if is_left_for_later(key) {
        return Some((DecisionKind::Deferred, None));
    }
    if let Some(hangs) = lands_unless(sentence, key) {
        return Some((DecisionKind::Conditional, Some(hangs)));
    }
    // Addresses add words that say nothing.
    let told = fold(&without_addresses(sentence));
    let key = if told.is_empty() { key } else { told.as_str() };
    let words: Vec<&str> = key.split(' ').collect();
    let at = decides(&words, key, body)?;
    let before = words.get(..at).unwrap_or(&[]);
    let before = before.strip_suffix(&["not"]).unwrap_or(before);
    // "Not all were there, and it was agreed that …": only what leads up to the verb supposes it.
    let before = match before.strip_suffix(&["it", "was"]) {
        Some(lead) => lead.get(lead.len().saturating_sub(2)..).unwrap_or(&[]),
        None => before,
    };
    if is_supposed(before) {
        return None;
    }
    let verb = words.get(at).copied().unwrap_or("");
    let voted = vote::tally(key);
    let kind = match voted {
        Some(tally) if verb == "vote" || verb.is_empty() => tally.outcome()?,
        _ if refuses(&words, at) => DecisionKind::Rejected,
        _ => DecisionKind::Approved,
    };
    match hangs_on(sentence).filter(|_| kind == DecisionKind::Approved) {
        Some(hangs) => Some((DecisionKind::Conditional, Some(hangs))),
        None => Some((kind, None)),
    }
}

/// `sentence` without the addresses of its links.
fn without_addresses(sentence: &str) -> String {
    let mut out = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let bare = |word: &&str| !word.contains("://") && !word.starts_with('<');
    out.split_whitespace().filter(bare).collect::<Vec<_>>().join(" ")
}

/// The words that say that all agreed.
pub(crate) fn unanimity(sentence: &str) -> Option<String> {
    let all = ["à l'unanimité", "à l’unanimité", "unanimously", "unanimement"];
    all.iter().find(|cue| sentence.contains(**cue)).map(|cue| (*cue).to_owned())
}

/// `Provided that …`, `sous réserve de …`: the words from there on.
fn hangs_on(sentence: &str) -> Option<Condition> {
    let cues = [
        "sous réserve ",
        "sous condition ",
        "à condition ",
        "à la condition ",
        "provided that ",
        "subject to ",
        "on condition ",
        "conditional on ",
        "assuming ",
        "unless ",
    ];
    let at = cues.iter().find_map(|cue| sentence.find(cue))?;
    sentence.get(at..).map(condition)
}

/// `We should land this next week, assuming no objections.`
fn lands_unless(sentence: &str, key: &str) -> Option<Condition> {
    let does = says(key, &["should ", "can ", "will ", "to "])
        && says(
            key,
            &[
                "land ",
                "merge ",
                "ship ",
                "publish ",
                "proceed ",
                "move forward ",
                "go ahead ",
                "adopt ",
                "accept ",
            ],
        );
    let none = [
        "no objection",
        "no more objection",
        "no more comment",
        "no further objection",
        "no further comment",
        "no concern",
        "there are objection",
        "objections are",
    ];
    let cues = ["assuming ", "unless ", "if no ", "if there are no "];
    let at = cues.iter().filter_map(|cue| sentence.find(cue)).min()?;
    let hangs = sentence.get(at..)?;
    (does && says(&fold(hangs), &none)).then(|| condition(hangs))
}

/// What the next meeting is to vote on, or what was put off to one.
fn is_left_for_later(key: &str) -> bool {
    let put_off = [
        "reporte a ",
        "reportee a ",
        "reportes a ",
        "reportees a ",
        "remis a ",
        "remise a ",
        "deferred to ",
        "deferred until ",
        "postponed to ",
        "postponed until ",
        "tabled until ",
        "deferred discussion until ",
        "deferred since ",
    ];
    let voted = [
        "sera vote",
        "seront vote",
        "sera soumis",
        "seront soumis",
        "sera approuve",
        "seront approuve",
        "sera adopte",
        "seront adopte",
        "sera tranche",
    ];
    let later = [
        "prochaine reunion",
        "prochaine seance",
        "prochain ca",
        "prochain conseil",
        "prochaine assemblee",
        "prochaine ag",
        "reunion suivante",
        "seance suivante",
        "une reunion ulterieure",
        "une seance ulterieure",
        "une date ulterieure",
        "next meeting",
        "next call",
        "next week",
        "following meeting",
        "a later meeting",
        "ran out of time",
    ];
    (says(key, &put_off) || says(key, &voted)) && says(key, &later) || is_put_off(key)
}

/// `La demande est ajournée`, `the purchase was deferred to the September meeting`: what is to be
/// decided, and no event, is put off.
fn is_put_off(key: &str) -> bool {
    let words: Vec<&str> = key.split(' ').collect();
    // "Tabled pending the new by-law": the matter is the heading.
    if let ["tabled" | "deferred" | "postponed", "pending" | "until" | "till" | "to", ..] =
        words.as_slice()
    {
        return words.len() < 20;
    }
    if says(key, &["been moved to the", "was moved to the", "is moved to the"])
        && says(key, &["meeting", "agm", "sgm", "egm", "agenda"])
        && words.first().is_some_and(|first| MATTERS.contains(first))
    {
        return true;
    }
    let at = words.windows(2).position(|pair| {
        let [aux, done] = pair else { return false };
        let french = matches!(*aux, "est" | "sont") && is_form(done, &["ajourne", "reporte"]);
        let english = matches!(*aux, "was" | "were" | "is" | "are" | "been")
            && matches!(*done, "deferred" | "tabled" | "postponed");
        french || english
    });
    let Some(at) = at else { return false };
    let before = words.get(..at).unwrap_or(&[]);
    let matter = before.iter().any(|word| {
        let word = word.strip_suffix('s').unwrap_or(word);
        MATTERS.contains(&word)
    });
    let meets = before.iter().any(|word| matches!(*word, "reunion" | "seance" | "meeting"));
    let said: Vec<_> = before.iter().copied().filter(|word| *word != "demande").collect();
    matter && !meets && !is_supposed(&said)
}

/// Whether a sentence says no more than how what was moved before it ended: `Cette résolution est
/// rejetée.`, `Motion carried 4-0.`
pub(crate) fn is_of_motion(key: &str) -> bool {
    let matters = ["resolution", "motion", "proposition", "deliberation", "proposal"];
    let mut words = key.split(' ');
    let first = words.next().unwrap_or("");
    let articles = ["cette", "la", "the", "this"];
    let noun = if articles.contains(&first) { words.next().unwrap_or("") } else { first };
    matters.contains(&noun) && words.count() < 12
}

/// What a meeting has before it to decide.
const MATTERS: &[&str] = &[
    "question",
    "point",
    "sujet",
    "decision",
    "demande",
    "vote",
    "examen",
    "dossier",
    "discussion",
    "deliberation",
    "approbation",
    "proposition",
    "resolution",
    "item",
    "matter",
    "request",
    "motion",
    "purchase",
    "proposal",
    "application",
    "approval",
    "consideration",
    "topic",
    "issue",
    "choix",
    "achat",
    "election",
    "projet",
    "report",
];

/// Words before the verb that make it a wish, a rule, a memory or a question.
fn is_supposed(before: &[&str]) -> bool {
    let supposes = |word: &&str| {
        matches!(
            *word,
            "si" | "quand"
                | "lorsque"
                | "serait"
                | "seraient"
                | "avait"
                | "avaient"
                | "aurait"
                | "pourrait"
                | "pourra"
                | "devrait"
                | "faudrait"
                | "faut"
                | "doit"
                | "demande"
                | "if"
                | "when"
                | "once"
                | "until"
                | "whether"
                | "should"
                | "would"
                | "could"
                | "might"
                | "need"
                | "needs"
                | "had"
                | "before"
                | "previously"
                | "must"
                | "may"
                | "unless"
                | "comment"
                | "pourquoi"
                | "how"
                | "why"
                | "proposed"
                | "hope"
                | "hopes"
                | "till"
                | "think"
                | "thinks"
                | "apres"
                | "not"
                | "qui"
        )
    };
    let after_a_matter = before.first().is_some_and(|first| *first == "apres");
    let elided = before.windows(2).any(|pair| matches!(pair, ["s", "il" | "ils"]));
    elided || before.iter().any(|word| supposes(word) && !(after_a_matter && *word == "apres"))
}

/// Whether the words about the verb at `at` say no.
fn refuses(words: &[&str], at: usize) -> bool {
    let no = |word: &&str| {
        [
            "rejet",
            "refus",
            "reject",
            "declin",
            "fail",
            "ecarte",
            "defavorable",
            "falls",
            "lost",
            "died",
        ]
        .iter()
        .any(|no| word.starts_with(no))
    };
    let end = (at + 4).min(words.len());
    let denied = at.checked_sub(1).and_then(|before| words.get(before)) == Some(&"not");
    denied || words.get(at..end).unwrap_or(&[]).iter().any(no)
}

/// Where the word stands that decides.
fn decides(words: &[&str], key: &str, body: &str) -> Option<usize> {
    let approval = || {
        says(
            key,
            &[
                "recoit l approbation",
                "recoivent l approbation",
                "la decision est prise de ",
                "la decision est prise d ",
                "decision a ete prise de ",
                "decision a ete prise d ",
            ],
        )
        .then_some(0)
    };
    approval()
        .or_else(|| french::passive(words, key))
        .or_else(|| french::opinion(words))
        .or_else(|| french::collective(words, body))
        .or_else(|| voted(words, key))
        .or_else(|| bare(words))
        .or_else(|| english::english(words, key, body))
}

/// A participle with a count of votes or unanimity: `approuvé avec 15 voix`.
fn voted(words: &[&str], key: &str) -> Option<usize> {
    let counted =
        says(key, &["a l unanimite", "unanimement", "unanimously"]) || vote::is_counted(words);
    let outcome = |word: &str| {
        is_form(
            word,
            &[
                "adopte", "approuve", "accepte", "valide", "rejete", "refuse", "elu", "ratifie",
                "ecarte",
            ],
        ) || matches!(
            word,
            "approved" | "adopted" | "accepted" | "elected" | "ratified" | "rejected"
        )
    };
    let at = words.iter().position(|word| outcome(word)).filter(|_| counted);
    let tally =
        || vote::tally(key).filter(|_| words.first().is_some_and(|it| *it == "vote")).map(|_| 0);
    at.or_else(tally)
}

/// Whether a sentence is no more than its verdict, and says not on what.
pub(crate) fn is_bare(key: &str) -> bool {
    bare(&key.split(' ').collect::<Vec<_>>()).is_some()
}

/// A sentence that is no more than its verdict: `Adopté.`, `Okay, approved.`, `The motion passes.`
fn bare(words: &[&str]) -> Option<usize> {
    let verdict = |word: &str| {
        is_form(
            word,
            &["adopte", "approuve", "valide", "rejete", "approved", "adopted", "rejected"],
        )
    };
    let frame = |word: &str| {
        matches!(
            word,
            "ok" | "okay"
                | "so"
                | "motion"
                | "la"
                | "le"
                | "vote"
                | "result"
                | "unanimously"
                | "resolution"
                | "est"
                | "is"
                | "and"
                | "all"
                | "by"
                | "vetoed"
        )
    };
    let at = words.iter().position(|word| verdict(word))?;
    let framed = words.iter().enumerate().all(|(place, word)| place == at || frame(word));
    // "Approved by: ……" is where somebody signs.
    let signs = words.last() == Some(&"by");
    (words.len() <= 5 && framed && !signs).then_some(at)
}

/// Whether `word` is one of `participles`, in any number and gender.
fn is_form(word: &str, participles: &[&str]) -> bool {
    let ends = ["", "e", "s", "es"];
    participles.iter().any(|form| word.strip_prefix(form).is_some_and(|end| ends.contains(&end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(sentence: &str) -> Option<DecisionKind> {
        verdict(sentence, &fold(sentence), "").map(|(kind, _)| kind)
    }

    #[test]
    fn a_sentence_decides_by_its_verb_and_its_votes() {
        for (sentence, want) in [
            ("Le budget est adopté à l'unanimité.", DecisionKind::Approved),
            (
                "Le budget est adopté sous réserve de l'accord de la mairie.",
                DecisionKind::Conditional,
            ),
            ("Le budget est rejeté.", DecisionKind::Rejected),
            (
                "Les [statuts](../a/b/) sont adoptés à 7 voix contre 0 ; 1 abstention.",
                DecisionKind::Approved,
            ),
        ] {
            assert_eq!(kind(sentence), Some(want), "{sentence}");
        }
    }

    #[test]
    fn a_bare_verdict_stands_for_what_is_said_before_it_and_for_nothing_else() {
        let decided = |minutes: &str| {
            let text = format!("# Board 4 May 2021\n\nPresent: Ana Bel, Leo Noor\n\n{minutes}\n");
            crate::read(&text).0.decisions.len()
        };
        assert_eq!(decided("## Budget\n\nApproved."), 1);
        assert_eq!(decided("## Budget\n\nThe fee of 40 was read. Approved."), 1);
        assert_eq!(decided("## Budget\n\nRESOLVED to buy a mower. Approved."), 1);
        assert_eq!(decided("Approved."), 0);
        assert_eq!(decided("## Minutes\n\nApproved."), 0);
        assert_eq!(decided("Approved: 12 May 2021"), 0);
        assert_eq!(decided("Approved by: ............ Date: ........"), 0);
        assert_eq!(decided("## Budget\n\n**Approved:** Ana Bel"), 0);
        assert_eq!(decided("## Budget\n\nApproved: the fee of 40"), 1);
    }

    #[test]
    fn what_is_asked_quoted_or_supposed_is_not_decided() {
        for sentence in [
            "Le budget est-il adopté ?",
            "« Le budget est adopté »",
            "Si le budget est adopté, on signe.",
        ] {
            assert_eq!(kind(sentence), None, "{sentence}");
        }
    }
}
