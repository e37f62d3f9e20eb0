//! How English minutes say that a meeting decides.

use crate::fold::says;

/// Where the word stands that decides.
pub(super) fn english(words: &[&str], key: &str, body: &str) -> Option<usize> {
    let first = words.first().copied().unwrap_or("");
    let second = words.get(1).copied().unwrap_or("");
    let last_time = says(key, &["last meeting", "last week", "last time", "previously", "already"])
        || words.windows(3).any(|three| matches!(three, ["last", _, "meeting"]));
    if last_time {
        return None;
    }
    if let Some(at) = motion(words, key) {
        return Some(at);
    }
    if key.starts_with("no objection") && words.len() <= 5 {
        return Some(0);
    }
    let leads = match first {
        "agreed" => !matches!(second, "" | "with" | "but" | "on"),
        "consensus" => matches!(second, "that" | "is" | "was" | "to"),
        // "Approved by: …" is where somebody signs.
        "approved" => {
            let how = ["consensus", "all", "unanimous", "vote", "majority", "acclamation"];
            let by = second == "by" && words.iter().skip(2).take(3).any(|it| how.contains(it));
            (matches!(second, "for" | "with" | "to") || by)
                && !says(key, &["by board", "by the board"])
        }
        "resolved" => matches!(second, "to" | "that" | "unanimously"),
        "decided" => matches!(second, "to" | "that" | "not" | "against" | "unanimously"),
        _ => key.starts_with("general consensus to ") || key.starts_with("general consensus that "),
    };
    if leads {
        return Some(0);
    }
    for (at, word) in words.iter().enumerate().skip(1) {
        let decides = matches!(*word, "agreed" | "decided" | "voted" | "resolved" | "approved");
        let next = words.get(at + 1).copied().unwrap_or("");
        let before = words.get(at.saturating_sub(3)..at).unwrap_or(&[]);
        let of = |who: &[&str]| before.iter().any(|word| who.contains(word));
        // "Those that we agreed on" tells of others, and "at the interim we agreed" of another meeting.
        let relative = words.get(..at).unwrap_or(&[]).windows(2).any(|pair| {
            matches!(pair, ["that" | "which" | "what" | "ones" | "as" | "where", "we"])
        });
        if relative || says(key, &["interim we"]) {
            continue;
        }
        let us = of(&[
            "we",
            "group",
            "committee",
            "council",
            "team",
            "meeting",
            "everyone",
            "members",
            "present",
            "trustees",
            "directors",
            "councillors",
            "governors",
        ]);
        let board = of(&["board", "foundation"]) && says(body, &["board"]) && !of(&["we"]);
        let it = before.ends_with(&["it", "was"]) || before.ends_with(&["it", "is"]);
        let not = of(&["not", "yet", "nt", "t", "never"]);
        if decides
            && !not
            && (us || board)
            && matches!(next, "to" | "that" | "on" | "we" | "this" | "unanimously")
        {
            return Some(at);
        }
        if it && matches!(*word, "agreed" | "decided" | "resolved") {
            return Some(at);
        }
        let aux = before
            .last()
            .is_some_and(|word| matches!(*word, "was" | "were" | "is" | "are" | "unanimously"))
            && !of(&["be"]);
        // "Were checked and all approved".
        let joined = before.iter().position(|word| *word == "and").is_some_and(|and| {
            let early = words.get(at.saturating_sub(8)..at).unwrap_or(&[]);
            before.len() - and < 3 && early.iter().any(|word| matches!(*word, "was" | "were"))
        });
        let aux = aux || joined && !of(&["be"]);
        // "Was not approved" is an outcome, "was not adopted yet" is none.
        let denied = before.ends_with(&["was", "not"]) || before.ends_with(&["were", "not"]);
        let aux = aux && !of(&["not"]) || denied && !says(key, &["yet"]);
        let outcome = matches!(*word, "approved" | "adopted" | "carried" | "ratified" | "rejected");
        let matter = words.get(..at).unwrap_or(&[]).iter().any(|word| MATTERS.contains(word));
        if aux && outcome && matter && !says(key, &["by the board", "by board"]) {
            return Some(at);
        }
    }
    None
}

/// What a meeting approves.
const MATTERS: &[&str] = &[
    "motion",
    "minutes",
    "proposal",
    "resolution",
    "budget",
    "agenda",
    "amendment",
    "recommendation",
    "nomination",
    "report",
    "charter",
    "accounts",
    "payments",
    "invoices",
    "bills",
    "expenditure",
    "expenses",
    "policy",
    "policies",
    "bylaws",
    "appointment",
    "amendments",
    "motions",
    "resolutions",
];

/// How a motion ended, in words that say nothing else.
fn motion(words: &[&str], key: &str) -> Option<usize> {
    let motion = [
        "motion passes",
        "motion passed",
        "motion carries",
        "motion carried",
        "motion fails",
        "motion failed",
        "motion is approved",
        "motion was approved",
        "motion falls",
        "motion fell",
        "motion was lost",
        "motion is lost",
        "motion died",
        "motion dies",
    ];
    if !says(key, &motion) {
        return None;
    }
    let ends = |word: &str| {
        matches!(
            word,
            "passes"
                | "passed"
                | "carries"
                | "carried"
                | "fails"
                | "failed"
                | "approved"
                | "falls"
                | "fell"
                | "lost"
                | "died"
                | "dies"
        )
    };
    words.iter().position(|word| ends(word))
}
