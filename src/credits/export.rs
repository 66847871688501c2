//! The statement as a file: every entry that its filters let through, oldest page last, never held in memory as a whole.

use super::words::{reason_of, wallet_name};
use crate::error::AppError;
use crate::server::App;
use crate::ui::date::machine;
use crate::words::credits as words;
use ::credits::{AccountId, Entry, EntryId, StatementQuery};
use futures::stream::{self, Stream};

const PAGE: u32 = 500;

/// Where the export stands.
enum Step {
    Head,
    After(Option<EntryId>),
    Done,
}

/// The lines of the file, a page of entries at a time, newest first: those that `wanted` lets through.
pub fn csv(
    app: App,
    account: AccountId,
    wanted: StatementQuery,
) -> impl Stream<Item = Result<String, AppError>> + Send {
    stream::try_unfold(
        (app, wanted, Step::Head),
        move |(app, wanted, step)| async move {
            let before = match step {
                Step::Done => return Ok(None),
                Step::Head => return Ok(Some((head(), (app, wanted, Step::After(None))))),
                Step::After(before) => before,
            };
            let entries = app
                .ledger
                .statement(
                    &account,
                    StatementQuery {
                        before,
                        limit: PAGE,
                        ..wanted.clone()
                    },
                )
                .await?;
            let next = match entries.last() {
                Some(last) if entries.len() as u32 == PAGE => Step::After(Some(last.id)),
                _ => Step::Done,
            };
            Ok(Some((
                entries.iter().map(row).collect(),
                (app, wanted, next),
            )))
        },
    )
}

/// The names of the columns.
fn head() -> String {
    let names = [
        words::date_in_utc(),
        words::wallet(),
        words::what(),
        words::reason(),
        words::amount(),
        words::on_hold(),
        words::balance_after(),
        words::on_hold_after(),
        words::entry(),
    ];
    names.join(",") + "\r\n"
}

fn row(entry: &Entry) -> String {
    format!(
        "{},{},{},{},{},{},{},{},{}\r\n",
        machine(entry.at),
        wallet_name(entry.wallet),
        cell(&entry.note.title),
        cell(&reason_of(entry)),
        entry.available_delta,
        entry.held_delta,
        entry.available_after,
        entry.held_after,
        entry.id,
    )
}

/// A quoted cell. A text that a spreadsheet would take for a formula is kept a text.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn texts_stay_texts() {
        assert_eq!(cell("Summer, \"drop\""), "\"Summer, \"\"drop\"\"\"");
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
    }
}
