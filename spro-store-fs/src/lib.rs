//! File-system store for the ledger.
