//! `help`: what a command does, and what the exit status says.

use clap::CommandFactory;

use crate::args::Args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::locale::help;
use crate::output::Console;
use crate::output::table::Column;

/// The topic that is no command.
const EXIT_CODES: &str = "exit-codes";

#[derive(Debug, clap::Args)]
pub(crate) struct Help {
    #[arg(value_name = "COMMAND|exit-codes")]
    topic: Vec<String>,
}

impl Help {
    pub(crate) fn run(&self, console: &mut Console) -> Result<(), Failure> {
        if self.topic == [EXIT_CODES] {
            let columns: [Column<Exit>; 2] = [
                Column::number("column-code", |exit, _| exit.code().to_string()),
                Column::text("column-meaning", |exit, locale| locale.text(exit.key())),
            ];
            return console.table(&Exit::ALL, &columns);
        }
        let mut command = help::localised(Args::command(), &console.locale);
        command.build();
        let mut found = &mut command;
        for name in &self.topic {
            found = found
                .find_subcommand_mut(name)
                .ok_or_else(|| Failure::new(Exit::Usage, "usage-command").with("command", name))?;
        }
        let text = found.render_help().to_string();
        console.line(text.trim_end())
    }
}
