//! What a printed name stands for, as far as its own minutes tell.

use std::collections::HashMap;

use super::Draft;
use crate::fold::fold;

/// Who or what a printed name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// A person of the draft, by the name as first printed.
    Person(String),
    /// A name that fits several people of the draft.
    Ambiguous(Vec<String>),
    /// A structure that somebody of the attendance list acts for, as printed there.
    Organisation(String),
    /// A working group, as printed.
    Group(String),
    /// Each of the partners.
    EachPartner,
    /// The body itself.
    Body,
    /// Nobody and nothing that the draft knows.
    Unknown,
}

/// The names of one draft, to look others up in; made by [`Draft::parties`].
#[derive(Clone, Debug, Default)]
pub struct Parties {
    /// By the words of the name in alphabetical order.
    people: HashMap<String, String>,
    /// By one word of the name.
    partial: HashMap<String, Vec<String>>,
    organisations: HashMap<String, String>,
    body: Option<String>,
}

impl Draft {
    /// The names of this draft, to look others up in.
    pub fn parties(&self) -> Parties {
        let mut parties = Parties { body: self.body.as_deref().map(fold), ..Parties::default() };
        let listed = self.attendance.iter().map(|item| (item.person.as_ref(), &item.organisation));
        let named = self.people.iter().map(|item| (Some(&item.person), &item.organisation));
        for (person, organisation) in listed.chain(named) {
            if let Some(person) = person {
                parties.add_person(person);
            }
            if let Some(organisation) = organisation {
                parties.organisations.entry(fold(organisation)).or_insert(organisation.clone());
            }
        }
        for item in &self.attendance {
            if let (Some(person), Some(alias)) = (&item.person, &item.alias) {
                parties.people.entry(sorted(&fold(alias))).or_insert_with(|| person.clone());
            }
        }
        parties
    }
}

impl Parties {
    /// What `printed` stands for. Case, accents and the order of a person's names do not matter,
    /// and an article before a structure does not.
    pub fn find(&self, printed: &str) -> Party {
        let key = fold(printed);
        if let Some(person) = self.people.get(&sorted(&key)) {
            return Party::Person(person.clone());
        }
        let bare = ["la ", "le ", "les ", "l ", "the "].iter().find_map(|it| key.strip_prefix(it));
        let bare = bare.unwrap_or(&key);
        if let Some(organisation) = self.organisations.get(bare) {
            return Party::Organisation(organisation.clone());
        }
        if self.body.as_deref() == Some(bare) {
            return Party::Body;
        }
        let first = bare.split(' ').next().unwrap_or("");
        let second = bare.split(' ').nth(1).unwrap_or("");
        match (first, second) {
            ("groupe", "de" | "d") | ("working", "group") | ("commission" | "sous", _) => {
                Party::Group(printed.to_owned())
            }
            ("chaque" | "each" | "every", "partenaire" | "structure" | "partner" | "member")
            | ("chacun" | "chacune" | "tous" | "toutes" | "all" | "everyone", _) => {
                Party::EachPartner
            }
            _ => match self.partial.get(&key).map(Vec::as_slice) {
                Some([person]) => Party::Person(person.clone()),
                Some(several) => Party::Ambiguous(several.to_vec()),
                None => Party::Unknown,
            },
        }
    }

    fn add_person(&mut self, person: &str) {
        let key = fold(person);
        let known = self.people.contains_key(&sorted(&key));
        if key.is_empty() || known {
            return;
        }
        for word in key.split(' ').filter(|_| key.contains(' ')) {
            self.partial.entry(word.to_owned()).or_default().push(person.to_owned());
        }
        self.people.insert(sorted(&key), person.to_owned());
    }
}

fn sorted(key: &str) -> String {
    let mut words: Vec<_> = key.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_name_finds_what_its_minutes_know_of_it() {
        let minutes = "## Présents\n\n- Ana BEL – ATELIER DU LAC\n- Ana ROUX – CCI\n";
        let parties = crate::read(minutes).0.parties();
        let person = |name: &str| Party::Person(name.to_owned());
        for (printed, party) in [
            ("Ana Bel", person("Ana BEL")),
            ("ROUX Ana", person("Ana ROUX")),
            ("Roux", person("Ana ROUX")),
            ("Ana", Party::Ambiguous(vec!["Ana BEL".to_owned(), "Ana ROUX".to_owned()])),
            ("l'Atelier du lac", Party::Organisation("ATELIER DU LAC".to_owned())),
            ("Le groupe de travail Bus", Party::Group("Le groupe de travail Bus".to_owned())),
            ("Chaque partenaire", Party::EachPartner),
            ("Paul NOIR", Party::Unknown),
        ] {
            assert_eq!(parties.find(printed), party, "{printed}");
        }
    }
}
