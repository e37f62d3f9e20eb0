//! The help of every command, from the locale.

use clap::{Arg, Command};

use super::Locale;

/// The command with its help, and that of all commands under it, in the locale's language.
///
/// The message of a command is `cmd`, `cmd-action`, `cmd-action-list`, …; its attributes are
/// `example` and the ids of its own arguments. Arguments that several commands share are
/// explained by `arg-ID`.
pub(crate) fn localised(command: Command, locale: &Locale) -> Command {
    let version = env!("CARGO_PKG_VERSION");
    under(command.version(version), "cmd", locale)
}

fn under(command: Command, key: &str, locale: &Locale) -> Command {
    let heading = |key| format!("{}\n", locale.text(key));
    let template = format!(
        "{{about-with-newline}}\n{}  {{usage}}\n\n{{all-args}}{{after-help}}",
        heading("help-usage")
    );
    let mut command = command
        .about(locale.text(key))
        .help_template(template)
        .subcommand_help_heading(trimmed(&locale.text("help-commands")))
        .mut_args(|arg| explained(arg, key, locale));
    if let Some(example) = locale.attribute(key, "example", &[]) {
        let lines: Vec<_> = example.lines().map(|line| format!("  {line}")).collect();
        command = command.after_help(format!("{}{}", heading("help-example"), lines.join("\n")));
    }
    command.mut_subcommands(|under_it| {
        let key = format!("{key}-{}", under_it.get_name());
        under(under_it, &key, locale)
    })
}

fn explained(arg: Arg, command: &str, locale: &Locale) -> Arg {
    let id = arg.get_id().as_str().replace('_', "-");
    let shared = format!("arg-{id}");
    let text = locale.attribute(command, &id, &[]).unwrap_or_else(|| locale.text(&shared));
    let heading = if arg.is_global_set() || id == "version" {
        "help-general"
    } else if arg.is_positional() {
        "help-arguments"
    } else {
        "help-options"
    };
    arg.help(text).help_heading(trimmed(&locale.text(heading)))
}

/// clap writes the colon itself; French has a space before it.
fn trimmed(heading: &str) -> String {
    heading.trim_end_matches(':').to_owned()
}
