//! Bugs of a read.

use std::ops::ControlFlow;

use chrono::TimeDelta;
use spro_core::kernel::encoding::Body;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::record::Record;
use spro_core::kernel::stamp::Stamp;
use spro_core::kernel::store::{ReadEnd, ReadError, ReadRequest, Store as _, Visitor};

use super::{BrokenStore, Bug};

impl BrokenStore {
    pub(super) fn read_as_the_bug_has_it(
        &self,
        request: &ReadRequest,
        visit: &mut Visitor<'_>,
    ) -> Result<ReadEnd, ReadError> {
        let mut asked = request.clone();
        match self.bug {
            Some(Bug::ReadFromPosition) => {
                asked.after = Position::new(asked.after.get().saturating_sub(1));
            }
            Some(Bug::LimitBeforeFilter) => asked.query = Query::all(),
            _ => {}
        }
        if self.damaged {
            asked.limit = Some(1);
        }
        let own = self.own.lock().unwrap().head;
        let mut broken_off = false;
        let mut last = Position::START;
        let mut end = self.sound.read(&asked, &mut |record| {
            let is_own = record.position() <= own.position;
            for _ in 0..self.times_visited(&request.query, &record.body) {
                if broken_off || self.has(Bug::HandleReadsItsOwn) && !is_own {
                    break;
                }
                last = record.position();
                let flow = self.show(record, visit);
                broken_off = flow.is_break() && !self.has(Bug::BreakIgnored);
            }
            if broken_off { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if self.damaged && !self.has(Bug::SwallowedReadError) {
            return Err(ReadError::Damaged { after: last, source: "a bit is flipped".into() });
        }
        match self.bug {
            Some(Bug::DirtyRead) if !broken_off => self.show_pending(visit),
            Some(Bug::FollowerSkips) => end.resume_after = end.head.position,
            Some(Bug::HeadOfLastMatch) => end.head.position = last,
            Some(Bug::HandleReadsItsOwn) => end.head = own,
            Some(Bug::ReadRunsOn) if !broken_off && self.sound.head()? != end.head => {
                let rest = ReadRequest { after: end.head.position, ..request.clone() };
                return self.read_as_the_bug_has_it(&rest, visit);
            }
            _ => {}
        }
        Ok(end)
    }

    /// How often a record that was found is visited.
    fn times_visited(&self, query: &Query, body: &Body<'_>) -> usize {
        match (self.bug, query.alternatives()) {
            (Some(Bug::SeenTwice), Some(all)) => {
                all.iter().filter(|one| Query::any([(*one).clone()]).matches(body)).count()
            }
            (Some(Bug::ReadBlindToAmendments), _) => {
                let mut blind = body.clone();
                blind.was.clear();
                usize::from(query.matches(&blind))
            }
            _ => usize::from(query.matches(body)),
        }
    }

    /// Shows a record as the bug has it.
    fn show(&self, record: &Record<'_>, visit: &mut Visitor<'_>) -> ControlFlow<()> {
        let mut header = record.commit.clone();
        let mut bytes = record.bytes.to_vec();
        let mut shown = record.clone();
        match self.bug {
            Some(Bug::StampAnEvent) => {
                let place = i64::try_from(record.position().get()).unwrap();
                header.at = Stamp::new(header.at.instant() + TimeDelta::milliseconds(place));
            }
            Some(Bug::ReencodedBytes) => {
                let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                bytes = serde_json::to_vec(&value).unwrap();
            }
            Some(Bug::ChainOfOneLink) => {
                shown.digest = self.sound.identity().genesis().digest.link(&bytes);
            }
            _ => {}
        }
        let burnt = self.memory.lock().unwrap().burnt;
        shown.body.seq = shown.body.seq.forward(burnt);
        visit(&Record { commit: &header, bytes: &bytes, ..shown })
    }

    /// Shows the first record of a commit that is not recorded yet.
    fn show_pending(&self, visit: &mut Visitor<'_>) {
        let pending = self.memory.lock().unwrap().pending.clone();
        if let Some(commit) = pending
            && let Some((bytes, digest)) = commit.records.get(0)
        {
            let body = Body::decode(bytes).unwrap();
            let dirty = Record { digest, bytes, commit: &commit.header, body };
            let _ = visit(&dirty);
        }
    }
}
