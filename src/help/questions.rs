//! The questions people ask about credits, answered with the figures that hold now.

use super::corner::{HelpContent, Question};
use crate::accounts::Visitor;
use crate::billing::rules::{Catalogue, Plan};
use crate::error::AppError;
use crate::server::App;
use crate::server::state::wall_clock_ms;
use crate::ui::amount::{credits_of, dollars, grouped};
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
            questions: questions(&list, &app.catalogue),
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
pub fn questions(list: &PriceList, catalogue: &Catalogue) -> Vec<Question> {
    let mut all = downloads(list);
    all.extend(studio(list));
    all.extend(balance(catalogue));
    all
}

fn ask(
    id: &'static str,
    question: &'static str,
    answer: impl IntoIterator<Item = String>,
) -> Question {
    Question {
        id,
        question,
        answer: answer.into_iter().collect(),
    }
}

fn downloads(list: &PriceList) -> Vec<Question> {
    let price = download_price(list);
    vec![
        ask("two-kinds", "What costs a credit?", [
            format!("Two things. The first download of a video made from a template takes {price}. Animating in the AI Studio takes AI credits; the number stands directly above the Animate button."),
            "The two kinds live in two wallets and never mix. An AI video takes no download credit, and a template video takes no AI credit.".to_owned(),
        ]),
        ask("free", "What is free?", [
            "Every preview and every render, every edit, every scene preview in the AI Studio, one regeneration of each AI video, downloading the same version again, and every download of an AI video.".to_owned(),
        ]),
        ask("preview", "Can I see my video before I download it?", [
            "Yes, as often as you like. Render it, look at it, change it, render it again: 0 credits. What you see is the finished video, frame for frame, shown small.".to_owned(),
        ]),
        ask("edit-before", "I found a mistake before downloading. Does fixing it cost anything?", [
            "No. Edit it and preview it again. A credit is taken by the first download and by nothing before it.".to_owned(),
        ]),
        ask("download", "What does a download take?", [
            format!("{price} for the first download of a version. On a plan with unlimited downloads it takes 0, and the download credits you have wait for you."),
        ]),
        ask("again", "I downloaded the same video twice. Did I pay twice?", [
            "No. A version is paid once. Downloading it again, in another size or on another device, takes 0 credits, also after you changed or ended your plan.".to_owned(),
        ]),
        ask("edited", "I changed my video after downloading it. What now?", [
            format!("A changed video is a new version, and its first download takes {price}. The earlier version stays yours. If you undo the changes, it is the version you paid for, and it is free again."),
        ]),
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
        ask("price", "How many AI credits does an animation take?", [
            format!("A second of video takes {} AI credits at 720p, {} at 1080p and {} at 4K. So 10 s at 1080p take {one}.", second.p720, second.p1080, second.p2160),
            "The exact total for your settings stands directly above the Animate button, with its arithmetic and the balance after. You never pay a number you were not shown.".to_owned(),
        ]),
        ask("when", "When are AI credits taken?", [
            "When you animate, not when you download. The total goes on hold with your click. It is taken video by video as each one is delivered, and an AI video is free to download from then on.".to_owned(),
        ]),
        ask("fails", "What happens when a video fails or I cancel it?", [
            "It takes 0 credits. They were only on hold and come straight back; the usage history shows both.".to_owned(),
        ]),
        ask("scene", "Does a scene preview cost anything?", [
            "No, however many you make. It shows the subject, the composition, the caption and the set-up before anything moves, so typing mistakes and framing are found for free.".to_owned(),
        ]),
        ask("variations", "Why should I pick 2 or 4 videos?", [
            format!("2 videos take the same credits as 1, and 4 take the same as 2. At 10 s and 1080p that is {one} for 1, {two} for 2 and {four} for 4. More to choose from for the same credits: we recommend 2 or 4."),
        ]),
        ask("regenerate", "Can I have a video made again?", [
            format!("Each video includes one free regeneration. Further ones take the price of 1 video, {again} in the example above; the number stands on the button. A regeneration adds a video and replaces nothing."),
        ]),
        ask("edit-ai", "Does editing an AI video take AI credits?", [
            "Captions, colours, trimming and cropping take 0. Only a new animation takes AI credits, and its price is shown first.".to_owned(),
        ]),
        ask("remix", "What does a remix cost?", [
            "Opening any finished video as a new scene is free. AI credits are taken when you animate it.".to_owned(),
        ]),
    ]
}

/// "Starter adds 10 download credits and 60 AI credits a month."
fn plan_sentence(plan: &Plan) -> String {
    let ai = credits_of(Wallet::Ai, plan.ai);
    if plan.is_unlimited() {
        format!(
            "{} includes unlimited downloads and adds {ai} a month.",
            plan.name
        )
    } else {
        format!(
            "{} adds {} and {ai} a month.",
            plan.name,
            credits_of(Wallet::Download, plan.download_credits())
        )
    }
}

fn balance(catalogue: &Catalogue) -> Vec<Question> {
    let plans = catalogue
        .plans
        .iter()
        .map(plan_sentence)
        .collect::<Vec<_>>()
        .join(" ");
    let bundles = catalogue.bundles.iter().map(|bundle| {
        format!(
            "{} for {}",
            grouped(bundle.ai.get()),
            dollars(bundle.price.get())
        )
    });
    let bundles = bundles.collect::<Vec<_>>().join(", ");
    vec![
        ask("where", "Where do I see my balance?", [
            "Point at the diamond at the top of any page, or click or tap it. It shows both wallets, what is on hold and the next refresh. The usage history lists every credit that ever moved.".to_owned(),
        ]),
        ask("roll-over", "Do unused credits roll over?", [
            "Yes, both kinds. What you do not use this month stays, and the new credits come on top of it.".to_owned(),
        ]),
        ask("refresh", "When do I get new credits?", [
            "Both kinds come on your monthly billing date, upon successful payment. How many depends on your plan; Plan and billing shows the date and the number.".to_owned(),
            "If a payment fails, nothing is taken away. The credits come when the payment does.".to_owned(),
        ]),
        ask("out", "I have run out. What can I do?", [
            format!("Wait for the next refresh, upgrade your plan for more credits every month, or get a bundle of AI credits: {bundles}. An upgrade adds the difference at once."),
        ]),
        ask("plans", "What does each plan bring?", [
            plans,
        ]),
        ask("expire", "Do credits expire?", [
            "Not while you have a plan. If you end it, what is left of the plan's credits goes at the end of the period, and the page says how many before you confirm. Bought bundles stay.".to_owned(),
        ]),
        ask("password", "I have forgotten my password.", [
            "Write to us with the e-mail address of your account, and we let you back in once we know that it is you.".to_owned(),
        ]),
    ]
}

#[cfg(test)]
mod tests {
    use super::{plan_sentence, questions};
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

    #[test]
    fn each_question_has_a_place_of_its_own_and_an_answer() {
        let all = questions(&PriceList::default_v1(), &catalogue());
        let places: HashSet<_> = all.iter().map(|question| question.id).collect();
        assert_eq!(places.len(), all.len());
        assert!(all.iter().all(|question| !question.answer.is_empty()));
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
            "Small adds 12 download credits and 60 AI credits a month."
        );
        assert_eq!(
            sentences[1],
            "Large includes unlimited downloads and adds 60 AI credits a month."
        );
    }
}
