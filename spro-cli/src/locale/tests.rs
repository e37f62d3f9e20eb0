//! Both languages say the same, and all that the code asks of them.

use std::collections::BTreeSet;
use std::path::Path;

use clap::CommandFactory;
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, InlineExpression, Pattern, PatternElement};

use super::*;
use crate::args::Args;

/// What the keys that the code asks for begin with.
const PREFIXES: [&str; 12] = [
    "say-", "error-", "usage-", "column-", "code-", "help-", "ask-", "value-", "label-", "fact-",
    "problem-", "flaw-",
];

fn resource(language: Language) -> FluentResource {
    FluentResource::try_new(language.messages().to_owned())
        .unwrap_or_else(|(_, errors)| panic!("{language}: {errors:?}"))
}

/// Each key, and each attribute as `key.attribute`, with the places that its text fills.
fn keys(language: Language) -> BTreeSet<String> {
    let resource = resource(language);
    let mut keys = BTreeSet::new();
    let mut add = |key: String, pattern: &Pattern<&str>| {
        let places: BTreeSet<_> = pattern.elements.iter().filter_map(place).collect();
        let places = places.into_iter().collect::<Vec<_>>().join(" ");
        assert!(keys.insert(format!("{key} {places}")), "{key} stands twice");
    };
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name;
        if let Some(value) = &message.value {
            add(key.to_owned(), value);
        }
        for attribute in &message.attributes {
            add(format!("{key}.{}", attribute.id.name), &attribute.value);
        }
    }
    keys
}

fn place<'a>(element: &'a PatternElement<&str>) -> Option<&'a str> {
    let PatternElement::Placeable { expression } = element else { return None };
    match expression {
        fluent_syntax::ast::Expression::Inline(InlineExpression::VariableReference { id })
        | fluent_syntax::ast::Expression::Select {
            selector: InlineExpression::VariableReference { id },
            ..
        } => Some(id.name),
        _ => None,
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_places() {
    let (french, english) = (keys(Language::French), keys(Language::English));
    assert_eq!(french.difference(&english).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(english.difference(&french).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn no_message_stands_twice() {
    for language in [Language::French, Language::English] {
        let mut bundle: FluentBundle<FluentResource> = FluentBundle::default();
        assert_eq!(bundle.add_resource(resource(language)), Ok(()), "{language}");
    }
}

/// The keys that string literals of the sources name.
fn asked(folder: &Path, keys: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            asked(&path, keys);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let is_key = |text: &str| {
            PREFIXES.iter().any(|prefix| text.len() > prefix.len() && text.starts_with(prefix))
                && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase())
        };
        keys.extend(text.split('"').filter(|text| is_key(text)).map(str::to_owned));
    }
}

#[test]
fn every_key_that_the_code_asks_for_exists_and_none_is_left_over() {
    let mut asked_for = BTreeSet::new();
    asked(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut asked_for);
    let there: BTreeSet<_> = keys(Language::English)
        .iter()
        .filter_map(|key| key.split([' ', '.']).next())
        .filter(|key| PREFIXES.iter().any(|prefix| key.starts_with(prefix)))
        .map(str::to_owned)
        .collect();
    let missing: Vec<_> = asked_for.difference(&there).collect();
    assert!(missing.is_empty(), "no message for {missing:?}");
    let unused: Vec<_> = there.difference(&asked_for).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

#[test]
fn every_failure_has_a_next_step() {
    let all = keys(Language::English);
    let named = |prefix: &str| {
        let prefix = prefix.to_owned();
        all.iter()
            .filter_map(|key| key.split([' ', '.']).next())
            .filter(move |key| key.starts_with(&prefix))
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let locale = Locale::new(Language::English);
    for key in named("error-").iter().chain(&named("usage-")).chain(&named("problem-")) {
        assert!(locale.attribute(key, "next", &[]).is_some(), "{key}");
    }
}

fn each_command(command: &clap::Command, key: &str, visit: &mut dyn FnMut(&clap::Command, &str)) {
    visit(command, key);
    for under in command.get_subcommands() {
        each_command(under, &format!("{key}-{}", under.get_name()), visit);
    }
}

#[test]
fn every_command_and_argument_is_explained_in_both_languages() {
    for language in [Language::French, Language::English] {
        let locale = Locale::new(language);
        let command = help::localised(Args::command(), &locale);
        each_command(&command, "cmd", &mut |command, key| {
            assert_ne!(locale.text(key), key, "{language}");
            let groups = command.has_subcommands() && key != "cmd";
            assert!(groups || locale.attribute(key, "example", &[]).is_some(), "{language}: {key}");
            for arg in command.get_arguments() {
                let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(!text.is_empty() && !text.starts_with("arg-"), "{language}: {key} {text}");
            }
        });
    }
}

#[test]
fn every_example_is_a_command_line() {
    for language in [Language::French, Language::English] {
        let locale = Locale::new(language);
        each_command(&Args::command(), "cmd", &mut |_, key| {
            let example = locale.attribute(key, "example", &[]).unwrap_or_default();
            for line in example.lines() {
                let words = words(line);
                let read = Args::command().try_get_matches_from(&words);
                assert!(read.is_ok(), "{language}: {line}: {}", read.unwrap_err());
            }
        });
    }
}

/// The words of a line, with quoted ones kept whole.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

#[test]
fn the_language_on_the_command_line_comes_first() {
    let arguments = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(Language::of(&arguments("spro --lang fr verify"), Some("en")), Language::French);
    assert_eq!(Language::of(&arguments("spro verify --lang=en"), Some("fr")), Language::English);
    assert_eq!(Language::of(&arguments("spro verify"), Some("fr")), Language::French);
}

#[test]
fn the_locale_c_is_english() {
    assert_eq!(Language::of_tag("C"), Some(Language::English));
    assert_eq!(Language::of_tag("fr-CA"), Some(Language::French));
    assert_eq!(Language::of_tag("de-DE"), None);
}

#[test]
fn what_is_put_into_a_message_has_no_marks_around_it() {
    let locale = Locale::new(Language::French);
    let text = locale.text_with("say-as-of-on", &[("at", "2024-01-18".into())]);
    assert_eq!(text, "au 2024-01-18");
}
