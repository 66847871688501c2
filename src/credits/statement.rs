//! What `/credits` looks like.

use super::chart::{Course, HEIGHT, WIDTH};
use super::filter_bar::FilterBar;
use super::month::Month;
use super::pictures::Pictures;
use super::rules::{BalanceSummary, NextRefresh};
use super::words::{card_refresh, reason_of, signed, symbol, wallet_name};
use crate::ui::amount::grouped;
use crate::ui::date::{Zone, machine};
use crate::ui::icon::{AiGem, DownloadGem, Icon, Symbol};
use crate::words::around;
use crate::words::credits as words;
use ::credits::{Entry, EntryId, Reason, Timestamp, Wallet};
use leptos::prelude::*;

/// What the list is narrowed down by, and where its page begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filters {
    pub wallet: Option<Wallet>,
    pub reason: Option<Reason>,
    pub month: Option<Month>,
    pub before: Option<EntryId>,
}

impl Filters {
    /// The address of the page with these filters.
    pub fn address(self) -> String {
        let parts = [
            self.wallet.map(|wallet| format!("wallet={wallet}")),
            self.reason.map(|reason| format!("reason={reason}")),
            self.month.map(|month| format!("month={}", month.word())),
            self.before.map(|before| format!("before={before}")),
        ];
        let query: Vec<_> = parts.into_iter().flatten().collect();
        if query.is_empty() {
            "/credits".to_owned()
        } else {
            format!("/credits?{}", query.join("&"))
        }
    }

    fn is_narrowed(self) -> bool {
        Self {
            before: None,
            ..self
        } != Self::default()
    }
}

/// Everything the page shows.
#[derive(Debug, Clone)]
pub struct StatementView {
    pub filters: Filters,
    pub entries: Vec<Entry>,
    pub pictures: Pictures,
    pub has_older: bool,
    pub summary: BalanceSummary,
    pub next_refresh: Option<NextRefresh>,
    pub courses: Vec<Course>,
    /// Where the chart begins and ends.
    pub from: Timestamp,
    pub to: Timestamp,
    /// Those that the account's entries have.
    pub reasons: Vec<Reason>,
    /// The month of the first entry.
    pub first_month: Month,
    pub now: Timestamp,
    pub zone: Zone,
}

#[component]
pub fn StatementPage(statement: StatementView) -> impl IntoView {
    let older = statement
        .entries
        .last()
        .filter(|_| statement.has_older)
        .map(|last| Filters {
            before: Some(last.id),
            ..statement.filters
        });
    let newest = statement.filters.before.map(|_| Filters {
        before: None,
        ..statement.filters
    });
    view! {
        <main id="main" class="wrap statement-page">
            <div class="row-b statement-head">
                <div>
                    <h1>{words::usage_history()}</h1>
                    <p class="muted mt1">{words::statement_lead()}</p>
                    <p class="small muted mt1">{words::statement_zone(statement.zone.name().replace('_', " "))}" "<a class="link" href="/account">{words::change_time_zone()}</a></p>
                </div>
                <form action="/credits/export.csv">
                    {hidden(statement.filters, true)}
                    <button class="btn btn-secondary" type="submit"><Icon symbol=Symbol::Download class="i-s"/>{words::export_csv()}</button>
                </form>
            </div>
            <Overview statement=statement.clone()/>
            <FilterBar filters=statement.filters reasons=statement.reasons.clone() now=Month::of(statement.now, &statement.zone) first=statement.first_month/>
            <section class="statement-scroll" tabindex="0" aria-label=words::statement()>
                {if statement.entries.is_empty() {
                    nothing(statement.filters)
                } else {
                    table(&statement)
                }}
            </section>
            <nav class="row statement-pages" aria-label=words::statement_pages()>
                {newest.map(|newest| view! { <a class="btn btn-secondary" href=newest.address()>{words::newest_entries()}</a> })}
                {older.map(|older| view! { <a class="btn btn-secondary" href=older.address()>{words::older_entries()}</a> })}
            </nav>
        </main>
    }
}

