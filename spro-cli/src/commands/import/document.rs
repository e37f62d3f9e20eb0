//! One document: read, compared with the ledger, recorded.

use std::path::Path;

use serde::Serialize;
use serde_json::value::RawValue;
use spro_core::domain::document::digest;
use spro_core::kernel::history::AsOf;
use spro_core::kernel::id::CommitId;
use spro_core::kernel::ledger::Commit;
use spro_core::kernel::position::{Head, Position};
use spro_core::kernel::seal::keyring::Keyring;
use spro_core::kernel::store::Receipt;
use spro_core::kernel::subject::Subject;
use spro_minutes::dates::Order;
use spro_minutes::draft::{Confidence, Draft, OrderFrom, Problem};
use spro_minutes::input::Remark;
use spro_minutes::json;
use spro_minutes::reconcile::{self, Answers, Import, Known, Original, Plan, PlanError};

use super::answers::{self, Preset, Said};
use super::around::Around;
use super::review::{Review, Step};
use super::{Mode, shown};
use crate::actor::{self, Actor};
use crate::clock;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Input;
use crate::ledger::{Kept, Opened, Vault, fold_failure, open_failure};
use crate::names::Names;
use crate::output::{Console, json as written};
use crate::problems;
use crate::texts;

/// How often a document is compared anew when others record meanwhile.
const TRIES: usize = 20;

/// A document as it was read.
pub(crate) struct Document {
    /// The file's name, without its folder.
    pub(super) name: String,
    /// What it claims.
    pub(super) draft: Draft,
    pub(super) original: Option<Vec<u8>>,
    /// Its text; empty where the document is not at hand.
    pub(super) text: String,
    pub(super) problems: Vec<Problem>,
    pub(super) media_type: String,
    pub(super) remarks: Vec<Remark>,
    /// What its days were concluded from; `None` where a person edited what was read.
    around: Option<Around>,
}

impl Document {
    /// Reads one of several files of minutes.
    pub(super) fn read(inputs: &[Input], at: usize, around: Around) -> Result<Self, Failure> {
        let input = inputs.get(at).unwrap_or(&Input::Standard);
        let mut document = Self::within(&input.name(), input.bytes()?, around)?;
        if document.draft.date.is_none()
            && let Some(around) = document.around.take()
        {
            document.read_anew(around.between(inputs, at));
        }
        Ok(document)
    }

    /// Reads the bytes of a file of minutes.
    pub(crate) fn of(name: &str, bytes: Vec<u8>) -> Result<Self, Failure> {
        Self::within(name, bytes, Around::of(Path::new(name), Vec::new(), None))
    }

    fn within(name: &str, bytes: Vec<u8>, around: Around) -> Result<Self, Failure> {
        let text = texts::text(name, &bytes)?;
        let (draft, problems) = around.read(&text.text);
        let media_type = texts::media_type(&text);
        let (name, original) = (name.to_owned(), Some(bytes));
        let (text, remarks, around) = (text.text, text.remarks, Some(around));
        Ok(Self { name, draft, original, text, problems, media_type, remarks, around })
    }

    /// Reads its text again, with something else known beside it.
    fn read_anew(&mut self, around: Around) {
        (self.draft, self.problems) = around.read(&self.text);
        self.around = Some(around);
    }

    /// Reads its text again, with the order of day and month that a person said; does nothing to what a
    /// person edited.
    pub(super) fn read_by(&mut self, order: Order) {
        if let Some(around) = self.around.take() {
            self.read_anew(around.said(order));
        }
    }

    /// The date that has the day first or the month, and nothing tells which.
    pub(super) fn asks_order(&self) -> Option<&str> {
        let order = self.draft.date_order.as_ref().filter(|it| it.order == Order::Unknown)?;
        self.around.as_ref().map(|_| order.source.text.as_str())
    }

    /// Takes a draft that a person may have edited.
    pub(super) fn edited(self, draft: Draft) -> Self {
        Self { draft, problems: Vec::new(), around: None, ..self }
    }

    /// A proposal whose document is not at hand.
    pub(super) fn without_original(proposal: &Path, draft: Draft) -> Self {
        let name = proposal.file_name().unwrap_or(proposal.as_os_str()).to_string_lossy();
        Self {
            name: name.into_owned(),
            draft,
            original: None,
            text: String::new(),
            problems: Vec::new(),
            media_type: String::new(),
            remarks: Vec::new(),
            around: None,
        }
    }

