//! The questions people ask about credits, answered with the figures that hold now.

use super::corner::{HelpContent, Question, Topic};
use crate::accounts::Visitor;
use crate::billing::rules::{Catalogue, Plan};
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::ui::amount::{credits_of, dollars, grouped};
use crate::words::help as words;
use ::credits::{
    AnimationSettings, Duration, PriceList, Resolution, Timestamp, VideoCount, Wallet, current,
    quote, regeneration_quote,
};

impl HelpContent {
    /// What the corner shows to this visitor on this page.
    pub async fn gather(app: &App, visitor: &Visitor, page: &str) -> Result<Self, AppError> {
        let account = visitor.account.as_ref();
        let now = account.map_or_else(
            || Timestamp::from_ms(wall_clock_ms()),
            |account| account.now(),
        );
        let lists = app.ledger.price_lists().await?;
        let list = current(&lists, now)
            .copied()
            .unwrap_or_else(PriceList::default_v1);
        Ok(Self {
            topics: topics(&list, &app.catalogue),
            page: page.to_owned(),
            answer_to: account.map(|account| account.email.clone()),
        })
    }
}

/// The settings whose price serves as the example.
fn example(count: VideoCount) -> AnimationSettings {
    AnimationSettings::new(Duration::S10, Resolution::P1080, count)
}

/// "1 download credit", by the price list.
fn download_price(list: &PriceList) -> String {
    credits_of(Wallet::Download, list.download)
}

/// Every question, the most asked first.
fn topics(list: &PriceList, catalogue: &Catalogue) -> Vec<Topic> {
    let topic = |id, title, questions| Topic {
        id,
        title,
        questions,
    };
    vec![
        topic("about-downloads", words::about_downloads(), downloads(list)),
        topic("about-studio", words::about_studio(), studio(list)),
        topic("about-balance", words::about_balance(), balance(catalogue)),
        topic("about-account", words::about_account(), account(catalogue)),
    ]
}

fn ask(id: &'static str, question: &'static str, answer: impl Into<String>) -> Question {
    Question {
        id,
        question,
        answer: vec![answer.into()],
    }
}

impl Question {
    /// The question with another paragraph in its answer.
    fn and(mut self, paragraph: impl Into<String>) -> Self {
        self.answer.push(paragraph.into());
        self
    }
}

fn downloads(list: &PriceList) -> Vec<Question> {
    let price = download_price(list);
    vec![
        ask(
            "two-kinds",
            words::ask_two_kinds(),
            words::answer_two_kinds(&price),
        )
        .and(words::answer_two_kinds_more()),
        ask("free", words::ask_free(), words::answer_free()),
        ask("preview", words::ask_preview(), words::answer_preview()),
        ask(
            "edit-before",
            words::ask_edit_before(),
            words::answer_edit_before(),
        ),
        ask(
            "download",
            words::ask_download(),
            words::answer_download(&price),
        ),
        ask("again", words::ask_again(), words::answer_again()),
        ask("edited", words::ask_edited(), words::answer_edited(&price)),
        ask(
            "watermark",
            words::ask_watermark(),
            words::answer_watermark(),
        ),
        ask("music", words::ask_music(), words::answer_music()),
    ]
}

fn studio(list: &PriceList) -> Vec<Question> {
    let second = list.credits_per_second;
    let total = |count| quote(list, example(count)).total;
    let (one, two, four) = (
        total(VideoCount::One),
        total(VideoCount::Two),
        total(VideoCount::Four),
    );
    let again = regeneration_quote(list, example(VideoCount::One)).total;
    vec![
        ask(
            "price",
            words::ask_price(),
            words::answer_price(second.p720, second.p1080, second.p2160, one),
        )
        .and(words::answer_price_more()),
        ask("when", words::ask_when(), words::answer_when()),
        ask("fails", words::ask_fails(), words::answer_fails()),
        ask("scene", words::ask_scene(), words::answer_scene()),
        ask(
            "variations",
            words::ask_variations(),
            words::answer_variations(one, two, four),
        ),
        ask(
            "regenerate",
            words::ask_regenerate(),
            words::answer_regenerate(again),
        ),
        ask("edit-ai", words::ask_edit_ai(), words::answer_edit_ai()),
        ask("remix", words::ask_remix(), words::answer_remix()),
    ]
}

/// "Starter costs $19 a month and adds 10 download credits and 60 AI credits each month."
fn plan_sentence(plan: &Plan) -> String {
    let price = plan.monthly.short();
    let ai = credits_of(Wallet::Ai, plan.ai);
    if plan.is_unlimited() {
        words::plan_unlimited(&plan.name, price, ai)
    } else {
        let download = credits_of(Wallet::Download, plan.download_credits());
        words::plan(&plan.name, price, download, ai)
    }
}

