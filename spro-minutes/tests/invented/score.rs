//! Precision and recall of what was read, against truth made by hand.
//!
//! The truth has the draft's shape; `KEY_alt` lists what is right too, and an item that is
//! `borderline` counts neither way. Items are paired by the words that they have in common.

use std::collections::BTreeMap;

use serde_json::Value;

/// What is scored.
pub(crate) const KINDS: [&str; 11] = [
    "attendance",
    "status",
    "organisation",
    "agenda",
    "decisions",
    "decision kind",
    "actions",
    "owner",
    "due",
    "state",
    "date",
];

/// How often a thing was right, invented, and missed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn count(&mut self, right: bool, read: bool, wanted: bool) {
        self.right += usize::from(right);
        self.wrong += usize::from(!right && read);
        self.missed += usize::from(!right && wanted);
    }

    pub(crate) fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    pub(crate) fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    pub(crate) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            return 0.0;
        }
        2.0 * precision * recall / (precision + recall)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |it: usize| f64::from(u32::try_from(it).unwrap_or(u32::MAX));
    if whole == 0 { 1.0 } else { number(part) / number(whole) }
}

/// A document's tallies, and what was invented or missed, in words.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) tallies: BTreeMap<&'static str, Tally>,
    pub(crate) faults: Vec<String>,
}

impl Score {
    fn count(&mut self, kind: &'static str, right: bool, read: &Value, wanted: &Value) {
        let said = |value: &Value| match value {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            _ => true,
        };
        self.tallies.entry(kind).or_default().count(right, said(read), said(wanted));
        if !right {
            self.faults.push(format!("{kind}: read {read}, wanted {wanted}"));
        }
    }
}

/// Compares.
pub(crate) fn score(truth: &Value, draft: &Value) -> Score {
    let mut score = Score::default();
    let (people, read) = (items(truth, "attendance"), items(draft, "attendance"));
    for (truth, draft) in paired(&people, &read, same_name, 0.9, "attendance", &mut score) {
        let status = one_of(truth, "status", &draft["status"], same_words);
        score.count("status", status, &draft["status"], &truth["status"]);
        let (want, got) = (&truth["organisation"], &draft["organisation"]);
        if truth["person"].is_string() && (want.is_string() || got.is_string()) {
            score.count("organisation", one_of(truth, "organisation", got, same_words), got, want);
        }
    }
    let optional = |text: &Value| list(truth, "agenda_optional").iter().any(|it| it == text);
    let point = |text: &Value| serde_json::json!({ "text": text, "borderline": optional(text) });
    let agenda: Vec<_> = list(truth, "agenda").iter().map(point).collect();
    let read: Vec<_> = list(draft, "agenda").iter().map(point).collect();
    paired(&agenda, &read, same_text, 0.7, "agenda", &mut score);
    let (decisions, read) = (items(truth, "decisions"), items(draft, "decisions"));
    for (truth, draft) in paired(&decisions, &read, same_text, 0.6, "decisions", &mut score) {
        let kind = one_of(truth, "kind", &draft["kind"], same_words);
        score.count("decision kind", kind, &draft["kind"], &truth["kind"]);
    }
    let (actions, read) = (items(truth, "actions"), items(draft, "actions"));
    for (truth, draft) in paired(&actions, &read, same_text, 0.6, "actions", &mut score) {
        let right = one_of(truth, "owner", &draft["owner"], same_owners);
        if !list(truth, "owner").is_empty() || !list(draft, "owner").is_empty() {
            score.count("owner", right, &draft["owner"], &truth["owner"]);
        }
        let due = date_of(&draft["due"]);
        if truth["due"].is_string() || due.is_string() {
            let right = one_of(truth, "due", &due, same_words);
            score.count("due", right, &due, &truth["due"]);
        }
        if truth["state"].is_string() || draft["state"].is_string() {
            score.count(
                "state",
                truth["state"] == draft["state"],
                &draft["state"],
                &truth["state"],
            );
        }
    }
    score.count("date", truth["date"] == draft["date"], &draft["date"], &truth["date"]);
    score
}

/// A date with its words as the date alone.
fn date_of(due: &Value) -> Value {
    due.get("edtf").unwrap_or(due).clone()
}

fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of[key].as_array().map_or(&[], Vec::as_slice)
}

fn items(of: &Value, key: &str) -> Vec<Value> {
    list(of, key).to_vec()
}

