//! From the process's arguments to its exit status.

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use crate::args::{Args, Command};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::locale::{Language, Locale, help, usage};
use crate::output::Console;

/// Runs the command that the process was called with.
pub(crate) fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let texts: Vec<_> = arguments.iter().map(|text| text.to_string_lossy().into_owned()).collect();
    let language = Language::of(&texts, env::var("SPRO_LANG").ok().as_deref());
    let mut console = Console::new(Locale::new(language), false);
    let exit = match run(&mut console, arguments).and_then(|()| console.finish()) {
        Ok(()) => Exit::Done,
        Err(failure) => {
            console.fail(&failure);
            failure.exit()
        }
    };
    ExitCode::from(exit.code())
}

fn run(console: &mut Console, arguments: Vec<OsString>) -> Result<(), Failure> {
    let command = help::localised(Args::command(), &console.locale);
    let read = command
        .try_get_matches_from(arguments)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let args = match read {
        Ok(args) => args,
        Err(error) => {
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                    console.line(error.render().to_string().trim_end())
                }
                ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                    console.say(error.render().to_string().trim_end());
                    Err(Failure::new(Exit::Usage, "usage-missing-command"))
                }
                _ => Err(usage::failure(&error)),
            };
        }
    };
    console.json = args.general.json;
    let general = &args.general.or_from(|name| env::var_os(name));
    match args.command {
        Command::Init(init) => init.run(console, general),
        Command::Import(it) => it.run(console, general),
        Command::Meeting(it) => it.run(console, general),
        Command::Attendance(it) => it.run(console, general),
        Command::Action(action) => action.run(console, general),
        Command::Decision(decision) => decision.run(console, general),
        Command::Occasion(it) => it.run(console, general),
        Command::Question(it) => it.run(console, general),
        Command::Idea(it) => it.run(console, general),
        Command::Position(it) => it.run(console, general),
        Command::Document(it) => it.run(console, general),
        Command::Minutes(it) => it.run(console, general),
        Command::Body(it) => it.run(console, general),
        Command::Note(it) => it.run(console, general),
        Command::Person(person) => person.run(console, general),
        Command::Organisation(it) => it.run(console, general),
        Command::Member(it) => it.run(console, general),
        Command::Show(show) => show.run(console, general),
        Command::Replay(replay) => replay.run(console, general),
        Command::Timeline(timeline) => timeline.run(console, general),
        Command::Retract(it) => it.run(console, general),
        Command::Verify(verify) => verify.run(console, general),
        Command::Repair(repair) => repair.run(console, general),
        Command::Demo(it) => it.run(console, general),
        Command::Help(help) => help.run(console),
    }
}