/// The two wallets and how they went.
#[component]
fn Overview(statement: StatementView) -> impl IntoView {
    let StatementView {
        summary,
        next_refresh,
        courses,
        from,
        to,
        now,
        filters,
        zone,
        ..
    } = statement;
    let shown = |course: &&Course| filters.wallet.is_none_or(|wallet| wallet == course.wallet);
    let told = courses
        .iter()
        .filter(shown)
        .map(Course::sentence)
        .collect::<Vec<_>>()
        .join(" ");
    // A month ends on its last day, not at the first moment after it.
    let last = if to < now { to.plus_ms(-1) } else { to };
    let span = words::span(zone.day(from, now), zone.day(last.max(from), now));
    let month = filters
        .month
        .map(|month| month.label(Month::of(now, &zone)));
    let label = words::chart_label(&span, told);
    view! {
        <div class="overview">
            {courses.iter().map(|course| wallet_card(course, &summary, next_refresh.as_ref(), month.as_deref())).collect::<Vec<_>>()}
            <div class="card chart">
                <div class="row-b small"><b>{words::chart()}</b><span class="muted num">{span}</span></div>
                <div class="lines small num" role="img" aria-label=label>{courses.iter().filter(shown).map(|course| drawn(course, to < now)).collect::<Vec<_>>()}</div>
                <ChartTable courses=courses.iter().filter(shown).cloned().collect() now zone/>
            </div>
        </div>
    }
}

