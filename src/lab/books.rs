//! The account's ledger on the Lab's front page: both wallets, what moved last, what is on hold, what is left of grants, and a
//! light that says whether the books agree.

use super::endpoints::LabError;
use crate::accounts::Account;
use crate::credits::{gem, reason_of, signed, wallet_name};
use crate::reconciler::{self, Finding};
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::ui::amount::grouped;
use crate::ui::date::{Zone, machine};
use crate::ui::icon::{Icon, Symbol};
use crate::words::credits as said;
use crate::words::lab as words;
use ::credits::{
    Balances, Credits, Entry, HoldState, LotState, Origin, StatementQuery, Timestamp, Wallet,
};
use leptos::prelude::*;

/// How many entries are shown; the statement has them all.
const NEWEST: u32 = 12;

/// What the ledger says of an account, and what contradicts it.
#[derive(Clone)]
pub struct Books {
    balances: Balances,
    unlimited_downloads: bool,
    newest: Vec<Entry>,
    open_holds: Vec<HoldState>,
    lots_left: Vec<LotState>,
    findings: Vec<Finding>,
    zone: Zone,
    now: Timestamp,
}

impl Books {
    /// What has fallen due is done before.
    pub async fn of(
        app: &App,
        account: &Account,
        unlimited_downloads: bool,
    ) -> Result<Self, LabError> {
        let newest = StatementQuery::newest(NEWEST);
        let mut open_holds = app.ledger.holds(&account.id).await?;
        open_holds.retain(HoldState::is_open);
        let mut lots_left = app.ledger.lots(&account.id).await?;
        lots_left.retain(|lot| lot.available.is_positive() || lot.held.is_positive());
        Ok(Self {
            balances: app.ledger.balances(&account.id).await?,
            unlimited_downloads,
            newest: app.ledger.statement(&account.id, newest).await?,
            open_holds,
            lots_left,
            findings: contradictions(app, account).await?,
            zone: account.zone.clone(),
            now: account.now(),
        })
    }

    fn moment(&self, at: Timestamp) -> AnyView {
        let shown = self.zone.day_and_time(at, self.now);
        view! { <time datetime=machine(at)>{shown}</time> }.into_any()
    }
}

/// Compares all books at once; answers what concerns the account.
pub async fn contradictions(app: &App, account: &Account) -> Result<Vec<Finding>, LabError> {
    let report = reconciler::reconcile(app, wall_clock_ms()).await?;
    let own = account.id.to_string();
    let all = report.findings.into_iter();
    Ok(all.filter(|finding| finding.account == own).collect())
}

#[component]
pub fn Ledger(books: Books) -> impl IntoView {
    view! {
        <section class="stack-s lab-books" aria-labelledby="lab-books">
            <h2 id="lab-books" class="lab">{words::ledger()}</h2>
            {light(&books.findings)}
            {wallets(&books)}
            {entries(&books)}
        </section>
        <details class="lab-fold lab-books">
            <summary><h2 class="lab-title">{words::holds_and_lots()}</h2><Icon symbol=Symbol::Plus class="i-s"/></summary>
            <div class="stack-s">
                {holds(&books)}
                {lots(&books)}
            </div>
        </details>
    }
}

/// The light. Its colour says nothing that its words and its drawing do not.
fn light(findings: &[Finding]) -> AnyView {
    if findings.is_empty() {
        return view! { <p class="tag tag-ok lab-light"><Icon symbol=Symbol::Check class="i-s"/>{words::books_agree()}</p> }
            .into_any();
    }
    let all: Vec<_> = findings
        .iter()
        .map(|one| {
            let differs = words::books_differ(grouped(one.expected), grouped(one.found));
            view! { <li><b>{one.check}</b>" "{one.subject.clone()}" "{differs}</li> }
        })
        .collect();
    view! {
        <p class="tag tag-bad lab-light"><Icon symbol=Symbol::Warning class="i-s"/>{words::books_contradict(findings.len())}</p>
        <ul class="small lab-findings">{all}</ul>
    }
    .into_any()
}