    /// Tells what was left out of the text, and what the reader found wrong with it.
    pub(super) fn tell_problems(&self, console: &mut Console) {
        for remark in &self.remarks {
            let text = texts::remark(*remark, &self.name, &console.locale);
            console.say(&text);
        }
        for problem in &self.problems {
            let Problem { line, column, kind } = problem;
            let said = problems::of_kind(kind, &console.locale);
            console.warn(&format!("{}:{line}:{column}: {said}", self.name));
        }
    }
}

/// What became of a document.
pub(crate) enum Outcome {
    /// It was shown.
    Proposed(Box<RawValue>),
    /// It was shown, and would not be recorded before a question is answered.
    Asked(Box<RawValue>),
    /// It was recorded.
    Recorded(Settled),
    /// There was nothing to record.
    Unchanged(Settled),
    /// Whoever reviewed it left it.
    Left(Further),
    /// It could not be read, or was refused.
    Refused,
}

/// What becomes of the documents behind one that was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Further {
    GoOn,
    Stop,
}

/// A document that is recorded.
#[derive(Debug, Serialize)]
pub(crate) struct Settled {
    file: String,
    /// `recorded` or `unchanged`.
    outcome: &'static str,
    document: Subject,
    meeting: Subject,
    commit: Option<CommitId>,
    first: Option<Position>,
    facts: usize,
    left: Vec<shown::LeftOut>,
}

impl Outcome {
    /// As JSON; `None` of what was refused, which is told on standard error.
    pub(super) fn item(&self) -> Option<Box<RawValue>> {
        match self {
            Self::Proposed(proposal) | Self::Asked(proposal) => Some(proposal.clone()),
            Self::Recorded(settled) | Self::Unchanged(settled) => {
                serde_json::value::to_raw_value(settled).ok()
            }
            Self::Left(_) | Self::Refused => None,
        }
    }
}

/// Compares documents with a ledger, and records them in it.
pub(crate) struct Importer {
    opened: Opened,
    known: Known,
    actor: Option<Actor>,
    /// What was said of earlier documents, and holds for later ones.
    said: Said,
}

impl Importer {
    /// What is known of a document of this path beside its text.
    pub(super) fn around(&self, path: Option<&Path>, preset: &Preset) -> Around {
        let said = self.said.order.or(preset.order).map(|order| (order, OrderFrom::Person));
        let known = || self.known.date_order().map(|order| (order, OrderFrom::Register));
        let path = path.unwrap_or(Path::new(""));
        Around::of(path, self.known.meeting_days(), said.or_else(known))
    }

    /// Compares alone.
    pub(super) fn to_look(opened: Opened) -> Result<Self, Failure> {
        let known = Known::read(&opened.ledger).map_err(|error| plan_failure(&error))?;
        Ok(Self { opened, known, actor: None, said: Said::default() })
    }

    /// Records as `name`.
    pub(crate) fn to_record(
        console: &Console,
        opened: Opened,
        name: &str,
    ) -> Result<Self, Failure> {
        let register = opened.register(AsOf::default())?;
        let names = Names::new(&console.locale, Some(&register), opened.ledger.keyring());
        let actor = actor::find(&register, &names, name)?;
        let known = Known::read(&opened.ledger).map_err(|error| plan_failure(&error))?;
        Ok(Self { opened, known, actor: Some(actor), said: Said::default() })
    }

    /// Does with one document what the mode says.
    pub(crate) fn import(
        &mut self,
        console: &mut Console,
        document: &mut Document,
        mode: Mode,
        preset: &Preset,
    ) -> Result<Outcome, Failure> {
        let mut review = Review::new(mode, preset, &self.said);
        let mut left = TRIES;
        loop {
            if mode == Mode::Ask {
                answers::order(console, document, &mut self.said)?;
            }
            if mode == Mode::Ask && !Review::asks_day(console, document)? {
                return Ok(Outcome::Left(Further::GoOn));
            }
            let plan = match self.plan(document, review.taken.at_least(), &review.answers) {
                // The draft can be looked at though it cannot be recorded.
                Err(failure) if mode == Mode::DryRun && console.json => {
                    console.fail(&failure);
                    return Ok(Outcome::Asked(proposal(document, None)));
                }
                plan => plan?,
            };
            if preset.answer_day(&mut review.answers, plan.day) {
                continue;
            }
            let step = review.of(console, self.opened.ledger.keyring(), document, &plan)?;
            self.said.keep(&review.answers);
            match step {
                Step::Again => continue,
                Step::Settled(outcome) => return Ok(outcome),
                Step::Record => {}
            }
            left -= 1;
            let brought = Said::brought(&plan, &review.answers);
            let settled = settled(console, self.opened.ledger.keyring(), document, &plan)?;
            match self.record(document, plan) {
                Err(failure) if failure.is_stale() && left > 0 => review.begin_anew(),
                recorded => {
                    let receipt = recorded?;
                    self.said.persons.extend(brought);
                    self.catch_up()?;
                    shown::recorded(console, &receipt, settled.facts)?;
                    let (commit, first) = (Some(receipt.commit), Some(receipt.first));
                    return Ok(Outcome::Recorded(Settled {
                        outcome: "recorded",
                        commit,
                        first,
                        ..settled
                    }));
                }
            }
            self.catch_up()?;
        }
    }

