//! The arguments, as clap reads them; their help stands in the locales.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Parser, Subcommand};
use spro_core::kernel::history::AsOf;
use spro_core::kernel::stamp::Stamp;

use crate::commands::action::Action;
use crate::commands::attendance::Attendance;
use crate::commands::body::Body;
use crate::commands::decision::Decision;
use crate::commands::demo::Demo;
use crate::commands::document::Document;
use crate::commands::help::Help;
use crate::commands::idea::Idea;
use crate::commands::import::Import;
use crate::commands::init::Init;
use crate::commands::meeting::Meeting;
use crate::commands::member::Member;
use crate::commands::minutes::Minutes;
use crate::commands::note::Note;
use crate::commands::occasion::Occasion;
use crate::commands::organisation::Organisation;
use crate::commands::person::Person;
use crate::commands::position::Position;
use crate::commands::question::Question;
use crate::commands::repair::Repair;
use crate::commands::replay::Replay;
use crate::commands::retract::Retract;
use crate::commands::show::Show;
use crate::commands::timeline::Timeline;
use crate::commands::verify::Verify;
use crate::days;
use crate::locale::Language;

/// A command line.
#[derive(Debug, Parser)]
#[command(
    name = "spro",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) general: General,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What may stand with any command.
#[derive(Debug, clap::Args)]
pub(crate) struct General {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    #[arg(long, global = true, value_name = "fr|en", value_parser = days::language)]
    pub(crate) lang: Option<Language>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

impl General {
    /// Takes what was not said from the environment, where a variable that is empty says nothing.
    pub(crate) fn or_from(mut self, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let said = |name| variable(name).filter(|value| !value.is_empty());
        self.ledger = self.ledger.or_else(|| said("SPRO_LEDGER").map(PathBuf::from));
        let actor = || said("SPRO_ACTOR").map(|name| name.to_string_lossy().into_owned());
        self.actor = self.actor.or_else(actor);
        self
    }
}

/// What may stand with a command that answers.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Asked {
    #[arg(long, value_name = "DATE", value_parser = days::day)]
    on: Option<NaiveDate>,
    #[arg(long, value_name = "DATE", value_parser = days::day)]
    known_at: Option<NaiveDate>,
    #[arg(long, value_name = "INSTANT", value_parser = days::instant)]
    recorded_at: Option<Stamp>,
}

impl Asked {
    /// As of when the question is asked.
    pub(crate) const fn as_of(&self) -> AsOf {
        AsOf { on: self.on, known_at: self.known_at, recorded_at: self.recorded_at }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Import(Import),
    #[command(subcommand)]
    Meeting(Meeting),
    #[command(subcommand)]
    Minutes(Minutes),
    Attendance(Attendance),
    #[command(subcommand)]
    Action(Action),
    #[command(subcommand)]
    Decision(Decision),
    #[command(subcommand)]
    Occasion(Occasion),
    #[command(subcommand)]
    Question(Question),
    #[command(subcommand)]
    Idea(Idea),
    #[command(subcommand)]
    Position(Position),
    #[command(subcommand)]
    Note(Note),
    #[command(subcommand)]
    Document(Document),
    #[command(subcommand)]
    Body(Body),
    #[command(subcommand)]
    Person(Person),
    #[command(subcommand)]
    Organisation(Organisation),
    #[command(subcommand)]
    Member(Member),
    Show(Show),
    Replay(Replay),
    Timeline(Timeline),
    Retract(Retract),
    Verify(Verify),
    Repair(Repair),
    Demo(Demo),
    Help(Help),
}
