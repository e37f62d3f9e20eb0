//! The commands, one a file: its arguments, and what it does with them.

pub(crate) mod action;
pub(crate) mod attendance;
pub(crate) mod body;
pub(crate) mod decision;
pub(crate) mod demo;
pub(crate) mod document;
pub(crate) mod help;
pub(crate) mod idea;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod meeting;
pub(crate) mod member;
pub(crate) mod minutes;
pub(crate) mod note;
pub(crate) mod occasion;
pub(crate) mod organisation;
pub(crate) mod person;
pub(crate) mod position;
pub(crate) mod question;
pub(crate) mod repair;
pub(crate) mod replay;
pub(crate) mod retract;
pub(crate) mod show;
pub(crate) mod timeline;
pub(crate) mod verify;