    fn plan(
        &self,
        document: &Document,
        at_least: Confidence,
        answers: &Answers,
    ) -> Result<Plan, Failure> {
        let digest = document.original.as_ref().map(|bytes| digest(bytes));
        let original = digest.as_deref().map(|digest| Original {
            name: &document.name,
            media_type: &document.media_type,
            digest,
        });
        let import = Import { draft: &document.draft, original, at_least };
        reconcile::plan(&self.opened.ledger, &self.known, &import, answers, &mut clock::new_id)
            .map_err(|error| plan_failure(&error).with("name", &document.name))
    }

    fn record(&mut self, document: &Document, plan: Plan) -> Result<Receipt, Failure> {
        let guard = plan.guard();
        let kept = plan.original.zip(document.original.as_deref()).map(|(new, bytes)| Kept {
            id: new.id,
            event: new.event,
            document: plan.document.clone(),
            bytes: bytes.to_vec(),
        });
        let Some(actor) = &self.actor else {
            return Err(Failure::new(Exit::Usage, "error-no-actor"));
        };
        let entries = actor.named.clone().into_iter().chain(plan.into_entries()).collect();
        let id = CommitId::from_bytes(clock::new_id());
        let commit = Commit { id, by: actor.subject.clone(), cause: None, entries };
        let receipt = self.opened.record_with(commit, &guard, kept.as_ref())?;
        if let Some(actor) = &mut self.actor {
            actor.named = None;
        }
        Ok(receipt)
    }

    fn catch_up(&mut self) -> Result<(), Failure> {
        self.known.catch_up(&self.opened.ledger).map_err(|error| plan_failure(&error))
    }

    /// Closes the ledger, where it was opened to record in it.
    pub(crate) fn close(self, console: &mut Console) -> Result<Head, Failure> {
        if self.actor.is_some() {
            return self.opened.close(console);
        }
        self.opened.head()
    }
}

/// What is settled of a document, as long as nothing of it is recorded.
pub(super) fn settled(
    console: &Console,
    keyring: &Keyring<Vault>,
    document: &Document,
    plan: &Plan,
) -> Result<Settled, Failure> {
    Ok(Settled {
        file: document.name.clone(),
        outcome: "unchanged",
        document: plan.document.clone(),
        meeting: plan.meeting.clone(),
        commit: None,
        first: None,
        facts: plan.items.len(),
        left: shown::LeftOut::all(&console.locale, keyring, plan)?,
    })
}

/// The draft in the shape of a proposal, and before its keys the file's name and what recording it
/// would change; these are 0 where it cannot be recorded.
pub(super) fn proposal(document: &Document, plan: Option<&Plan>) -> Box<RawValue> {
    let draft = written::one_line(&json::to_json(&document.draft));
    let name = serde_json::to_string(&document.name).unwrap_or_default();
    let counts = plan.map(shown::Counts::of).unwrap_or_default();
    let head = format!(
        "{{\"file\":{name},\"new\":{},\"corrected\":{},\"withdrawn\":{},",
        counts.new, counts.corrected, counts.withdrawn
    );
    let text = format!("{head}{}", draft.trim_start_matches('{'));
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

fn plan_failure(error: &PlanError) -> Failure {
    match error {
        PlanError::NoDay => Failure::new(Exit::Refused, "error-no-day"),
        PlanError::EitherDay { printed } => {
            Failure::new(Exit::Refused, "error-either-day").with("date", printed)
        }
        PlanError::Fold(error) => fold_failure(error),
        PlanError::Open(error) => open_failure(error),
        other => Failure::new(Exit::Refused, "error-rejected").because(other),
    }
}
