//! Command line of the register.

mod app;
mod args;
mod clock;
mod commands;

mod days;
mod exit;
mod failure;
mod ledger;
mod locale;
mod output;
mod seen;

fn main() -> std::process::ExitCode {
    app::main()
}