/// The same as the drawing, in words and numbers.
#[component]
fn ChartTable(courses: Vec<Course>, now: Timestamp, zone: Zone) -> impl IntoView {
    let rows: Vec<_> = courses
        .iter()
        .flat_map(|course| {
            course.days.iter().map(|(at, amount)| {
                view! {
                    <tr>
                        <td class="num nowrap">{zone.day(*at, now)}</td>
                        <td>{wallet_name(course.wallet)}</td>
                        <td class="n">{grouped(*amount)}</td>
                    </tr>
                }
            })
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="chart-table small">
            <summary class="link">{words::chart_table()}</summary>
            <table class="ledger">
                <caption class="vh">{words::chart_table_caption()}</caption>
                <thead><tr><th scope="col">{words::day()}</th><th scope="col">{words::wallet()}</th><th scope="col" class="n">{words::balance()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// What a form carries on of the filters.
pub fn hidden(filters: Filters, wallet: bool) -> AnyView {
    view! {
        {filters.wallet.filter(|_| wallet).map(|wallet| view! { <input type="hidden" name="wallet" value=wallet.to_string()/> })}
        {filters.reason.map(|reason| view! { <input type="hidden" name="reason" value=reason.as_str()/> })}
        {filters.month.map(|month| view! { <input type="hidden" name="month" value=month.word()/> })}
    }
    .into_any()
}

pub fn gem(wallet: Wallet, class: &'static str) -> AnyView {
    match wallet {
        Wallet::Download => view! { <DownloadGem class/> }.into_any(),
        Wallet::Ai => view! { <AiGem class/> }.into_any(),
    }
}

fn wallet_card(
    course: &Course,
    summary: &BalanceSummary,
    next: Option<&NextRefresh>,
    month: Option<&str>,
) -> AnyView {
    let wallet = course.wallet;
    let balance = summary.balances.of(wallet);
    let (name, unlimited) = match wallet {
        Wallet::Download => (words::download_credits(), summary.unlimited_downloads),
        Wallet::Ai => (words::ai_credits(), false),
    };
    let sentences = [
        unlimited.then(|| words::downloads_wait().to_owned()),
        Some(match month {
            None => words::used_in_30_days(grouped(course.used)),
            Some(month) => words::used_in_month(grouped(course.used), month),
        }),
        Some(words::card_on_hold(grouped(balance.held.get()))),
        balance
            .debt
            .is_positive()
            .then(|| words::card_owed(grouped(balance.debt.get()))),
        next.and_then(|next| card_refresh(wallet, &summary.balances, next)),
    ];
    let note = sentences
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    view! {
        <div class="card wallet-card">
            <div class="row small">{gem(wallet, "")}<b>{name}</b></div>
            <div class="big">{grouped(balance.available.get())}</div>
            <p class="small muted">{note}</p>
        </div>
    }
    .into_any()
}

/// `is_over` says what the last amount is: what was there then, or what is there now.
fn drawn(course: &Course, is_over: bool) -> AnyView {
    let class = match course.wallet {
        Wallet::Download => "plot plot-dl",
        Wallet::Ai => "plot plot-ai",
    };
    let first = grouped(course.first);
    let (before, after) = around(|last| {
        if is_over {
            words::chart_then(first, last)
        } else {
            words::chart_now(first, last)
        }
    });
    view! {
        {gem(course.wallet, "")}
        <svg class=class viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
            <path class="area" d=course.area()></path>
            <path class="base" d=Course::base()></path>
            <path class="line" d=course.line()></path>
        </svg>
        <span>{before}<b>{grouped(course.last)}</b>{(!after.is_empty()).then_some(after)}</span>
    }
    .into_any()
}

fn nothing(filters: Filters) -> AnyView {
    if filters.is_narrowed() {
        view! {
            <div class="empty">
                <h2>{words::nothing_matches()}</h2>
                <p>{words::nothing_matches_why()}" "<a class="link" href="/credits">{words::show_every_entry()}</a></p>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="empty">
                <h2>{words::no_entries()}</h2>
                <p>{words::no_entries_why()}</p>
                <p><a class="btn btn-primary" href="/billing">{words::see_the_plans()}</a></p>
            </div>
        }
        .into_any()
    }
}

fn table(statement: &StatementView) -> AnyView {
    let rows: Vec<_> = statement
        .entries
        .iter()
        .map(|entry| row(entry, statement))
        .collect();
    view! {
        <table class="ledger stmt">
            <caption class="vh">{words::statement_caption()}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::date()}</th>
                    <th scope="col"><span class="vh">{words::picture()}</span></th>
                    <th scope="col">{words::what()}</th>
                    <th scope="col">{words::reason()}</th>
                    <th scope="col">{words::wallet()}</th>
                    <th scope="col" class="n">{words::amount()}</th>
                    <th scope="col" class="n">{words::balance_after()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(entry: &Entry, statement: &StatementView) -> AnyView {
    let amount = entry.available_delta.get();
    // Only addresses of this site become links; the note was written by a feature of ours, but long ago.
    let link = entry
        .note
        .link
        .clone()
        .filter(|link| link.starts_with('/') && !link.starts_with("//"));
    let title = entry.note.title.clone();
    let picture = match link.as_ref().and_then(|link| statement.pictures.get(link)) {
        Some(address) => {
            view! { <img src=address.clone() alt="" loading="lazy" decoding="async"/> }.into_any()
        }
        None => view! { <Icon symbol=symbol(entry)/> }.into_any(),
    };
    let what = match link {
        Some(link) => view! { <a class="link" href=link>{title}</a> }.into_any(),
        None => view! { {title} }.into_any(),
    };
    let held = entry.held_after.get();
    let amount_class = if amount.is_positive() { "n plus" } else { "n" };
    view! {
        <tr>
            <td class="num nowrap muted"><time datetime=machine(entry.at)>{statement.zone.day_and_time(entry.at, statement.now)}</time></td>
            <td class="pic"><span class="th">{picture}</span></td>
            <td><b>{what}</b></td>
            <td class="muted">{reason_of(entry)}</td>
            <td class="nowrap"><span class="row">{gem(entry.wallet, "")}{wallet_name(entry.wallet)}</span></td>
            <td class=amount_class>{signed(amount)}</td>
            <td class="n" data-label=words::balance()>{grouped(entry.available_after.get())}{(held > 0).then(|| view! { <small>{words::amount_on_hold(grouped(held))}</small> })}</td>
        </tr>
    }
    .into_any()
}