fn balance(catalogue: &Catalogue) -> Vec<Question> {
    let plans = catalogue
        .plans
        .iter()
        .map(plan_sentence)
        .collect::<Vec<_>>()
        .join(" ");
    let bundles = catalogue
        .bundles
        .iter()
        .map(|bundle| words::bundle(grouped(bundle.ai.get()), dollars(bundle.price.get())));
    let bundles = bundles.collect::<Vec<_>>().join(", ");
    vec![
        ask("where", words::ask_where(), words::answer_where()),
        ask(
            "roll-over",
            words::ask_roll_over(),
            words::answer_roll_over(),
        ),
        ask("refresh", words::ask_refresh(), words::answer_refresh())
            .and(words::answer_refresh_more()),
        ask("out", words::ask_out(), words::answer_out(bundles)),
        ask("plans", words::ask_plans(), plans),
        ask("expire", words::ask_expire(), words::answer_expire()),
    ]
}

fn account(catalogue: &Catalogue) -> Vec<Question> {
    vec![
        ask(
            "yearly",
            words::ask_yearly(),
            words::answer_yearly(catalogue.yearly_costs_months),
        ),
        ask("pause", words::ask_pause(), words::answer_pause()),
        ask("invoices", words::ask_invoices(), words::answer_invoices()),
        ask("card", words::ask_card(), words::answer_card()),
        ask("refund", words::ask_refund(), words::answer_refund()),
        ask(
            "time-zone",
            words::ask_time_zone(),
            words::answer_time_zone(),
        ),
        ask("password", words::ask_password(), words::answer_password()),
        ask(
            "delete-account",
            words::ask_delete_account(),
            words::answer_delete_account(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Question, plan_sentence, topics};
    use crate::billing::rules::{Catalogue, Cents, Downloads, Plan, PlanKey};
    use ::credits::{Credits, PriceList};
    use std::collections::HashSet;

    fn catalogue() -> Catalogue {
        let plan = |name: &str, downloads| Plan {
            key: PlanKey::new(name.to_lowercase()),
            name: name.to_owned(),
            monthly: Cents::new(1_900),
            downloads,
            ai: Credits::new(60),
            download_cap: None,
            ai_cap: None,
            takes_at_once: None,
        };
        let plans = vec![
            plan("Small", Downloads::Monthly(Credits::new(12))),
            plan("Large", Downloads::Unlimited),
        ];
        Catalogue {
            plans,
            bundles: Vec::new(),
            yearly_costs_months: 10,
        }
    }

    fn questions(list: &PriceList, catalogue: &Catalogue) -> Vec<Question> {
        topics(list, catalogue)
            .into_iter()
            .flat_map(|topic| topic.questions)
            .collect()
    }

    /// "main" and "write" are the page's own places.
    #[test]
    fn each_topic_and_question_has_a_place_of_its_own_and_something_to_say() {
        let all = topics(&PriceList::default_v1(), &catalogue());
        let mut places = vec!["main", "write"];
        for topic in &all {
            assert!(!topic.questions.is_empty(), "{}", topic.id);
            places.push(topic.id);
            places.extend(topic.questions.iter().map(|question| question.id));
        }
        let different: HashSet<_> = places.iter().collect();
        assert_eq!(different.len(), places.len());
        let all = questions(&PriceList::default_v1(), &catalogue());
        assert!(all.iter().all(|question| !question.answer.is_empty()));
    }

    /// As `HelpSearch` finds them: every word somewhere in the question or its answer.
    #[test]
    fn what_people_look_for_is_found() {
        let all = questions(&PriceList::default_v1(), &catalogue());
        let texts: Vec<_> = all
            .iter()
            .map(|one| format!("{} {}", one.question, one.answer.join(" ")).to_lowercase())
            .collect();
        for wanted in [
            "pause",
            "cancel plan",
            "invoice",
            "yearly",
            "delete account",
            "change card",
            "refund",
            "watermark",
            "music",
            "time zone",
        ] {
            let found = texts
                .iter()
                .any(|text| wanted.split(' ').all(|word| text.contains(word)));
            assert!(found, "{wanted}");
        }
    }

    #[test]
    fn figures_come_from_the_price_list() {
        let mut list = PriceList::default_v1();
        list.credits_per_second.p1080 = Credits::new(7);
        let text: String = questions(&list, &catalogue())
            .into_iter()
            .flat_map(|question| question.answer)
            .collect();
        assert!(text.contains("7 at 1080p"), "{text}");
        assert!(text.contains("70 for 1, 70 for 2 and 140 for 4"), "{text}");
    }

    #[test]
    fn plans_are_described_by_the_catalogue() {
        let sentences: Vec<_> = catalogue().plans.iter().map(plan_sentence).collect();
        assert_eq!(
            sentences[0],
            "Small costs $19 a month and adds 12 download credits and 60 AI credits each month."
        );
        assert_eq!(
            sentences[1],
            "Large costs $19 a month, includes unlimited downloads and adds 60 AI credits each month."
        );
    }
}
