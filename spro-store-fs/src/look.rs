//! What a read does with the records that match.

use std::ops::ControlFlow;

use spro_core::kernel::encoding::Decoder;
use spro_core::kernel::position::Position;
use spro_core::kernel::query::Query;
use spro_core::kernel::record::Record;
use spro_core::kernel::store::{ReadError, Visitor};

use crate::ahead::{self, Next, Read};
use crate::options::ReadThreads;
use crate::read::{Progress, each_matching};
use crate::shared;

/// Looks at records in order.
pub(crate) trait Look {
    /// Looks at one, where it was read.
    fn look(&mut self, record: &Record<'_>) -> ControlFlow<()>;

    /// Looks at those of the commits that `next` gives.
    fn look_through(
        &mut self,
        progress: &mut Progress<'_>,
        threads: ReadThreads,
        next: impl Next<ReadError>,
    ) -> Result<(), ReadError>;
}

/// Calls a visitor with each.
pub(crate) struct Visiting<'r, 'v>(pub(crate) &'r mut Visitor<'v>);

impl Look for Visiting<'_, '_> {
    fn look(&mut self, record: &Record<'_>) -> ControlFlow<()> {
        (self.0)(record)
    }

    fn look_through(
        &mut self,
        progress: &mut Progress<'_>,
        threads: ReadThreads,
        next: impl Next<ReadError>,
    ) -> Result<(), ReadError> {
        let mut decoder = Decoder::new();
        ahead::each(threads, next, |read| look_at(read, progress, &mut decoder, self))
    }
}

/// Looks at what is made of each.
pub(crate) struct Making<M, V> {
    pub(crate) make: M,
    pub(crate) visit: V,
}

impl<T, M, V> Look for Making<M, V>
where
    T: Send,
    M: Fn(&Record<'_>) -> T + Sync,
    V: FnMut(&mut T) -> ControlFlow<()>,
{
    fn look(&mut self, record: &Record<'_>) -> ControlFlow<()> {
        (self.visit)(&mut (self.make)(record))
    }

    fn look_through(
        &mut self,
        progress: &mut Progress<'_>,
        threads: ReadThreads,
        mut next: impl Next<ReadError>,
    ) -> Result<(), ReadError> {
        let mut decoder = Decoder::new();
        let bytes = match threads {
            ReadThreads::One => usize::MAX,
            ReadThreads::Two => ahead::ALONE,
        };
        let mut look = |read: &Read| look_at(read, progress, &mut decoder, self);
        if let Some(ended) = ahead::alone(bytes, &mut next, &mut look) {
            return ended;
        }
        let (query, after) = (&progress.request.query, progress.last);
        let Self { make, visit } = self;
        let make = |load: &[Read], things: &mut Vec<_>| {
            things.reserve(load.iter().map(|read| read.commit.records.len()).sum());
            make_all(load, query, after, |record| things.push((record.position(), make(record))))
        };
        let look = |(position, made): &mut (_, T)| progress.step(*position, || visit(made));
        if let Some(ended) = shared::each(&mut next, make, look) {
            return ended;
        }
        let mut look = |read: &Read| look_at(read, progress, &mut decoder, self);
        ahead::alone(usize::MAX, &mut next, &mut look).unwrap_or(Ok(()))
    }
}

fn look_at(
    read: &Read,
    progress: &mut Progress<'_>,
    decoder: &mut Decoder,
    look: &mut impl Look,
) -> Result<ControlFlow<()>, ReadError> {
    let query = &progress.request.query;
    each_matching(&read.commit, query, progress.last, decoder, |record| {
        progress.step(record.position(), || look.look(record))
    })
}

fn make_all(
    load: &[Read],
    query: &Query,
    after: Position,
    mut take: impl FnMut(&Record<'_>),
) -> Result<(), ReadError> {
    // What a load shares is shared by one thread alone.
    let mut decoder = Decoder::new();
    for read in load {
        // It is never broken off.
        let _ = each_matching(&read.commit, query, after, &mut decoder, |record| {
            take(record);
            ControlFlow::Continue(())
        })?;
    }
    Ok(())
}
