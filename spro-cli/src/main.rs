//! Command line of the register.

mod actor;
mod app;
mod args;
mod clock;
mod collation;
mod commands;
mod config;
mod confirm;
mod days;
mod exit;
mod facts;
mod failure;
mod files;
mod flaws;
mod ids;
mod items;
mod ledger;
mod listed;
mod locale;
mod met;
mod names;
mod narrate;
mod originals;
mod output;
mod parties;
mod problems;
mod raised;
mod recording;
mod rejected;
mod seen;
mod status;
mod texts;
mod told;
mod typed;

fn main() -> std::process::ExitCode {
    app::main()
}