/// A column: its name, and whether it holds numbers.
type Column = (&'static str, bool);

/// A table that scrolls by itself where it is too narrow for it, with the keyboard as well.
fn table(caption: &'static str, columns: &[Column], rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<_> = columns
        .iter()
        .map(|(name, is_number)| view! { <th scope="col" class=is_number.then_some("n")>{*name}</th> })
        .collect();
    view! {
        <div class="lab-scroll" role="region" aria-label=caption tabindex="0">
            <table class="ledger">
                <caption class="vh">{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn wallet_cell(wallet: Wallet) -> AnyView {
    view! { <span class="row">{gem(wallet, "i-s")}{wallet_name(wallet)}</span> }.into_any()
}

fn wallets(books: &Books) -> AnyView {
    let rows = [Wallet::Download, Wallet::Ai].map(|wallet| {
        let balance = books.balances.of(wallet);
        let is_unlimited = wallet == Wallet::Download && books.unlimited_downloads;
        view! {
            <tr>
                <th scope="row">{wallet_cell(wallet)}</th>
                <td class="n">{grouped(balance.available.get())}{is_unlimited.then(|| view! { <small>{words::unlimited()}</small> })}</td>
                <td class="n">{grouped(balance.held.get())}</td>
                <td class="n">{grouped(balance.debt.get())}</td>
            </tr>
        }
        .into_any()
    });
    let columns = [
        (said::wallet(), false),
        (words::available(), true),
        (said::on_hold(), true),
        (said::owed(), true),
    ];
    table(words::wallets(), &columns, rows.into())
}

fn entries(books: &Books) -> AnyView {
    if books.newest.is_empty() {
        return view! { <p class="small muted">{said::no_entries()}</p> }.into_any();
    }
    let rows = books
        .newest
        .iter()
        .map(|entry| entry_row(entry, books))
        .collect();
    let columns = [
        (said::date(), false),
        (said::wallet(), false),
        (said::what(), false),
        (said::amount(), true),
        (said::balance_after(), true),
    ];
    table(said::newest_entries(), &columns, rows)
}

fn entry_row(entry: &Entry, books: &Books) -> AnyView {
    let on_hold = |amount: Credits, shown: String| {
        let says = (!amount.is_zero()).then(|| said::amount_on_hold(shown));
        says.map(|says| view! { <small>{says}</small> })
    };
    let (moved, after) = (entry.held_delta, entry.held_after);
    view! {
        <tr>
            <td class="muted">{books.moment(entry.at)}</td>
            <td>{wallet_cell(entry.wallet)}</td>
            <td>{entry.note.title.clone()}<small>{reason_of(entry)}</small></td>
            <td class="n">{signed(entry.available_delta.get())}{on_hold(moved, signed(moved.get()))}</td>
            <td class="n">{grouped(entry.available_after.get())}{on_hold(after, grouped(after.get()))}</td>
        </tr>
    }
    .into_any()
}

fn holds(books: &Books) -> AnyView {
    if books.open_holds.is_empty() {
        return view! { <p class="small muted">{said::nothing_on_hold()}</p> }.into_any();
    }
    let rows = books.open_holds.iter().map(|hold| {
        view! {
            <tr>
                <td class="muted">{books.moment(hold.at)}</td>
                <td>{wallet_cell(hold.wallet)}</td>
                <td class="n">{grouped(hold.held.get())}</td>
                <td class="n">{grouped(hold.captured.get())}</td>
                <td class="n">{grouped(hold.released.get())}</td>
            </tr>
        }
        .into_any()
    });
    let columns = [
        (said::date(), false),
        (said::wallet(), false),
        (said::on_hold(), true),
        (said::taken(), true),
        (words::released(), true),
    ];
    table(words::open_holds(), &columns, rows.collect())
}

fn lots(books: &Books) -> AnyView {
    if books.lots_left.is_empty() {
        return view! { <p class="small muted">{words::no_lots()}</p> }.into_any();
    }
    let rows = books.lots_left.iter().map(|lot| {
        let expiry = match lot.expires_at {
            Some(at) => books.moment(at),
            None => words::never().into_any(),
        };
        view! {
            <tr>
                <td>{origin_name(lot.origin)}<small>{books.moment(lot.created_at)}</small></td>
                <td>{wallet_cell(lot.wallet)}</td>
                <td class="n">{words::left_of(grouped(lot.available.get()), grouped(lot.granted.get()))}</td>
                <td class="n">{grouped(lot.held.get())}</td>
                <td class="muted">{expiry}</td>
            </tr>
        }
        .into_any()
    });
    let columns = [
        (words::lot(), false),
        (said::wallet(), false),
        (words::left(), true),
        (said::on_hold(), true),
        (words::expires(), false),
    ];
    table(words::lots_left(), &columns, rows.collect())
}

/// What a lot was granted for, as the statement calls it.
fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Plan => said::reason_plan_grant(),
        Origin::Bundle => said::reason_bundle(),
        Origin::Courtesy => said::reason_courtesy(),
        Origin::Upgrade => said::reason_upgrade(),
        Origin::Lab => said::reason_lab(),
    }
}
