//! What a plan would do, gathered into what a person says yes or no to: an item of the minutes with all
//! the facts that it makes, or what the new edition does not say any more.

use spro_core::kernel::position::Position;
use spro_minutes::draft::Confidence;
use spro_minutes::reconcile::{Change, InDraft, Item, Left, Plan, Why};

/// What one answer is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum About {
    /// The meeting itself: its day, its agenda, who wrote the minutes.
    Meeting,
    /// An item of the minutes.
    Item(InDraft),
    /// Recorded facts that would be withdrawn.
    Gone(Vec<Position>),
}

/// The facts that one answer is about.
#[derive(Debug)]
pub(super) struct Entry<'p> {
    pub(super) about: About,
    pub(super) items: Vec<&'p Item>,
    /// Where the reader is not sure enough for anything to be recorded: what it would be.
    pub(super) left: Vec<&'p Left>,
}

impl<'p> Entry<'p> {
    /// All of a plan, in its order.
    pub(super) fn all(plan: &'p Plan) -> Vec<Self> {
        let mut entries: Vec<Self> = Vec::new();
        for item in plan.items.iter().filter(|item| !item.is_support()) {
            match (&item.change, item.in_draft) {
                (Change::Retracts { target, .. }, _) => withdraw(&mut entries, item, *target, plan),
                (_, Some(of)) => entry(&mut entries, About::Item(of)).items.push(item),
                (_, None) => entry(&mut entries, About::Meeting).items.push(item),
            }
        }
        for left in plan.left.iter().filter(|left| left.why == Why::NotSure) {
            if let Some(of) = left.in_draft {
                entry(&mut entries, About::Item(of)).left.push(left);
            }
        }
        entries
    }

    /// Whether it withdraws what is recorded.
    pub(super) const fn is_gone(&self) -> bool {
        matches!(self.about, About::Gone(_))
    }

    /// The lines where it stands.
    pub(super) fn lines(&self) -> Vec<(u32, u32)> {
        let items = self.items.iter().flat_map(|item| &item.lines);
        let mut lines: Vec<_> =
            items.chain(self.left.iter().flat_map(|left| &left.lines)).copied().collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// How sure the reader is of the least sure part.
    pub(super) fn confidence(&self) -> Confidence {
        if !self.left.is_empty() {
            return Confidence::Unsure;
        }
        self.items.iter().map(|item| item.confidence).min().unwrap_or_default()
    }
}

fn entry<'e, 'p>(entries: &'e mut Vec<Entry<'p>>, about: About) -> &'e mut Entry<'p> {
    let at = entries.iter().position(|entry| entry.about == about).unwrap_or_else(|| {
        entries.push(Entry { about, items: Vec::new(), left: Vec::new() });
        entries.len() - 1
    });
    // Found, or just pushed.
    #[allow(clippy::indexing_slicing, reason = "found, or just pushed")]
    &mut entries[at]
}

/// What was recorded of one thing goes together; of the meeting, each fact by itself.
fn withdraw<'p>(entries: &mut Vec<Entry<'p>>, item: &'p Item, target: Position, plan: &Plan) {
    let same = |entry: &&mut Entry<'_>| {
        matches!(entry.about, About::Gone(_))
            && item.subject != plan.meeting
            && entry.items.first().is_some_and(|first| first.subject == item.subject)
    };
    match entries.iter_mut().find(same) {
        Some(Entry { about: About::Gone(positions), items, .. }) => {
            positions.push(target);
            items.push(item);
        }
        _ => entries.push(Entry {
            about: About::Gone(vec![target]),
            items: vec![item],
            left: Vec::new(),
        }),
    }
}
