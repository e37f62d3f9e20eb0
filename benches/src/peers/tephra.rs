//! tephra: a log of events, each tagged with its stream. It knows no versions: an append is refused
//! where something was recorded in its streams after the head that the caller saw.

use std::path::Path;

use anyhow::Result;
use tephra::{
    AppendCondition, Event, EventType, Position, Query, QueryItem, SegmentConfig, SegmentSet, Tag,
    Tags, WriteCoordinator, WriteHandle, WriterConfig,
};

use crate::clear::{Asked, Clear, fold_line};
use crate::contender::{Append, Contender};
use crate::fold::Tally;
use crate::workload::Import;

/// As long as the ledger's segments.
const SEGMENT: usize = 64 << 20;

/// A log and its writer, a thread of its own that syncs for all who wait.
pub struct Tephra {
    writer: WriteCoordinator,
    handle: WriteHandle,
}

fn tag(stream: u64) -> Result<Tags> {
    Ok(Tags::new([Tag::new(format!("meeting:{stream}"))?])?)
}

/// An event, its tag, and its data.
fn event(clear: &Clear) -> Result<Event> {
    Ok(Event::new(&EventType::new(clear.kind)?, &tag(clear.stream)?, &clear.line)?)
}

impl Tephra {
    /// Opens the log, or makes it.
    ///
    /// # Errors
    /// Those of tephra.
    pub fn open(folder: &Path) -> Result<Self> {
        let set = SegmentSet::open(folder, SegmentConfig::new(SEGMENT))?;
        let (writer, handle) = WriteCoordinator::start(set, WriterConfig::default())?;
        Ok(Self { writer, handle })
    }

    fn append(&self, events: Vec<Event>, streams: Query) -> Result<()> {
        let condition = AppendCondition::new(streams).after(self.handle.head());
        self.handle.append(events, Some(condition))?;
        Ok(())
    }

    fn read(&self, query: &Query, asked: Asked) -> Result<Tally> {
        let mut tally = Tally::default();
        let mut reads = self.handle.read(query, Position::ZERO, None);
        while let Some(read) = reads.next() {
            fold_line(read?.event.data(), asked, &mut tally)?;
        }
        Ok(tally)
    }
}

impl Contender for Tephra {
    fn prepare(&self, import: Import) -> Result<Append<'_>> {
        let spelt = super::spelt(&import)?;
        let events = spelt.iter().map(event).collect::<Result<Vec<_>>>()?;
        let mut streams: Vec<_> = spelt.iter().map(|clear| clear.stream).collect();
        streams.dedup();
        let asked = |stream| Ok(QueryItem::with_tags(tag(stream)?));
        let asked = streams.into_iter().map(asked).collect::<Result<Vec<_>>>()?;
        Ok(Box::new(move || self.append(events, Query::items(asked))))
    }

    fn replay(&self, asked: Asked) -> Result<Tally> {
        let query = match asked {
            Asked::All => Query::all(),
            Asked::Folded => {
                let types = Tally::types().map(EventType::new).collect::<Result<Vec<_>, _>>()?;
                Query::item(QueryItem::of_types(types))
            }
        };
        self.read(&query, asked)
    }

    fn meeting(&self, number: u64) -> Result<Option<Tally>> {
        self.read(&Query::item(QueryItem::with_tags(tag(number)?)), Asked::All).map(Some)
    }

    fn close(self: Box<Self>) -> Result<()> {
        self.writer.shutdown();
        Ok(())
    }
}