/// The pairs that are alike, the most alike first, without those that are borderline.
fn paired<'a>(
    truth: &'a [Value],
    draft: &'a [Value],
    alike: fn(&Value, &Value) -> f64,
    least: f64,
    kind: &'static str,
    score: &mut Score,
) -> Vec<(&'a Value, &'a Value)> {
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (at, truth) in truth.iter().enumerate() {
        let row = draft.iter().enumerate().map(|(to, draft)| (alike(truth, draft), at, to));
        all.extend(row.filter(|(alike, ..)| *alike >= least));
    }
    all.sort_by(|one, two| two.0.total_cmp(&one.0));
    let (mut of_truth, mut of_draft) = (vec![None; truth.len()], vec![false; draft.len()]);
    for (_, at, to) in all {
        if let (Some(mine @ None), Some(theirs @ false)) =
            (of_truth.get_mut(at), of_draft.get_mut(to))
        {
            (*mine, *theirs) = (Some(to), true);
        }
    }
    let borderline = |item: &Value| item["borderline"] == true;
    let mut pairs = Vec::new();
    for (truth, to) in truth.iter().zip(&of_truth).filter(|(truth, _)| !borderline(truth)) {
        let tally = score.tallies.entry(kind).or_default();
        if let Some(draft) = to.and_then(|to| draft.get(to)) {
            tally.right += 1;
            pairs.push((truth, draft));
        } else {
            tally.missed += 1;
            score.faults.push(format!("{kind}: missed {truth}"));
        }
    }
    for (draft, _) in draft.iter().zip(of_draft).filter(|(it, taken)| !taken && !borderline(it)) {
        score.tallies.entry(kind).or_default().wrong += 1;
        let said = if draft["text"].is_string() { &draft["text"] } else { draft };
        score.faults.push(format!("{kind}: invented {said}"));
    }
    pairs
}

fn one_of(truth: &Value, key: &str, got: &Value, same: fn(&Value, &Value) -> bool) -> bool {
    let also = list(truth, &format!("{key}_alt"));
    std::iter::once(&truth[key]).chain(also).any(|want| same(want, got))
}

fn same_words(want: &Value, got: &Value) -> bool {
    fold(want.as_str().unwrap_or("")) == fold(got.as_str().unwrap_or(""))
}

/// Owners are a list; one that is right too may be given as a text.
fn same_owners(want: &Value, got: &Value) -> bool {
    let names = |value: &Value| {
        let one = value.as_str().map(fold);
        let mut names: Vec<_> = value.as_array().map_or_else(
            || one.into_iter().collect(),
            |all| all.iter().filter_map(Value::as_str).map(fold).collect(),
        );
        names.sort();
        names
    };
    names(want) == names(got)
}

fn same_name(truth: &Value, draft: &Value) -> f64 {
    let said = |of: &Value, key: &str| of[key].as_str().map(fold);
    let got = said(draft, "person").or_else(|| said(draft, "organisation")).unwrap_or_default();
    let names: Vec<_> = ["person", "alias"].iter().filter_map(|key| said(truth, key)).collect();
    let names = if names.is_empty() {
        vec![said(truth, "organisation").unwrap_or_default()]
    } else {
        names
    };
    if got.is_empty() {
        return 0.0;
    }
    if names.contains(&got) {
        return 1.0;
    }
    let first = names.first().map_or("", String::as_str);
    let (a, b): (Vec<_>, Vec<_>) = (first.split(' ').collect(), got.split(' ').collect());
    let within = |a: &[&str], b: &[&str]| a.iter().all(|word| b.contains(word));
    if (within(&a, &b) || within(&b, &a)) && a.len().abs_diff(b.len()) <= 2 { 0.9 } else { 0.0 }
}

/// The share of the words in common: of all of them, or of the shorter text's where the longer is
/// not much longer.
fn same_text(truth: &Value, draft: &Value) -> f64 {
    let words = |of: &Value| -> Vec<String> {
        let text = fold(of["text"].as_str().unwrap_or(""));
        text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (a, mut rest) = (words(truth), words(draft));
    let (shorter, longer) = (a.len().min(rest.len()), a.len().max(rest.len()));
    let all = a.len() + rest.len();
    let mut common = 0;
    for word in &a {
        if let Some(at) = rest.iter().position(|it| it == word) {
            rest.swap_remove(at);
            common += 1;
        }
    }
    let near = longer <= 6 * shorter && shorter >= 3;
    let short = if near { share(common, shorter) } else { 0.0 };
    if all == 0 { 0.0 } else { share(2 * common, all).max(short) }
}

/// Without case, accents and punctuation.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let plain = lower.chars().map(|c| match c {
        'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'û' | 'ù' | 'ü' => 'u',
        'ç' => 'c',
        c if c.is_ascii_alphanumeric() || c == '@' => c,
        _ => ' ',
    });
    plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
