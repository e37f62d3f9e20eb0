//! `demo`: a year of minutes of an invented body, imported, retold and tabled.

use std::env;
use std::path::PathBuf;

use chrono::NaiveDate;
use spro_core::kernel::history::AsOf;
use spro_core::views::{actions, decisions};

use super::attendance::By;
use super::import::{Document, Importer, Mode, Preset, Taken};
use super::{action, attendance, decision, init, replay};
use crate::args::General;
use crate::clock;
use crate::failure::Failure;
use crate::items::{Asking, Question};
use crate::ledger::Opened;
use crate::locale::Language;
use crate::output::Console;

const BODY: &str = "Coordination de l'orientation – Territoire du Val d'Orvaine";

macro_rules! minutes {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../../examples/demo/", $name))),)*]
    };
}

/// Those of May went round in September only: they are imported last, out of order.
const MINUTES: [(&str, &str); 6] = minutes![
    "2024-01-18-compte-rendu.md",
    "2024-03-14-compte-rendu.md",
    "2024-07-04-compte-rendu.md",
    "2024-09-26-compte-rendu.md",
    "2024-12-05-compte-rendu.md",
    "2024-05-16-compte-rendu.md",
];

/// The day on which the tables are asked: the end of the year.
const DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2024, 12, 31);

#[derive(Debug, clap::Args)]
pub(crate) struct Demo {
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Demo {
    pub(crate) fn run(&self, console: &mut Console, general: &General) -> Result<(), Failure> {
        let root = self.dir.clone().unwrap_or_else(|| {
            let stamp = clock::now().instant().timestamp_millis();
            env::temp_dir().join(format!("spro-demo-{}-{stamp}", std::process::id()))
        });
        let name = general.actor.clone().unwrap_or_else(|| console.locale.text("label-demo"));
        let mut opened = Opened::create(&root)?;
        init::found(&mut opened, BODY, Language::French, &name)?;
        import(console, opened, &name)?;
        let opened = Opened::to_read(console, Some(&root))?;
        title(console, "say-demo-replay")?;
        replay::tell(console, &opened, &AsOf::default())?;
        let as_of = AsOf { on: DAY, ..AsOf::default() };
        let register = opened.register(as_of)?;
        let asking = Asking { opened, register, as_of };
        title(console, "say-demo-persons")?;
        attendance::tell(console, &asking, By::Person)?;
        title(console, "say-demo-organisations")?;
        attendance::tell(console, &asking, By::Organisation)?;
        let question = Question { opened: asking.opened, as_of };
        title(console, "say-demo-actions")?;
        action::list::tell(console, &question, actions::Which::All, None)?;
        title(console, "say-demo-decisions")?;
        decision::list::tell(console, &question, decisions::Which::All)?;
        let path = [("path", root.display().to_string())];
        let text = console.locale.text_with("say-demo-ask", &path);
        console.say(&text);
        Ok(())
    }
}

fn import(console: &mut Console, opened: Opened, name: &str) -> Result<(), Failure> {
    title(console, "say-demo-import")?;
    let mut importer = Importer::to_record(console, opened, name)?;
    for (file, text) in MINUTES {
        let mut document = Document::of(file, text.as_bytes().to_vec())?;
        importer.import(console, &mut document, Mode::Yes(Taken::Likely), &Preset::default())?;
    }
    importer.close(console).map(drop)
}

fn title(console: &mut Console, key: &str) -> Result<(), Failure> {
    if console.json {
        return Ok(());
    }
    let text = console.locale.text(key);
    console.line("")?;
    console.heading(&text)
}
